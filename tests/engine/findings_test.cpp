#include "engine/findings.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/engine/deciding.hpp"

/// One value in every format.
namespace select_model::testing {

namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

/// An error with a mend and a second place behind letters of two bytes, a warning in no file, an accepted
/// note.
Findings sample() {
  const SourcePtr file = source("teams/sup port.policy", "policy p\nmust é: thré < 2\nask x: bool\n");
  const auto at = [&](std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(file->text().find(text));
    return Span{begin, begin + static_cast<std::uint32_t>(text.size())};
  };
  Findings findings;
  findings.files = {"teams/sup port.policy", "clean.policy"};
  Diagnostic error{Code::unknown_name, "no `thré`", {file, at("thré")}, "did you mean `three`?", {}};
  error.related.push_back({{file, at("ask")}, "declared here"});
  error.fix = {{at("thré"), "three"}};
  Diagnostic warning{Code::unused_let, "100%, a|b <c>", {}, "", {{{}, "so says the catalogue"}}};
  findings.open = {error, warning};
  Diagnostic note{Code::untested_branch, "no test", {file, at("x: bool")}, "", {}};
  findings.accepted = {{note, "later & sooner", {file, at("ask x")}}};
  return findings;
}

TEST(Findings, are_counted_in_a_line) {
  EXPECT_EQ(summarize(sample()), "2 policies checked: 1 error, 1 warning, 1 accepted");
  Findings none;
  none.files = {"a"};
  EXPECT_EQ(summarize(none), "1 policy checked: nothing found");
}

TEST(Findings, that_are_warnings_fail_strictly) {
  Findings findings = sample();
  EXPECT_FALSE(fails(findings, findings.open[1]));
  findings.strict = true;
  EXPECT_TRUE(fails(findings, findings.open[1]));
}

TEST(FindingsJson, have_places_in_bytes_and_mends) {
  const Json json = Json::parse(render_json(sample()));
  EXPECT_EQ(json["diagnostics"][0], Json::parse(R"({"code": "unknown-name", "severity": "error",
      "message": "no `thré`", "file": "teams/sup port.policy", "line": 2, "column": 10, "end_line": 2,
      "end_column": 15, "help": "did you mean `three`?",
      "related": [{"message": "declared here", "file": "teams/sup port.policy", "line": 3, "column": 1,
                   "end_line": 3, "end_column": 4}],
      "fix": [{"file": "teams/sup port.policy", "line": 2, "column": 10, "end_line": 2, "end_column": 15,
               "replacement": "three"}]})"));
  EXPECT_EQ(json["diagnostics"][1]["file"], nullptr);
  EXPECT_EQ(json["diagnostics"][1]["help"], nullptr);
  EXPECT_FALSE(json["diagnostics"][1].contains("fix"));
  EXPECT_EQ(json["accepted"][0]["code"], "untested-branch");
  EXPECT_EQ(json["accepted"][0]["reason"], "later & sooner");
}

TEST(FindingsSarif, count_columns_in_code_points) {
  const Json run = Json::parse(render_sarif(sample()))["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const Json& error = run["results"][0];
  EXPECT_EQ(error["level"], "error");
  EXPECT_EQ(error["message"]["text"], "no `thré`\nhelp: did you mean `three`?");
  EXPECT_EQ(error["locations"][0]["physicalLocation"],
            Json::parse(R"({"artifactLocation": {"uri": "teams/sup%20port.policy"},
                "region": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 13}})"));
  EXPECT_EQ(error["relatedLocations"][0]["message"]["text"], "declared here");
  EXPECT_EQ(
      error["fixes"][0]["artifactChanges"][0]["replacements"],
      Json::parse(R"([{"deletedRegion": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 13},
                "insertedContent": {"text": "three"}}])"));
}

