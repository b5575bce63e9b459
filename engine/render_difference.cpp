#include "engine/difference.hpp"
#include "engine/findings_json.hpp"

namespace select_model {

namespace {

/// A name or null where there can be but one; else a list.
void write_side(JsonWriter& json, std::string_view side, ChangeKind kind,
                const std::vector<std::string>& names) {
  if (kind == ChangeKind::refused || kind == ChangeKind::eligible) return json.member(side, names);
  json.member(side, names.empty() ? std::nullopt : std::optional(names[0]));
}

void write_money(JsonWriter& json, std::string_view side, const Shown& shown) {
  json.object(side, [&] {
    json.member("value", std::get<Rational>(shown.value).to_double());
    json.member("unit", unit(shown.type));
    json.member("text", shown.text);
  });
}

void write_region(JsonWriter& json, const std::optional<Region>& region) {
  if (!region) return json.member("region", nullptr);
  json.object("region", [&] {
    json.member("text", region->text);
    json.member("only", region->only);
  });
}

void write_change(JsonWriter& json, const ShownChange& shown) {
  json.member("kind", word_of(shown.change.kind));
  if (!shown.file.empty()) json.member("file", shown.file);
  write_answers(json, shown.example);
  write_side(json, "old", shown.change.kind, shown.change.before);
  write_side(json, "new", shown.change.kind, shown.change.after);
  json.member("text", shown.change.text);
  if (shown.money) {
    json.object("money", [&] {
      json.member("let", shown.money->let);
      write_money(json, "old", shown.money->before);
      write_money(json, "new", shown.money->after);
    });
  }
  if (shown.file.empty()) write_region(json, shown.region);
}

}  // namespace

std::string render_json(const Difference& difference) {
  JsonWriter json;
  json.object([&] {
    json.member("schema", "select-model/diff/1");
    json.member("equivalent", difference.equivalent);
    json.array("changes", difference.changes,
               [&](const ShownChange& shown) { json.object([&] { write_change(json, shown); }); });
    json.member("not_analysed", difference.not_analysed);
    json.member("notes", difference.notes);
    if (difference.files > 0) json.member("files", difference.files);
  });
  return json.take();
}

}  // namespace select_model
