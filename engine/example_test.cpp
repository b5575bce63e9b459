#include "engine/example_test.hpp"

#include "engine/emit_test.hpp"
#include "engine/example_search.hpp"

namespace select_model {

namespace {

/// The code and what stands at its place, as `emptied-branch general`; a number where a test is called so.
std::string name_of(const Diagnostic& finding, const CheckedPolicy& policy, std::set<std::string>& names) {
  std::string name(info(finding.code).word);
  if (const SourcePtr& source = finding.place.source) {
    const Span span = finding.place.span;
    std::string what(source->text().substr(span.begin, span.end - span.begin));
    std::erase(what, '"');
    name += " " + what;
  }
  for (const Test& test : policy.tests) names.insert(test.name);
  std::string candidate = name;
  for (int number = 2; !names.insert(candidate).second; ++number)
    candidate = name + " (" + std::to_string(number) + ")";
  return candidate;
}

}  // namespace

std::optional<std::string> test_of(const Program& program, const Diagnostic& finding, Date today,
                                   std::set<std::string>& names) {
  if (!finding.example) return std::nullopt;
  const auto answers = analysis::answers_of(program.policy(), *finding.example);
  if (!answers) return std::nullopt;
  const Rationale rationale = explain(program, *answers, today, select(program, *answers, today));
  return emit_test(program, *answers, rationale, {name_of(finding, program.policy(), names), {}});
}

}  // namespace select_model
