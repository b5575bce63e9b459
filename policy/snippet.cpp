#include "policy/snippet.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "policy/utf8.hpp"

namespace select_model {
namespace {

constexpr std::size_t widest_line = 100;  // columns of source; a longer line is cut around its first mark
constexpr std::size_t kept_before = 30;   // columns that are kept before it
constexpr std::string_view cut = "...";

/// A mark on one line, in bytes of that line; then in columns.
struct LineMark {
  std::size_t begin, end;
  std::string label;
  bool primary;
};
using MarkedLines = std::map<std::uint32_t, std::vector<LineMark>>;

void add_marks(MarkedLines& lines, const Source& source, const Mark& mark) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const Span span{std::min(mark.span.begin, size), std::min(std::max(mark.span.begin, mark.span.end), size)};
  const Position begin = source.position(span.begin);
  const Position end = source.position(span.end > span.begin ? span.end - 1 : span.end);
  const std::size_t from = begin.column - 1;
  if (begin.line == end.line) {
    const std::size_t to = span.end > span.begin ? std::size_t{end.column} : from;
    lines[begin.line].push_back({from, to, mark.label, mark.primary});
    return;
  }
  lines[begin.line].push_back({from, source.line(begin.line).size(), "", mark.primary});
  const std::size_t indent =
      std::min(source.line(end.line).find_first_not_of(" \t"), source.line(end.line).size());
  lines[end.line].push_back(
      {std::min<std::size_t>(indent, end.column), end.column, mark.label, mark.primary});
}

/// A line as it is drawn, and its marks in columns of the drawing.
struct Drawn {
  std::string text;
  std::vector<LineMark> marks;
};

/// Of a line of a megabyte only the surroundings of its first mark are looked at, at a boundary of code
/// points.
std::string_view surroundings(std::string_view line, std::vector<LineMark>& marks) {
  constexpr std::size_t before = 512, kept = 2048;
  if (line.size() <= kept) return line;
  std::size_t first = line.size();
  for (const LineMark& mark : marks) first = std::min(first, mark.begin);
  std::size_t from = first > before ? first - before : 0;
  const auto continues = [&](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80;
  };
  while (continues(from)) ++from;
  std::size_t to = std::min(from + kept, line.size());
  while (continues(to)) ++to;
  for (LineMark& mark : marks) {
    mark.begin = std::clamp(mark.begin, from, to) - from;
    mark.end = std::clamp(mark.end, from, to) - from;
  }
  return line.substr(from, to - from);
}

Drawn draw(std::string_view line, std::vector<LineMark> marks) {
  line = surroundings(line, marks);
  struct Piece {
    std::string text;
    std::size_t column;
  };
  std::vector<Piece> pieces;
  std::vector<std::size_t> columns(line.size() + 1);
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t bytes = code_point(line, at).bytes;
    pieces.push_back({printable(line.substr(at, bytes)), width});
    std::fill_n(columns.begin() + static_cast<std::ptrdiff_t>(at), bytes, width);
    width += display_width(pieces.back().text);
    at += bytes;
  }
  columns[line.size()] = width;

  std::size_t first = width;
  for (LineMark& mark : marks) {
    const std::size_t begin = std::min(mark.begin, line.size());
    const std::size_t end = std::min(mark.end, line.size());
    mark.begin = columns[begin] + (mark.begin - begin);
    mark.end = std::max(columns[end], mark.begin + 1);
    first = std::min(first, mark.begin);
  }
  const std::size_t left = width <= widest_line || first + kept_before <= widest_line
                               ? 0
                               : std::min(first - kept_before, width - widest_line);
  const std::size_t right = left + widest_line;
  const std::size_t shift = left > 0 ? cut.size() : 0;

  Drawn drawn;
  if (left > 0) drawn.text = cut;
  for (const Piece& piece : pieces) {
    if (piece.column >= left && piece.column < right) drawn.text += piece.text;
  }
  if (right < width) drawn.text += cut;
  for (LineMark& mark : marks) {
    if (width > widest_line) {
      mark.begin = std::clamp(mark.begin, left, right) - left + shift;
      mark.end = std::max(std::clamp(mark.end, left, right) - left + shift, mark.begin + 1);
    }
  }
  drawn.marks = std::move(marks);
  return drawn;
}

