#include <algorithm>

#include <fmt/format.h>

#include "engine/layout.hpp"
#include "engine/test_report.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using layout::Paint;

std::string field(std::string_view label, const std::string& value) {
  return layout::hang("      " + std::string(label), printable(value), 16, 80);
}

std::string failure(const ReportedTest& test, bool color) {
  std::string text = layout::paint("FAIL", Paint::red, color) + "  " +
                     layout::paint(printable(test.name), Paint::bold, color) + "\n";
  for (const ReportedExpectation& one : test.expectations) {
    if (one.passed) continue;
    const std::string where = fmt::format("{}:{}", printable(one.file), one.line);
    text += "      " + layout::paint(where, Paint::dim, color) + "\n";
    text += field("expected", one.expected) + field("got", one.got);
  }
  if (!test.given.empty()) text += field("given", test.given);
  std::string_view label = "path";
  for (const std::string& step : test.path) {
    text += field(label, step);
    label = "";
  }
  return text + "\n";
}

std::string render_policy(const TestedPolicy& policy, const TestStyle& style) {
  std::string text;
  for (const ReportedTest& test : policy.tests) {
    if (!test.passed()) text += failure(test, style.color);
    if (test.passed() && style.verbose)
      text += layout::paint("pass", Paint::green, style.color) + "  " + printable(test.name) + "\n";
  }
  if (policy.tests.empty() && style.verbose)
    text += layout::paint("no tests", Paint::dim, style.color) + "\n";
  return text;
}

}  // namespace

std::string render_text(const TestReport& report, const TestStyle& style) {
  std::string text;
  for (const TestedPolicy& policy : report.policies) {
    const std::string tests = render_policy(policy, style);
    if (report.policies.size() > 1 && !tests.empty())
      text += layout::paint(printable(policy.file), Paint::bold, style.color) + "\n";
    text += tests;
  }
  // Where nothing could be run, the problems say so.
  const bool none = report.passed() + report.failed() == 0;
  if (none && has_errors(report.problems)) return text;
  const Paint paint = none ? Paint::plain : report.failed() == 0 ? Paint::green : Paint::red;
  return text + layout::paint(totals(report), paint, style.color) + "\n";
}

}  // namespace select_model
