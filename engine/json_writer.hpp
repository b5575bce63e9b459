#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Writes JSON as it comes, indented by two, each value on a line of its own: a document of any size costs no
/// more memory than its text.
namespace select_model {

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
  template <typename Items, typename Write>
  void array(const Items& items, Write write_item) {
    open('[');
    for (const auto& item : items) write_item(item);
    close(']');
  }
  template <typename Items, typename Write>
  void array(std::string_view name, const Items& items, Write write_item) {
    key(name);
    array(items, write_item);
  }

  /// What was written, ended by a line break.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void begin();
  void line_break();
  void quote(std::string_view text);

  std::string text_;
  std::size_t depth_ = 0;
  bool is_first_ = true;    // of its object or array
  bool is_member_ = false;  // its key was written
};

}  // namespace select_model
