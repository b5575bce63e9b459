#include <algorithm>

#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/svg_text.hpp"
#include "engine/tree_drawing.hpp"
#include "engine/tree_svg_style.hpp"

namespace select_model {

namespace {

using svg::Font;

constexpr double margin = 24;
constexpr double card_width = 400;  // of a condition
constexpr double leaf_width = 380;
constexpr double leaf_gap = 56;  // between a condition and its leaf
constexpr double padding = 14;
constexpr double row_gap = 16;
constexpr double badge = 11;  // radius
// Leaves stand in one column unless a tree is so deep that they would be far from their conditions.
constexpr std::size_t most_aligned = 4;

constexpr Font name_font{14, false, true};
constexpr Font text_font{13};
constexpr Font code_font{12, true};
constexpr Font models_font{13, true, true};
constexpr Font question_font{19, false, true};

/// A line of text, or the models of a tier, with the height that it takes.
struct Line {
  std::string_view css;
  std::string text;
  double height = 0;
};
using Lines = std::vector<Line>;

double height_of(const Lines& lines) {
  double height = 0;
  for (const Line& line : lines) height += line.height;
  return height;
}

void add(Lines& lines, std::string_view css, std::string_view text, const Font& font, double width,
         double height) {
  for (std::string& line : svg::wrap(text, width, font)) lines.push_back({css, std::move(line), height});
}

class SvgTree {
 public:
  explicit SvgTree(const TreeDrawing& drawing) : drawing_(drawing), depth_(depth_of(drawing.branches)) {}

  std::string render() {
    head();
    level(drawing_.branches, 0, margin + badge, y_ - 10, true);
    const double height = y_ - row_gap + margin;
    return fmt::format(svg::opening, number(right_ + margin), number(height), markup::xml(drawing_.question),
                       markup::xml(description())) +
           std::string(svg::style) + fmt::format(svg::background, number(right_ + margin), number(height)) +
           lines_ + taken_lines_ + shapes_ + "</svg>\n";
  }

 private:
  static std::size_t depth_of(const std::vector<DrawnBranch>& branches) {
    std::size_t depth = 0;
    for (const DrawnBranch& branch : branches) depth = std::max(depth, 1 + depth_of(branch.branches));
    return depth;
  }

  static std::string number(double value) { return fmt::format("{:.1f}", value); }

  std::string description() const {
    return "The decision tree of the policy " + drawing_.policy +
           (drawing_.outcome.empty() ? "" : ", " + drawing_.outcome);
  }

  void head() {
    const double width = card_width + leaf_gap + leaf_width;
    right_ = margin + width;
    y_ = margin + 18;
    for (const std::string& line : svg::wrap(drawing_.question, width, question_font)) {
      text("question", margin, y_, line);
      y_ += 26;
    }
    text("muted", margin, y_ - 2, drawing_.policy);
    y_ += 20;
    if (drawing_.of_request) {
      for (const std::string& line : svg::wrap(drawing_.outcome, width, name_font)) {
        text("outcome", margin, y_, line);
        y_ += 20;
      }
    }
    y_ += 4;
  }

  /// `spine`: where the line down from the parent runs, `from`: where it begins.
  void level(const std::vector<DrawnBranch>& branches, std::size_t depth, double spine, double from,
             bool on_path) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const DrawnBranch& branch = branches[i];
      const double left = spine + badge + 14;
      const double top = y_;
      const double middle = card(branch, left, top, depth);
      const bool taken = on_path && branch.visit == Visit::taken;
      connect(spine, from, middle, left, taken);
      sign(spine, middle, i + 1, branch.visit);
      if (branch.is_leaf()) continue;
      level(branch.branches, depth + 1, left + badge + 10, middle + (card_height_ / 2), taken);
    }
  }

  /// The condition and, where it is a leaf, what follows; returns the height at which the line arrives.
  double card(const DrawnBranch& branch, double left, double top, std::size_t depth) {
    const Lines condition = condition_lines(branch);
    const Lines leaf = branch.is_leaf() ? leaf_lines(branch) : Lines{};
    card_height_ = height_of(condition) + 2 * padding;
    const double leaf_height = branch.is_leaf() ? height_of(leaf) + 2 * padding : 0;
    const double row = std::max(card_height_, leaf_height);
    const double middle = top + row / 2;
    const bool taken = branch.visit == Visit::taken;
    open_group(branch.visit);
    box(taken ? "card taken" : "card", left, middle - card_height_ / 2, card_width, card_height_);
    write(condition, left + padding, middle - card_height_ / 2 + padding);
    right_ = std::max(right_, left + card_width);
    if (branch.is_leaf()) {
      const double leaf_left = left + card_width + leaf_gap + aligning(depth);
      arrow(left + card_width, leaf_left, middle, taken);
      box(taken ? "leaf taken" : "leaf", leaf_left, middle - leaf_height / 2, leaf_width, leaf_height);
      write(leaf, leaf_left + padding, middle - leaf_height / 2 + padding);
      right_ = std::max(right_, leaf_left + leaf_width);
    }
    shapes_ += "</g>\n";
    y_ = top + row + row_gap;
    return middle;
  }

