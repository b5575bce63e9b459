#include <nlohmann/json.hpp>

#include "engine/coverage.hpp"
#include "engine/findings.hpp"
#include "engine/render_coverage.hpp"
#include "engine/test_report.hpp"

namespace select_model {

namespace {

using Json = nlohmann::ordered_json;

/// A name of a file may be anything, even no UTF-8.
std::string written(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json expectation_json(const ReportedExpectation& one) {
  Json json;
  json["expected"] = one.expected;
  json["got"] = one.passed ? Json(nullptr) : Json(one.got);
  json["passed"] = one.passed;
  json["file"] = text_or_null(one.file);
  json["line"] = one.line;
  return json;
}

Json test_json(const TestedPolicy& policy, const ReportedTest& test) {
  Json json;
  json["policy"] = policy.file;
  json["name"] = test.name;
  json["file"] = text_or_null(test.file);
  json["line"] = test.line;
  json["passed"] = test.passed();
  json["expectations"] = Json::array();
  for (const ReportedExpectation& one : test.expectations)
    json["expectations"].push_back(expectation_json(one));
  if (!test.passed()) {
    json["given"] = text_or_null(test.given);
    json["path"] = test.path;
  }
  return json;
}

void add_share(Json& json, const CoverageShare& share) {
  json["covered"] = share.covered;
  json["total"] = share.total;
  json["percent"] = share.percent();
}

Json item_json(const CoverageItem& item) {
  static constexpr std::string_view words[] = {"branch", "constraint", "gate", "rank"};
  Json json;
  json["kind"] = words[static_cast<std::size_t>(item.kind)];
  json["name"] = text_or_null(item.name);
  json["line"] = item.line;
  json["tests"] = item.tests;
  for (const CoverageSide& side : item.sides)
    json["sides"][side.name == "not taken" ? "not_taken" : std::string(side.name)] = side.tests;
  return json;
}

}  // namespace

std::string render_json(const TestReport& report) {
  Json json;
  json["schema"] = "select-model/test/1";
  json["passed"] = report.passed();
  json["failed"] = report.failed();
  json["tests"] = Json::array();
  for (const TestedPolicy& policy : report.policies) {
    for (const ReportedTest& test : policy.tests) json["tests"].push_back(test_json(policy, test));
  }
  // The same objects as `check` prints, made in the one place that makes them.
  Findings problems;
  problems.open = report.problems;
  json["diagnostics"] = Json::parse(render_json(problems))["diagnostics"];
  return written(json);
}

std::string render_coverage_json(const Coverage& coverage) {
  Json json;
  json["schema"] = "select-model/coverage/1";
  add_share(json, share_of(coverage));
  for (const CoverageKind kind : coverage_kinds)
    add_share(json["kinds"][std::string(plural_of(kind))], share_of(coverage, kind));
  json["files"] = Json::array();
  for (const FileCoverage& file : coverage) {
    Json one;
    one["file"] = file.file;
    add_share(one, share_of(file));
    one["items"] = Json::array();
    for (const CoverageItem& item : file.items) one["items"].push_back(item_json(item));
    json["files"].push_back(std::move(one));
  }
  return written(json);
}

}  // namespace select_model
