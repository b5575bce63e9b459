#include "policy/exact_size.hpp"

#include <algorithm>
#include <bit>

namespace select_model::checking {

namespace {

constexpr std::size_t bits_of_answer = 128;
constexpr int literal_decimals = 18;  // of a literal; what is finer has a divisor

std::size_t bits_of_decimals(std::size_t decimals) { return (decimals * 10 + 2) / 3; }

}  // namespace

std::size_t ExactSize::bits() const { return whole + bits_of_decimals(decimals) + divisor; }

ExactSize size_of(const Rational& value) {
  const std::size_t whole = value.floor().bits() + 1;
  Rational scaled = value;
  for (std::size_t decimals = 0; decimals <= literal_decimals; ++decimals) {
    if (scaled.is_whole()) return {whole, decimals, 0};
    scaled = scaled * Rational(10);
  }
  return {whole, 0, value.bits()};
}

ExactSize size_of_answer(const Type& type) {
  if (type.kind != Kind::quantity) return {64, 0, 0};
  ExactSize size = size_of(resolution(type));  // of rates that of a day, which is no decimal part
  size.whole = bits_of_answer - std::min(bits_of_answer, size.bits() - size.whole);
  return size;
}

ExactSize largest_of(const std::vector<ExactSize>& values) {
  ExactSize largest;
  for (const ExactSize& one : values) {
    largest.whole = std::max(largest.whole, one.whole);
    largest.decimals = std::max(largest.decimals, one.decimals);
    largest.divisor = std::max(largest.divisor, one.divisor);
  }
  return largest;
}

ExactSize sum_of(const std::vector<ExactSize>& values) {
  ExactSize sum = largest_of(values);
  sum.whole += static_cast<std::size_t>(std::bit_width(values.size()));
  sum.divisor = 0;
  for (const ExactSize& one : values) sum.divisor += one.divisor;
  return sum;
}

ExactSize product_of(const std::vector<ExactSize>& values) {
  ExactSize product;
  for (const ExactSize& one : values) {
    product.whole += one.whole;
    product.decimals += one.decimals;
    product.divisor += one.divisor;
  }
  return product;
}

// What is not zero lies no nearer to it than 1 over its denominator.
ExactSize quotient_of(const ExactSize& a, const ExactSize& b) {
  return {a.whole + bits_of_decimals(b.decimals) + b.divisor, a.decimals, a.divisor + b.bits()};
}

}  // namespace select_model::checking
