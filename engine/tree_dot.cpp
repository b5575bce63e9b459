#include <fmt/format.h>

#include "engine/layout.hpp"
#include "engine/tree_drawing.hpp"

namespace select_model {

namespace {

constexpr std::size_t label_width = 48;

/// Inside a string in quotes. Graphviz reads entities of HTML in it, too.
std::string in_dot(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '&' ? "&amp;" : std::string(1, c);
  }
  return result;
}

class Digraph {
 public:
  explicit Digraph(const TreeDrawing& drawing) : drawing_(drawing) {}

  std::string render() {
    text_ = fmt::format("digraph \"{}\" {{\n", in_dot(drawing_.policy));
    text_ +=
        "  graph [rankdir=LR, nodesep=0.2, ranksep=0.5, fontname=\"Helvetica\"]\n"
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fa\", color=\"#8c959f\", "
        "fontname=\"Helvetica\", "
        "fontsize=11]\n"
        "  edge [color=\"#8c959f\", fontname=\"Helvetica\", fontsize=10]\n";
    if (drawing_.of_request)
      text_ += fmt::format("  label=\"{}\"; labelloc=t; labeljust=l\n", in_dot(drawing_.outcome));
    add_line(drawing_.question);
    node("start", "style=\"filled\", fillcolor=\"#ffffff\"");
    level(drawing_.branches, "start");
    return std::move(text_) + "}\n";
  }

 private:
  void level(const std::vector<DrawnBranch>& branches, const std::string& parent) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const DrawnBranch& branch = branches[i];
      const std::string id = fmt::format("b{}", ++branches_);
      for (const std::string& line : branch_lines(branch)) add_line(line);
      node(id, style(branch.visit, "#f6f8fa", "#8c959f"));
      text_ += fmt::format("  {} -> {} [label=\"{}\"{}]\n", parent, id, i + 1, edge(branch.visit));
      if (branch.is_leaf()) {
        leaf(branch, id);
      } else {
        level(branch.branches, id);
      }
    }
  }

  void leaf(const DrawnBranch& branch, const std::string& parent) {
    for (const std::string& line : leaf_lines(branch)) add_line(line);
    const std::string id = fmt::format("leaf{}", ++leaves_);
    node(id, style(branch.visit, "#ddf4ff", "#0969da"));
    text_ += fmt::format("  {} -> {} [arrowhead=normal{}]\n", parent, id, edge(branch.visit));
  }

  std::string style(Visit visit, std::string_view fill, std::string_view line) const {
    if (visit == Visit::taken) return "fillcolor=\"#dafbe1\", color=\"#1a7f37\", penwidth=2.5";
    if (drawing_.of_request) return "fillcolor=\"#ffffff\", color=\"#d0d7de\", fontcolor=\"#6e7781\"";
    return fmt::format("fillcolor=\"{}\", color=\"{}\"", fill, line);
  }

  static std::string_view edge(Visit visit) {
    return visit == Visit::taken ? ", color=\"#1a7f37\", penwidth=2.5" : "";
  }

  void add_line(std::string_view text) {
    if (text.empty()) return;
    for (const std::string& line : layout::wrap(layout::words(text), label_width))
      label_ += in_dot(line) + "\\l";
  }

  /// With the label that was put together, and begins the next.
  void node(const std::string& id, const std::string& attributes) {
    text_ += fmt::format("  {} [label=\"{}\", {}]\n", id, label_, attributes);
    label_.clear();
  }

  const TreeDrawing& drawing_;
  std::string text_, label_;
  std::size_t branches_ = 0, leaves_ = 0;
};

}  // namespace

std::string render_tree_dot(const TreeDrawing& drawing) {
  if (drawing.branches.empty())
    return fmt::format("digraph \"{0}\" {{\n  start [shape=box, label=\"{0} {1}\"]\n}}\n",
                       in_dot(drawing.policy), in_dot(no_tree));
  return Digraph(drawing).render();
}

}  // namespace select_model
