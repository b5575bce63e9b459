#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "policy/rational.hpp"

namespace select_model::analysis {

/// A number that depends on variables, exactly: what arithmetic on answers comes to. Variables are indexes
/// that Arithmetic gives out.
class Polynomial {
 public:
  using Monomial =
      std::vector<std::uint32_t>;  // of variables, sorted; `x²` holds x twice; empty: the constant

  Polynomial() = default;
  Polynomial(const Rational& constant) {  // NOLINT: a number is a polynomial
    if (constant.sign() != 0) terms_.emplace(Monomial{}, constant);
  }
  static Polynomial variable(std::uint32_t index);

  /// By monomial; no coefficient is zero.
  const std::map<Monomial, Rational>& terms() const { return terms_; }
  /// Where no variable is in it.
  std::optional<Rational> constant() const;

  /// By variables that stand in every term.
  void divide(const Monomial& by);

  Polynomial operator-() const;
  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial&, const Polynomial&) = default;

 private:
  void add(const Monomial& monomial, const Rational& coefficient);

  std::map<Monomial, Rational> terms_;
};

/// A quotient whose denominator is above zero wherever it is used.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator = Rational(1);
  friend bool operator==(const Fraction&, const Fraction&) = default;
  /// More than can be worked with: an expression may square a sum again and again.
  bool is_large() const;
};
Fraction operator+(const Fraction& a, const Fraction& b);
Fraction operator-(const Fraction& a, const Fraction& b);
Fraction operator*(const Fraction& a, const Fraction& b);

}  // namespace select_model::analysis
