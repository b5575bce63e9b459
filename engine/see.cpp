#include <bit>

#include "engine/coverage.hpp"
#include "engine/missing_analysis.hpp"
#include "engine/tree_path.hpp"

namespace select_model {

namespace {

std::size_t count_branches(const std::vector<Branch>& level) {
  std::size_t count = level.size();
  for (const Branch& branch : level) {
    if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) count += count_branches(*below);
  }
  return count;
}

void list_branches(const std::vector<Branch>& level, std::vector<const Branch*>& list) {
  for (const Branch& branch : level) {
    list.push_back(&branch);
    if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) list_branches(*below, list);
  }
}

struct Sides {
  bool holds = false, fails = false, unknown = false;
  void add(Verdict verdict) {
    holds = holds || verdict == Verdict::holds;
    fails = fails || verdict == Verdict::fails;
    unknown = unknown || verdict == Verdict::unknown;
  }
};

void count(Seen::OfConstraint& seen, const Sides& sides) {
  ++seen.applied;
  seen.holds += sides.holds;
  seen.fails += sides.fails;
  seen.unknown += sides.unknown;
}

/// Every answer is there: all of it stands in the decision.
void see_decided(Seen& seen, const Program& program, const Decision& decision) {
  const auto& constraints = program.policy().constraints;
  const std::size_t offers = program.catalog().offers.size();
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    if (!decision.applies[i]) continue;
    Sides sides;
    if (constraints[i].answers_alone) {
      sides.add(decision.gates[i]);
    } else if (decision.outcome == Outcome::refused) {
      continue;  // no offer was looked at
    } else {
      std::size_t fail = 0, unknown = 0;
      for (const std::uint64_t word : decision.fails[i])
        fail += static_cast<std::size_t>(std::popcount(word));
      for (const std::uint64_t word : decision.unknown[i])
        unknown += static_cast<std::size_t>(std::popcount(word));
      sides = {fail + unknown<offers, fail> 0, unknown > 0};
    }
    count(seen.constraints[i], sides);
  }
}

Verdict verdict_of(const Evaluated& found) {
  if (found.missing) return Verdict::not_asked;
  return is_true(found) ? Verdict::holds : is_false(found) ? Verdict::fails : Verdict::unknown;
}

/// Some are missing: counted is what comes out the same whatever they are.
void see_for_certain(Seen& seen, const Program& program, const Decision& decision, Evaluator& evaluator) {
  const auto& constraints = program.policy().constraints;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const Constraint& constraint = constraints[i];
    if (constraint.when && !is_true(evaluator.evaluate(*constraint.when))) continue;
    Sides sides;
    if (constraint.answers_alone) {
      const Verdict verdict = verdict_of(evaluator.evaluate(constraint.condition));
      if (verdict == Verdict::not_asked) continue;
      sides.add(verdict);
    } else if (decision.outcome == Outcome::refused) {
      continue;
    } else {
      for (std::uint32_t offer = 0; offer < program.catalog().offers.size(); ++offer) {
        evaluator.set_offer(offer);
        sides.add(verdict_of(evaluator.evaluate(constraint.condition)));
      }
    }
    count(seen.constraints[i], sides);
  }
}

void see_branches(Seen& seen, const Program& program, const Decision& decision, Evaluator& evaluator) {
  if (!program.policy().tree) return;
  std::vector<const Branch*> branches;
  list_branches(*program.policy().tree, branches);
  std::size_t at = 0;
  for (const TriedBranch& tried : tried_branches(program, decision, evaluator)) {
    while (branches[at] != tried.branch) ++at;  // both are in the order of the text
    seen.branches[at].taken += tried.taken == TriedBranch::Taken::yes;
    seen.branches[at].passed_over += tried.taken == TriedBranch::Taken::no;
  }
}

}  // namespace

Seen nothing_seen(const CheckedPolicy& policy) {
  Seen seen;
  seen.constraints.resize(policy.constraints.size());
  if (policy.tree) seen.branches.resize(count_branches(*policy.tree));
  seen.ranks.resize(policy.ranks.size());
  return seen;
}

void see(Seen& seen, const Program& program, const TestResult& result) {
  const Decision& decision = result.decision;
  if (decision.outcome == Outcome::undetermined) return;
  Evaluator evaluator(program.policy(), program.catalog(), program.own_facts(), result.inputs.answers,
                      result.inputs.today);
  if (is_complete(program.policy(), result.inputs.answers)) {
    see_decided(seen, program, decision);
  } else {
    see_for_certain(seen, program, decision, evaluator);
  }
  see_branches(seen, program, decision, evaluator);
  const bool ranked = decision.outcome == Outcome::recommended && decision.rank && !decision.rank_varies;
  if (ranked) ++seen.ranks[*decision.rank];
}

}  // namespace select_model