/// A row under a line: characters with a style each.
class Row {
 public:
  void put(std::size_t column, char c, Style style, std::size_t count = 1) {
    if (cells_.size() < column + count) cells_.resize(column + count, {' ', Style::plain});
    std::fill_n(cells_.begin() + static_cast<std::ptrdiff_t>(column), count, std::pair(c, style));
  }
  std::size_t size() const { return cells_.size(); }
  /// The row, and a label that stands at or behind its end.
  StyledLine styled(std::size_t column, const std::string& label, Style style) const {
    StyledLine line;
    for (const auto& [c, cell_style] : cells_) {
      if (line.empty() || line.back().style != cell_style) line.push_back({"", cell_style});
      line.back().text += c;
    }
    if (label.empty()) return line;
    line.push_back({std::string(column - cells_.size(), ' '), Style::plain});
    line.push_back({label, style});
    return line;
  }

 private:
  std::vector<std::pair<char, Style>> cells_;
};

Style style_of(const LineMark& mark) { return mark.primary ? Style::primary : Style::secondary; }

std::vector<StyledLine> draw_marks(std::vector<LineMark> marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const LineMark& a, const LineMark& b) { return a.begin < b.begin; });
  Row row;
  for (const bool primary : {false, true}) {  // the primary mark is drawn over the others
    for (const LineMark& mark : marks) {
      if (mark.primary == primary)
        row.put(mark.begin, primary ? '^' : '-', style_of(mark), mark.end - mark.begin);
    }
  }
  std::vector<LineMark> labelled;
  std::ranges::copy_if(marks, std::back_inserter(labelled),
                       [](const LineMark& mark) { return !mark.label.empty(); });
  std::vector<StyledLine> rows;
  if (!labelled.empty() && labelled.back().end == row.size() && labelled.back().begin == marks.back().begin) {
    rows.push_back(row.styled(row.size() + 1, labelled.back().label, style_of(labelled.back())));
    labelled.pop_back();
  } else {
    rows.push_back(row.styled(0, "", Style::plain));
  }
  for (bool connector = true; !labelled.empty(); connector = false) {
    Row lines;
    const LineMark& last = labelled.back();
    for (const LineMark& mark : labelled) {
      if (connector || mark.begin < last.begin) lines.put(mark.begin, '|', style_of(mark));
    }
    if (connector) {
      rows.push_back(lines.styled(0, "", Style::plain));
      continue;
    }
    rows.push_back(lines.styled(last.begin, last.label, style_of(last)));
    labelled.pop_back();
  }
  return rows;
}

StyledLine framed(std::string number, std::size_t gutter, StyledLine content) {
  number.insert(0, gutter - std::min(gutter, number.size()), ' ');
  StyledLine line{{number + " |", Style::frame}};
  if (content.empty() || (content.size() == 1 && content[0].text.empty())) return line;
  line.push_back({" ", Style::plain});
  line.insert(line.end(), std::make_move_iterator(content.begin()), std::make_move_iterator(content.end()));
  return line;
}

}  // namespace

std::uint32_t last_line(const Source& source, const std::vector<Mark>& marks) {
  MarkedLines lines;
  for (const Mark& mark : marks) add_marks(lines, source, mark);
  return lines.empty() ? 1 : lines.rbegin()->first;
}

std::vector<StyledLine> snippet(const Source& source, const std::vector<Mark>& marks, std::size_t gutter) {
  MarkedLines lines;
  for (const Mark& mark : marks) add_marks(lines, source, mark);
  std::vector<StyledLine> drawn{framed("", gutter, {})};
  std::uint32_t before = 0;
  for (auto& [number, line_marks] : lines) {
    if (before != 0 && number == before + 2) {
      drawn.push_back(framed(std::to_string(before + 1), gutter,
                             {{draw(source.line(before + 1), {}).text, Style::plain}}));
    } else if (before != 0 && number > before + 2) {
      drawn.push_back({{std::string(cut), Style::frame}});
    }
    Drawn line = draw(source.line(number), std::move(line_marks));
    drawn.push_back(framed(std::to_string(number), gutter, {{std::move(line.text), Style::plain}}));
    for (StyledLine& row : draw_marks(std::move(line.marks)))
      drawn.push_back(framed("", gutter, std::move(row)));
    before = number;
  }
  return drawn;
}

}  // namespace select_model
