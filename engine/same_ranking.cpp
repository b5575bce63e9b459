#include "engine/same_ranking.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/facts_read.hpp"

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
        return same(a_.questions[x.index], b_.questions[y.index]);
      case Op::let:
        return same_let(x.index, y.index);
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

  /// Of leaves that list by the same ranking: by that name, else the first that applies.
  bool same_rank(const Leaf* x, const Leaf* y) const {
    const bool named = x && x->rank, named_too = y && y->rank;
    if (named || named_too) return named && named_too && same(a_.ranks[*x->rank], b_.ranks[*y->rank]);
    const auto old = unnamed(a_), now = unnamed(b_);
    return std::ranges::equal(old, now, [&](const Rank* c, const Rank* d) { return same(*c, *d); });
  }

  static std::vector<const Rank*> ranks_of(const CheckedPolicy& policy, const Leaf* leaf) {
    return leaf && leaf->rank ? std::vector{&policy.ranks[*leaf->rank]} : unnamed(policy);
  }

  static std::string name_of_fact(const CheckedPolicy& policy, std::size_t index) {
    const std::size_t built_in = builtin_facts().size();
    return index < built_in ? std::string(builtin_facts()[index].name) : policy.facts[index - built_in].name;
  }

 private:
  /// Left out, it is the same answer.
  static bool same(const Question& x, const Question& y) {
    return x.name == y.name && x.default_value == y.default_value && x.optional == y.optional;
  }

  /// Lets are made of lets: each pair is followed once.
  bool same_let(std::uint32_t x, std::uint32_t y) const {
    const auto known = lets_.find({x, y});
    if (known != lets_.end()) return known->second;
    const bool alike = same(a_.lets[x].value, b_.lets[y].value);
    lets_.emplace(std::pair(x, y), alike);
    return alike;
  }

  static std::vector<const Rank*> unnamed(const CheckedPolicy& policy) {
    std::vector<const Rank*> ranks;
    for (const Rank& rank : policy.ranks) {
      if (!rank.name) ranks.push_back(&rank);
    }
    return ranks;
  }

  const CheckedPolicy& a_;
  const CheckedPolicy& b_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, bool> lets_;
};

using Names = std::vector<std::string>;

/// `a`, `b` and 3 more.
std::string listed(const Names& names) {
  constexpr std::size_t most = 3;
  const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
  Names items;
  for (std::size_t i = 0; i < shown; ++i) items.push_back("`" + names[i] + "`");
  if (shown < names.size()) items.push_back(fmt::format("{} more", names.size() - shown));
  const std::string last = items.back();
  items.pop_back();
  return items.empty() ? last : fmt::format("{} and {}", fmt::join(items, ", "), last);
}

class Differences {
 public:
  Differences(const Program& before, const Program& after, CatalogInquiry& old)
      : before_(before), after_(after), old_(old), comparison_(before.policy(), after.policy()) {
    const auto& offers = after.catalog().offers;
    for (std::uint32_t i = 0; i < offers.size(); ++i) new_offers_[offers[i].id] = i;
  }

  Names find() {
    if (before_.leaves().empty()) compare(0, nullptr, nullptr);
    // Leaves are told apart by the branch that holds them.
    std::map<std::string, const Leaf*> others;
    for (std::uint32_t i = 0; i < after_.leaves().size(); ++i)
      others[after_.path(i).back()->name] = after_.leaves()[i];
    for (std::uint32_t i = 0; i < before_.leaves().size(); ++i) {
      const auto other = others.find(before_.path(i).back()->name);
      if (other != others.end()) compare(i, before_.leaves()[i], other->second);
    }
    return in_words();
  }

 private:
  void compare(std::uint32_t index, const Leaf* leaf, const Leaf* other) {
    const bool rank = comparison_.same_rank(leaf, other);
    const bool list = !leaf || same_list(index, *leaf, *other);
    const Names facts = rank && list ? other_facts(index, leaf) : Names{};
    if ((rank && list && facts.empty()) || !has_choice(index)) return;
    const std::string name = leaf ? before_.path(index).back()->name : "";
    if (!rank) ranks_.push_back(name);
    if (!list) lists_.push_back(name);
    facts_.insert(facts.begin(), facts.end());
  }

  Names in_words() const {
    Names reasons;
    if (!ranks_.empty())
      reasons.push_back("the ranking" + (ranks_[0].empty() ? "" : " of " + listed(ranks_)));
    if (!lists_.empty()) reasons.push_back("the list of " + listed(lists_));
    constexpr std::size_t most = 2;
    std::size_t count = 0;
    for (const std::string& fact : facts_) {
      if (++count <= most) reasons.push_back(fact);
    }
    if (count > most) reasons.push_back(fmt::format("{} more facts that are ranked by", count - most));
    return reasons;
  }

