#pragma once
#include <string>

#include "policy/ast.hpp"

/// What must be true of the formatter whatever it is given.
namespace select_model::testing {

/// A tree as text: everything that it says, and no place.
std::string tree_text(const ast::Policy& policy);

/// What is wrong with how this policy is formatted; empty where nothing is. It must parse.
std::string format_fault(const std::string& text);

}  // namespace select_model::testing
