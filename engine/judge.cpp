#include "engine/judge.hpp"

#include <algorithm>

#include "engine/tree_path.hpp"
#include "engine/verdicts.hpp"

namespace select_model {

namespace {

bool in_order(const Decided& decided, const std::vector<ModelTarget>& targets) {
  std::size_t last = 0;
  for (const ModelTarget& target : targets) {
    const std::size_t rank = best_rank(decided, target);
    if (rank <= last) return false;
    last = rank;
  }
  return true;
}

bool all_rejected(const Decided& decided, const TestExpectation& expectation) {
  return std::ranges::all_of(expectation.refs, [&](const ModelTarget& target) {
    const auto offers = find_offers(decided.program.catalog(), target.ref);
    return !offers.empty() && std::ranges::all_of(offers, [&](std::uint32_t offer) {
      return is_rejected(decided, offer, expectation.names);
    });
  });
}

bool took_branch(const Decided& decided, const std::string& name) {
  Evaluator evaluator(decided.program.policy(), decided.program.catalog(), decided.program.own_facts(),
                      decided.answers, decided.today);
  return std::ranges::any_of(tried_branches(decided.program, decided.decision, evaluator),
                             [&](const TriedBranch& tried) {
                               return tried.taken == TriedBranch::Taken::yes && tried.branch->name == name;
                             });
}

bool warned(const Decided& decided, std::size_t index) {
  const Constraint& constraint = decided.program.policy().constraints[index];
  const Decision& decision = decided.decision;
  if (constraint.answers_alone) {
    const Verdict verdict = decision.gates[index];
    return !refuses(constraint, verdict) && warns(constraint, verdict);
  }
  return decision.applies[index] && std::ranges::any_of(decision.ranked, [&](const RankedOffer& ranked) {
           return warns(constraint, verdict_on(decision, index, ranked.offer));
         });
}

bool refused_by(const Decided& decided, std::size_t index) {
  const Constraint& constraint = decided.program.policy().constraints[index];
  return constraint.answers_alone && refuses(constraint, decided.decision.gates[index]);
}

bool says(bool (*what)(const Decided&, std::size_t), const Decided& decided, const std::string& name) {
  const auto& constraints = decided.program.policy().constraints;
  const auto found = std::ranges::find(constraints, name, &Constraint::name);
  return found != constraints.end() && what(decided, static_cast<std::size_t>(found - constraints.begin()));
}

}  // namespace

std::size_t best_rank(const Decided& decided, const ModelTarget& target) {
  const auto meant = find_offers(decided.program.catalog(), target.ref);
  const auto& ranked = decided.decision.ranked;
  const auto found = std::ranges::find_if(
      ranked, [&](const RankedOffer& one) { return std::ranges::find(meant, one.offer) != meant.end(); });
  return found == ranked.end() ? 0 : static_cast<std::size_t>(found - ranked.begin()) + 1;
}

bool is_rejected(const Decided& decided, std::uint32_t offer, const std::vector<std::string>& names) {
  const Decision& decision = decided.decision;
  if (decision.outcome == Outcome::refused || decision.outcome == Outcome::undetermined) return false;
  const auto& constraints = decided.program.policy().constraints;
  const bool unlisted = !decision.unlisted.empty() && test(decision.unlisted, offer);
  const auto by_constraint = [&](std::size_t i) {
    return rejects(constraints[i], decision, i, offer) != Verdict::holds;
  };
  bool rejected = unlisted;
  for (std::size_t i = 0; i < constraints.size() && !rejected; ++i) rejected = by_constraint(i);
  if (!rejected) return false;
  return std::ranges::all_of(names, [&](const std::string& name) {
    const auto found = std::ranges::find(constraints, name, &Constraint::name);
    if (found != constraints.end())
      return by_constraint(static_cast<std::size_t>(found - constraints.begin()));
    return unlisted && decision.leaf && !decision.leaf_varies &&
           decided.program.path(*decision.leaf).back()->name == name;
  });
}

bool meets(const Decided& decided, const TestExpectation& expectation) {
  const Decision& decision = decided.decision;
  switch (expectation.kind) {
    case ast::Expect::first:
      return std::ranges::any_of(expectation.refs,
                                 [&](const ModelTarget& target) { return best_rank(decided, target) == 1; });
    case ast::Expect::order:
      return in_order(decided, expectation.refs);
    case ast::Expect::eligible:
      return std::ranges::all_of(expectation.refs,
                                 [&](const ModelTarget& target) { return best_rank(decided, target) > 0; });
    case ast::Expect::rejected:
      return all_rejected(decided, expectation);
    case ast::Expect::branch:
      return took_branch(decided, expectation.names[0]);
    case ast::Expect::warning:
      return says(warned, decided, expectation.names[0]);
    case ast::Expect::nothing:
      return decision.outcome == Outcome::no_eligible_model;
    case ast::Expect::undetermined:
      return decision.outcome == Outcome::undetermined;
    case ast::Expect::refused:
      return decision.outcome == Outcome::refused &&
             std::ranges::all_of(expectation.names,
                                 [&](const std::string& name) { return says(refused_by, decided, name); });
  }
  return false;
}

}  // namespace select_model
