#include <algorithm>

#include "engine/rationale_parts.hpp"
#include "engine/tree_path.hpp"

namespace select_model::rationale {

namespace {

using Branches = std::vector<Branch>;

/// The parts of a condition that give it its value: where one operand decides an `and` or an `or`, not the
/// others.
void add_deciding(Evaluator& evaluator, const Expression& expression, const std::vector<Let>& lets,
                  std::vector<std::uint32_t>& questions) {
  const bool any = expression.op == Op::any_of;
  if (!any && expression.op != Op::all_of) {
    for (const std::uint32_t question : reads_of(expression, lets).questions) {
      if (std::ranges::find(questions, question) == questions.end()) questions.push_back(question);
    }
    return;
  }
  const bool decided = evaluator.truth(expression) == any;
  for (const Expression& operand : expression.args) {
    if (!decided || evaluator.truth(operand) == any) add_deciding(evaluator, operand, lets, questions);
  }
}

PathStep step_of(Explained& explained, const TriedBranch& tried) {
  const Branch& branch = *tried.branch;
  PathStep step{branch.name, std::nullopt, branch.title, true, {}};
  if (!branch.when) return step;
  step.condition = branch.condition_text;
  add_deciding(explained.evaluator, *branch.when, explained.policy.lets, step.decided_by);
  if (tried.taken != TriedBranch::Taken::yes) step.verdict = explained.evaluator.truth(*branch.when);
  return step;
}

/// Nothing where the text holds the value of an answer that is missing.
std::optional<std::string> settled_text(Explained& explained, const Template& text) {
  for (const auto& part : text.parts) {
    const auto* expression = std::get_if<Expression>(&part);
    if (expression && explained.evaluator.evaluate(*expression).missing) return std::nullopt;
  }
  return explained.wording.fill(text);
}

}  // namespace

void explain_path(Explained& explained) {
  const Decision& decision = explained.decision;
  if (explained.policy.tree) {
    for (const TriedBranch& tried : tried_branches(explained.program, decision, explained.evaluator))
      explained.rationale.path.push_back(step_of(explained, tried));
    if (decision.leaf && !decision.leaf_varies) {
      const Leaf& leaf = *explained.program.leaves()[*decision.leaf];
      explained.rationale.branch = explained.rationale.path.back().branch;
      if (leaf.because && !decision.because_varies)
        explained.rationale.because = settled_text(explained, *leaf.because);
    }
  }
  if (decision.rank && !decision.rank_varies) {
    const Rank& rank = explained.policy.ranks[*decision.rank];
    explained.rationale.ranking = rank.name;
    explained.rationale.by_weight = rank.by_weight;
  }
}

bool depends_on_today(const Program& program, const Decision& decision) {
  const CheckedPolicy& policy = program.policy();
  const auto reads = [&](const Expression& expression) { return reads_of(expression, policy.lets).today; };
  const auto may_read = [&](const std::optional<Expression>& expression) {
    return expression && reads(*expression);
  };
  for (std::size_t i = 0; i < policy.constraints.size(); ++i) {
    const Constraint& constraint = policy.constraints[i];
    if (may_read(constraint.when)) return true;
    const bool asked =
        constraint.answers_alone ? decision.gates[i] != Verdict::not_asked : decision.applies[i] != 0;
    if (asked && reads(constraint.condition)) return true;
  }
  if (decision.outcome == Outcome::refused) return false;
  const bool lets_read =
      std::ranges::any_of(policy.lets, [](const Let& let) { return let.reads.model && let.reads.today; });
  if (lets_read || (policy.fallback && may_read(policy.fallback->where))) return true;

  const auto branch_reads = [&](const auto& self, const Branches& level) -> bool {
    return std::ranges::any_of(level, [&](const Branch& branch) {
      if (may_read(branch.when)) return true;
      const auto* below = std::get_if<Branches>(&branch.body);
      if (below) return self(self, *below);
      for (const Tier& tier : std::get<Leaf>(branch.body).tiers) {
        for (const auto& target : tier.targets) {
          const auto* where = std::get_if<Expression>(&target);
          if (where && reads(*where)) return true;
        }
      }
      return false;
    });
  };
  if (policy.tree && branch_reads(branch_reads, *policy.tree)) return true;
  return std::ranges::any_of(policy.ranks, [&](const Rank& rank) {
    return may_read(rank.when) || std::ranges::any_of(rank.criteria, [&](const Criterion& criterion) {
             return reads(criterion.value) || may_read(criterion.from) || may_read(criterion.to);
           });
  });
}

}  // namespace select_model::rationale
