#include "engine/test_report.hpp"

#include <gmock/gmock.h>

#include "engine/name_pattern.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

/// A test that passes and one that fails, both named to break what is careless.
TestReport awkward() {
  const ReportedTest good{"plain", "a.policy", 3, {{"branch b", true, "", "a.policy", 4}}, "", {}};
  const ReportedTest bad{"it's <b> & \"#1\" | 100%: \\",
                         "a.policy",
                         7,
                         {{"first x", false, "y@z, w", "a.policy", 8}, {"branch b", true, "", "a.policy", 9}},
                         "n 2K",
                         {"b: `n > 1K`"}};
  return {{{"a.policy", {good, bad}}}, {}};
}

TEST(TestReport, counts) {
  const TestReport report = awkward();
  EXPECT_EQ(report.passed(), 1U);
  EXPECT_EQ(report.failed(), 1U);
  EXPECT_EQ(totals(report), "1 passed, 1 failed");
  EXPECT_EQ(totals({}), "no tests");
}

TEST(TestReport, as_text_is_quiet_of_what_passes) {
  EXPECT_EQ(render_text(awkward(), {}),
            "FAIL  it's <b> & \"#1\" | 100%: \\\n"
            "      a.policy:8\n"
            "      expected  first x\n"
            "      got       y@z, w\n"
            "      given     n 2K\n"
            "      path      b: `n > 1K`\n\n"
            "1 passed, 1 failed\n");
  EXPECT_THAT(render_text(awkward(), {false, true}), ::testing::StartsWith("pass  plain\nFAIL  "));
}

TEST(TestReport, as_text_names_policies_where_there_are_several) {
  const TestReport two{{{"a.policy", {}}, {"b.policy", awkward().policies[0].tests}}, {}};
  EXPECT_THAT(render_text(two, {}), ::testing::StartsWith("b.policy\nFAIL  "));
  EXPECT_THAT(render_text(two, {false, true}),
              ::testing::StartsWith("a.policy\nno tests\nb.policy\npass  plain\n"));
}

TEST(TestReport, as_junit_escapes_what_xml_means) {
  EXPECT_EQ(
      render_junit(awkward()),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"select-model\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"0.000\">\n"
      "  <testsuite name=\"a.policy\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0.000\">\n"
      "    <testcase name=\"plain\" classname=\"a.policy\" file=\"a.policy\" line=\"3\" time=\"0.000\"/>\n"
      "    <testcase name=\"it's &lt;b&gt; &amp; &quot;#1&quot; | 100%: \\\" classname=\"a.policy\" "
      "file=\"a.policy\" line=\"7\" time=\"0.000\">\n"
      "      <failure type=\"expectation\" message=\"expected first x, got y@z, w\">"
      "a.policy:8&#10;expected first x&#10;got y@z, w&#10;given n 2K&#10;path b: `n &gt; 1K`&#10;"
      "</failure>\n    </testcase>\n  </testsuite>\n</testsuites>\n");
}

TEST(TestReport, as_tap_escapes_directives_and_quotes_yaml) {
  EXPECT_EQ(render_tap(awkward()),
            "TAP version 13\n1..2\n"
            "ok 1 - plain\n"
            "not ok 2 - it's <b> & \"\\#1\" | 100%: \\\\\n"
            "  ---\n"
            "  message: \"expected first x, got y@z, w\"\n"
            "  severity: fail\n"
            "  at:\n    file: \"a.policy\"\n    line: 7\n"
            "  failures:\n    - expected: \"first x\"\n      got: \"y@z, w\"\n      line: 8\n"
            "  given: \"n 2K\"\n  path: |\n    b: `n > 1K`\n  ...\n");
  EXPECT_EQ(render_tap({}), "TAP version 13\n1..0\n");
}

TEST(TestReport, for_github_annotates_the_line_of_the_expectation) {
  EXPECT_EQ(
      render_github(awkward()),
      "::error file=a.policy,line=8,title=it's <b> & \"#1\" | 100%25%3A \\::expected first x%0Agot y@z, w\n"
      "1 passed, 1 failed\n");
}

