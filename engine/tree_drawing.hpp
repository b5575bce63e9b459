#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/program.hpp"
#include "engine/rationale.hpp"

/// A policy's decision tree as a drawing needs it: texts, and how far a request came. `draw_tree` makes it,
/// and five renderers lay it out, so that they cannot disagree. All text in it is printable.
namespace select_model {

struct DrawnValue {
  std::string name, text;  // `max_latency`, `1.5 s`
};

/// What became of a branch in the decision that is shown.
enum class Visit { not_tried, passed_over, unknown, taken };

struct DrawnBranch {
  std::string name;
  std::string title;      // what it asks; may be empty
  std::string condition;  // empty: otherwise
  Visit visit = Visit::not_tried;
  std::vector<DrawnValue> reads;                // what its condition reads, where it was tried
  std::vector<DrawnBranch> branches;            // empty: a leaf, and then what follows
  std::vector<std::vector<std::string>> tiers;  // `gpt-4o`, `where code in model.strengths`, `any`
  std::string rank;                             // `by NAME`; may be empty
  std::string because;                          // with values where it was reached; may be empty
  bool is_leaf() const { return branches.empty(); }
};

struct TreeDrawing {
  std::string policy;                 // its name, and its version
  std::string question;               // what the tree asks, else the policy's title, else its name
  std::vector<DrawnBranch> branches;  // empty: the policy has no `choose`
  bool of_request = false;            // a decision is shown
  std::string outcome;                // then: what was decided
};

TreeDrawing draw_tree(const CheckedPolicy& policy);
/// With the path that a request takes.
TreeDrawing draw_tree(const Program& program, const Answers& answers, Date today, const Rationale& rationale);

/// What a box of a branch says, and one of its leaf: those that are not empty, each to be broken anew.
std::vector<std::string> branch_lines(const DrawnBranch& branch);
std::vector<std::string> leaf_lines(const DrawnBranch& leaf);
/// Tiers as the policy writes them: `gpt-4o, o3`, `then any`.
std::vector<std::string> tier_lines(const DrawnBranch& leaf);
/// What was read: `task is code, max_latency is not answered`.
std::string reads_text(const DrawnBranch& branch);
inline constexpr std::string_view no_tree = "has no `choose`: every eligible model is in one tier";

std::string render_tree_text(const TreeDrawing& drawing, bool color, std::size_t width = 80);
std::string render_tree_mermaid(const TreeDrawing& drawing);
std::string render_tree_dot(const TreeDrawing& drawing);
std::string render_tree_svg(const TreeDrawing& drawing);
/// A row a leaf, for a reviewer.
std::string render_tree_markdown(const TreeDrawing& drawing);

}  // namespace select_model
