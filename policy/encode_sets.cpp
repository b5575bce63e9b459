#include "policy/encoder.hpp"

namespace select_model::analysis {

Symbolic Encoder::set_of(const std::vector<Symbolic>& names) {
  Symbolic result = unknown();
  std::vector<Term> known;
  std::map<std::string, std::vector<Term>> in;
  for (const Symbolic& one : names) {
    known.push_back(one.known);
    for (const auto& [name, term] : one.names) in[name].push_back(term);
  }
  for (const auto& [name, terms] : in) {
    const Term is = solver_.any_of(terms);
    result.members.emplace(name, Membership{is, solver_.negation(is)});
  }
  result.known = solver_.all_of(known);
  result.closed = solver_.constant(true);
  return result;
}

Symbolic Encoder::as_set(const Symbolic& name) {
  Symbolic result = set_of({name});
  result.known = name.known;
  return result;
}

Symbolic Encoder::size_of(const Symbolic& set) {
  Polynomial size;
  for (const auto& [name, is] : set.members) {
    if (solver_.is_true(is.in)) size = size + Polynomial(Rational(1));
    if (solver_.is_true(is.in) || solver_.is_false(is.in)) continue;
    auto counted = counted_.find(is.in.node);
    if (counted == counted_.end()) {
      const std::uint32_t variable = arithmetic_.add_variable(Sort::whole, {Rational(0), Rational(1)}, "");
      const Polynomial one_less = Polynomial::variable(variable) - Polynomial(Rational(1));
      arithmetic_.define(variable, solver_.same(is.in, arithmetic_.is_zero(one_less)));
      counted = counted_.emplace(is.in.node, variable).first;
    }
    size = size + Polynomial::variable(counted->second);
  }
  Symbolic result = unknown();
  result.known = solver_.all_of({set.known, set.closed});
  result.numbers = {{solver_.constant(true), {size}}};
  return result;
}

Term Encoder::is_empty(const Symbolic& set) {
  std::vector<Term> none{set.known, set.closed};
  for (const auto& [name, is] : set.members) none.push_back(solver_.negation(is.in));
  return solver_.all_of(none);
}

Encoder::Subset Encoder::subset(const Symbolic& a, const Symbolic& b) {
  std::vector<Term> is{a.closed}, is_not;
  for (const auto& [name, left] : a.members) {
    const Membership right = member(b, name);
    is.push_back(solver_.any_of({solver_.negation(left.in), right.in}));
    is_not.push_back(solver_.all_of({left.in, right.out}));
  }
  return {solver_.all_of(is), solver_.any_of(is_not)};
}

Symbolic Encoder::membership(Op op, const Symbolic& left, Kind left_kind, const Symbolic& right) {
  const Symbolic a = left_kind == Kind::set ? left : as_set(left);
  const Term both = solver_.all_of({a.known, right.known});
  const Subset inside = subset(a, right);
  const Term empty = is_empty(a);
  Symbolic result = truth_of(solver_.any_of({empty, solver_.all_of({both, inside.is})}),
                             solver_.all_of({both, solver_.negation(empty), inside.is_not}));
  if (op == Op::not_in) result.truth = solver_.negation(result.truth);
  return result;
}

Symbolic Encoder::sets_overlap(const Symbolic& a, const Symbolic& b) {
  std::vector<Term> shared, apart_a, apart_b;
  for (const auto& [name, left] : a.members) {
    const Membership right = member(b, name);
    shared.push_back(solver_.all_of({left.in, right.in}));
    apart_a.push_back(solver_.any_of({solver_.negation(left.in), right.out}));
  }
  for (const auto& [name, right] : b.members)
    apart_b.push_back(solver_.any_of({solver_.negation(right.in), member(a, name).out}));
  const Term both = solver_.all_of({a.known, b.known});
  const Term some = solver_.any_of(shared);
  const Term apart =
      solver_.choose(a.closed, solver_.all_of(apart_a), solver_.all_of({b.closed, solver_.all_of(apart_b)}));
  const Term none = solver_.any_of({is_empty(a), is_empty(b), solver_.all_of({both, apart})});
  return truth_of(solver_.all_of({both, some}), none);
}

Symbolic Encoder::sets_equal(const Symbolic& a, const Symbolic& b) {
  const Subset forth = subset(a, b), back = subset(b, a);
  const Term both = solver_.all_of({a.known, b.known});
  const Term differ = solver_.any_of({forth.is_not, back.is_not});
  return truth_of(solver_.all_of({both, forth.is, back.is}), solver_.all_of({both, differ}));
}

}  // namespace select_model::analysis
