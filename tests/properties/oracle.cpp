#include "tests/properties/oracle.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace select_model::properties {

namespace {

void collect(const std::vector<Branch>& branches, std::vector<const Leaf*>& leaves) {
  for (const Branch& branch : branches) {
    if (const auto* leaf = std::get_if<Leaf>(&branch.body))
      leaves.push_back(leaf);
    else
      collect(std::get<std::vector<Branch>>(branch.body), leaves);
  }
}

/// A quoted reference may name an offer: its model, by id or alias, its provider and, unless every variant is
/// meant, its variant.
bool quoted_offer(const ast::ModelRef& ref, const Offer& offer, const std::string& model) {
  const std::string served = model + "@" + offer.provider;
  return ref.quoted &&
         (ref.model == served || (!offer.variant.empty() && ref.model == served + "/" + offer.variant));
}

/// Section 5 and the catalogue's "ids are matched exactly, then as aliases".
bool names_offer(const ast::ModelRef& ref, const Offer& offer, const Catalog& catalog) {
  const auto is_model = [&](const Offer& other) { return other.model == ref.model; };
  std::string model = ref.model;
  if (std::none_of(catalog.offers.begin(), catalog.offers.end(), is_model)) {
    if (quoted_offer(ref, offer, offer.model)) return true;
    const auto by_id = [&](const Offer& other) { return quoted_offer(ref, other, other.model); };
    const bool some_by_id = std::any_of(catalog.offers.begin(), catalog.offers.end(), by_id);
    for (const auto& [alias, meant] : catalog.aliases) {
      if (alias == ref.model) model = meant;
      if (!some_by_id && meant == offer.model && quoted_offer(ref, offer, alias)) return true;
    }
  }
  return offer.model == model && (ref.provider.empty() || offer.provider == ref.provider) &&
         (ref.variant.empty() || offer.variant == ref.variant);
}

}  // namespace

Oracle::Oracle(const CheckedPolicy& policy, const Catalog& catalog, Date today, OpCounts& counts)
    : policy_(policy), catalog_(catalog), evaluator_(policy, catalog, today, counts) {
  if (policy.tree) collect(*policy.tree, leaves_);
}

Expected Oracle::complete(const Answers& answers) {
  evaluator_.answer(answers);
  Expected expected;
  gate(expected);
  if (expected.outcome == Outcome::refused) return expected;
  take_leaf(expected);
  rank(expected, eligible(expected));
  expected.outcome = expected.ranked.empty() ? Outcome::no_eligible_model : Outcome::recommended;
  std::vector<std::uint32_t> order;
  for (const ExpectedRank& ranked : expected.ranked) order.push_back(ranked.offer);
  expected.fallbacks = fallbacks(order);
  return expected;
}

/// "A `must` whose condition speaks of answers alone is a gate: where it is false the outcome is `refused`."
void Oracle::gate(Expected& expected) {
  for (const Constraint& constraint : policy_.constraints) {
    const bool applies =
        !constraint.when || evaluator_.truth(*constraint.when, Evaluator::no_offer) == Truth(true);
    expected.applies.push_back(applies);
    expected.gates.push_back(Verdict::not_asked);
    if (!applies || !constraint.answers_alone) continue;
    const Truth truth = evaluator_.truth(constraint.condition, Evaluator::no_offer);
    expected.gates.back() = !truth ? Verdict::unknown : *truth ? Verdict::holds : Verdict::fails;
    const bool refuses = truth ? !*truth : constraint.on_unknown == ast::OnUnknown::fails;
    if (constraint.must && refuses) expected.outcome = Outcome::refused;
  }
}

