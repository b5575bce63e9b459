#include "engine/same_ranking.hpp"

#include <algorithm>

#include "policy/grammar.hpp"

namespace select_model::analysis {

namespace {

class Comparison {
 public:
  Comparison(const CheckedPolicy& a, const CheckedPolicy& b) : a_(a), b_(b) {}

  /// The same text with the same meaning: names are followed to what they stand for.
  bool same(const Expression& x, const Expression& y) const {
    if (x.op != y.op || !(x.type == y.type) || x.of_first != y.of_first || x.args.size() != y.args.size())
      return false;
    for (std::size_t i = 0; i < x.args.size(); ++i) {
      if (!same(x.args[i], y.args[i])) return false;
    }
    switch (x.op) {
      case Op::constant:
        return x.constant == y.constant;
      case Op::question:
        return a_.questions[x.index].name == b_.questions[y.index].name;
      case Op::let:
        return same(a_.lets[x.index].value, b_.lets[y.index].value);
      case Op::fact:
        return name_of_fact(a_, x.index) == name_of_fact(b_, y.index);
      default:
        return x.index == y.index;
    }
  }
  bool same(const std::optional<Expression>& x, const std::optional<Expression>& y) const {
    return x && y ? same(*x, *y) : x.has_value() == y.has_value();
  }

  bool same(const Rank& x, const Rank& y) const {
    if (x.by_weight != y.by_weight || !same(x.when, y.when) || x.criteria.size() != y.criteria.size())
      return false;
    for (std::size_t i = 0; i < x.criteria.size(); ++i) {
      const Criterion& c = x.criteria[i];
      const Criterion& d = y.criteria[i];
      if (c.maximize != d.maximize || c.weight != d.weight || c.relative != d.relative || c.step != d.step ||
          !same(c.value, d.value) || !same(c.from, d.from) || !same(c.to, d.to))
        return false;
    }
    return true;
  }

  bool same_unnamed_ranks() const {
    const auto x = unnamed(a_);
    const auto y = unnamed(b_);
    return std::ranges::equal(x, y, [&](const Rank* c, const Rank* d) { return same(*c, *d); });
  }

  bool same(const Leaf& x, const Leaf& y) const {
    if (x.rank.has_value() != y.rank.has_value() || (x.rank && !same(a_.ranks[*x.rank], b_.ranks[*y.rank])))
      return false;
    return std::ranges::equal(x.tiers, y.tiers, [&](const Tier& c, const Tier& d) { return same(c, d); });
  }

 private:
  static std::string name_of_fact(const CheckedPolicy& policy, std::uint32_t index) {
    const std::size_t built_in = builtin_facts().size();
    return index < built_in ? std::string(builtin_facts()[index].name) : policy.facts[index - built_in].name;
  }

  static std::vector<const Rank*> unnamed(const CheckedPolicy& policy) {
    std::vector<const Rank*> ranks;
    for (const Rank& rank : policy.ranks) {
      if (!rank.name) ranks.push_back(&rank);
    }
    return ranks;
  }

  bool same(const Tier& x, const Tier& y) const {
    if (x.any != y.any || x.targets.size() != y.targets.size()) return false;
    for (std::size_t i = 0; i < x.targets.size(); ++i) {
      const auto* model = std::get_if<ModelTarget>(&x.targets[i]);
      const auto* other = std::get_if<ModelTarget>(&y.targets[i]);
      if ((model == nullptr) != (other == nullptr)) return false;
      if (model ? to_text(model->ref) != to_text(other->ref)
                : !same(std::get<Expression>(x.targets[i]), std::get<Expression>(y.targets[i])))
        return false;
    }
    return true;
  }

  const CheckedPolicy& a_;
  const CheckedPolicy& b_;
};

bool same_price(const PriceTier& x, const PriceTier& y) {
  return x.above == y.above && x.input == y.input && x.output == y.output && x.cached_input == y.cached_input;
}

bool same_catalog(const Program& before, const Program& after) {
  const Catalog& a = before.catalog();
  const Catalog& b = after.catalog();
  return a.aliases == b.aliases && before.own_facts() == after.own_facts() &&
         std::ranges::equal(a.offers, b.offers, [](const Offer& x, const Offer& y) {
           return x.id == y.id && x.facts == y.facts && std::ranges::equal(x.tiers, y.tiers, same_price) &&
                  x.task_quality == y.task_quality;
         });
}

}  // namespace

bool ranks_alike(const Program& before, const Program& after) {
  const Comparison comparison(before.policy(), after.policy());
  if (!same_catalog(before, after) || !comparison.same_unnamed_ranks()) return false;
  // Leaves are told apart by the branch that holds them.
  for (std::uint32_t i = 0; i < before.leaves().size(); ++i) {
    const std::string& name = before.path(i).back()->name;
    for (std::uint32_t j = 0; j < after.leaves().size(); ++j) {
      if (after.path(j).back()->name == name && !comparison.same(*before.leaves()[i], *after.leaves()[j]))
        return false;
    }
  }
  return true;
}

}  // namespace select_model::analysis
