#include <algorithm>

#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/test_wording.hpp"

namespace select_model {

namespace {

using markup::xml;
using namespace test_wording;

/// All that failed, with the path, on lines of their own.
std::string failure_text(const ReportedTest& test) {
  std::string text;
  for (const ReportedExpectation& one : test.expectations) {
    if (!one.passed)
      text += fmt::format("{}:{}\nexpected {}\ngot {}\n", one.file, one.line, one.expected, one.got);
  }
  if (!test.given.empty()) text += "given " + test.given + "\n";
  for (const std::string& step : test.path) text += "path " + step + "\n";
  return text;
}

std::string junit_case(const TestedPolicy& policy, const ReportedTest& test) {
  std::string text =
      fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\" time=\"0.000\"",
                  xml(test.name), xml(policy.file), xml(test.file), test.line);
  if (test.passed()) return text + "/>\n";
  return text +
         fmt::format(">\n      <failure type=\"expectation\" message=\"{}\">{}</failure>\n    </testcase>\n",
                     xml(first_failure(test)), xml(failure_text(test)));
}

std::string junit_problem(const Diagnostic& problem) {
  const std::string where = place_of(problem);
  return fmt::format(
      "    <testcase name=\"{}\" classname=\"{}\" time=\"0.000\">\n"
      "      <error type=\"{}\" message=\"{}\">{}</error>\n    </testcase>\n",
      xml(title_of(problem)), xml(where.empty() ? "policies" : where), xml(info(problem.code).word),
      xml(problem.message), xml(text_of(problem)));
}

}  // namespace

std::string render_junit(const TestReport& report) {
  const auto errors = std::ranges::count(report.problems, Severity::error, &Diagnostic::severity);
  const std::size_t tests = report.passed() + report.failed() + static_cast<std::size_t>(errors);
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"select-model\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0.000\">\n",
      tests, report.failed(), errors);
  for (const TestedPolicy& policy : report.policies) {
    const std::size_t failures = policy.tests.size() - policy.passed();
    text += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"0.000\">\n",
        xml(policy.file), policy.tests.size(), failures);
    for (const ReportedTest& test : policy.tests) text += junit_case(policy, test);
    text += "  </testsuite>\n";
  }
  if (errors > 0) {
    text += fmt::format(
        "  <testsuite name=\"policies\" tests=\"{0}\" failures=\"0\" errors=\"{0}\" skipped=\"0\""
        " time=\"0.000\">\n",
        errors);
    for (const Diagnostic& problem : report.problems) {
      if (problem.severity == Severity::error) text += junit_problem(problem);
    }
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace select_model
