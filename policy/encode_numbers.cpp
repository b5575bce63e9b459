#include <algorithm>

#include "policy/encoder.hpp"

namespace select_model::analysis {

namespace {

/// Beyond these a number becomes a variable of its own, or what is made of it grows without end.
constexpr std::size_t most_cases = 24;

const Rational seconds_a_day = 86'400;

}  // namespace

void Encoder::add_case(Cases& cases, Term guard, Fraction value) {
  if (solver_.is_false(guard)) return;
  if (value.is_large()) value = {Polynomial::variable(arithmetic_.add_opaque())};
  const auto same = std::ranges::find(cases, value, &NumberCase::value);
  if (same == cases.end())
    cases.push_back({guard, std::move(value)});
  else
    same->guard = solver_.any_of({same->guard, guard});
}

Encoder::Cases Encoder::few(Cases cases) {
  const auto is_plain = [](const NumberCase& one) { return one.value.denominator.constant().has_value(); };
  if (cases.size() <= most_cases) return cases;
  if (!std::ranges::all_of(cases, is_plain))
    return {{solver_.constant(true), {Polynomial::variable(arithmetic_.add_opaque())}}};
  Bounds all = arithmetic_.bounds(cases[0].value.numerator);
  for (NumberCase& one : cases) {
    one.value.numerator = one.value.numerator * Polynomial(Rational(1) / *one.value.denominator.constant());
    one.value.denominator = Rational(1);
    const Bounds bounds = arithmetic_.bounds(one.value.numerator);
    all.low = all.low && bounds.low ? std::optional(std::min(*all.low, *bounds.low)) : std::nullopt;
    all.high = all.high && bounds.high ? std::optional(std::max(*all.high, *bounds.high)) : std::nullopt;
  }
  const std::uint32_t variable = arithmetic_.add_variable(Sort::real, all, "");
  const Fraction value{Polynomial::variable(variable)};
  for (const NumberCase& one : cases) {
    arithmetic_.define(variable,
                       solver_.any_of({solver_.negation(one.guard), arithmetic_.equal(value, one.value)}));
  }
  return {{solver_.constant(true), value}};
}

Encoder::Cases Encoder::combine(const Cases& a, const Cases& b, const Combine& with) {
  Cases result;
  for (const NumberCase& left : a) {
    for (const NumberCase& right : b)
      add_case(result, solver_.all_of({left.guard, right.guard}), with(left.value, right.value));
  }
  return few(std::move(result));
}

Encoder::Cases Encoder::extreme(const Cases& a, const Cases& b, bool largest) {
  Cases result;
  for (const NumberCase& left : a) {
    for (const NumberCase& right : b) {
      const Term guard = solver_.all_of({left.guard, right.guard});
      const Term less = arithmetic_.less(left.value, right.value);
      const Term takes_right = largest ? less : solver_.negation(less);
      add_case(result, solver_.all_of({guard, takes_right}), right.value);
      add_case(result, solver_.all_of({guard, solver_.negation(takes_right)}), left.value);
    }
  }
  return few(std::move(result));
}

Encoder::Cases Encoder::scale(const Cases& cases, const Rational& by) {
  Cases result;
  for (const NumberCase& one : cases)
    add_case(result, one.guard, {one.value.numerator * Polynomial(by), one.value.denominator});
  return result;
}

Symbolic Encoder::sum_of(const std::vector<Symbolic>& args) {
  Symbolic total = args[0];
  for (std::size_t i = 1; i < args.size(); ++i) {
    total.known = solver_.all_of({total.known, args[i].known});
    total.numbers =
        combine(total.numbers, args[i].numbers, [](const Fraction& x, const Fraction& y) { return x + y; });
  }
  return total;
}

Symbolic Encoder::product_of(const Symbolic& a, const Symbolic& b) {
  Symbolic result = unknown();
  result.known = solver_.all_of({a.known, b.known});
  result.numbers = combine(a.numbers, b.numbers, [](const Fraction& x, const Fraction& y) { return x * y; });
  return result;
}

/// Where the divisor is below zero both sides of the fraction change their sign.
Symbolic Encoder::divide(const Symbolic& a, const Symbolic& b) {
  Symbolic result = unknown();
  std::vector<Term> zero;
  for (const NumberCase& by : b.numbers) {
    const Polynomial& divisor = by.value.numerator;
    zero.push_back(solver_.all_of({by.guard, arithmetic_.is_zero(divisor)}));
    for (const NumberCase& of : a.numbers) {
      const Term guard = solver_.all_of({of.guard, by.guard});
      const Polynomial numerator = of.value.numerator * by.value.denominator;
      if (const auto constant = divisor.constant()) {
        if (constant->sign() == 0) continue;
        add_case(result.numbers, guard,
                 {numerator * Polynomial(Rational(1) / *constant), of.value.denominator});
        continue;
      }
      const Polynomial denominator = of.value.denominator * divisor;
      add_case(result.numbers, solver_.all_of({guard, arithmetic_.is_negative(-divisor)}),
               {numerator, denominator});
      add_case(result.numbers, solver_.all_of({guard, arithmetic_.is_negative(divisor)}),
               {-numerator, -denominator});
    }
  }
  result.known = solver_.all_of({a.known, b.known, solver_.negation(solver_.any_of(zero))});
  result.numbers = few(std::move(result.numbers));
  return result;
}

Encoder::Cases Encoder::absolute(const Cases& cases) {
  Cases result;
  for (const NumberCase& one : cases) {
    const Term negative = arithmetic_.is_negative(one.value.numerator);
    add_case(result, solver_.all_of({one.guard, negative}), {-one.value.numerator, one.value.denominator});
    add_case(result, solver_.all_of({one.guard, solver_.negation(negative)}), one.value);
  }
  return result;
}

// r is ⌈n/d⌉ where d·(r - 1) < n ≤ d·r. The solver's own division takes thousands of times as long.
Encoder::Cases Encoder::round_up(const Cases& cases) {
  Cases result;
  for (const NumberCase& one : cases) {
    const auto divisor = one.value.denominator.constant();
    const auto constant = one.value.numerator.constant();
    if (divisor && constant) {
      add_case(result, one.guard, {(*constant / *divisor).ceil()});
      continue;
    }
    Bounds bounds;
    if (divisor) bounds = arithmetic_.bounds(one.value.numerator * Polynomial(Rational(1) / *divisor));
    if (bounds.low) bounds.low = bounds.low->ceil();
    if (bounds.high) bounds.high = bounds.high->ceil();
    const std::uint32_t variable = arithmetic_.add_variable(Sort::whole, bounds, "");
    const Fraction rounded{Polynomial::variable(variable)};
    arithmetic_.define(
        variable,
        solver_.any_of({solver_.negation(one.guard),
                        solver_.all_of({arithmetic_.less(rounded - Fraction{Rational(1)}, one.value),
                                        arithmetic_.at_most(one.value, rounded)})}));
    add_case(result, one.guard, rounded);
  }
  return result;
}

Symbolic Encoder::shift_date(const Symbolic& day, const Symbolic& duration) {
  Cases days;
  for (const NumberCase& one : scale(duration.numbers, Rational(1) / seconds_a_day)) {
    const Term negative = arithmetic_.is_negative(one.value.numerator);
    const Fraction turned{-one.value.numerator, one.value.denominator};
    for (const NumberCase& up : round_up({{solver_.all_of({one.guard, negative}), one.value}}))
      add_case(days, up.guard, up.value);
    for (const NumberCase& down :
         scale(round_up({{solver_.all_of({one.guard, solver_.negation(negative)}), turned}}), Rational(-1)))
      add_case(days, down.guard, down.value);
  }
  Symbolic result = unknown();
  result.numbers = combine(day.numbers, days, [](const Fraction& x, const Fraction& y) { return x + y; });
  // Beyond the days that can be written a day is unknown.
  const Cases first{{solver_.constant(true), {Rational(-719'162)}}},
      last{{solver_.constant(true), {Rational(2'932'896)}}};
  const auto in_order = [&](const Fraction& x, const Fraction& y) { return arithmetic_.at_most(x, y); };
  result.known = solver_.all_of({day.known, duration.known, any_pair(first, result.numbers, in_order),
                                 any_pair(result.numbers, last, in_order)});
  return result;
}

Symbolic Encoder::arithmetic(const Expression& expression) {
  std::vector<Symbolic> args;
  for (const Expression& argument : expression.args) args.push_back(encode(argument));
  if (expression.op == Op::set_of) return set_of(args);
  if (expression.op == Op::size) return size_of(args[0]);
  if (expression.op == Op::shift_date) return shift_date(args[0], args[1]);
  if (expression.op == Op::divide) return divide(args[0], args[1]);
  Symbolic result = args[0];
  switch (expression.op) {
    case Op::add:
      return sum_of(args);
    case Op::mean:
      result = sum_of(args);
      result.numbers = scale(result.numbers, Rational::fraction(1, static_cast<std::int64_t>(args.size())));
      return result;
    case Op::negate:
      result.numbers = scale(result.numbers, Rational(-1));
      return result;
    case Op::absolute:
      result.numbers = absolute(result.numbers);
      return result;
    case Op::ceiling:
      result.numbers = round_up(result.numbers);
      return result;
    case Op::floor:
      result.numbers = scale(round_up(scale(result.numbers, Rational(-1))), Rational(-1));
      return result;
    case Op::days_between:
      args[1].numbers = scale(args[1].numbers, Rational(-1));
      result = sum_of(args);
      result.numbers = scale(result.numbers, seconds_a_day);
      return result;
    default:
      break;
  }
  for (std::size_t i = 1; i < args.size(); ++i) {
    if (expression.op == Op::multiply) {
      result = product_of(result, args[i]);
      continue;
    }
    result.known = solver_.all_of({result.known, args[i].known});
    result.numbers = extreme(result.numbers, args[i].numbers, expression.op == Op::maximum);
  }
  return result;
}

}  // namespace select_model::analysis
