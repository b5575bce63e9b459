#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/catalog_lint.hpp"
#include "policy/nearest.hpp"
#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

using Members = std::set<std::string>;

struct Literal {
  std::string member;
  Span span;
};
using Literals = std::vector<Literal>;

/// Every member that an entry names, be it to say that it does not have it.
Members members_of(const Catalog& catalog, std::size_t fact) {
  Members members;
  for (const Offer& offer : catalog.offers) {
    const Value& value = offer.facts[fact];
    if (const auto* name = std::get_if<std::string>(&value)) members.insert(*name);
    if (const auto* set = std::get_if<Set>(&value)) {
      members.insert(set->in.begin(), set->in.end());
      members.insert(set->out.begin(), set->out.end());
    }
  }
  return members;
}

/// Looks at every comparison. A value passes through lets, `??`, `if` and braces.
class MemberCheck {
 public:
  MemberCheck(const CheckedPolicy& policy, const Catalog& catalog) : policy_(policy), catalog_(catalog) {}

  Diagnostics run() {
    for (const Let& let : policy_.lets) visit(let.value, let.place);
    for (const Constraint& constraint : policy_.constraints) {
      visit(constraint.when, constraint.place);
      visit(constraint.condition, constraint.place);
    }
    if (policy_.tree) visit_tree(*policy_.tree);
    for (const Rank& rank : policy_.ranks) {
      visit(rank.when, rank.place);
      for (const Criterion& criterion : rank.criteria) {
        visit(criterion.value, criterion.place);
        visit(criterion.from, criterion.place);
        visit(criterion.to, criterion.place);
      }
    }
    for (const Prove& proof : policy_.proofs) {
      visit(proof.when, proof.place);
      visit(proof.every, proof.place);
    }
    sort_by_place(found_);
    return std::move(found_);
  }

 private:
  void visit_tree(const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) {
      visit(branch.when, branch.place);
      if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) {
        visit_tree(*inner);
        continue;
      }
      for (const Tier& tier : std::get<Leaf>(branch.body).tiers) {
        for (const auto& target : tier.targets) {
          if (const auto* where = std::get_if<Expression>(&target)) visit(*where, branch.place);
        }
      }
    }
  }

  void visit(const std::optional<Expression>& expression, const Place& place) {
    if (expression) visit(*expression, place);
  }

  /// `place`: of the declaration, for its file.
  void visit(const Expression& expression, const Place& place) {
    switch (expression.op) {
      case Op::equal:
      case Op::not_equal:
      case Op::in:
      case Op::not_in:
      case Op::overlaps:
        compare(expression.args[0], expression.args[1], place);
        compare(expression.args[1], expression.args[0], place);
        break;
      default:
        break;
    }
    for (const Expression& argument : expression.args) visit(argument, place);
  }

  void compare(const Expression& open, const Expression& other, const Place& place) {
    std::set<std::size_t> facts;
    add_facts(open, facts);
    if (facts.empty()) return;
    Literals literals;
    add_literals(other, literals);
    for (const Literal& literal : literals) {
      const bool held = std::ranges::any_of(
          facts, [&](std::size_t fact) { return members(fact).contains(literal.member); });
      if (!held) report(literal.member, {place.source, literal.span}, facts);
    }
  }

  /// The open facts that the expression's value may come from.
  void add_facts(const Expression& expression, std::set<std::size_t>& facts) const {
    const bool names = expression.type.kind == Kind::name || expression.type.kind == Kind::set;
    if (expression.op == Op::fact && names && expression.type.open &&
        expression.index < builtin_facts().size())
      facts.insert(expression.index);
    if (expression.op == Op::let) add_facts(policy_.lets[expression.index].value, facts);
    for_each_source(expression, [&](const Expression& source) { add_facts(source, facts); });
  }

  /// A let's own literals are reported where they stand, if it is compared there; here they only carry on.
  void add_literals(const Expression& expression, Literals& literals) const {
    if (expression.op == Op::constant) {
      if (const auto* name = std::get_if<std::string>(&expression.constant))
        literals.push_back({*name, expression.span});
      if (const auto* set = std::get_if<Set>(&expression.constant)) {
        for (const std::string& member : set->in) literals.push_back({member, expression.span});
      }
    }
    for_each_source(expression, [&](const Expression& source) { add_literals(source, literals); });
  }

  template <typename Visit>
  static void for_each_source(const Expression& expression, Visit visit) {
    const bool passes =
        expression.op == Op::otherwise || expression.op == Op::set_of || expression.op == Op::conditional;
    if (!passes) return;
    const std::size_t first = expression.op == Op::conditional ? 1 : 0;
    for (std::size_t i = first; i < expression.args.size(); ++i) visit(expression.args[i]);
  }

  const Members& members(std::size_t fact) {
    const auto known = members_.find(fact);
    return known != members_.end() ? known->second
                                   : members_.emplace(fact, members_of(catalog_, fact)).first->second;
  }

  void report(const std::string& member, const Place& place, const std::set<std::size_t>& facts) {
    std::vector<std::string> candidates;
    std::string names;
    for (const std::size_t fact : facts) {
      candidates.insert(candidates.end(), members(fact).begin(), members(fact).end());
      names += fmt::format("{}`{}`", names.empty() ? "" : " or ", builtin_facts()[fact].name);
    }
    Diagnostic diagnostic{
        Code::unknown_member,
        candidates.empty()
            ? fmt::format("catalogue `{}` says nothing of {}", catalog_.name, names)
            : fmt::format("no entry of catalogue `{}` has `{}` as its {}", catalog_.name, member, names),
        place,
        "",
        {}};
    if (const auto near = nearest(member, candidates))
      diagnostic.help = fmt::format("did you mean `{}`?", *near);
    found_.push_back(std::move(diagnostic));
  }

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  std::map<std::size_t, Members> members_;
  Diagnostics found_;
};

}  // namespace

Diagnostics unknown_members(const CheckedPolicy& policy, const Catalog& catalog) {
  return MemberCheck(policy, catalog).run();
}

}  // namespace select_model
