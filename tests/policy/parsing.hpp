#pragma once
#include <memory>
#include <string>
#include <utility>

#include "policy/grammar.hpp"

/// What the tests of the parser share.
namespace select_model::testing {

inline SourcePtr source_of(std::string text) { return std::make_shared<Source>("p.policy", std::move(text)); }
inline Result<ast::Policy> parse_text(std::string text) { return parse(source_of(std::move(text))); }

/// All that is said about a text, as a terminal without colour shows it.
inline std::string said_about(std::string text) {
  std::string said;
  for (const Diagnostic& diagnostic : parse_text(std::move(text)).diagnostics)
    said += to_text(diagnostic, false);
  return said;
}

/// One line a finding: `2:5 expected a name, found `test` | help`.
inline std::string summary_of(std::string text) {
  const auto source = source_of(std::move(text));
  std::string summary;
  for (const Diagnostic& diagnostic : parse(source).diagnostics) {
    const Position at = source->position(diagnostic.place.span.begin);
    summary += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + diagnostic.message;
    if (!diagnostic.help.empty()) summary += " | " + diagnostic.help;
    summary += "\n";
  }
  return summary;
}

}  // namespace select_model::testing
