#include "engine/test_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/summary.hpp"

namespace select_model {

namespace {

std::string file_of(const Place& place) { return place.source ? place.source->name() : ""; }

std::uint32_t line_of(const Place& place) {
  return place.source ? place.source->position(place.span.begin).line : 0;
}

}  // namespace

bool ReportedTest::passed() const { return std::ranges::all_of(expectations, &ReportedExpectation::passed); }

std::size_t TestedPolicy::passed() const {
  return static_cast<std::size_t>(std::ranges::count_if(tests, &ReportedTest::passed));
}

std::size_t TestReport::passed() const {
  std::size_t sum = 0;
  for (const TestedPolicy& policy : policies) sum += policy.passed();
  return sum;
}

std::size_t TestReport::failed() const {
  std::size_t sum = 0;
  for (const TestedPolicy& policy : policies) sum += policy.tests.size() - policy.passed();
  return sum;
}

ReportedTest report_of(const TestResult& result) {
  ReportedTest report{result.name, file_of(result.place), line_of(result.place), {}, {}, {}};
  for (const ExpectationResult& one : result.expectations)
    report.expectations.push_back(
        {one.expected, one.passed, one.got, file_of(one.place), line_of(one.place)});
  if (!result.rationale) return report;
  for (const ShownAnswer& answer : result.rationale->answers) {
    if (answer.from != AnswerFrom::given) continue;
    report.given += (report.given.empty() ? "" : ", ") + answer.question + " " + answer.value.text;
  }
  report.path = summary::path(*result.rationale);
  return report;
}

std::string totals(const TestReport& report) {
  const std::size_t passed = report.passed();
  const std::size_t failed = report.failed();
  if (passed + failed == 0) return "no tests";
  return fmt::format("{} passed", passed) + (failed > 0 ? fmt::format(", {} failed", failed) : "");
}

}  // namespace select_model
