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

  JsonValue(std::nullptr_t = nullptr) {}                       // NOLINT: what it is written as is what it is
  JsonValue(bool truth) : content(truth) {}                    // NOLINT
  JsonValue(int whole) : content(std::int64_t{whole}) {}       // NOLINT
  JsonValue(std::int64_t whole) : content(whole) {}            // NOLINT
  JsonValue(double number) : content(number) {}                // NOLINT
  JsonValue(const char* text) : content(std::string(text)) {}  // NOLINT
  JsonValue(std::string_view text) : content(std::string(text)) {}  // NOLINT
  JsonValue(std::string text) : content(std::move(text)) {}         // NOLINT
  JsonValue(Array items);                                           // NOLINT
  JsonValue(Object members);                                        // NOLINT
  static JsonValue texts(const std::vector<std::string>& items);

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> content;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

inline JsonValue::JsonValue(Array items) : content(std::move(items)) {}
inline JsonValue::JsonValue(Object members) : content(std::move(members)) {}

/// Indented by two; a list of plain values stays on its line. Ended by a line break.
std::string to_text(const JsonValue& value);

}  // namespace select_model
