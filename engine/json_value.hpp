#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// A JSON value that is put together piece by piece; its keys keep their order. The schemas are made of it.
namespace select_model {

struct JsonMember;

struct JsonValue {
  using Array = std::vector<JsonValue>;
  using Object = std::vector<JsonMember>;

  // Each stands for itself, so that a value is written like the JSON that it becomes.
  JsonValue(std::nullptr_t = nullptr);  // NOLINT(google-explicit-constructor)
  JsonValue(bool truth);                // NOLINT(google-explicit-constructor)
  JsonValue(int whole);                 // NOLINT(google-explicit-constructor)
  JsonValue(std::int64_t whole);        // NOLINT(google-explicit-constructor)
  JsonValue(double number);             // NOLINT(google-explicit-constructor)
  JsonValue(const char* text);          // NOLINT(google-explicit-constructor)
  JsonValue(std::string_view text);     // NOLINT(google-explicit-constructor)
  JsonValue(std::string text);          // NOLINT(google-explicit-constructor)
  JsonValue(Array items);               // NOLINT(google-explicit-constructor)
  JsonValue(Object members);            // NOLINT(google-explicit-constructor)
  static JsonValue texts(const std::vector<std::string>& items);

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> content;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

/// Indented by two; a list of plain values stays on its line. Ended by a line break.
std::string to_text(const JsonValue& value);

}  // namespace select_model
