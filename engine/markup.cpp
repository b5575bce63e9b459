#include "engine/markup.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "policy/utf8.hpp"

namespace select_model::markup {

namespace {

template <std::size_t N>
std::string replaced(std::string_view text, const std::array<std::pair<char, std::string_view>, N>& signs) {
  std::string result;
  for (const char c : text) {
    std::string_view written(&c, 1);
    for (const auto& [sign, instead] : signs) {
      if (c == sign) written = instead;
    }
    result += written;
  }
  return result;
}

/// Line by line: `printable` would show a line break as a sign.
std::string printable_lines(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t end = text.find('\n');
    result += printable(text.substr(0, end));
    if (end == std::string_view::npos) return result;
    result += '\n';
    text.remove_prefix(end + 1);
  }
}

using Sign = std::pair<char, std::string_view>;

}  // namespace

std::string xml(std::string_view text) {
  constexpr std::array<Sign, 5> signs{
      {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\n', "&#10;"}}};
  return replaced(printable_lines(text), signs);
}

std::string markdown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|#~").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string markdown_code(std::string_view text) {
  std::string inner;
  for (const char c : text) inner += c == '|' ? "\\|" : std::string(1, c);
  const bool ticks = text.find('`') != std::string_view::npos;
  return ticks ? "`` " + inner + " ``" : "`" + inner + "`";
}

std::string markdown_message(std::string_view text) {
  const bool paired = std::ranges::count(text, '`') % 2 == 0;
  std::string written;
  for (bool code = false; !text.empty(); code = !code) {
    const std::size_t end = std::min(paired ? text.find('`') : text.size(), text.size());
    written += code ? markdown_code(text.substr(0, end)) : markdown(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return written;
}

// GitHub's documentation of workflow commands: `%` and line breaks, and in properties `:` and `,` too.
std::string github_message(std::string_view text) {
  constexpr std::array<Sign, 2> signs{{{'%', "%25"}, {'\n', "%0A"}}};
  return replaced(printable_lines(text), signs);
}

std::string github_property(std::string_view text) {
  constexpr std::array<Sign, 4> signs{{{'%', "%25"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}}};
  return replaced(printable_lines(text), signs);
}

}  // namespace select_model::markup
