#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// Code points, and how wide a terminal draws them.
namespace select_model {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
  bool valid = true;  // where not: `value` is the byte itself, and `bytes` 1
};
/// The code point at `at`, which must lie inside the text. Overlong forms, surrogates and what lies past
/// U+10FFFF are not valid.
CodePoint code_point(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t value);
/// Of ASCII: whatever the locale says.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_scalar(char32_t value);

/// Columns of a terminal: 0 for marks that combine, 2 for wide letters and emoji.
std::size_t display_width(char32_t value);
std::size_t display_width(std::string_view text);
/// Moves a cursor, changes the direction of writing, or is a control character: not to be printed raw.
bool is_control(char32_t value);
/// What is printed in its place: a visible sign for control characters and broken bytes, blanks for a tab.
std::string printable(std::string_view text);
/// The same, cut where it is longer than a message should quote.
std::string abbreviated(std::string_view text);

}  // namespace select_model
