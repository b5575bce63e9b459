#include "engine/ranking.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace select_model {

namespace {

template <typename F>
void for_each_bit(const Bits& bits, F f) {
  for (std::size_t word = 0; word < bits.size(); ++word) {
    for (std::uint64_t left = bits[word]; left; left &= left - 1) {
      f(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
  }
}

/// Room enough between two ends that doubles tell where a value lies between them.
bool has_room(double low, double high) { return high - low > 1e-6 * (std::fabs(low) + std::fabs(high)); }

// Up to here keeping a sorted handful beats collecting and sorting.
constexpr std::size_t few = 32;

}  // namespace

Ranking::Ranking(const Program::Code& code, Run& run, Workspace::Memory& memory, const Decision& decision,
                 bool exact_only, bool with_parts)
    : code_(code),
      run_(run),
      memory_(memory),
      eligible_(decision.eligible_offers),
      exact_only_(exact_only),
      keep_values_(with_parts) {
  if (!decision.rank) return;
  rank_ = &code.policy.ranks[*decision.rank];
  compiled_ = &code.ranks[*decision.rank];
}

/// Many a decision leaves nothing to rank.
void Ranking::start() {
  const std::size_t criteria = rank_->criteria.size();
  keep_values_ = keep_values_ || !rank_->by_weight || compiled_->any_relative || exact_only_;
  memory_.scales.resize(criteria);
  memory_.by_hand.assign(criteria, 0);
  memory_.ends.resize(criteria);
  if (by_weight()) {
    for (std::size_t i = 0; i < criteria; ++i) prepare_scale(i);
    if (memory_.scores.size() < code_.padded) memory_.scores.resize(code_.padded);
  }
  if (keep_values_) {
    if (memory_.values.size() < criteria) memory_.values.resize(criteria);
    for (std::size_t i = 0; i < criteria; ++i) memory_.values[i].resize(code_.padded);
  }
  started_ = true;
}

void Ranking::prepare_scale(std::size_t index) {
  const Criterion& criterion = rank_->criteria[index];
  if (criterion.relative) return;
  const auto end = [&](const Expression& expression, std::int32_t scalar) {
    return exact_only_ ? number_of(expression) : run_.scalar(static_cast<std::uint32_t>(scalar));
  };
  const double low = end(*criterion.from, compiled_->criteria[index].low);
  const double high = end(*criterion.to, compiled_->criteria[index].high);
  memory_.scales[index] = {low, high, 1 / (high - low), criterion.maximize};
  if (has_room(low, high)) return;
  const auto from = run_.exact().evaluate(*criterion.from).value;
  const auto to = run_.exact().evaluate(*criterion.to).value;
  memory_.by_hand[index] = 1;
  keep_values_ = true;
  const auto* a = std::get_if<Rational>(&from);
  const auto* b = std::get_if<Rational>(&to);
  if (a && b) {
    memory_.ends[index] = {*a, *b};
  } else {
    memory_.scales[index].inverse =
        std::numeric_limits<double>::quiet_NaN();  // an end is unknown, and so is the criterion
  }
}

void Ranking::take_block(std::size_t begin) {
  if (!rank_) return;
  if (!started_) start();
  const std::size_t count = std::min(block_offers, code_.padded - begin);
  double* scores = memory_.scores.data() + begin;
  if (!keep_values_) std::fill_n(scores, count, 0.0);
  for (std::size_t i = 0; i < rank_->criteria.size(); ++i) {
    const kernels::Operand value = run_.operand(compiled_->criteria[i].value);
    if (!keep_values_) {
      kernels::table().accumulate(value, memory_.scales[i], compiled_->criteria[i].weight, count, scores);
    } else {
      double* kept = memory_.values[i].data() + begin;
      for (std::size_t j = 0; j < count; ++j) kept[j] = value.data[j * value.step];
      if (exact_only_) keep_exact_values(i, begin);
    }
  }
}

/// Of the offer that was set, or of answers alone.
double Ranking::number_of(const Expression& expression) {
  return to_number(run_.exact().evaluate(expression).value, expression.type, code_.names);
}

/// Beyond the bounds of the fast path a sum of doubles may have lost what it was asked for.
void Ranking::keep_exact_values(std::size_t index, std::size_t begin) {
  const Expression& of = rank_->criteria[index].value;
  const std::size_t end = std::min<std::size_t>(begin + block_offers, code_.offers);
  for (std::size_t offer = begin; offer < end; ++offer) {
    run_.exact().set_offer(static_cast<std::uint32_t>(offer));
    memory_.values[index][offer] = number_of(of);
  }
}

void Ranking::finish() {
  if (!started_ || !keep_values_) return;
  for (std::size_t i = 0; i < rank_->criteria.size(); ++i) {
    if (rank_->criteria[i].relative) relative_scale(i);
    if (rank_->criteria[i].step) round_to_steps(i);
  }
  if (!by_weight()) return;
  for_each_bit(eligible_, [&](std::uint32_t offer) {
    double score = 0;
    for (std::size_t i = 0; i < rank_->criteria.size(); ++i)
      score += share(i, offer) * compiled_->criteria[i].weight;
    memory_.scores[offer] = score;
  });
}

void Ranking::relative_scale(std::size_t index) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  const std::vector<double>& values = memory_.values[index];
  for_each_bit(eligible_, [&](std::uint32_t offer) {
    if (values[offer] < low) low = values[offer];
    if (values[offer] > high) high = values[offer];
  });
  memory_.scales[index] = {low, high, 1 / (high - low), rank_->criteria[index].maximize};
  if (has_room(low, high) || !(low <= high)) return;
  // All lie so near one another that doubles cannot tell how they lie.
  memory_.by_hand[index] = 1;
  bool first = true;
  std::pair<Rational, Rational>& ends = memory_.ends[index];
  for_each_bit(eligible_, [&](std::uint32_t offer) {
    const auto number = exact_value(rank_->criteria[index], offer);
    if (!number) return;
    if (first || *number < ends.first) ends.first = *number;
    if (first || *number > ends.second) ends.second = *number;
    first = false;
  });
}

double Ranking::share(std::size_t index, std::uint32_t offer) {
  const double value = memory_.values[index][offer];
  if (value != value) return 0;
  return memory_.by_hand[index] ? exact_share(index, offer)
                                : kernels::normalize(value, memory_.scales[index]);
}

/// A quantity, or a bool as 1 and 0; nothing where it is unknown.
std::optional<Rational> Ranking::exact_value(const Criterion& criterion, std::uint32_t offer) {
  run_.exact().set_offer(offer);
  const Value value = run_.exact().evaluate(criterion.value).value;
  if (const bool* truth = std::get_if<bool>(&value)) return Rational(*truth ? 1 : 0);
  const auto* number = std::get_if<Rational>(&value);
  return number ? std::optional(*number) : std::nullopt;
}

/// Where there is no room between the ends: 1 at or beyond the better one (all of them, if relative), else 0.
double Ranking::exact_share(std::size_t index, std::uint32_t offer) {
  const Criterion& criterion = rank_->criteria[index];
  const auto number = exact_value(criterion, offer);
  if (!number || (!criterion.relative && std::isnan(memory_.scales[index].inverse))) return 0;
  const auto& [low, high] = memory_.ends[index];
  if (criterion.maximize ? *number >= high : *number <= low) return 1;
  if (low >= high || (criterion.maximize ? *number <= low : *number >= high)) return 0;
  const Rational part = criterion.maximize ? *number - low : high - *number;
  return (part / (high - low)).to_double();
}

std::vector<ScorePart> Ranking::parts(std::uint32_t offer) {
  std::vector<ScorePart> parts;
  for (std::size_t i = 0; i < rank_->criteria.size(); ++i) {
    const double normalized = share(i, offer);
    const double weight = compiled_->criteria[i].weight;
    parts.push_back({normalized, weight, normalized * weight});
  }
  return parts;
}

void Ranking::round_to_steps(std::size_t index) {
  const CompiledCriterion& compiled = compiled_->criteria[index];
  std::vector<double>& values = memory_.values[index];
  const double tolerance = (compiled.value.bounds.error + 8) * std::ldexp(1.0, -53) * 1.001;
  for_each_bit(eligible_, [&](std::uint32_t offer) {
    const double steps = values[offer] / compiled.step;
    if (steps != steps) return;
    const double slack = std::fabs(steps) * tolerance + 1e-290;
    const bool doubtful =
        exact_only_ || !(std::fabs(steps - std::nearbyint(steps)) > slack) || !(slack < 0.5);
    values[offer] = doubtful ? exact_step(rank_->criteria[index], offer) : std::floor(steps);
  });
}

double Ranking::exact_step(const Criterion& criterion, std::uint32_t offer) {
  const auto number = exact_value(criterion, offer);
  return number ? (*number / *criterion.step).floor().to_double() : std::numeric_limits<double>::quiet_NaN();
}

/// -1, 0 or 1 as the exact value (or whole step) of `a` is less than that of `b`; an unknown one is never
/// asked for.
int Ranking::compare_exactly(const Criterion& criterion, std::uint32_t a, std::uint32_t b) {
  const auto x = exact_value(criterion, a);
  const auto y = exact_value(criterion, b);
  if (!x || !y) return 0;
  const auto order =
      criterion.step ? (*x / *criterion.step).floor() <=> (*y / *criterion.step).floor() : *x <=> *y;
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

bool Ranking::before(std::uint32_t a, std::uint32_t b) {
  if (by_weight()) {
    if (memory_.scores[a] != memory_.scores[b]) return memory_.scores[a] > memory_.scores[b];
    return a < b;
  }
  for (std::size_t i = 0; rank_ && i < rank_->criteria.size(); ++i) {
    const Criterion& criterion = rank_->criteria[i];
    const Bounds& bounds = compiled_->criteria[i].value.bounds;
    const double x = memory_.values[i][a];
    const double y = memory_.values[i][b];
    const bool unknown_x = x != x;
    const bool unknown_y = y != y;
    if (unknown_x != unknown_y) return unknown_y;
    if (unknown_x) continue;
    const double error =
        criterion.step || bounds.rounded_once ? 0 : (2 * bounds.error + 2) * std::ldexp(1.0, -53) * 1.001;
    const bool exact =
        bounds.is_exact() || bounds.tells_equals() || (criterion.step && std::fabs(x) < 9007199254740992.0);
    const bool near = !(std::fabs(x - y) > (std::fabs(x) + std::fabs(y)) * error);
    int order = x < y ? -1 : x > y ? 1 : 0;
    if (criterion.value.type.kind == Kind::quantity && (exact_only_ || (near && !exact)))
      order = compare_exactly(criterion, a, b);
    if (order != 0) return criterion.maximize ? order > 0 : order < 0;
  }
  return a < b;  // offers stand by model id, provider, variant
}

void Ranking::order(const Bits& offers, std::uint32_t tier, std::size_t top,
                    std::vector<RankedOffer>& ranked) {
  if (ranked.size() >= top) return;
  const std::size_t most = top - ranked.size();
  memory_.candidates.clear();
  if (most <= few && by_weight()) {
    order_few(offers, most);
  } else {
    order_all(offers);
  }
  for (std::size_t i = 0; i < memory_.candidates.size() && i < most; ++i) {
    const std::uint32_t offer = memory_.candidates[i].offer;
    ranked.push_back({offer, tier, by_weight() ? memory_.scores[offer] : 0});
  }
}

/// Keeps a sorted handful by score; offers come by rising index, so that an equal score never overtakes.
void Ranking::order_few(const Bits& offers, std::size_t most) {
  std::vector<RankedOffer>& best = memory_.candidates;
  double worst = -std::numeric_limits<double>::infinity();
  for_each_bit(offers, [&](std::uint32_t offer) {
    const double score = memory_.scores[offer];
    if (best.size() == most) {
      if (score <= worst) return;
      best.pop_back();
    }
    std::size_t at = best.size();
    best.push_back({offer, 0, score});
    for (; at > 0 && best[at - 1].score < score; --at) best[at] = best[at - 1];
    best[at] = {offer, 0, score};
    worst = best.back().score;
  });
}

void Ranking::order_all(const Bits& offers) {
  for_each_bit(offers, [&](std::uint32_t offer) { memory_.candidates.push_back({offer, 0, 0}); });
  std::sort(memory_.candidates.begin(), memory_.candidates.end(),
            [&](const RankedOffer& a, const RankedOffer& b) { return before(a.offer, b.offer); });
}

}  // namespace select_model
