#include "policy/encoder.hpp"

#include <algorithm>

namespace select_model::analysis {

Encoder::Encoder(const CheckedPolicy& policy, Domain& domain, Arithmetic& arithmetic, Solver& solver,
                 const std::set<std::string>& texts, Date today, std::chrono::steady_clock::time_point until)
    : policy_(policy),
      domain_(domain),
      arithmetic_(arithmetic),
      solver_(solver),
      texts_(texts),
      today_(today),
      until_(until),
      lets_(policy.lets.size()) {}

void Encoder::set_offer(const OfferFacts* offer) {
  offer_ = offer;
  for (std::size_t i = 0; i < lets_.size(); ++i) {
    if (policy_.lets[i].reads.model) lets_[i].reset();
  }
}

Term Encoder::holds(const Expression& expression) {
  const Symbolic value = encode(expression);
  return solver_.all_of({value.known, value.truth});
}
Term Encoder::is_false(const Expression& expression) {
  const Symbolic value = encode(expression);
  return solver_.all_of({value.known, solver_.negation(value.truth)});
}
Term Encoder::holds(const std::optional<Expression>& when) {
  return when ? holds(*when) : solver_.constant(true);
}

Term Encoder::passes(const Constraint& must) {
  // A `when` speaks of answers alone: it is the same for every offer.
  const auto known = applies_.find(&must);
  const Term applies = known != applies_.end() ? known->second : holds(must.when);
  applies_.emplace(&must, applies);
  const Term rejects = must.on_unknown == ast::OnUnknown::fails ? solver_.negation(holds(must.condition))
                                                                : is_false(must.condition);
  return solver_.negation(solver_.all_of({applies, rejects}));
}

Symbolic Encoder::encode(const Expression& expression) {
  gave_up_ = gave_up_ || std::chrono::steady_clock::now() >= until_;
  if (gave_up_) return unknown();
  switch (expression.op) {
    case Op::constant:
      return constant(expression.constant);
    case Op::question:
      return domain_.answer(expression.index);
    case Op::let:
      return let(expression.index);
    case Op::today:
      return constant(today_);
    case Op::fact:
      return fact(expression.index);
    case Op::method:
      return method(expression);
    case Op::negation:
    case Op::all_of:
    case Op::any_of:
    case Op::is_known:
    case Op::is_unknown:
    case Op::otherwise:
    case Op::conditional:
      return logical(expression);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::not_in:
    case Op::overlaps:
      return comparison(expression);
    case Op::add:
    case Op::negate:
    case Op::multiply:
    case Op::divide:
    case Op::shift_date:
    case Op::days_between:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
    case Op::absolute:
    case Op::ceiling:
    case Op::floor:
    case Op::size:
    case Op::set_of:
      return arithmetic(expression);
  }
  return unknown();
}

// In their order, so that a long chain of lets is a loop and not a deep recursion.
Symbolic Encoder::let(std::uint32_t index) {
  const bool of_model = policy_.lets[index].reads.model;
  for (std::uint32_t i = 0; i <= index && !lets_[index]; ++i) {
    if (!lets_[i] && (of_model || !policy_.lets[i].reads.model)) lets_[i] = encode(policy_.lets[i].value);
  }
  return *lets_[index];
}

Symbolic Encoder::unknown() {
  const Term no = solver_.constant(false);
  return {no, no, {}, {}, {}, no};
}

Symbolic Encoder::constant(const Value& value) {
  const Term yes = solver_.constant(true), no = solver_.constant(false);
  Symbolic result{yes, no, {}, {}, {}, no};
  if (!is_known(value)) return unknown();
  if (const auto* truth = std::get_if<bool>(&value)) result.truth = solver_.constant(*truth);
  if (const auto* number = std::get_if<Rational>(&value)) result.numbers = {{yes, {*number}}};
  if (const auto* day = std::get_if<Date>(&value)) result.numbers = {{yes, {Rational(day->days)}}};
  if (const auto* text = std::get_if<std::string>(&value)) result.names = {{*text, yes}};
  if (const auto* set = std::get_if<Set>(&value)) {
    for (const std::string& member : set->in) result.members.emplace(member, Membership{yes, no});
    for (const std::string& member : set->out) result.members.emplace(member, Membership{no, yes});
    result.closed = solver_.constant(set->closed);
  }
  return result;
}

Membership Encoder::member(const Symbolic& set, const std::string& name) const {
  const auto found = set.members.find(name);
  return found == set.members.end() ? Membership{solver_.constant(false), set.closed} : found->second;
}

Symbolic Encoder::choose(Term condition, const Symbolic& a, const Symbolic& b) {
  if (solver_.is_true(condition)) return a;
  if (solver_.is_false(condition)) return b;
  const Term no = solver_.constant(false);
  const Term otherwise = solver_.negation(condition);
  Symbolic result{
      solver_.choose(condition, a.known, b.known),  solver_.choose(condition, a.truth, b.truth), {}, {}, {},
      solver_.choose(condition, a.closed, b.closed)};
  for (const NumberCase& one : a.numbers)
    add_case(result.numbers, solver_.all_of({condition, one.guard}), one.value);
  for (const NumberCase& one : b.numbers)
    add_case(result.numbers, solver_.all_of({otherwise, one.guard}), one.value);
  result.numbers = few(std::move(result.numbers));
  const auto name_of = [&](const Symbolic& from, const std::string& name) {
    const auto found = from.names.find(name);
    return found == from.names.end() ? no : found->second;
  };
  for (const Symbolic* from : {&a, &b}) {
    for (const auto& [name, term] : from->names)
      result.names.try_emplace(name, solver_.choose(condition, name_of(a, name), name_of(b, name)));
    for (const auto& [name, term] : from->members) {
      const Membership left = member(a, name), right = member(b, name);
      result.members.try_emplace(name, Membership{solver_.choose(condition, left.in, right.in),
                                                  solver_.choose(condition, left.out, right.out)});
    }
  }
  return result;
}

Symbolic Encoder::truth_of(Term holds, Term fails) {
  Symbolic result = unknown();
  result.known = solver_.any_of({holds, fails});
  result.truth = holds;
  return result;
}

Symbolic Encoder::logical(const Expression& expression) {
  switch (expression.op) {
    case Op::negation: {
      Symbolic operand = encode(expression.args[0]);
      operand.truth = solver_.negation(operand.truth);
      return operand;
    }
    case Op::all_of:
    case Op::any_of: {
      std::vector<Term> hold, fail;
      for (const Expression& argument : expression.args) {
        const Symbolic operand = encode(argument);
        hold.push_back(solver_.all_of({operand.known, operand.truth}));
        fail.push_back(solver_.all_of({operand.known, solver_.negation(operand.truth)}));
      }
      return expression.op == Op::all_of ? truth_of(solver_.all_of(hold), solver_.any_of(fail))
                                         : truth_of(solver_.any_of(hold), solver_.all_of(fail));
    }
    case Op::is_known:
    case Op::is_unknown: {
      const Term known = encode(expression.args[0]).known;
      Symbolic result = unknown();
      result.known = solver_.constant(true);
      result.truth = expression.op == Op::is_known ? known : solver_.negation(known);
      return result;
    }
    case Op::otherwise: {
      Symbolic result = encode(expression.args.back());
      for (std::size_t i = expression.args.size() - 1; i-- > 0;) {
        const Symbolic before = encode(expression.args[i]);
        result = choose(before.known, before, result);
      }
      return result;
    }
    default: {
      const Symbolic condition = encode(expression.args[0]);
      Symbolic result = choose(condition.truth, encode(expression.args[1]), encode(expression.args[2]));
      result.known = solver_.all_of({condition.known, result.known});
      return result;
    }
  }
}

Term Encoder::any_pair(const Cases& a, const Cases& b,
                       const std::function<Term(const Fraction&, const Fraction&)>& test) {
  std::vector<Term> pairs;
  for (const NumberCase& left : a) {
    for (const NumberCase& right : b) {
      const Term guard = solver_.all_of({left.guard, right.guard});
      if (!solver_.is_false(guard)) pairs.push_back(solver_.all_of({guard, test(left.value, right.value)}));
    }
  }
  return solver_.any_of(pairs);
}

Term Encoder::equal(const Symbolic& a, const Symbolic& b, Kind kind) {
  if (kind == Kind::boolean) return solver_.same(a.truth, b.truth);
  if (kind == Kind::quantity || kind == Kind::date) {
    return any_pair(a.numbers, b.numbers,
                    [&](const Fraction& x, const Fraction& y) { return arithmetic_.equal(x, y); });
  }
  std::vector<Term> same;
  for (const auto& [name, term] : a.names) {
    const auto found = b.names.find(name);
    if (found != b.names.end()) same.push_back(solver_.all_of({term, found->second}));
  }
  return solver_.any_of(same);
}

Symbolic Encoder::comparison(const Expression& expression) {
  const Expression &left = expression.args[0], &right = expression.args[1];
  const Symbolic a = encode(left), b = encode(right);
  const Kind kind = left.type.kind;
  Symbolic result = unknown();
  switch (expression.op) {
    case Op::in:
    case Op::not_in:
      return membership(expression.op, a, kind, b);
    case Op::overlaps:
      return sets_overlap(a, b);
    case Op::equal:
    case Op::not_equal:
      if (kind == Kind::set) {
        result = sets_equal(a, b);
      } else {
        result.known = solver_.all_of({a.known, b.known});
        result.truth = equal(a, b, kind);
      }
      if (expression.op == Op::not_equal) result.truth = solver_.negation(result.truth);
      return result;
    default:
      break;
  }
  const bool turned = expression.op == Op::greater || expression.op == Op::greater_equal;
  const bool strict = expression.op == Op::less || expression.op == Op::greater;
  result.known = solver_.all_of({a.known, b.known});
  result.truth = any_pair(a.numbers, b.numbers, [&](const Fraction& x, const Fraction& y) {
    const Fraction &low = turned ? y : x, &high = turned ? x : y;
    return strict ? arithmetic_.less(low, high) : arithmetic_.at_most(low, high);
  });
  return result;
}

}  // namespace select_model::analysis
