#include <nlohmann/json.hpp>

#include "engine/findings.hpp"

namespace select_model {

namespace {

using Json = nlohmann::ordered_json;

void add_place(Json& json, const Place& place) {
  if (!place.source) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"}) json[key] = nullptr;
    return;
  }
  const Position begin = place.source->position(place.span.begin);
  const Position end = place.source->position(place.span.end);
  json["file"] = place.source->name();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
}

Json edit_json(const Edit& edit, const SourcePtr& source) {
  Json json;
  add_place(json, {source, edit.span});
  json["replacement"] = edit.replacement;
  return json;
}

Json example_json(const Example& example) {
  Json json;
  json["answers"] = Json::object();
  for (const Example::Answer& answer : example.answers)
    std::visit([&](const auto& value) { json["answers"][answer.question] = value; }, answer.value);
  json["offer"] = example.offer.empty() ? Json(nullptr) : Json(example.offer);
  return json;
}

Json finding_json(const Diagnostic& finding) {
  Json json;
  json["code"] = info(finding.code).word;
  json["severity"] = word_of(finding.severity);
  json["message"] = finding.message;
  add_place(json, finding.place);
  json["help"] = finding.help.empty() ? Json(nullptr) : Json(finding.help);
  json["related"] = Json::array();
  for (const Related& related : finding.related) {
    Json second;
    second["message"] = related.message;
    add_place(second, related.place);
    json["related"].push_back(std::move(second));
  }
  if (finding.example) json["example"] = example_json(*finding.example);
  if (finding.fix.empty() || !finding.place.source) return json;
  json["fix"] = Json::array();
  for (const Edit& edit : finding.fix) json["fix"].push_back(edit_json(edit, finding.place.source));
  return json;
}

}  // namespace

std::string render_json(const Findings& findings) {
  Json json;
  json["diagnostics"] = Json::array();
  for (const Diagnostic& finding : findings.open) json["diagnostics"].push_back(finding_json(finding));
  json["accepted"] = Json::array();
  for (const AcceptedFinding& accepted : findings.accepted) {
    json["accepted"].push_back(finding_json(accepted.finding));
    json["accepted"].back()["reason"] = accepted.reason;
  }
  // Text that is no UTF-8 cannot come from our files; a name of a file may be anything.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace select_model
