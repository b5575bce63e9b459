#include "engine/layout.hpp"

#include <algorithm>

#include "policy/utf8.hpp"

namespace select_model::layout {

std::string paint(std::string_view text, Paint with, bool color) {
  const auto code = [&]() -> std::string_view {
    switch (with) {
      case Paint::plain:
        return "";
      case Paint::bold:
        return "1";
      case Paint::dim:
        return "2";
      case Paint::green:
        return "1;32";
      case Paint::yellow:
        return "33";
      case Paint::red:
        return "1;31";
    }
    return "";
  }();
  if (!color || code.empty() || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string truncate(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string kept;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    used += display_width(point.value);
    if (used + 1 > width) break;
    kept += text.substr(at, point.bytes);
    at += point.bytes;
  }
  // Half a word says less than none, unless it is most of what there is room for.
  const std::size_t blank = kept.rfind(' ');
  const bool within_word = text[kept.size()] != ' ';
  if (within_word && blank != std::string::npos && blank > kept.size() / 2) kept.resize(blank);
  while (!kept.empty() && kept.back() == ' ') kept.pop_back();
  return kept + "…";
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::vector<std::string> wrap(const std::vector<std::string>& items, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (const std::string& item : items) {
    const std::size_t columns = display_width(item);
    if (used > 0 && used + 1 + columns > width) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += (used > 0 ? " " : "") + item;
    used += columns + (used > 0 ? 1 : 0);
  }
  return lines;
}

std::string hang(std::string_view label, const std::vector<std::string>& items, std::size_t indent,
                 std::size_t width) {
  // However narrow the terminal is, some words must stand beside the label.
  constexpr std::size_t least = 20;
  std::string result = pad(truncate(label, width), indent);
  // What does not leave a blank before the text stands above it.
  if (display_width(label) >= indent && indent > 0) result += "\n" + std::string(indent, ' ');
  bool first = true;
  for (const std::string& line : wrap(items, width > indent + least ? width - indent : least)) {
    result += (first ? "" : "\n" + std::string(indent, ' ')) + line;
    first = false;
  }
  return result + "\n";
}

std::string hang(std::string_view label, std::string_view text, std::size_t indent, std::size_t width) {
  return hang(label, words(text), indent, width);
}

std::string pad(std::string_view text, std::size_t width, bool right) {
  const std::size_t columns = display_width(text);
  const std::string blanks(columns < width ? width - columns : 0, ' ');
  return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::vector<std::string> lay_out(const Table& table, std::size_t width) {
  std::vector<std::size_t> widths(table.right.size());
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  // One long name among those that are never left out must not push out all that stands beside it.
  for (std::size_t i = 0; i < std::min<std::size_t>(widths.size(), 2); ++i)
    widths[i] = std::min(widths[i], width - width / 4);
  std::vector<bool> shown(widths.size());
  for (std::size_t i = 0, used = 0; i < widths.size(); ++i) {
    const std::size_t wider = used + widths[i] + (i == 0 ? 0 : 2);
    shown[i] = i < 2 || wider <= width;
    if (shown[i]) used = wider;
  }
  std::vector<std::string> lines;
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t i = 0; i < std::min(shown.size(), row.size()); ++i) {
      if (!shown[i]) continue;
      line += (i == 0 ? "" : "  ") + pad(truncate(row[i], widths[i]), widths[i], table.right[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace select_model::layout
