#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/run_tests.hpp"

/// What became of the tests of some policies, in words and places: text, JSON, JUnit, TAP, GitHub's
/// annotations and Markdown are renderings of one TestReport and so cannot disagree.
namespace select_model {

struct ReportedExpectation {
  std::string expected;  // as a policy writes it: `first gpt-4o`
  bool passed = false;
  std::string got;  // where it failed
  std::string file;
  std::uint32_t line = 0;
};
struct ReportedTest {
  std::string name;
  std::string file;  // in which it stands: a base's tests run again for what extends it
  std::uint32_t line = 0;
  std::vector<ReportedExpectation> expectations;
  // Where it failed:
  std::string given;              // `task chat, max_latency 2s`
  std::vector<std::string> path;  // through the tree, a branch a line
  bool passed() const;
};
struct TestedPolicy {
  std::string file;
  std::vector<ReportedTest> tests;
  std::size_t passed() const;
};
struct TestReport {
  std::vector<TestedPolicy> policies;
  Diagnostics problems;  // why policies could not be tested, and models that are not there
  std::size_t passed() const;
  std::size_t failed() const;
};

ReportedTest report_of(const TestResult& result);

struct TestStyle {
  bool color = false;
  bool verbose = false;  // name the tests that pass, and the policies that have none
};
/// For a person at a terminal. `12 passed` where nothing else is to say; `problems` are not in it.
std::string render_text(const TestReport& report, const TestStyle& style);
/// select-model/test/1.
std::string render_json(const TestReport& report);
/// As Jenkins and GitLab read it: a suite a policy, a case a test. No clock is read: `time` is 0, which to
/// the millisecond it is.
std::string render_junit(const TestReport& report);
/// Version 13, which harnesses of version 14 read too, with YAML diagnostics.
std::string render_tap(const TestReport& report);
/// Workflow commands that GitHub shows beside the lines.
std::string render_github(const TestReport& report);
/// For the summary of a job.
std::string render_markdown(const TestReport& report);

/// `12 passed, 1 failed`; `no tests`.
std::string totals(const TestReport& report);

}  // namespace select_model
