#include "policy/rational.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace select_model {
namespace {

Rational of(const char* text) { return Rational::parse(text).value(); }

TEST(Rational, IsInLowestTerms) {
  EXPECT_EQ(Rational::fraction(6, -4).to_fraction(), "-3/2");
  EXPECT_EQ(Rational::decimal(2500, -3).to_fraction(), "5/2");
  EXPECT_EQ((of("0.1") + of("0.2")).to_fraction(), "3/10");
  EXPECT_EQ(of("0.1") + of("0.2"), of("0.3"));
}

TEST(Rational, ReadsDecimals) {
  EXPECT_EQ(of("3e-7").to_fraction(), "3/10000000");
  EXPECT_EQ(of("-12.50").to_fraction(), "-25/2");
  EXPECT_EQ(of("0.0000006000000000000001").to_fraction(), "6000000000000001/10000000000000000000000");
  EXPECT_EQ(of("123456789012345678901234567890").to_fraction(), "123456789012345678901234567890");
  for (const char* text : {"", "-", ".5", "5.", "1e", "1e401", "0x1", "1 ", "1_000", "nan", "--1"}) {
    EXPECT_FALSE(Rational::parse(text)) << text;
  }
}

TEST(Rational, GrowsBeyondSixtyFourBitsAndBack) {
  const Rational big = of("9223372036854775807") * of("9223372036854775807");
  EXPECT_EQ(big.to_fraction(), "85070591730234615847396907784232501249");
  EXPECT_EQ((big / of("9223372036854775807")).to_int64(), 9223372036854775807);
  EXPECT_EQ(big - big, Rational(0));
  EXPECT_GT(big, of("9223372036854775807"));
  EXPECT_EQ(big.bits(), 126U);
}

TEST(Rational, RoundsToWholes) {
  EXPECT_EQ(of("2.5").floor(), Rational(2));
  EXPECT_EQ(of("-2.5").floor(), Rational(-3));
  EXPECT_EQ(of("2.5").ceil(), Rational(3));
  EXPECT_EQ(of("-2.5").ceil(), Rational(-2));
  EXPECT_EQ(of("7").ceil(), Rational(7));
}

TEST(Rational, PrintsDecimals) {
  EXPECT_EQ(of("2.675").to_decimal(2), "2.68");
  EXPECT_EQ(of("-0.004").to_decimal(2), "0");
  EXPECT_EQ(Rational::fraction(2, 3).to_significant(4), "0.6667");
  EXPECT_EQ(of("123456").to_significant(3), "123000");
  EXPECT_EQ(of("0.000123456").to_significant(3), "0.000123");
}

/// `to_double` gives the nearest double: what strtod makes of the same decimal.
TEST(Rational, BecomesTheNearestDouble) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string digits = std::to_string(random());
    if (i % 3 == 0) digits += std::to_string(random());
    const std::string text = digits + "e" + std::to_string(static_cast<int>(random() % 600) - 320);
    const auto rational = Rational::parse(text);
    if (!rational) continue;
    const double expected = std::strtod(text.c_str(), nullptr);
    if (std::fabs(expected) < 1e-300) continue;  // below, the result may round twice
    EXPECT_EQ(rational->to_double(), expected) << text;
  }
}

TEST(Rational, AgreesWithWholeNumberArithmetic) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const auto a = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    const auto b = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    EXPECT_EQ(Rational(a) + Rational(b), Rational(a + b));
    EXPECT_EQ(Rational(a) * Rational(b), Rational(a * b));
    EXPECT_EQ(Rational(a) <=> Rational(b), a <=> b);
    if (b == 0) continue;
    EXPECT_EQ(Rational(a) / Rational(b) * Rational(b), Rational(a));
  }
}

}  // namespace
}  // namespace select_model
