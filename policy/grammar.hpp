#pragma once
#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"

namespace select_model {

/// Text to tree. Every syntax error of the file is reported, each once, in order of place: after one the
/// parser picks up at the next declaration. A file with errors gives no tree.
Result<ast::Policy> parse(const SourcePtr& source);

/// An expression in the one style of the language: `model.context_window >= input_tokens + output_tokens`.
std::string to_text(const ast::Expression& expression);
/// `llama-3.1-70b@together/eu`; a STRING in its quotes.
std::string to_text(const ast::ModelRef& ref);

}  // namespace select_model
