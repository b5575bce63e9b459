#include <algorithm>

#include <fmt/format.h>

#include "engine/layout.hpp"
#include "engine/render_coverage.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using layout::Paint;

// Of what follows a line that declares something this much is shown, up to a blank line.
constexpr std::uint32_t lines_below = 2;

/// "never failed, never unknown"; nothing where all was seen.
std::string missed(const CoverageItem& item) {
  if (item.tests == 0) {
    return item.kind == CoverageKind::branch ? "never reached"
           : item.kind == CoverageKind::rank ? "never used"
                                             : "never applied";
  }
  std::string text;
  for (const CoverageSide& side : item.sides) {
    if (side.tests > 0) continue;
    const bool always = side.name == "not taken";
    text += (text.empty() ? "" : ", ") + (always ? "always taken" : "never " + std::string(side.name));
  }
  return text;
}

class Annotator {
 public:
  Annotator(const FileCoverage& file, bool color) : file_(file), lines_(lines_of(file)), color_(color) {
    if (lines_.empty()) return;
    std::uint64_t most = 0;
    for (const CoverageLine& line : lines_) most = std::max(most, line.tests);
    tests_width_ = std::max(fmt::formatted_size("{}", most), tests_width_);
    number_width_ = std::max(fmt::formatted_size("{}", lines_.back().number + lines_below), number_width_);
  }

  std::string render() {
    text_ = layout::paint(printable(file_.file), Paint::bold, color_) + "\n";
    text_ += layout::paint(fmt::format("  {:>{}}  {:>{}}", "tests", tests_width_, "line", number_width_),
                           Paint::dim, color_) +
             "\n";
    std::uint32_t shown = 0;
    for (const CoverageLine& line : lines_) {
      if (shown > 0) gap(shown, line.number);
      annotated(line);
      shown = follow(line.number);
    }
    return std::move(text_);
  }

 private:
  std::string gutter(std::string_view mark, const std::string& tests, const std::string& number,
                     Paint paint) const {
    const std::string left =
        fmt::format("{:1} {:>{}}  {:>{}}  ", mark, tests, tests_width_, number, number_width_);
    return layout::paint(left, paint, color_);
  }

  void plain(std::uint32_t number, std::string_view mark, const std::string& tests, Paint paint) {
    std::string line =
        gutter(mark, tests, fmt::format("{}", number), paint) + printable(file_.source->line(number));
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
  }

  bool is_blank(std::uint32_t number) const {
    return file_.source->line(number).find_first_not_of(" \t\r") == std::string_view::npos;
  }
  bool is_annotated(std::uint32_t number) const {
    return std::ranges::binary_search(lines_, number, {}, &CoverageLine::number);
  }

  /// What follows a line: the rest of the declaration, as far as it is short. The last line that was shown.
  std::uint32_t follow(std::uint32_t number) {
    const std::uint32_t end = std::min(number + lines_below, last_);
    for (; number < end && !is_blank(number + 1) && !is_annotated(number + 1); ++number)
      plain(number + 1, "", "", Paint::dim);
    return number;
  }

  /// Between two lines that are shown.
  void gap(std::uint32_t above, std::uint32_t below) {
    if (above + 1 >= below) return;
    bool blank = true;
    for (std::uint32_t line = above + 1; line < below && blank; ++line) blank = is_blank(line);
    text_ += blank ? "\n" : std::string(tests_width_ + number_width_ + 3, ' ') + "⋮\n";
  }

  void annotated(const CoverageLine& line) {
    std::vector<std::string> notes;
    for (const CoverageItem* item : line.items) {
      const std::string what = missed(*item);
      if (what.empty()) continue;
      const std::string name = item->name.empty() ? "rank" : printable(item->name);
      notes.push_back(line.items.size() == 1 ? what : name + ": " + what);
    }
    plain(line.number, notes.empty() ? "" : "!", fmt::format("{}", line.tests),
          notes.empty() ? Paint::green : Paint::red);
    for (const std::string& note : notes)
      text_ += gutter("", "", "", Paint::dim) + layout::paint("^ " + note, Paint::yellow, color_) + "\n";
  }

  const FileCoverage& file_;
  std::vector<CoverageLine> lines_;
  bool color_;
  std::size_t tests_width_ = 5, number_width_ = 4;
  std::uint32_t last_ = file_.source->position(static_cast<std::uint32_t>(file_.source->text().size())).line;
  std::string text_;
};

std::string cell(const CoverageShare& share) {
  return share.total == 0 ? "" : fmt::format("{}/{} {}%", share.covered, share.total, share.percent());
}

template <typename Covered>
std::vector<std::string> row(std::string name, const Covered& covered) {
  std::vector<std::string> cells{std::move(name)};
  for (const CoverageKind kind : coverage_kinds) cells.push_back(cell(share_of(covered, kind)));
  cells.push_back(cell(share_of(covered)));
  return cells;
}

std::string table(const Coverage& coverage) {
  layout::Table table;
  table.right = {false, true, true, true, true, true};
  table.rows.push_back({"coverage"});
  for (const CoverageKind kind : coverage_kinds) table.rows[0].emplace_back(plural_of(kind));
  table.rows[0].emplace_back("all");
  for (const FileCoverage& file : coverage) table.rows.push_back(row(printable(file.file), file));
  if (coverage.size() > 1) table.rows.push_back(row("all files", coverage));
  std::string text;
  constexpr std::size_t wide = 1000;
  for (const std::string& line : layout::lay_out(table, wide)) text += line + "\n";
  return text;
}

}  // namespace

std::string render_coverage_text(const Coverage& coverage, bool color) {
  std::string text;
  for (const FileCoverage& file : coverage) text += Annotator(file, color).render() + "\n";
  return text + table(coverage);
}

}  // namespace select_model
