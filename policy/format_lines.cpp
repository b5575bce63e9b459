#include "policy/format_lines.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "policy/utf8.hpp"

namespace select_model::formatting {

namespace {

// Beyond this nobody's eye follows from one cell of a row to the next.
constexpr std::uint32_t longest_pad = 45;
// Further to the right there is no room for what would stand there.
constexpr std::uint32_t furthest_stop = 90;
constexpr std::uint32_t blanks_before_remark = 2;
constexpr std::uint8_t most_columns = 4;

/// Where something may begin: at `from`, where it does without padding, and as far as `to`.
struct Reach {
  std::uint32_t from = 0, to = 0;
};

Reach reach(std::uint32_t from, std::uint32_t width, std::uint32_t furthest) {
  const std::uint32_t room = width < widest_line ? widest_line - width : 0;
  return {from, std::min({furthest, room, from + longest_pad})};
}

/// The column in which most can begin; of several the first.
std::uint32_t best_column(std::span<const Reach> reaches) {
  std::array<int, widest_line + 2> changes{};
  for (const Reach& one : reaches) {
    if (one.from > one.to) continue;
    ++changes[one.from];
    --changes[one.to + 1];
  }
  int count = 0, most = 0;
  std::uint32_t best = 0;
  for (std::uint32_t column = 0; column <= widest_line; ++column) {
    count += changes[column];
    if (count <= most) continue;
    most = count;
    best = column;
  }
  return best;
}

Stop* stop_of(Line& line, std::uint8_t column) {
  const auto found = std::ranges::find(line.stops, column, &Stop::column);
  return found == line.stops.end() ? nullptr : &*found;
}

void pad(Line& line, Stop& stop, std::uint32_t blanks) {
  stop.pad = blanks;
  line.text.insert(stop.offset, blanks, ' ');
  line.width += blanks;
  for (Stop& other : line.stops) {
    if (other.offset < stop.offset || &other == &stop) continue;
    other.offset += blanks;
    other.at += blanks;
  }
}

void align_column(std::span<Line> lines, std::uint8_t column) {
  std::vector<Reach> reaches;
  for (Line& line : lines) {
    if (const Stop* stop = stop_of(line, column))
      reaches.push_back(reach(stop->at, line.width - stop->at, furthest_stop));
  }
  if (reaches.empty()) return;
  const std::uint32_t best = best_column(reaches);
  for (Line& line : lines) {
    Stop* stop = stop_of(line, column);
    if (!stop) continue;
    const Reach own = reach(stop->at, line.width - stop->at, furthest_stop);
    stop->aligned = reaches.size() == 1 || (own.from <= best && best <= own.to);
    if (stop->aligned && own.from < best) pad(line, *stop, best - own.from);
  }
}

bool is_remarked(const Line& line) { return !line.remark.empty() && !line.under_remark; }

Reach reach_of_remark(const Line& line) {
  const auto width = static_cast<std::uint32_t>(display_width(line.remark));
  return reach(line.width + blanks_before_remark, width, widest_line);
}

void align_run_of_remarks(std::span<Line> lines) {
  std::vector<Reach> reaches;
  for (const Line& line : lines) {
    if (is_remarked(line)) reaches.push_back(reach_of_remark(line));
  }
  const std::uint32_t best = best_column(reaches);
  for (Line& line : lines) {
    if (!is_remarked(line)) continue;
    const Reach own = reach_of_remark(line);
    if (own.from < best && best <= own.to) line.remark_pad = best - own.from;
  }
}

}  // namespace

void align_rows(std::span<Line> lines) {
  for (std::uint8_t column = 0; column < most_columns; ++column) align_column(lines, column);
}

void align_remarks(std::vector<Line>& lines) {
  const auto belongs = [](const Line& first, const Line& other) {
    return !first.remark.empty() && !other.remark.empty() && !other.after_blank &&
           (other.indent == first.indent || other.under_remark);
  };
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    while (end < lines.size() && belongs(lines[begin], lines[end])) ++end;
    if (end - begin > 1) align_run_of_remarks(std::span(lines).subspan(begin, end - begin));
    begin = end;
  }
}

std::string join(const std::vector<Line>& lines) {
  std::string text;
  std::size_t size = 0;
  for (const Line& line : lines) size += line.indent + line.text.size() + line.remark.size() + 4;
  text.reserve(size);
  std::uint32_t remark_column = 0;
  for (const Line& line : lines) {
    if (line.after_blank) text += '\n';
    if (line.under_remark) {
      text.append(remark_column, ' ');
    } else {
      text.append(line.indent, ' ');
      text += line.text;
      remark_column = line.width + blanks_before_remark + line.remark_pad;
      if (!line.remark.empty()) text.append(blanks_before_remark + line.remark_pad, ' ');
    }
    text += line.remark;
    text += '\n';
  }
  return text;
}

}  // namespace select_model::formatting