TEST(TestReport, as_markdown_is_a_table_of_failures) {
  EXPECT_EQ(render_markdown(awkward()),
            "### Tests of policies: 1 passed, 1 failed\n\n"
            "| test | expected | got | where |\n|---|---|---|---|\n"
            "| it's \\<b\\> & \"\\#1\" \\| 100%: \\\\ | `first x` | y@z, w | `a.policy:8` |\n");
}

TEST(TestReport, shows_no_control_character_raw) {
  const std::string name = "a\nnot ok 9\x1b[31m";
  const ReportedTest test{name, name, 3, {{"first x", false, name, name, 4}}, name, {name}};
  const TestReport report{{{name, {test}}, {name, {}}}, {}};
  const std::vector<std::string> all{render_text(report, {false, true}),
                                     render_json(report),
                                     render_junit(report),
                                     render_tap(report),
                                     render_github(report),
                                     render_markdown(report)};
  for (const std::string& text : all) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
    EXPECT_EQ(text.find("\nnot ok 9"), std::string::npos) << text;
  }
}

TEST(TestReport, holds_problems_in_every_format_for_machines) {
  const Diagnostic problem{Code::missing_file, "cannot read `x.policy`: no such file", {}, "", {}};
  const TestReport broken{{}, {problem}};
  EXPECT_EQ(render_text(broken, {}), "");
  EXPECT_THAT(render_json(broken), ::testing::HasSubstr("\"code\": \"missing-file\""));
  EXPECT_THAT(render_junit(broken), ::testing::HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\""));
  EXPECT_THAT(render_junit(broken),
              ::testing::HasSubstr("<error type=\"missing-file\" message=\"cannot read"));
  EXPECT_THAT(render_tap(broken), ::testing::HasSubstr("1..1\nnot ok 1 - error[missing-file]\n"));
  EXPECT_EQ(render_github(broken),
            "::error title=error[missing-file]::cannot read `x.policy`: no such file\n");
  EXPECT_THAT(render_markdown(broken), ::testing::HasSubstr("- `missing-file`: cannot read \\`x.policy\\`"));
}

TEST(TestReport, says_what_came_and_how_only_where_a_test_failed) {
  const Program program = compile_texts(
      "policy p\nask n: tokens, default 1K\nmust fits: model.context_window >= n\n"
      "choose { long when n > 100K -> smart  otherwise short -> any }\nrank by order { maximize model.mmlu "
      "}\n"
      "test \"good\" { given n = 2K expect first smart }\ntest \"bad\" { given n = 2K expect branch long }\n",
      three_models);
  const ReportedTest good = report_of(run_test(program, program.policy().tests[0], day));
  EXPECT_TRUE(good.passed());
  EXPECT_EQ(good.line, 6U);
  EXPECT_EQ(good.given, "");
  EXPECT_THAT(good.path, ::testing::IsEmpty());
  const ReportedTest bad = report_of(run_test(program, program.policy().tests[1], day));
  EXPECT_FALSE(bad.passed());
  EXPECT_EQ(bad.expectations[0].got, "short");
  EXPECT_EQ(bad.given, "n 2K");
  EXPECT_THAT(bad.path, ::testing::Not(::testing::IsEmpty()));
}

struct Matched {
  const char *name, *pattern;
  bool matches;
};
class Patterns : public ::testing::TestWithParam<Matched> {};

TEST_P(Patterns, stand_anywhere_in_the_name) {
  EXPECT_EQ(matches(GetParam().name, GetParam().pattern), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    table, Patterns,
    ::testing::Values(Matched{"the small win", "small", true}, Matched{"the small win", "Small", false},
                      Matched{"the small win", "the*win", true}, Matched{"the small win", "win*the", false},
                      Matched{"the small win", "*", true}, Matched{"", "*", true}, Matched{"", "", true},
                      Matched{"abab", "ab*ab", true}, Matched{"ab", "ab*ab", false},
                      Matched{"a.c", "a.c", true}, Matched{"abc", "a.c", false}));

}  // namespace

}  // namespace select_model::testing
