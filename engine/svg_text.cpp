#include "engine/svg_text.hpp"

#include "policy/utf8.hpp"

namespace select_model::svg {

namespace {

/// Of one letter, in parts of the size: between Arial's and DejaVu Sans's.
double letter_width(char32_t letter) {
  if (letter >= 0x80) return 0.7;
  const char c = static_cast<char>(letter);
  if (std::string_view("ijl.,:;'|!` ").find(c) != std::string_view::npos) return 0.31;
  if (std::string_view("frtI()[]{}-\"/\\").find(c) != std::string_view::npos) return 0.4;
  if (std::string_view("mwMW@%<>=+~#&").find(c) != std::string_view::npos) return 0.9;
  return c >= 'A' && c <= 'Z' ? 0.7 : 0.61;
}

double width_of(char32_t letter, const Font& font) {
  const auto columns = static_cast<double>(display_width(letter));
  if (font.monospace) return font.size * 0.61 * columns;
  const double width = columns > 1 ? 1.2 : columns * letter_width(letter);
  return font.size * width * (font.bold ? 1.07 : 1.0);
}

}  // namespace

double width_of(std::string_view text, const Font& font) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    width += width_of(point.value, font);
    at += point.bytes;
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, double width, const Font& font) {
  std::vector<std::string> lines;
  std::size_t begin = 0;       // of the line
  std::size_t last_blank = 0;  // where it may be broken; `begin` where it may not
  double used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    const double letter = width_of(point.value, font);
    if (point.value == ' ') {
      last_blank = at;
    } else if (used + letter > width && at > begin) {
      const bool between_words = last_blank > begin;
      const std::size_t end = between_words ? last_blank : at;
      lines.emplace_back(text.substr(begin, end - begin));
      begin = between_words ? end + 1 : end;
      last_blank = begin;
      used = width_of(text.substr(begin, at - begin), font);
    }
    used += letter;
    at += point.bytes;
  }
  if (begin < text.size()) lines.emplace_back(text.substr(begin));
  return lines;
}

}  // namespace select_model::svg
