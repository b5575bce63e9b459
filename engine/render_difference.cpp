#include <nlohmann/json.hpp>

#include "engine/difference.hpp"

namespace select_model {

namespace {

using Json = nlohmann::ordered_json;

Json answers_json(const Example& example) {
  Json json = Json::object();
  for (const Example::Answer& answer : example.answers)
    std::visit([&](const auto& value) { json[answer.question] = value; }, answer.value);
  return json;
}

/// A name or null where there can be but one; else a list.
Json side_json(ChangeKind kind, const std::vector<std::string>& names) {
  if (kind == ChangeKind::refused || kind == ChangeKind::eligible) return names;
  return names.empty() ? Json(nullptr) : Json(names[0]);
}

Json money_json(const Shown& shown) {
  return {{"value", std::get<Rational>(shown.value).to_double()},
          {"unit", unit(shown.type)},
          {"text", shown.text}};
}

Json region_json(const std::optional<Region>& region) {
  if (!region) return nullptr;
  return {{"text", region->text}, {"only", region->only ? Json(*region->only) : Json(nullptr)}};
}

Json change_json(const ShownChange& shown) {
  Json json;
  json["kind"] = word_of(shown.change.kind);
  if (!shown.file.empty()) json["file"] = shown.file;
  json["answers"] = answers_json(shown.example);
  json["old"] = side_json(shown.change.kind, shown.change.before);
  json["new"] = side_json(shown.change.kind, shown.change.after);
  json["text"] = shown.change.text;
  if (shown.money) {
    json["money"] = {{"let", shown.money->let},
                     {"old", money_json(shown.money->before)},
                     {"new", money_json(shown.money->after)}};
  }
  if (shown.file.empty()) json["region"] = region_json(shown.region);
  return json;
}

}  // namespace

std::string render_json(const Difference& difference) {
  Json json;
  json["schema"] = "select-model/diff/1";
  json["equivalent"] = difference.equivalent ? Json(*difference.equivalent) : Json(nullptr);
  json["changes"] = Json::array();
  for (const ShownChange& shown : difference.changes) json["changes"].push_back(change_json(shown));
  json["not_analysed"] = difference.not_analysed;
  json["notes"] = difference.notes;
  if (difference.files > 0) json["files"] = difference.files;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace select_model
