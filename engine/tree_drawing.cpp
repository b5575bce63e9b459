#include "engine/tree_drawing.hpp"

#include <algorithm>

#include "engine/evaluate.hpp"
#include "engine/tell_apart.hpp"
#include "policy/grammar.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

/// An expression as it stands in its file, on one line and without comments.
std::string without_breaks(std::string_view written) {
  std::string text;
  bool quoted = false;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const char c = written[at];
    if (!quoted && c == '#') {
      at = std::min(written.find('\n', at), written.size());
    } else if (!quoted && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
      if (!text.empty() && text.back() != ' ') text += ' ';
    } else {
      if (quoted && c == '\\' && at + 1 < written.size()) text += written[at++];
      if (c == '"') quoted = !quoted;
      text += written[at];
    }
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// What somebody wrote, on one line.
std::string drawn_text(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return printable(text);
}

struct DrawTarget {
  const Place& branch;
  std::string operator()(const ModelTarget& model) const { return printable(to_text(model.ref)); }
  std::string operator()(const Expression& where) const {
    return "where " + printable(without_breaks(branch.source->slice(where.span)));
  }
};

class Drawer {
 public:
  explicit Drawer(const CheckedPolicy& policy) : policy_(policy) {}

  TreeDrawing draw() {
    TreeDrawing drawing;
    drawing.policy = drawn_text(policy_.name + (policy_.version.empty() ? "" : " " + policy_.version));
    drawing.question = drawn_text(!policy_.tree_title.empty() ? policy_.tree_title
                                  : policy_.title.empty()     ? policy_.name
                                                              : policy_.title);
    if (policy_.tree) drawing.branches = level(*policy_.tree);
    return drawing;
  }

 private:
  std::vector<DrawnBranch> level(const std::vector<Branch>& branches) const {
    std::vector<DrawnBranch> drawn;
    for (const Branch& branch : branches) drawn.push_back(this->branch(branch));
    return drawn;
  }

  DrawnBranch branch(const Branch& branch) const {
    DrawnBranch drawn;
    drawn.name = printable(branch.name);
    drawn.title = drawn_text(branch.title);
    if (branch.when) drawn.condition = printable(branch.condition_text);
    if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) {
      drawn.branches = level(*below);
      return drawn;
    }
    const Leaf& leaf = std::get<Leaf>(branch.body);
    for (const Tier& tier : leaf.tiers) {
      std::vector<std::string> targets;
      if (tier.any) targets.emplace_back("any");
      for (const auto& target : tier.targets) targets.push_back(std::visit(DrawTarget{branch.place}, target));
      drawn.tiers.push_back(std::move(targets));
    }
    if (leaf.rank) drawn.rank = printable(policy_.ranks[*leaf.rank].name.value_or(""));
    if (leaf.because) drawn.because = drawn_text(as_written(*leaf.because));
    return drawn;
  }

  /// The reason of a branch speaks of answers alone.
  std::string as_written(const Template& text) const {
    std::string written;
    for (const auto& part : text.parts) {
      if (const auto* plain = std::get_if<std::string>(&part)) {
        written += *plain;
      } else {
        const auto& value = std::get<Expression>(part);
        written += "{" +
                   (value.op == Op::question ? policy_.questions[value.index].name
                    : value.op == Op::let    ? policy_.lets[value.index].name
                                             : std::string("today")) +
                   "}";
      }
    }
    return written;
  }

  const CheckedPolicy& policy_;
};

/// Lays the path of a decision over the drawing.
class Marker {
 public:
  Marker(const CheckedPolicy& policy, Evaluator& evaluator, const Rationale& rationale)
      : policy_(policy), evaluator_(evaluator), rationale_(rationale) {}

  void mark(const std::vector<Branch>& branches, std::vector<DrawnBranch>& drawn) {
    for (std::size_t i = 0; i < branches.size() && at_ < rationale_.path.size(); ++i) {
      const PathStep& step = rationale_.path[at_++];
      drawn[i].visit = !step.verdict ? Visit::unknown : *step.verdict ? Visit::taken : Visit::passed_over;
      if (branches[i].when) add_reads(*branches[i].when, drawn[i].reads);
      if (drawn[i].visit != Visit::taken) continue;
      if (const auto* below = std::get_if<std::vector<Branch>>(&branches[i].body)) {
        mark(*below, drawn[i].branches);
      } else if (rationale_.because) {
        drawn[i].because = drawn_text(*rationale_.because);
      }
      return;
    }
  }

