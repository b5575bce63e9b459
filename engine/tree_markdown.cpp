#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/tree_drawing.hpp"

namespace select_model {

namespace {

using markup::markdown;
using markup::markdown_code;

class Table {
 public:
  explicit Table(const TreeDrawing& drawing) : drawing_(drawing) {}

  std::string render() {
    const bool asked = drawing_.of_request;
    text_ = "### " + markdown(drawing_.question) + "\n\n" + markdown(drawing_.policy) + ": " +
            "a request takes the first row whose conditions all hold.\n\n";
    text_ += std::string("|") + (asked ? " |" : "") + " # | branch | when | models | ranked by | because |\n";
    text_ += std::string("|") + (asked ? " :-: |" : "") + " --: | :-- | :-- | :-- | :-- | :-- |\n";
    level(drawing_.branches, "", "");
    if (asked) {
      text_ += "\n**" + markdown(drawing_.outcome) + "**\n";
      if (!values_.empty()) text_ += "\n" + values_;
    }
    return std::move(text_);
  }

 private:
  void level(const std::vector<DrawnBranch>& branches, const std::string& above,
             const std::string& conditions) {
    for (const DrawnBranch& branch : branches) {
      const std::string name = above + (above.empty() ? "" : " › ") + markdown(branch.name);
      std::string all = conditions;
      if (!branch.condition.empty()) all += (all.empty() ? "" : " and ") + markdown_code(branch.condition);
      note_values(branch);
      if (branch.is_leaf()) {
        row(branch, name, all);
      } else {
        level(branch.branches, name, all);
      }
    }
  }

  void row(const DrawnBranch& leaf, const std::string& name, const std::string& conditions) {
    const bool taken = leaf.visit == Visit::taken;
    std::string when = conditions;
    if (leaf.condition.empty()) when += conditions.empty() ? "otherwise" : ", otherwise";
    std::string models;
    for (std::size_t i = 0; i < leaf.tiers.size(); ++i) {
      if (leaf.tiers.size() > 1) models += fmt::format("{}{}. ", i == 0 ? "" : "<br>", i + 1);
      for (std::size_t j = 0; j < leaf.tiers[i].size(); ++j)
        models += (j == 0 ? "" : ", ") + target(leaf.tiers[i][j]);
    }
    text_ += drawing_.of_request ? (taken ? "| ✓ " : "|  ") : "";
    text_ += fmt::format("| {} | {} | {} | {} | {} | {} |\n", ++rows_, taken ? "**" + name + "**" : name,
                         when, models, markdown(leaf.rank), markdown(leaf.because));
  }

  static std::string target(const std::string& text) {
    constexpr std::string_view where = "where ";
    if (text == "any") return text;
    return text.starts_with(where) ? "where " + markdown_code(text.substr(where.size()))
                                   : markdown_code(text);
  }

  void note_values(const DrawnBranch& branch) {
    if (branch.reads.empty()) return;
    const char* verdict = branch.visit == Visit::taken     ? "true"
                          : branch.visit == Visit::unknown ? "unknown"
                                                           : "false";
    values_ += "- " + markdown_code(branch.condition) + " is " + verdict + ": " +
               markdown(reads_text(branch)) + "\n";
  }

  const TreeDrawing& drawing_;
  std::size_t rows_ = 0;
  std::string text_, values_;
};

}  // namespace

std::string render_tree_markdown(const TreeDrawing& drawing) {
  if (drawing.branches.empty()) return markdown(drawing.policy) + " " + std::string(no_tree) + "\n";
  return Table(drawing).render();
}

}  // namespace select_model