TEST(FindingsSarif, explain_each_rule_and_suppress_what_is_accepted) {
  const Json run = Json::parse(render_sarif(sample()))["runs"][0];
  const Json& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 3U);
  for (const Json& result : run["results"])
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  EXPECT_EQ(rules[1]["id"], "unused-let");
  EXPECT_EQ(rules[1]["shortDescription"]["text"], "a `let` that contributes to nothing");
  EXPECT_EQ(rules[1]["defaultConfiguration"]["level"], "warning");
  EXPECT_THAT(rules[1]["fullDescription"]["text"], ::testing::StartsWith("Nothing that decides reads it."));
  EXPECT_THAT(rules[1]["help"]["markdown"], ::testing::StartsWith("# unused-let\n"));
  EXPECT_EQ(run["results"][1]["locations"], Json::array());
  EXPECT_EQ(run["results"][1]["message"]["text"], "100%, a|b <c>\nso says the catalogue");
  EXPECT_EQ(run["results"][2]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(run["results"][2]["suppressions"][0]["justification"], "later & sooner");
}

TEST(FindingsSarif, name_files_as_uris) {
  const auto uri = [](const std::string& name) {
    Findings findings;
    findings.files = {name};
    return Json::parse(render_sarif(findings))["runs"][0]["artifacts"][0]["location"]["uri"];
  };
  EXPECT_EQ(uri("./a/b.policy"), "a/b.policy");
  EXPECT_EQ(uri("/tmp/ä%.policy"), "file:///tmp/%C3%A4%25.policy");
  EXPECT_EQ(uri("c:d.policy"), "c%3Ad.policy");
  EXPECT_EQ(uri("<stdin>"), "%3Cstdin%3E");
  EXPECT_EQ(uri("builtin:guide"), "builtin:guide");
}

TEST(FindingsJunit, are_failures_and_clean_files_pass) {
  EXPECT_EQ(render_junit(sample()), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="select-model" tests="2" failures="1" errors="0">
  <testsuite name="select-model check" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="clean.policy" name="check" file="clean.policy"/>
    <testcase classname="teams/sup port.policy" name="unknown-name at line 2" file="teams/sup port.policy" line="2">
      <failure type="unknown-name" message="no `thré`">error[unknown-name]: no `thré`&#10; --&gt; teams/sup port.policy:2:10&#10;  |&#10;2 | must é: thré &lt; 2&#10;  |         ^^^^&#10;3 | ask x: bool&#10;  | --- declared here&#10;  |&#10;  = help: did you mean `three`?&#10;</failure>
    </testcase>
  </testsuite>
</testsuites>
)");
  Findings strict = sample();
  strict.strict = true;
  EXPECT_THAT(render_junit(strict), HasSubstr("<testcase classname=\"select-model\" name=\"unused-let\">"));
}

TEST(FindingsGithub, are_annotations) {
  EXPECT_EQ(render_github(sample()),
            "::error file=teams/sup port.policy,line=2,endLine=2,col=9,endColumn=13,title=unknown-name"
            "::no `thré`%0Ateams/sup port.policy:3: declared here%0Ahelp: did you mean `three`?\n"
            "::warning title=unused-let::100%25, a|b <c>%0Aso says the catalogue\n");
  Findings strict = sample();
  strict.strict = true;
  EXPECT_THAT(render_github(strict), HasSubstr("::error title=unused-let::"));
}

TEST(FindingsMarkdown, are_a_table) {
  EXPECT_EQ(render_markdown(sample()),
            "### select-model check\n\n"
            "2 policies checked: 1 error, 1 warning, 1 accepted\n\n"
            "| | code | place | finding |\n|---|---|---|---|\n"
            "| error | `unknown-name` | `teams/sup port.policy:2:9` | no `thré`<br>"
            "teams/sup port.policy:3: declared here<br>help: did you mean `three`? |\n"
            "| warning | `unused-let` |  | 100%, a\\|b \\<c\\><br>so says the catalogue |\n"
            "| accepted | `untested-branch` | `teams/sup port.policy:3:5` | no test<br>accepted: later & "
            "sooner |\n");
}

}  // namespace

}  // namespace select_model::testing
