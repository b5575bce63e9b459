#include "policy/arithmetic.hpp"

#include <algorithm>

namespace select_model::analysis {

namespace {

using End = std::optional<Rational>;

End plus(const End& a, const End& b) { return a && b ? End(*a + *b) : std::nullopt; }

/// Of two ends, each none where it is infinite, their product; zero times infinity is zero.
struct Extended {
  Rational number;
  int infinite = 0;  // its sign
};

Extended times(const Extended& a, const Extended& b) {
  if (!a.infinite && !b.infinite) return {a.number * b.number, 0};
  const int left = a.infinite ? a.infinite : a.number.sign();
  const int right = b.infinite ? b.infinite : b.number.sign();
  return {0, left * right};
}

bool below(const Extended& a, const Extended& b) {
  return a.infinite != b.infinite ? a.infinite < b.infinite : !a.infinite && a.number < b.number;
}

Bounds times(const Bounds& a, const Bounds& b) {
  const auto low = [](const Bounds& x) { return x.low ? Extended{*x.low, 0} : Extended{0, -1}; };
  const auto high = [](const Bounds& x) { return x.high ? Extended{*x.high, 0} : Extended{0, 1}; };
  const std::vector<Extended> corners{times(low(a), low(b)), times(low(a), high(b)), times(high(a), low(b)),
                                      times(high(a), high(b))};
  const auto [least, most] = std::minmax_element(corners.begin(), corners.end(), below);
  return {least->infinite ? std::nullopt : End(least->number),
          most->infinite ? std::nullopt : End(most->number)};
}

Rational denominator(const Rational& value) {
  if (value.is_whole()) return 1;
  const std::string text = value.to_fraction();
  return *Rational::parse(text.substr(text.find('/') + 1));
}

/// What makes all coefficients whole.
Rational scale_of(const Polynomial& p) {
  Rational scale = 1;
  for (const auto& [monomial, coefficient] : p.terms()) scale = scale * denominator(coefficient * scale);
  return scale;
}

}  // namespace

std::uint32_t Arithmetic::add_variable(Sort sort, Bounds bounds, std::string name) {
  const auto index = static_cast<std::uint32_t>(variables_.size());
  const Term term = solver_.variable(sort);
  solver_.mark(term, index);
  variables_.push_back({term, sort, bounds, std::move(name), {}});
  if (bounds.low) define(index, solver_.at_most(solver_.number(*bounds.low, sort), term));
  if (bounds.high) define(index, solver_.at_most(term, solver_.number(*bounds.high, sort)));
  return index;
}

std::uint32_t Arithmetic::add_opaque() {
  const std::uint32_t index = add_variable(Sort::real, {}, "");
  variables_[index].opaque = true;
  return index;
}

void Arithmetic::define(std::uint32_t variable, Term definition) {
  variables_[variable].definitions.push_back(definition);
}

Bounds Arithmetic::bounds_in(std::uint32_t variable, const Box& box) const {
  const auto narrowed = box.find(variable);
  return narrowed == box.end() ? variables_[variable].bounds : narrowed->second;
}

Bounds Arithmetic::bounds_of(const Monomial& monomial, const Box& box) const {
  Bounds all{Rational(1), Rational(1)};
  for (std::size_t i = 0; i < monomial.size();) {
    const Bounds one = bounds_in(monomial[i], box);
    const bool square = i + 1 < monomial.size() && monomial[i] == monomial[i + 1];
    Bounds factor = square ? times(one, one) : one;
    if (square && (!factor.low || factor.low->sign() < 0)) factor.low = Rational(0);
    all = times(all, factor);
    i += square ? 2 : 1;
  }
  return all;
}

Bounds Arithmetic::bounds(const Polynomial& p) const {
  Bounds all{Rational(0), Rational(0)};
  for (const auto& [monomial, coefficient] : p.terms()) {
    const Bounds term = times(bounds_of(monomial, {}), {coefficient, coefficient});
    all = {plus(all.low, term.low), plus(all.high, term.high)};
  }
  return all;
}

std::uint32_t Arithmetic::product(const Monomial& factors) {
  if (factors.size() == 1) return factors[0];
  if (const auto known = products_.find(factors); known != products_.end()) return known->second;
  const std::uint32_t rest = product({factors.begin(), factors.end() - 1});
  const std::uint32_t last = factors.back();
  const bool whole = variables_[rest].sort == Sort::whole && variables_[last].sort == Sort::whole;
  const std::uint32_t index = add_variable(whole ? Sort::whole : Sort::real, bounds_of(factors, {}), "");
  variables_[index].factors = factors;
  products_.emplace(factors, index);
  for (const Term bound : envelope(index, {})) define(index, bound);
  return index;
}

/// What is linear in a product where its factors lie in a box (McCormick's envelope): of its last factor and
/// of what the others come to.
std::vector<Term> Arithmetic::envelope(std::uint32_t product, const Box& box) {
  const Monomial& factors = variables_[product].factors;
  const Monomial others(factors.begin(), factors.end() - 1);
  const std::uint32_t a = others.size() == 1 ? others[0] : products_.at(others), b = factors.back();
  const Bounds x = bounds_of(others, box), y = bounds_in(b, box);
  const Sort sort = variables_[product].sort;
  const Term term = variables_[product].term;
  std::vector<Term> bounds;
  const auto scaled = [&](const Rational& by, std::uint32_t variable) {
    return solver_.product({solver_.number(by, sort), as(variable, sort)});
  };
  const auto is_one = [](const Bounds& range) {
    return range.low && range.high && *range.low == *range.high;
  };
  if (is_one(x)) return {solver_.same(term, scaled(*x.low, b))};
  if (is_one(y)) return {solver_.same(term, scaled(*y.low, a))};
  // (a - p)(b - q) is of one sign where p and q are ends: p·b + q·a - p·q bounds the product.
  const auto bound = [&](const End& p, const End& q, bool from_below) {
    if (!p || !q) return;
    if (sort == Sort::whole && !(p->is_whole() && q->is_whole())) return;
    const Term side = solver_.sum({scaled(*p, b), scaled(*q, a), solver_.number(-(*p * *q), sort)});
    bounds.push_back(from_below ? solver_.at_most(side, term) : solver_.at_most(term, side));
  };
  bound(x.low, y.low, true);
  bound(x.high, y.high, true);
  bound(x.low, y.high, false);
  bound(x.high, y.low, false);
  return bounds;
}

Term Arithmetic::as(std::uint32_t variable, Sort sort) {
  const Variable& it = variables_[variable];
  return it.sort == sort ? it.term : solver_.as_real(it.term);
}

/// p times something positive, as a term; whole where all of it is.
Term Arithmetic::linear(const Polynomial& p, Sort& sort) {
  std::vector<std::pair<std::uint32_t, Rational>> parts;
  Rational constant;
  sort = Sort::whole;
  const Rational scale = scale_of(p);
  for (const auto& [monomial, coefficient] : p.terms()) {
    if (monomial.empty()) {
      constant = coefficient * scale;
      continue;
    }
    parts.emplace_back(product(monomial), coefficient * scale);
    if (variables_[parts.back().first].sort == Sort::real) sort = Sort::real;
  }
  std::vector<Term> terms;
  for (const auto& [variable, coefficient] : parts) {
    const Term term = as(variable, sort);
    terms.push_back(coefficient == Rational(1) ? term
                                               : solver_.product({solver_.number(coefficient, sort), term}));
  }
  if (constant.sign() != 0 || terms.empty()) terms.push_back(solver_.number(constant, sort));
  return solver_.sum(terms);
}

Term Arithmetic::compared(const Polynomial& p, bool strictly) {
  const Bounds range = bounds(p);
  const auto holds = [&](const Rational& value) { return strictly ? value.sign() < 0 : value.sign() <= 0; };
  if (range.high && holds(*range.high)) return solver_.constant(true);
  if (range.low && !holds(*range.low)) return solver_.constant(false);
  Sort sort = Sort::whole;
  const Term sum = linear(p, sort);
  const Term zero = solver_.number(0, sort);
  return strictly ? solver_.less(sum, zero) : solver_.at_most(sum, zero);
}

Term Arithmetic::is_zero(const Polynomial& p) {
  const Bounds range = bounds(p);
  if ((range.low && range.low->sign() > 0) || (range.high && range.high->sign() < 0))
    return solver_.constant(false);
  if (range.low && range.high && range.low->sign() == 0 && range.high->sign() == 0)
    return solver_.constant(true);
  Sort sort = Sort::whole;
  const Term sum = linear(p, sort);
  return solver_.same(sum, solver_.number(0, sort));
}

Term Arithmetic::less(const Fraction& a, const Fraction& b) { return is_negative((a - b).numerator); }
Term Arithmetic::at_most(const Fraction& a, const Fraction& b) { return is_not_positive((a - b).numerator); }
Term Arithmetic::equal(const Fraction& a, const Fraction& b) { return is_zero((a - b).numerator); }

}  // namespace select_model::analysis
