#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace select_model {

/// An exact rational number: what every literal, answer and fact is, and what comparisons decide on.
/// Small values (both parts in 63 bits) live inline; larger ones share an immutable big number.
/// Always in lowest terms with a positive denominator, so equality is equality of parts.
class Rational {
 public:
  Rational() = default;
  Rational(std::int64_t whole) : numerator_(whole) {}  // NOLINT: a whole number is a rational
  /// mantissa × 10^exponent, exactly.
  static Rational decimal(std::int64_t mantissa, int exponent);
  /// numerator ÷ denominator; the denominator must not be zero.
  static Rational fraction(std::int64_t numerator, std::int64_t denominator);
  /// Reads `-12.5e-3`: an optional sign, digits, an optional fraction, an optional exponent; nothing else.
  /// Nothing where the text is not a number or its exponent lies beyond ±400.
  static std::optional<Rational> parse(std::string_view text);

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  /// b must not be zero.
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const;
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  /// -1, 0 or 1.
  int sign() const;
  bool is_whole() const;
  Rational floor() const;
  Rational ceil() const;
  /// The nearest double (ties to even); infinite where it is too large.
  double to_double() const;
  /// Nothing where it is not whole or does not fit.
  std::optional<std::int64_t> to_int64() const;
  /// The larger of the bits of its two parts: its size.
  std::size_t bits() const;
  /// Rounded half away from zero to `places` decimals, without trailing zeros: `-0.125`, `3`.
  std::string to_decimal(int places) const;
  /// `to_decimal` with the number of decimals that leaves `digits` significant ones.
  std::string to_significant(int digits) const;
  /// `numerator` or `numerator/denominator`.
  std::string to_fraction() const;

 private:
  struct Big;
  friend struct Arithmetic;
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;  // where set, the two above do not count
};

}  // namespace select_model
