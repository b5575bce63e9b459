#include <fmt/format.h>

#include "engine/tree_drawing.hpp"

namespace select_model {

namespace {

// Wide enough for most conditions; Mermaid breaks lines itself.
constexpr std::string_view setting = "%%{init: {\"flowchart\": {\"wrappingWidth\": 320}}}%%\n";

/// Text inside a label in quotes: what Mermaid, the Markdown or the HTML in its labels would take for its own
/// stands as a character code.
std::string in_mermaid(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\"#&<>`\\$%;*~").find(c) == std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("#{};", static_cast<int>(static_cast<unsigned char>(c)));
    }
  }
  return result;
}

class Flowchart {
 public:
  explicit Flowchart(const TreeDrawing& drawing) : drawing_(drawing) {}

  std::string render() {
    text_ = std::string(setting) + "flowchart LR\n";
    add_line(drawing_.question);
    node("start", "([", "])", Visit::not_tried);
    level(drawing_.branches, "start");
    text_ += "  classDef leaf fill:#ddf4ff,stroke:#0969da,color:#0a3069\n";
    if (drawing_.of_request) {
      text_ += "  classDef taken fill:#dafbe1,stroke:#1a7f37,color:#116329,stroke-width:3px\n";
      text_ += "  classDef unreached opacity:0.5\n";
      add_line(drawing_.outcome);
      node("outcome", "[/", "/]", Visit::taken);
      text_ += fmt::format("  {} ==> outcome\n", reached_);
    }
    return std::move(text_);
  }

 private:
  void level(const std::vector<DrawnBranch>& branches, const std::string& parent) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const DrawnBranch& branch = branches[i];
      const std::string id = fmt::format("b{}", ++branches_);
      for (const std::string& line : branch_lines(branch)) add_line(line);
      node(id, "[", "]", branch.visit);
      if (branch.visit == Visit::taken) reached_ = id;
      text_ += fmt::format("  {} {}|\"{}\"| {}\n", parent, branch.visit == Visit::taken ? "==>" : "-->",
                           i + 1, id);
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
    node(id, "(", ")", branch.visit, "leaf");
    if (branch.visit == Visit::taken) reached_ = id;
    text_ += fmt::format("  {} {} {}\n", parent, branch.visit == Visit::taken ? "==>" : "-->", id);
  }

  void add_line(std::string_view text) {
    if (!text.empty()) label_ += (label_.empty() ? "" : "<br>") + in_mermaid(text);
  }

  /// With the label that was put together, and begins the next.
  void node(const std::string& id, std::string_view open, std::string_view close, Visit visit,
            std::string_view plain_class = "") {
    text_ += fmt::format("  {}{}\"{}\"{}\n", id, open, label_, close);
    label_.clear();
    const bool unreached = drawing_.of_request && visit != Visit::taken && id != "start";
    const std::string_view shown = visit == Visit::taken ? "taken" : plain_class;
    if (!shown.empty()) text_ += fmt::format("  class {} {}\n", id, shown);
    if (unreached) text_ += fmt::format("  class {} unreached\n", id);
  }

  const TreeDrawing& drawing_;
  std::string text_, label_;
  std::string reached_ = "start";  // how far the request came
  std::size_t branches_ = 0, leaves_ = 0;
};

}  // namespace

std::string render_tree_mermaid(const TreeDrawing& drawing) {
  if (drawing.branches.empty())
    return "flowchart LR\n  start([\"" + in_mermaid(drawing.policy) + " " + in_mermaid(no_tree) + "\"])\n";
  return Flowchart(drawing).render();
}

}  // namespace select_model
