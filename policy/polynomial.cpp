#include "policy/polynomial.hpp"

#include <algorithm>

namespace select_model::analysis {

Polynomial Polynomial::variable(std::uint32_t index) {
  Polynomial result;
  result.terms_.emplace(Monomial{index}, Rational(1));
  return result;
}

std::optional<Rational> Polynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  return terms_.size() == 1 && terms_.begin()->first.empty() ? std::optional(terms_.begin()->second)
                                                             : std::nullopt;
}

void Polynomial::add(const Monomial& monomial, const Rational& coefficient) {
  const auto [entry, added] = terms_.try_emplace(monomial, coefficient);
  if (added) return;
  entry->second = entry->second + coefficient;
  if (entry->second.sign() == 0) terms_.erase(entry);
}

Polynomial Polynomial::operator-() const {
  Polynomial result = *this;
  for (auto& [monomial, coefficient] : result.terms_) coefficient = -coefficient;
  return result;
}

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial result = a;
  for (const auto& [monomial, coefficient] : b.terms_) result.add(monomial, coefficient);
  return result;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) { return a + -b; }

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  for (const auto& [left, by] : a.terms_) {
    for (const auto& [right, coefficient] : b.terms_) {
      Polynomial::Monomial both;
      std::ranges::merge(left, right, std::back_inserter(both));
      result.add(both, by * coefficient);
    }
  }
  return result;
}

void Polynomial::divide(const Monomial& by) {
  std::map<Monomial, Rational> divided;
  for (const auto& [monomial, coefficient] : terms_) {
    Monomial rest;
    std::ranges::set_difference(monomial, by, std::back_inserter(rest));
    divided.emplace(std::move(rest), coefficient);
  }
  terms_ = std::move(divided);
}

/// The variables that stand in every term of both.
static Polynomial::Monomial common_factor(const Polynomial& a, const Polynomial& b) {
  std::optional<Polynomial::Monomial> common;
  for (const Polynomial* p : {&a, &b}) {
    for (const auto& [monomial, coefficient] : p->terms()) {
      if (!common) {
        common = monomial;
        continue;
      }
      Polynomial::Monomial shared;
      std::ranges::set_intersection(*common, monomial, std::back_inserter(shared));
      common = std::move(shared);
    }
  }
  return common.value_or(Polynomial::Monomial{});
}

static bool is_large(const Polynomial& p) {
  constexpr std::size_t most_terms = 64, most_factors = 6;
  return p.terms().size() > most_terms ||
         std::ranges::any_of(p.terms(), [](const auto& term) { return term.first.size() > most_factors; });
}
bool Fraction::is_large() const { return analysis::is_large(numerator) || analysis::is_large(denominator); }

Fraction operator+(const Fraction& a, const Fraction& b) {
  if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}
Fraction operator-(const Fraction& a, const Fraction& b) { return a + Fraction{-b.numerator, b.denominator}; }
Fraction operator*(const Fraction& a, const Fraction& b) {
  Fraction product{a.numerator * b.numerator, a.denominator * b.denominator};
  // The denominator is above zero, so none of its factors is zero; but it must stay so without them.
  if (product.denominator.terms().size() == 1) {
    const Polynomial::Monomial common = common_factor(product.numerator, product.denominator);
    const bool all = !common.empty() && common == product.denominator.terms().begin()->first;
    if (all) {
      product.numerator.divide(common);
      product.denominator.divide(common);
    }
  }
  return product;
}

}  // namespace select_model::analysis
