#pragma once
#include <cstddef>
#include <vector>

#include "policy/value.hpp"

namespace select_model::checking {

/// How large an exact value may be: below 2^whole, over 10^decimals times a divisor of so many bits. Decimals
/// stand apart since a sum shares them, where other divisors multiply.
struct ExactSize {
  std::size_t whole = 0;
  std::size_t decimals = 0;
  std::size_t divisor = 0;

  /// Of its numerator, and so of the longer of its two parts: the denominator is at most as long.
  std::size_t bits() const;
};

/// Of that very value.
ExactSize size_of(const Rational& value);
/// Of an answer or a fact of the type; a value beyond it is a curiosity.
ExactSize size_of_answer(const Type& type);

ExactSize largest_of(const std::vector<ExactSize>& values);
ExactSize sum_of(const std::vector<ExactSize>& values);
ExactSize product_of(const std::vector<ExactSize>& values);
ExactSize quotient_of(const ExactSize& a, const ExactSize& b);

}  // namespace select_model::checking
