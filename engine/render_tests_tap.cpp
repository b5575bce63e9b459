#include <fmt/format.h>

#include "engine/test_wording.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using namespace test_wording;

/// In double quotes, which the small YAML readers of TAP harnesses know as well.
std::string yaml(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

/// In the description of a test point `#` begins a directive, and `\` escapes.
std::string tap_description(const std::string& text) {
  std::string escaped;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string tap_failure(const ReportedTest& test) {
  std::string text = "  ---\n  message: " + yaml(first_failure(test)) + "\n  severity: fail\n";
  text += "  at:\n    file: " + yaml(test.file) + fmt::format("\n    line: {}\n", test.line);
  text += "  failures:\n";
  for (const ReportedExpectation& one : test.expectations) {
    if (one.passed) continue;
    text += "    - expected: " + yaml(one.expected) + "\n      got: " + yaml(one.got) +
            fmt::format("\n      line: {}\n", one.line);
  }
  if (!test.given.empty()) text += "  given: " + yaml(test.given) + "\n";
  if (!test.path.empty()) text += "  path: |\n";
  for (const std::string& step : test.path) text += "    " + printable(step) + "\n";
  return text + "  ...\n";
}

}  // namespace

// Nothing of version 14 is needed, and harnesses in use (Perl's TAP::Harness 3.44) call that number an error.
std::string render_tap(const TestReport& report) {
  std::string points;
  std::size_t number = 0;
  for (const TestedPolicy& policy : report.policies) {
    for (const ReportedTest& test : policy.tests) {
      const std::string name = report.policies.size() > 1 ? policy.file + ": " + test.name : test.name;
      points += fmt::format("{} {} - {}\n", test.passed() ? "ok" : "not ok", ++number, tap_description(name));
      if (!test.passed()) points += tap_failure(test);
    }
  }
  for (const Diagnostic& problem : report.problems) {
    if (problem.severity != Severity::error) continue;
    points += fmt::format("not ok {} - {}\n", ++number, tap_description(title_of(problem)));
    points += "  ---\n  message: " + yaml(problem.message) + "\n  severity: fail\n";
    if (problem.place.source) points += "  at: " + yaml(place_of(problem)) + "\n";
    points += "  ...\n";
  }
  return fmt::format("TAP version 13\n1..{}\n", number) + points;
}

}  // namespace select_model