/// "Every other `must` whose `when` holds is evaluated for every offer"; "every other offer is rejected by
/// the branch".
std::vector<std::uint32_t> Oracle::eligible(Expected& expected) {
  const std::size_t count = catalog_.offers.size();
  std::vector<bool> rejected = expected.unlisted;
  for (std::size_t i = 0; i < policy_.constraints.size(); ++i) {
    const Constraint& constraint = policy_.constraints[i];
    auto& fails = expected.fails.emplace_back();
    auto& unknown = expected.unknown.emplace_back();
    if (constraint.answers_alone || !expected.applies[i]) continue;
    for (std::size_t offer = 0; offer < count; ++offer) {
      const Truth truth = evaluator_.truth(constraint.condition, offer);
      fails.push_back(truth == Truth(false));
      unknown.push_back(!truth);
      const bool rejects = truth ? !*truth : constraint.on_unknown == ast::OnUnknown::fails;
      if (constraint.must && rejects) rejected[offer] = true;
    }
  }
  std::vector<std::uint32_t> offers;
  for (std::size_t offer = 0; offer < count; ++offer) {
    if (!rejected[offer]) offers.push_back(static_cast<std::uint32_t>(offer));
  }
  return offers;
}

const Leaf* Oracle::find_leaf(const std::vector<Branch>& branches, std::uint32_t& index) {
  for (const Branch& branch : branches) {
    const bool taken = !branch.when || evaluator_.truth(*branch.when, Evaluator::no_offer) == Truth(true);
    if (const auto* leaf = std::get_if<Leaf>(&branch.body)) {
      if (taken) return leaf;
      ++index;
      continue;
    }
    const auto& below = std::get<std::vector<Branch>>(branch.body);
    if (taken) return find_leaf(below, index);
    std::vector<const Leaf*> passed;
    collect(below, passed);
    index += static_cast<std::uint32_t>(passed.size());
  }
  return nullptr;
}

void Oracle::take_leaf(Expected& expected) {
  expected.unlisted.assign(catalog_.offers.size(), false);
  if (!policy_.tree) return;
  std::uint32_t index = 0;
  const Leaf* leaf = find_leaf(*policy_.tree, index);
  expected.leaf = index;
  expected.rank = leaf->rank;
  for (std::size_t offer = 0; offer < catalog_.offers.size(); ++offer) {
    expected.unlisted[offer] = !tier_of(*leaf, offer).has_value();
  }
}

/// "An offer stands in the first tier that fits it."
std::optional<std::uint32_t> Oracle::tier_of(const Leaf& leaf, std::size_t offer) {
  for (std::size_t tier = 0; tier < leaf.tiers.size(); ++tier) {
    const auto number = static_cast<std::uint32_t>(tier + 1);
    if (leaf.tiers[tier].any) return number;
    for (const auto& target : leaf.tiers[tier].targets) {
      const auto* model = std::get_if<ModelTarget>(&target);
      const bool fits = model ? names_offer(model->ref, catalog_.offers[offer], catalog_)
                              : evaluator_.truth(std::get<Expression>(target), offer) == Truth(true);
      if (fits) return number;
    }
  }
  return std::nullopt;
}

void Oracle::rank(Expected& expected, const std::vector<std::uint32_t>& offers) {
  for (std::size_t i = 0; i < policy_.ranks.size() && !expected.rank; ++i) {
    const Rank& rank = policy_.ranks[i];
    if (rank.name) continue;
    if (!rank.when || evaluator_.truth(*rank.when, Evaluator::no_offer) == Truth(true)) {
      expected.rank = static_cast<std::uint32_t>(i);
    }
  }
  const Rank* chosen = expected.rank ? &policy_.ranks[*expected.rank] : nullptr;
  const std::vector<double> points =
      chosen && chosen->by_weight ? scores(*chosen, offers) : std::vector<double>(offers.size());
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const std::uint32_t tier = expected.leaf ? *tier_of(*leaves_[*expected.leaf], offers[i]) : 1;
    expected.ranked.push_back({offers[i], tier, points[i]});
  }
  std::sort(expected.ranked.begin(), expected.ranked.end(),
            [&](const ExpectedRank& a, const ExpectedRank& b) {
              if (a.tier != b.tier) return a.tier < b.tier;
              if (a.score != b.score) return a.score > b.score;
              if (chosen && !chosen->by_weight) return goes_before(*chosen, a.offer, b.offer);
              return ties_before(a.offer, b.offer);
            });
}