  /// Of the offers that both catalogues hold: what only one holds is never eligible.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> common() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < before_.catalog().offers.size(); ++i) {
      const auto other = new_offers_.find(before_.catalog().offers[i].id);
      if (other != new_offers_.end()) pairs.emplace_back(i, other->second);
    }
    return pairs;
  }

  static std::set<std::uint32_t> named(const Program& program, const Tier& tier) {
    std::set<std::uint32_t> offers;
    for (const auto& target : tier.targets) {
      const auto* model = std::get_if<ModelTarget>(&target);
      if (!model) continue;
      for (const std::uint32_t offer : find_offers(program.catalog(), model->ref)) offers.insert(offer);
    }
    return offers;
  }
  static std::vector<const Expression*> conditions(const Tier& tier) {
    std::vector<const Expression*> where;
    for (const auto& target : tier.targets) {
      if (const auto* condition = std::get_if<Expression>(&target)) where.push_back(condition);
    }
    return where;
  }

  bool same_list(std::uint32_t index, const Leaf& leaf, const Leaf& other) {
    if (leaf.tiers.size() != other.tiers.size()) return false;
    for (std::size_t i = 0; i < leaf.tiers.size(); ++i) {
      const Tier &x = leaf.tiers[i], &y = other.tiers[i];
      const auto where = conditions(x), other_where = conditions(y);
      const bool same_where = std::ranges::equal(
          where, other_where,
          [&](const Expression* a, const Expression* b) { return comparison_.same(*a, *b); });
      if (x.any != y.any || !same_where) return false;
      const auto olds = named(before_, x), news = named(after_, y);
      for (const auto& [offer, now] : common()) {
        if (olds.contains(offer) != news.contains(now) && can_be_eligible(index, offer)) return false;
      }
    }
    return true;
  }

  /// What the criteria and the list read of an offer that can be eligible there, where it is not the same.
  Names other_facts(std::uint32_t index, const Leaf* leaf) {
    FactReader reader(before_.policy());
    for (const Rank* rank : Comparison::ranks_of(before_.policy(), leaf)) {
      for (const Criterion& criterion : rank->criteria) reader.visit(criterion.value);
    }
    for (std::size_t i = 0; leaf && i < leaf->tiers.size(); ++i) {
      for (const Expression* where : conditions(leaf->tiers[i])) reader.visit(*where);
    }
    Names facts;
    for (const auto& [offer, now] : common()) {
      const Names others = other_facts(reader.read(), offer, now);
      if (!others.empty() && can_be_eligible(index, offer))
        facts.insert(facts.end(), others.begin(), others.end());
    }
    return facts;
  }

  Names other_facts(const FactsRead& read, std::uint32_t offer, std::uint32_t now) const {
    Names names;
    const Offer& x = before_.catalog().offers[offer];
    const Offer& y = after_.catalog().offers[now];
    for (const std::size_t fact : read.facts) {
      const std::string name = Comparison::name_of_fact(before_.policy(), fact);
      if (fact_of(before_, offer, fact) != fact_of(after_, now, index_of(name)))
        names.push_back("`" + name + "` of " + x.id);
    }
    const bool same_tiers = std::ranges::equal(x.tiers, y.tiers, [](const PriceTier& a, const PriceTier& b) {
      return a.above == b.above && a.input == b.input && a.output == b.output;
    });
    if (read.prices && !same_tiers) names.push_back("the price tiers of " + x.id);
    if (read.quality && x.task_quality != y.task_quality) names.push_back("`quality` for tasks of " + x.id);
    return names;
  }

  /// In the new policy, which declares it where the same ranking reads it.
  std::size_t index_of(const std::string& name) const {
    if (const auto built_in = find_builtin_fact(name)) return *built_in;
    const auto& own = after_.policy().facts;
    return builtin_facts().size() +
           static_cast<std::size_t>(std::ranges::find(own, name, &OwnFact::name) - own.begin());
  }

  bool can_be_eligible(std::uint32_t leaf, std::uint32_t offer) {
    return may_hold({old_.reach(leaf), old_.eligible(leaf, old_.group_of(offer))});
  }

  /// Two offers can be eligible there at once.
  bool has_choice(std::uint32_t leaf) {
    Solver& solver = old_.solver();
    std::vector<Term> twice, any;
    for (std::size_t group = 0; group < old_.groups().size(); ++group) {
      const Term here = old_.eligible(leaf, group);
      const bool alone = old_.groups()[group].offers.size() == 1;
      twice.push_back(alone ? solver.all_of({here, solver.any_of(any)}) : here);
      any = {solver.any_of({solver.any_of(any), here})};
    }
    return may_hold({old_.reach(leaf), solver.any_of(twice)});
  }

  /// Few are asked, since what differs is mostly what can be; what is not asked may hold.
  bool may_hold(const std::vector<Term>& formulas) {
    constexpr std::size_t most = 100;
    return ++asked_ > most || old_.ask(formulas) != Settled::unsatisfiable;
  }

  const Program& before_;
  const Program& after_;
  CatalogInquiry& old_;
  Comparison comparison_;
  std::map<std::string, std::uint32_t> new_offers_;
  Names ranks_, lists_;
  std::set<std::string> facts_;
  std::size_t asked_ = 0;
};

}  // namespace

std::vector<std::string> ranking_differences(const Program& before, const Program& after,
                                             CatalogInquiry& old) {
  return Differences(before, after, old).find();
}

}  // namespace select_model::analysis
