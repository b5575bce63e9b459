#pragma once
#include <string>

#include "policy/ast.hpp"

/// The one style of the language. What is printed has the words of the file in their order, spelled as they
/// were, and its comments, each once, in order and where it stood: beside a word or on a line of its own.
/// Only blanks, line breaks and columns are new, so it means the same, and to format it again changes
/// nothing.
namespace select_model {

/// The policy as text. Lines end as the first of its source does; a byte order mark is left out.
std::string format(const ast::Policy& policy);

}  // namespace select_model
