#include "engine/coverage.hpp"
#include "engine/findings_json.hpp"
#include "engine/render_coverage.hpp"
#include "engine/test_report.hpp"

namespace select_model {

namespace {

void write_expectation(JsonWriter& json, const ReportedExpectation& one) {
  json.member("expected", one.expected);
  json.member("got", one.passed ? std::nullopt : std::optional(one.got));
  json.member("passed", one.passed);
  json.member("file", if_any(one.file));
  json.member("line", one.line);
}

void write_test(JsonWriter& json, const TestedPolicy& policy, const ReportedTest& test) {
  json.member("policy", policy.file);
  json.member("name", test.name);
  json.member("file", if_any(test.file));
  json.member("line", test.line);
  json.member("passed", test.passed());
  json.array("expectations", test.expectations,
             [&](const ReportedExpectation& one) { json.object([&] { write_expectation(json, one); }); });
  if (test.passed()) return;
  json.member("given", if_any(test.given));
  json.member("path", test.path);
}

void write_share(JsonWriter& json, const CoverageShare& share) {
  json.member("covered", share.covered);
  json.member("total", share.total);
  json.member("percent", share.percent());
}

void write_item(JsonWriter& json, const CoverageItem& item) {
  static constexpr std::string_view words[] = {"branch", "constraint", "gate", "rank"};
  json.member("kind", words[static_cast<std::size_t>(item.kind)]);
  json.member("name", if_any(item.name));
  json.member("line", item.line);
  json.member("tests", item.tests);
  if (item.sides.empty()) return;
  json.object("sides", [&] {
    for (const CoverageSide& side : item.sides)
      json.member(side.name == "not taken" ? "not_taken" : side.name, side.tests);
  });
}

}  // namespace

std::string render_json(const TestReport& report) {
  JsonWriter json;
  json.object([&] {
    json.member("schema", "select-model/test/1");
    json.member("passed", report.passed());
    json.member("failed", report.failed());
    json.key("tests");
    json.list([&] {
      for (const TestedPolicy& policy : report.policies) {
        for (const ReportedTest& test : policy.tests) json.object([&] { write_test(json, policy, test); });
      }
    });
    write_diagnostics(json, "diagnostics", report.problems);
  });
  return json.take();
}

std::string render_coverage_json(const Coverage& coverage) {
  JsonWriter json;
  json.object([&] {
    json.member("schema", "select-model/coverage/1");
    write_share(json, share_of(coverage));
    json.object("kinds", [&] {
      for (const CoverageKind kind : coverage_kinds)
        json.object(plural_of(kind), [&] { write_share(json, share_of(coverage, kind)); });
    });
    json.array("files", coverage, [&](const FileCoverage& file) {
      json.object([&] {
        json.member("file", file.file);
        write_share(json, share_of(file));
        json.array("items", file.items,
                   [&](const CoverageItem& item) { json.object([&] { write_item(json, item); }); });
      });
    });
  });
  return json.take();
}

}  // namespace select_model