 private:
  /// Names in the order in which they stand; behind a `let` what it is made of.
  void add_reads(const Expression& expression, std::vector<DrawnValue>& reads) {
    if (expression.op == Op::question) add(policy_.questions[expression.index].name, expression, reads);
    if (expression.op == Op::today) add("today", expression, reads);
    if (expression.op == Op::let) {
      const Let& let = policy_.lets[expression.index];
      if (add(let.name, expression, reads)) add_reads(let.value, reads);
    }
    for (const Expression& part : expression.args) add_reads(part, reads);
  }

  /// False where it was there.
  bool add(const std::string& name, const Expression& expression, std::vector<DrawnValue>& reads) {
    if (std::ranges::find(reads, name, &DrawnValue::name) != reads.end()) return false;
    const Evaluated found = evaluator_.evaluate(expression);
    const bool answered = !found.missing && (is_known(found.value) || expression.op != Op::question);
    reads.push_back(
        {name, answered ? printable(faithful_text(found.value, expression.type)) : "not answered"});
    return true;
  }

  const CheckedPolicy& policy_;
  Evaluator& evaluator_;
  const Rationale& rationale_;
  std::size_t at_ = 0;
};

std::string outcome_of(const Program& program, const Rationale& rationale) {
  switch (rationale.outcome) {
    case Outcome::recommended:
      return "recommended: " + program.catalog().offers[rationale.ranked[0].offer].id;
    case Outcome::no_eligible_model:
      return "no eligible model";
    case Outcome::refused:
      return "refused before the tree, by " + rationale.refusals[0].constraint;
    case Outcome::undetermined:
      break;
  }
  std::string questions;
  for (const std::uint32_t question : rationale.missing)
    questions += (questions.empty() ? "" : ", ") + program.policy().questions[question].name;
  return "undetermined: not answered: " + questions;
}

}  // namespace

TreeDrawing draw_tree(const CheckedPolicy& policy) { return Drawer(policy).draw(); }

TreeDrawing draw_tree(const Program& program, const Answers& answers, Date today,
                      const Rationale& rationale) {
  const CheckedPolicy& policy = program.policy();
  TreeDrawing drawing = draw_tree(policy);
  drawing.of_request = true;
  drawing.outcome = printable(outcome_of(program, rationale));
  Evaluator evaluator(policy, program.catalog(), program.own_facts(), answers, today);
  if (policy.tree) Marker(policy, evaluator, rationale).mark(*policy.tree, drawing.branches);
  return drawing;
}

std::vector<std::string> tier_lines(const DrawnBranch& leaf) {
  std::vector<std::string> lines;
  for (const std::vector<std::string>& tier : leaf.tiers) {
    std::string line = lines.empty() ? "" : "then ";
    for (std::size_t i = 0; i < tier.size(); ++i) line += (i == 0 ? "" : ", ") + tier[i];
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> branch_lines(const DrawnBranch& branch) {
  std::vector<std::string> lines{branch.name, branch.title,
                                 branch.condition.empty() ? "otherwise" : "when " + branch.condition,
                                 reads_text(branch)};
  std::erase(lines, "");
  return lines;
}

std::vector<std::string> leaf_lines(const DrawnBranch& leaf) {
  std::vector<std::string> lines = tier_lines(leaf);
  if (!leaf.rank.empty()) lines.push_back("by " + leaf.rank);
  if (!leaf.because.empty()) lines.push_back("because " + leaf.because);
  return lines;
}

std::string reads_text(const DrawnBranch& branch) {
  std::string text;
  for (const DrawnValue& value : branch.reads)
    text += (text.empty() ? "" : ", ") + value.name + " is " + value.text;
  return text;
}

}  // namespace select_model