std::optional<Exact> Oracle::number(const Expression& expression, std::size_t offer) {
  const Known value = evaluator_.value(expression, offer);
  if (const auto* truth = std::get_if<bool>(&value)) return Exact(*truth ? 1 : 0);
  if (const auto* day = std::get_if<Day>(&value)) return Exact(day->number * 86'400);
  if (const auto* amount = std::get_if<Exact>(&value)) return *amount;
  return std::nullopt;
}

std::vector<double> Oracle::scores(const Rank& rank, const std::vector<std::uint32_t>& offers) {
  Exact sum = 0;
  for (const Criterion& criterion : rank.criteria) sum += exact(criterion.weight);
  std::vector<double> scores;
  for (const std::uint32_t offer : offers) {
    double score = 0;
    for (const Criterion& criterion : rank.criteria) {
      score += normalized(criterion, offer, offers) * nearest(exact(criterion.weight) / sum);
    }
    scores.push_back(score);
  }
  return scores;
}

double Oracle::normalized(const Criterion& criterion, std::size_t offer,
                          const std::vector<std::uint32_t>& offers) {
  const std::optional<Exact> value = number(criterion.value, offer);
  if (!value) return 0;
  std::optional<Exact> low, high;
  if (criterion.relative) {
    for (const std::uint32_t other : offers) {
      const std::optional<Exact> of_other = number(criterion.value, other);
      if (!of_other) continue;
      if (!low || *of_other < *low) low = of_other;
      if (!high || *of_other > *high) high = of_other;
    }
  } else {
    low = number(*criterion.from, Evaluator::no_offer);
    high = number(*criterion.to, Evaluator::no_offer);
  }
  if (!low || !high) return 0;
  // "where A is not below B, 1 at or beyond the better end and 0 elsewhere"
  if (*low >= *high) return (criterion.maximize ? *value >= *high : *value <= *low) ? 1 : 0;
  Exact share =
      criterion.maximize ? Exact((*value - *low) / (*high - *low)) : Exact((*high - *value) / (*high - *low));
  return nearest(std::clamp(share, Exact(0), Exact(1)));
}

/// "sorted by the first criterion, rounded down to a whole `step`, then by the next"; the unknown last.
bool Oracle::goes_before(const Rank& rank, std::uint32_t a, std::uint32_t b) {
  for (const Criterion& criterion : rank.criteria) {
    std::optional<Exact> of_a = number(criterion.value, a), of_b = number(criterion.value, b);
    if (!of_a && !of_b) continue;
    if (!of_a || !of_b) return of_a.has_value();
    if (criterion.step) {
      const Exact step = exact(*criterion.step);
      of_a = whole_below(*of_a / step);
      of_b = whole_below(*of_b / step);
    }
    if (*of_a != *of_b) return criterion.maximize ? *of_a > *of_b : *of_a < *of_b;
  }
  return ties_before(a, b);
}

bool Oracle::ties_before(std::uint32_t a, std::uint32_t b) const {
  const Offer &of_a = catalog_.offers[a], &of_b = catalog_.offers[b];
  return std::tie(of_a.model, of_a.provider, of_a.variant) <
         std::tie(of_b.model, of_b.provider, of_b.variant);
}

std::vector<std::uint32_t> Oracle::fallbacks(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> kept;
  if (!policy_.fallback) return kept;
  for (std::size_t i = 1; i < order.size() && kept.size() < policy_.fallback->count; ++i) {
    const bool fits = policy_.fallback->where
                          ? evaluator_.truth(*policy_.fallback->where, order[i], order[0]) == Truth(true)
                          : catalog_.offers[order[i]].provider != catalog_.offers[order[0]].provider;
    if (fits) kept.push_back(order[i]);
  }
  return kept;
}

}  // namespace select_model::properties
