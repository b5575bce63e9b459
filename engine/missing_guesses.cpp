#include "engine/missing_guesses.hpp"

#include <algorithm>
#include <limits>

#include "engine/code.hpp"
#include "engine/missing_analysis.hpp"

namespace select_model {

namespace {

/// Those of which one applies, whatever the missing answers are.
std::vector<std::uint32_t> possible_ranks(const Program::Code& code, Evaluator& evaluator,
                                          const Decision& decision) {
  if (decision.leaf && code.leaves[*decision.leaf].leaf->rank) return {*decision.rank};
  std::vector<std::uint32_t> possible;
  for (std::uint32_t i = 0; i < code.policy.ranks.size(); ++i) {
    const Rank& rank = code.policy.ranks[i];
    if (rank.name) continue;
    const Evaluated when = rank.when ? evaluator.evaluate(*rank.when) : Evaluated{true, false};
    if (when.missing || is_true(when)) possible.push_back(i);
    if (is_true(when)) break;
  }
  return possible;
}

/// Of an offer alone: where there are several to order, what orders them decides.
bool is_guessed(Evaluator& evaluator, const Rank& rank, const std::vector<RankedOffer>& ranked) {
  if (ranked.size() != 1) return false;
  evaluator.set_offer(ranked.front().offer);
  const auto misses = [&](const std::optional<Expression>& end) {
    return end && evaluator.evaluate(*end).missing;
  };
  return std::ranges::any_of(rank.criteria, [&](const Criterion& criterion) {
    return evaluator.evaluate(criterion.value).missing || misses(criterion.from) || misses(criterion.to);
  });
}

/// Whether it depends on a missing answer which offers are the first that the condition holds for.
bool fallbacks_are_guessed(const Program::Code& code, Evaluator& evaluator, const Answers& answers,
                           const std::vector<RankedOffer>& ranked) {
  if (!code.policy.fallback || !code.policy.fallback->where || ranked.empty()) return false;
  const Expression& where = *code.policy.fallback->where;
  if (!reads_missing(code.policy, answers, reads_of(where, code.policy.lets))) return false;
  evaluator.set_first(ranked.front().offer);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < ranked.size() && kept < code.policy.fallback->count; ++i) {
    evaluator.set_offer(ranked[i].offer);
    const Evaluated holds = evaluator.evaluate(where);
    if (holds.missing) return true;
    kept += is_true(holds);
  }
  return false;
}

}  // namespace

void forget_guesses(const Program& program, const Answers& answers, Date today, Decision& decision) {
  if (decision.outcome == Outcome::refused) return;
  const Program::Code& code = program.code();
  Evaluator evaluator(code.policy, code.catalog, code.own_facts, answers, today);
  const std::vector<std::uint32_t> ranks = possible_ranks(code, evaluator, decision);
  decision.rank_varies = ranks.size() > 1;
  const bool guessed = std::ranges::any_of(ranks, [&](std::uint32_t i) {
    const Rank& rank = code.policy.ranks[i];
    return rank.by_weight && (decision.rank_varies || is_guessed(evaluator, rank, decision.ranked));
  });
  for (RankedOffer& offer : decision.ranked) {
    if (guessed) offer.score = std::numeric_limits<double>::quiet_NaN();
  }
  decision.score_varies = guessed && !decision.ranked.empty();
  if (fallbacks_are_guessed(code, evaluator, answers, decision.ranked)) decision.fallbacks.clear();
}

}  // namespace select_model
