#include "policy/utf8.hpp"

#include <algorithm>
#include <array>

namespace select_model {
namespace {

struct CodePoints {
  char32_t first, last;
};

template <std::size_t N>
bool within(const std::array<CodePoints, N>& ranges, char32_t value) {
  return std::ranges::any_of(ranges,
                             [=](CodePoints range) { return range.first <= value && value <= range.last; });
}

constexpr std::array combining = {
    CodePoints{0x300, 0x36f},   CodePoints{0x483, 0x489},     CodePoints{0x591, 0x5bd},
    CodePoints{0x610, 0x61a},   CodePoints{0x64b, 0x65f},     CodePoints{0x93c, 0x93c},
    CodePoints{0x94d, 0x94d},   CodePoints{0xe31, 0xe31},     CodePoints{0xe34, 0xe3a},
    CodePoints{0xe47, 0xe4e},   CodePoints{0x1ab0, 0x1aff},   CodePoints{0x1dc0, 0x1dff},
    CodePoints{0x200b, 0x200d}, CodePoints{0x20d0, 0x20ff},   CodePoints{0xfe00, 0xfe0f},
    CodePoints{0xfe20, 0xfe2f}, CodePoints{0x1f3fb, 0x1f3ff}, CodePoints{0xe0100, 0xe01ef}};
constexpr std::array wide = {
    CodePoints{0x1100, 0x115f},   CodePoints{0x231a, 0x231b},   CodePoints{0x23e9, 0x23ec},
    CodePoints{0x2614, 0x2615},   CodePoints{0x26a1, 0x26a1},   CodePoints{0x2705, 0x2705},
    CodePoints{0x274c, 0x274c},   CodePoints{0x2e80, 0x303e},   CodePoints{0x3041, 0xa4cf},
    CodePoints{0xa960, 0xa97c},   CodePoints{0xac00, 0xd7a3},   CodePoints{0xf900, 0xfaff},
    CodePoints{0xfe30, 0xfe6f},   CodePoints{0xff00, 0xff60},   CodePoints{0xffe0, 0xffe6},
    CodePoints{0x1f300, 0x1f64f}, CodePoints{0x1f680, 0x1f6ff}, CodePoints{0x1f900, 0x1faff},
    CodePoints{0x20000, 0x3fffd}};
constexpr std::array controls = {CodePoints{0x00, 0x1f},     CodePoints{0x7f, 0x9f},
                                 CodePoints{0x200e, 0x200f}, CodePoints{0x2028, 0x202e},
                                 CodePoints{0x2066, 0x2069}, CodePoints{0xfeff, 0xfeff},
                                 CodePoints{0x61c, 0x61c}};

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

bool is_scalar(char32_t value) { return value <= 0x10ffff && (value < 0xd800 || value > 0xdfff); }

CodePoint code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(text[i]); };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + bytes > text.size()) return {lead, 1, false};
  char32_t value = lead & (bytes == 2 ? 0x1f : bytes == 3 ? 0x0f : 0x07);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return {lead, 1, false};
    value = value << 6 | (byte(at + i) & 0x3f);
  }
  const char32_t least = bytes == 2 ? 0x80 : bytes == 3 ? 0x800 : 0x10000;
  if (value < least || !is_scalar(value)) return {lead, 1, false};
  return {value, bytes, true};
}

void append_utf8(std::string& text, char32_t value) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (value < 0x80) return put(value);
  if (value < 0x800) {
    put(0xc0 | value >> 6);
  } else {
    if (value < 0x10000) {
      put(0xe0 | value >> 12);
    } else {
      put(0xf0 | value >> 18);
      put(0x80 | (value >> 12 & 0x3f));
    }
    put(0x80 | (value >> 6 & 0x3f));
  }
  put(0x80 | (value & 0x3f));
}

std::size_t display_width(char32_t value) {
  if (value < 0x300) return 1;
  return within(combining, value) ? 0 : within(wide, value) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    width += display_width(point.value);
    at += point.bytes;
  }
  return width;
}

bool is_control(char32_t value) { return (value < 0x20 || value > 0x7e) && within(controls, value); }

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    if (point.valid && point.value == '\t') {
      shown += "    ";
    } else if (point.valid && point.value < 0x20) {
      append_utf8(shown, 0x2400 + point.value);  // ␛ for an escape
    } else if (!point.valid || is_control(point.value)) {
      shown += replacement;
    } else {
      shown += text.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return shown;
}

std::string abbreviated(std::string_view text) {
  constexpr std::size_t quoted = 32;
  if (text.size() <= quoted) return printable(text);
  std::size_t end = 0;
  while (end < quoted) end += code_point(text, end).bytes;
  return printable(text.substr(0, end)) + "…";
}

}  // namespace select_model
