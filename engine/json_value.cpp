#include "engine/json_value.hpp"

#include <algorithm>

#include "engine/json_writer.hpp"

namespace select_model {

namespace {

bool is_plain(const JsonValue& value) {
  const auto* array = std::get_if<JsonValue::Array>(&value.content);
  const auto* object = std::get_if<JsonValue::Object>(&value.content);
  return (!array || array->empty()) && (!object || object->empty());
}

struct Writer {
  std::size_t indent = 0;

  std::string line_break(std::size_t deeper = 0) const { return "\n" + std::string(indent + deeper, ' '); }

  std::string operator()(std::nullptr_t) const { return "null"; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(std::int64_t whole) const { return std::to_string(whole); }
  std::string operator()(double number) const { return json_number(number); }
  std::string operator()(const std::string& text) const { return json_text(text); }

  std::string operator()(const JsonValue::Array& items) const {
    const bool on_one_line = std::ranges::all_of(items, is_plain);
    std::string text = "[";
    for (std::size_t i = 0; i < items.size(); ++i) {
      text += i == 0 ? "" : on_one_line ? ", " : ",";
      if (!on_one_line) text += line_break(2);
      text += std::visit(Writer{indent + 2}, items[i].content);
    }
    return text + (on_one_line ? "" : line_break()) + "]";
  }

  std::string operator()(const JsonValue::Object& members) const {
    if (members.empty()) return "{}";
    std::string text = "{";
    for (std::size_t i = 0; i < members.size(); ++i) {
      text += (i == 0 ? "" : ",") + line_break(2) + json_text(members[i].key) + ": ";
      text += std::visit(Writer{indent + 2}, members[i].value.content);
    }
    return text + line_break() + "}";
  }
};

}  // namespace

JsonValue::JsonValue(std::nullptr_t) {}
JsonValue::JsonValue(bool truth) : content(truth) {}
JsonValue::JsonValue(int whole) : content(std::int64_t{whole}) {}
JsonValue::JsonValue(std::int64_t whole) : content(whole) {}
JsonValue::JsonValue(double number) : content(number) {}
JsonValue::JsonValue(const char* text) : content(std::string(text)) {}
JsonValue::JsonValue(std::string_view text) : content(std::string(text)) {}
JsonValue::JsonValue(std::string text) : content(std::move(text)) {}
JsonValue::JsonValue(Array items) : content(std::move(items)) {}
JsonValue::JsonValue(Object members) : content(std::move(members)) {}

JsonValue JsonValue::texts(const std::vector<std::string>& items) {
  Array array;
  for (const std::string& item : items) array.emplace_back(item);
  return array;
}

std::string to_text(const JsonValue& value) { return std::visit(Writer{}, value.content) + "\n"; }

}  // namespace select_model
