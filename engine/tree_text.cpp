#include <algorithm>

#include "engine/layout.hpp"
#include "engine/tree_drawing.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using layout::Paint;

/// However deep a branch stands, its text keeps so many columns.
constexpr std::size_t narrowest = 40;

std::string_view sign_of(Visit visit) {
  switch (visit) {
    case Visit::taken:
      return "✓ ";
    case Visit::passed_over:
      return "✗ ";
    case Visit::unknown:
      return "? ";
    case Visit::not_tried:
      break;
  }
  return "";
}

class TextTree {
 public:
  TextTree(const TreeDrawing& drawing, bool color, std::size_t width)
      : drawing_(drawing), color_(color), width_(width) {}

  std::string render() {
    text_ = layout::paint(drawing_.question, Paint::bold, color_) + "\n";
    level(drawing_.branches, "");
    if (drawing_.of_request) text_ += "\n" + drawing_.outcome + "\n";
    return std::move(text_);
  }

 private:
  void level(const std::vector<DrawnBranch>& branches, const std::string& prefix) {
    for (const DrawnBranch& branch : branches) {
      text_ += dim(prefix + "│") + "\n";
      const bool last = &branch == &branches.back();
      this->branch(branch, prefix + (last ? "└─ " : "├─ "), prefix + (last ? "   " : "│  "));
    }
  }

  void branch(const DrawnBranch& branch, const std::string& first, const std::string& prefix) {
    const Paint paint = branch.visit == Visit::taken ? Paint::green
                        : drawing_.of_request        ? Paint::dim
                                                     : Paint::bold;
    text_ +=
        dim(first) + layout::paint(std::string(sign_of(branch.visit)) + branch.name, paint, color_) + "\n";
    if (!branch.title.empty()) lines(prefix, "", branch.title);
    lines(prefix, branch.condition.empty() ? "" : "when ",
          branch.condition.empty() ? "otherwise" : branch.condition);
    if (!branch.reads.empty()) lines(prefix, "     ", reads_text(branch));
    if (branch.is_leaf()) {
      lines(prefix, "→ ", models(branch));
      if (!branch.because.empty()) lines(prefix, "  because ", branch.because);
    } else {
      level(branch.branches, prefix);
    }
  }

  static std::string models(const DrawnBranch& leaf) {
    std::string text;
    for (const std::string& line : tier_lines(leaf)) text += (text.empty() ? "" : " ") + line;
    return text + (leaf.rank.empty() ? "" : " by " + leaf.rank);
  }

  /// Wrapped behind `label`.
  void lines(const std::string& prefix, std::string_view label, std::string_view text) {
    const std::size_t used = display_width(prefix) + display_width(label);
    const std::size_t width = std::max(narrowest, width_ - std::min(width_, used));
    bool is_first = true;
    for (const std::string& line : layout::wrap(layout::words(text), width)) {
      const std::string lead = is_first ? std::string(label) : std::string(display_width(label), ' ');
      text_ += dim(prefix) + lead + line + "\n";
      is_first = false;
    }
  }

  std::string dim(const std::string& text) const { return layout::paint(text, Paint::dim, color_); }

  const TreeDrawing& drawing_;
  bool color_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string render_tree_text(const TreeDrawing& drawing, bool color, std::size_t width) {
  if (drawing.branches.empty()) return drawing.policy + " " + std::string(no_tree) + "\n";
  return TextTree(drawing, color, width).render();
}

}  // namespace select_model
