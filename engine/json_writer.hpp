#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Writes JSON as it comes, indented by two, each value on a line of its own: a document of any size costs no
/// more memory than its text.
namespace select_model {

/// A text in quotes; a byte that is no UTF-8 becomes U+FFFD.
std::string json_text(std::string_view text);
/// Nothing, which is null, where there is no text.
inline std::optional<std::string_view> if_any(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}
/// The shortest that reads as the same double.
std::string json_number(double number);

class JsonWriter {
 public:
  /// The name of the member that the next value is.
  void key(std::string_view name);

  void value(std::nullptr_t);
  void value(bool truth);
  void value(std::int64_t whole);
  void value(std::uint64_t whole);
  /// A whole number without a fraction; what is no number is null.
  void value(double number);
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  template <std::unsigned_integral Whole>
  void value(Whole whole) {
    value(static_cast<std::uint64_t>(whole));
  }
  void value(const std::vector<std::string>& texts);
  template <typename Value>
  void value(const std::optional<Value>& maybe) {
    if (maybe) return value(*maybe);
    value(nullptr);
  }

  template <typename Value>
  void member(std::string_view name, const Value& of) {
    key(name);
    value(of);
  }
  /// `write_members` writes the members, or `write_item` each of the items.
  template <typename Write>
  void object(Write write_members) {
    open('{');
    write_members();
    close('}');
  }
  template <typename Write>
  void object(std::string_view name, Write write_members) {
    key(name);
    object(write_members);
  }
  template <typename Items, typename Write>
  void array(const Items& items, Write write_item) {
    list([&] {
      for (const auto& item : items) write_item(item);
    });
  }
  template <typename Items, typename Write>
  void array(std::string_view name, const Items& items, Write write_item) {
    key(name);
    array(items, write_item);
  }

  /// An array whose items `write_items` writes.
  template <typename Write>
  void list(Write write_items) {
    open('[');
    write_items();
    close(']');
  }
  template <typename Write>
  void list(std::string_view name, Write write_items) {
    key(name);
    list(write_items);
  }

  /// What was written, ended by a line break.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void begin();
  void line_break();

  std::string text_;
  std::size_t depth_ = 0;
  bool is_first_ = true;    // of its object or array
  bool is_member_ = false;  // its key was written
};

}  // namespace select_model
