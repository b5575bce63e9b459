#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text for a terminal, measured in columns: wrapped, padded, painted. Whatever is written is made printable
/// first.
namespace select_model::layout {

enum class Paint { plain, bold, dim, green, yellow, red };
/// The text in that colour; as it is where `color` is false.
std::string paint(std::string_view text, Paint with, bool color);

/// Shortened to `width` columns, at a blank where one is near, ended by `…` where something was cut off.
std::string truncate(std::string_view text, std::size_t width);
/// What is kept on one line when text is wrapped: a word, or several.
std::vector<std::string> words(std::string_view text);
/// Items on lines of at most `width` columns, blanks between them; a longer item stands alone.
std::vector<std::string> wrap(const std::vector<std::string>& items, std::size_t width);
/// Items wrapped behind `label`, which is padded to `indent` columns; further lines are indented as far.
/// Below it where it is wider than that. Ends with a line break.
std::string hang(std::string_view label, const std::vector<std::string>& items, std::size_t indent,
                 std::size_t width);
std::string hang(std::string_view label, std::string_view text, std::size_t indent, std::size_t width);
std::string pad(std::string_view text, std::size_t width, bool right = false);

/// Columns as wide as their widest cell, two blanks between them. The first row is the heading.
struct Table {
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right;  // of each column
};
/// Those for which `width` has no room are left out; the first two stay, each within three quarters of it.
/// One line a row, without line breaks and trailing blanks.
std::vector<std::string> lay_out(const Table& table, std::size_t width);

}  // namespace select_model::layout
