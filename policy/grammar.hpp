#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"

namespace select_model {

/// Text to tree. Every syntax error of the file is reported, each once, in order of place: after one the
/// parser picks up at the next declaration. A file with errors gives no tree.
Result<ast::Policy> parse(const SourcePtr& source);

/// What is left of a file with syntax errors: the declarations that have none, and the words of all others,
/// which may have declared them.
struct Remains {
  ast::Policy policy;
  std::set<std::string, std::less<>> lost;
};
struct PartlyParsed {
  Result<ast::Policy> whole;
  std::optional<Remains> remains;  // where there is no whole, and what is left makes sense by itself
};
PartlyParsed parse_partly(const SourcePtr& source);

/// An expression in the one style of the language: `model.context_window >= input_tokens + output_tokens`.
std::string to_text(const ast::Expression& expression);
/// `llama-3.1-70b@together/eu`; a STRING in its quotes.
std::string to_text(const ast::ModelRef& ref);

}  // namespace select_model