  double aligning(std::size_t depth) const {
    if (depth_ > most_aligned) return 0;
    return static_cast<double>(depth_ - 1 - depth) * (2 * badge + 24);
  }

  Lines condition_lines(const DrawnBranch& branch) const {
    constexpr double width = card_width - 2 * padding;
    Lines lines;
    add(lines, "name", branch.name, name_font, width, 20);
    add(lines, "muted", branch.title, text_font, width, 18);
    if (branch.condition.empty()) {
      add(lines, "muted", "otherwise", text_font, width, 18);
    } else {
      add(lines, "code", branch.condition, code_font, width, 17);
    }
    if (!branch.reads.empty()) add(lines, "reads", reads_text(branch), text_font, width, 18);
    return lines;
  }

  Lines leaf_lines(const DrawnBranch& branch) const {
    constexpr double width = leaf_width - 2 * padding;
    Lines lines;
    for (const std::string& tier : tier_lines(branch)) {
      const bool first = lines.empty();
      add(lines, first ? "models" : "later", tier, first ? models_font : code_font, width, 19);
    }
    if (!branch.rank.empty()) add(lines, "muted", "ranked by " + branch.rank, text_font, width, 18);
    if (!branch.because.empty()) add(lines, "muted", branch.because, text_font, width, 18);
    return lines;
  }

  // --- Shapes

  void open_group(Visit visit) {
    const bool faded = drawing_.of_request && (visit == Visit::passed_over || visit == Visit::not_tried);
    shapes_ +=
        faded ? (visit == Visit::not_tried ? "<g class=\"unreached\">" : "<g class=\"passed\">") : "<g>";
  }

  void box(std::string_view css, double x, double y, double width, double height) {
    shapes_ += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.1f}\" rx=\"8\"/>\n", css,
        x, y, width, height);
  }

  void write(const Lines& lines, double x, double y) {
    for (const Line& line : lines) {
      text(line.css, x, y + line.height - 5, line.text);
      y += line.height;
    }
  }

  void text(std::string_view css, double x, double y, const std::string& line) {
    shapes_ +=
        fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", css, x, y, markup::xml(line));
  }

  void connect(double spine, double from, double middle, double left, bool taken) {
    (taken ? taken_lines_ : lines_) +=
        fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}V{:.1f}H{:.1f}\"/>\n",
                    taken ? "line taken" : "line", spine, from, middle, left);
  }

  void arrow(double from, double to, double middle, bool taken) {
    shapes_ += fmt::format("<path class=\"{0}\" d=\"M{1:.1f} {2:.1f}H{3:.1f}m-7 -5l7 5l-7 5\"/>\n",
                           taken ? "line taken" : "line", from, middle, to - 1);
  }

  /// On the spine: which one it is, or what became of it.
  void sign(double x, double y, std::size_t number, Visit visit) {
    const bool asked = drawing_.of_request && visit != Visit::not_tried;
    const std::string_view css = !asked                    ? "badge"
                                 : visit == Visit::taken   ? "badge yes"
                                 : visit == Visit::unknown ? "badge open"
                                                           : "badge no";
    shapes_ +=
        fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.0f}\"/>\n", css, x, y, badge);
    if (asked && visit == Visit::taken) {
      shapes_ += fmt::format("<path class=\"sign\" d=\"M{:.1f} {:.1f}l3.5 3.5l6 -7\"/>\n", x - 4.8, y + 0.5);
    } else if (asked && visit == Visit::passed_over) {
      shapes_ += fmt::format("<path class=\"sign\" d=\"M{:.1f} {:.1f}l7 7m0 -7l-7 7\"/>\n", x - 3.5, y - 3.5);
    } else {
      shapes_ += fmt::format("<text class=\"ordinal\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x, y + 4,
                             asked ? "?" : std::to_string(number));
    }
  }

  const TreeDrawing& drawing_;
  std::size_t depth_;
  double y_ = 0, right_ = 0, card_height_ = 0;
  std::string lines_, taken_lines_, shapes_;
};

}  // namespace

std::string render_tree_svg(const TreeDrawing& drawing) {
  if (drawing.branches.empty()) {
    const std::string words = drawing.policy + " " + std::string(no_tree);
    const double width = svg::width_of(words, name_font) + 2 * margin;
    return fmt::format(svg::opening, fmt::format("{:.1f}", width), "72.0", markup::xml(words),
                       markup::xml(words)) +
           std::string(svg::style) + fmt::format(svg::background, fmt::format("{:.1f}", width), "72.0") +
           fmt::format("<text class=\"name\" x=\"{:.1f}\" y=\"41.0\">{}</text>\n</svg>\n", margin,
                       markup::xml(words));
  }
  return SvgTree(drawing).render();
}

}  // namespace select_model
