#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/test_wording.hpp"

namespace select_model {

namespace {

using namespace test_wording;

std::string annotation(std::string_view command, const std::string& file, std::uint32_t line,
                       const std::string& title, const std::string& message) {
  std::string properties;
  if (!file.empty()) properties = fmt::format("file={},line={},", markup::github_property(file), line);
  return fmt::format("::{} {}title={}::{}\n", command, properties, markup::github_property(title),
                     markup::github_message(message));
}

std::string annotation(const Diagnostic& problem) {
  const bool error = problem.severity == Severity::error;
  const std::string_view command = error                                   ? "error"
                                   : problem.severity == Severity::warning ? "warning"
                                                                           : "notice";
  const SourcePtr& source = problem.place.source;
  return annotation(command, source ? source->name() : "",
                    source ? source->position(problem.place.span.begin).line : 0, title_of(problem),
                    text_of(problem));
}

}  // namespace

std::string render_github(const TestReport& report) {
  std::string text;
  for (const Diagnostic& problem : report.problems) text += annotation(problem);
  for (const TestedPolicy& policy : report.policies) {
    for (const ReportedTest& test : policy.tests) {
      for (const ReportedExpectation& one : test.expectations) {
        if (!one.passed)
          text += annotation("error", one.file, one.line, test.name,
                             fmt::format("expected {}\ngot {}", one.expected, one.got));
      }
    }
  }
  const bool none = report.passed() + report.failed() == 0;
  return none && has_errors(report.problems) ? text : text + totals(report) + "\n";
}

}  // namespace select_model
