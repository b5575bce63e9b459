#include "policy/literal_text.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

struct Case {
  const char* amount;
  Type type;
  const char* text;
};

class LiteralText : public ::testing::TestWithParam<Case> {};

TEST_P(LiteralText, is_what_a_person_writes) {
  EXPECT_EQ(literal_text(*Rational::parse(GetParam().amount), GetParam().type), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    quantities, LiteralText,
    ::testing::Values(Case{"0", Type::tokens(), "0"}, Case{"999", Type::tokens(), "999"},
                      Case{"1000", Type::tokens(), "1K"}, Case{"1500", Type::tokens(), "1_500"},
                      Case{"199500", Type::tokens(), "199_500"}, Case{"200000", Type::count(), "200K"},
                      Case{"2500000", Type::count(), "2.5M"}, Case{"2050000", Type::count(), "2.05M"},
                      Case{"1234000", Type::count(), "1_234_000"},
                      Case{"1000001", Type::count(), "1_000_001"}, Case{"10000000000", Type::count(), "10B"},
                      Case{"0.005", Type::money(), "$0.005"},
                      Case{"0.000000001", Type::money(), "$0.000000001"},
                      Case{"1234.5", Type::money(), "$1234.50"}, Case{"0", Type::duration(), "0s"},
                      Case{"0.3", Type::duration(), "300ms"}, Case{"2.649", Type::duration(), "2.649s"},
                      Case{"90", Type::duration(), "90s"}, Case{"120", Type::duration(), "2min"},
                      Case{"3600", Type::duration(), "1h"}, Case{"2592000", Type::duration(), "30d"},
                      Case{"0.85", Type::ratio(), "85%"}, Case{"0.999", Type::ratio(), "99.9%"},
                      Case{"0.000001", Type::ratio(), "0.0001%"}, Case{"-5", Type::number(), "-5"},
                      Case{"-0.25", Type::number(), "-0.25"}, Case{"1500", Type::number(), "1_500"},
                      Case{"50", Type::quantity({0, -1, 1}), "50 tokens/s"},
                      Case{"50", Type::quantity({0, -1, 0}), "50/s"}));

TEST(LiteralText, of_a_rate_loses_no_digit) {
  EXPECT_EQ(literal_text(Rational::fraction(10, 86'400), Type::quantity({0, -1, 0})), "10/d");
  EXPECT_EQ(literal_text(Rational::fraction(100'000, 60), Type::quantity({0, -1, 1})), "100K tokens/min");
}

TEST(LiteralText, of_what_has_no_literal_is_nothing) {
  EXPECT_EQ(literal_text(Rational(-5), Type::money()), std::nullopt);
  EXPECT_EQ(literal_text(Rational(5), Type::quantity({1, 0, -1})), std::nullopt);
  EXPECT_EQ(literal_text(Unknown{}, Type::boolean()), std::nullopt);
}

TEST(LiteralText, of_other_values) {
  Type any;
  any.kind = Kind::set;
  any.members = {"soc2", "gdpr", "c++"};
  Type one = any;
  one.kind = Kind::name;
  EXPECT_EQ(literal_text(true, Type::boolean()), "true");
  EXPECT_EQ(literal_text(*parse_date("2026-04-01"), Type::date()), "2026-04-01");
  EXPECT_EQ(literal_text(std::string("a\"b"), Type::text()), R"("a\"b")");
  EXPECT_EQ(literal_text(std::string("gdpr"), one), "gdpr");
  EXPECT_EQ(literal_text(std::string("c++"), one), "\"c++\"");
  EXPECT_EQ(literal_text(Set{{"c++", "gdpr", "soc2"}, {}, true}, any), "{soc2, gdpr, \"c++\"}");
  EXPECT_EQ(literal_text(Set{}, any), "{}");
}

}  // namespace
}  // namespace select_model
