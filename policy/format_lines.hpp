#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The lines that the formatter makes, and their columns. A line with stops is a row of a table: what stands
/// at its stops can be moved to the right, until it stands in one column with that of other rows.
namespace select_model::formatting {

inline constexpr std::uint32_t widest_line = 120;

struct Stop {
  std::uint8_t column = 0;   // of the table
  std::uint32_t offset = 0;  // in the text of the line
  std::uint32_t at = 0;      // in columns, from the left edge
  bool aligned = false;      // it stands where most of its column do
  std::uint32_t pad = 0;     // blanks that were put before it
};

struct Line {
  std::string text;
  std::uint32_t indent = 0;
  std::uint32_t width = 0;       // with the indent, without the remark
  bool after_blank = false;      // a blank line comes before it
  std::vector<Stop> stops;       // in order
  std::string_view remark;       // the comment behind it
  bool under_remark = false;     // no text: only a remark, in the column of the one above
  std::uint32_t remark_pad = 0;  // blanks before the remark, beyond the usual
};

/// Moves what stands at the stops of all rows among the lines. What would make a line too wide, or be far
/// from what it belongs to, stays.
void align_rows(std::span<Line> lines);
/// Comments behind lines that follow one another.
void align_remarks(std::vector<Line>& lines);
std::string join(const std::vector<Line>& lines);

}  // namespace select_model::formatting
