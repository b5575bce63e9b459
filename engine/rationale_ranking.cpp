#include <algorithm>
#include <limits>

#include "engine/rationale_parts.hpp"

namespace select_model::rationale {

namespace {

/// A part that differs between the values of an answer that is missing.
constexpr double unsettled = std::numeric_limits<double>::quiet_NaN();

bool is_missing(Explained& e, const std::optional<Expression>& expression) {
  return expression && e.evaluator.evaluate(*expression).missing;
}

/// By order: equal once rounded down to a whole step.
bool same_step(const Criterion& criterion, const Value& a, const Value& b) {
  const auto* left = std::get_if<Rational>(&a);
  const auto* right = std::get_if<Rational>(&b);
  if (!left || !right || !criterion.step || criterion.step->sign() == 0) return a == b;
  return (*left / *criterion.step).floor() == (*right / *criterion.step).floor();
}

}  // namespace

Scales::Scales(Explained& e, std::vector<std::vector<ScorePart>> parts) : parts_(std::move(parts)) {
  if (!e.decision.rank || e.decision.rank_varies) return;
  const Rank& rank = e.policy.ranks[*e.decision.rank];
  by_weight_ = rank.by_weight;
  for (const Criterion& criterion : rank.criteria) {
    bool varies = is_missing(e, criterion.from) || is_missing(e, criterion.to);
    for (const RankedOffer& ranked : criterion.relative ? e.decision.ranked : std::vector<RankedOffer>{}) {
      e.wording.set_offer(ranked.offer);
      varies = varies || e.evaluator.evaluate(criterion.value).missing;
    }
    scales_.push_back({&criterion, varies});
  }
}

/// Where the score is the same for all that was tried, so is the part of it that alone might not be.
bool Scales::adds_up(Explained& e, const RankedReason& reason) const {
  if (!e.decision.trial || !reason.score) return false;
  const auto open = std::ranges::count_if(scales_, [&](const Scale& scale) {
    return scale.varies || e.evaluator.evaluate(scale.criterion->value).missing;
  });
  return open == 1;
}

void Scales::explain(Explained& e, RankedReason& reason) const {
  const bool all_settled = adds_up(e, reason);
  for (std::size_t i = 0; i < scales_.size(); ++i) {
    const Scale& scale = scales_[i];
    const Criterion& criterion = *scale.criterion;
    Contribution contribution{criterion.label, criterion.maximize, e.wording.show(criterion.value)};
    const bool missing = e.evaluator.evaluate(criterion.value).missing;
    if (by_weight_) {
      const ScorePart& part = parts_[reason.rank - 1][i];
      const bool settled = all_settled || (!missing && !scale.varies);
      contribution.weight = part.weight;
      contribution.normalized = settled ? part.normalized : unsettled;
      contribution.points = settled ? part.points : unsettled;
    }
    if (!missing && !is_known(contribution.value.value)) {
      const std::string effect = by_weight_ ? "counts as 0: " : "comes last: ";
      reason.warnings.push_back(
          {"", criterion.label, Verdict::unknown, effect + e.wording.unknown(criterion.value)});
    }
    reason.contributions.push_back(std::move(contribution));
  }
}

std::optional<std::size_t> Scales::decisive(const RankedReason& first, const RankedReason& second) const {
  std::optional<std::size_t> found;
  double most = 0;
  for (std::size_t i = 0; i < scales_.size(); ++i) {
    const Contribution& a = first.contributions[i];
    const Contribution& b = second.contributions[i];
    if (by_weight_) {
      const double gain = a.points - b.points;
      if (gain > most) found = i;
      most = std::max(most, gain);
    } else if (!same_step(*scales_[i].criterion, a.value.value, b.value.value)) {
      return i;
    }
  }
  return found;
}

}  // namespace select_model::rationale
