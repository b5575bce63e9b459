#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/test_report.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using markup::markdown;
using markup::markdown_code;

std::string code(const std::string& text) { return markdown_code(printable(text)); }

std::string failures(const TestedPolicy& policy) {
  std::string text;
  for (const ReportedTest& test : policy.tests) {
    if (test.passed()) continue;
    std::string name = markdown(printable(test.name));
    for (const ReportedExpectation& one : test.expectations) {
      if (one.passed) continue;
      text += fmt::format("| {} | {} | {} | {} |\n", name, code(one.expected), markdown(printable(one.got)),
                          code(fmt::format("{}:{}", one.file, one.line)));
      name.clear();  // once a test
    }
  }
  return text;
}

}  // namespace

std::string render_markdown(const TestReport& report) {
  std::string text = "### Tests of policies: " + totals(report) + "\n";
  std::string rows;
  for (const TestedPolicy& policy : report.policies) rows += failures(policy);
  if (!rows.empty()) text += "\n| test | expected | got | where |\n|---|---|---|---|\n" + rows;
  if (!report.problems.empty()) text += "\n";
  for (const Diagnostic& problem : report.problems) {
    text += fmt::format("- {}: {}", code(std::string(info(problem.code).word)),
                        markdown(printable(problem.message)));
    if (problem.place.source) {
      text += " (" +
              code(fmt::format("{}:{}", problem.place.source->name(),
                               problem.place.source->position(problem.place.span.begin).line)) +
              ")";
    }
    text += "\n";
  }
  if (report.policies.size() > 1) {
    text += "\n| policy | passed | failed |\n|---|--:|--:|\n";
    for (const TestedPolicy& policy : report.policies) {
      text += fmt::format("| {} | {} | {} |\n", code(policy.file), policy.passed(),
                          policy.tests.size() - policy.passed());
    }
  }
  return text;
}

}  // namespace select_model
