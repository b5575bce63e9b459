#include "policy/value.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

TEST(Value, ReadsQuantities) {
  struct Case {
    const char* text;
    const char* value;
    Dimension dimension;
  };
  for (const Case& c : std::initializer_list<Case>{{"300ms", "3/10", {0, 1, 0}},
                                                   {"1.5min", "90", {0, 1, 0}},
                                                   {"30d", "2592000", {0, 1, 0}},
                                                   {"$2.50/1M", "1/400000", {1, 0, -1}},
                                                   {"$3 / 1M tokens", "3/1000000", {1, 0, -1}},
                                                   {"80/s", "80", {0, -1, 0}},
                                                   {"4800 tokens/min", "80", {0, -1, 1}},
                                                   {"128K", "128000", {}},
                                                   {"1M tokens", "1000000", {0, 0, 1}},
                                                   {"88.7%", "887/1000", {}},
                                                   {"-$1_000", "-1000", {1, 0, 0}},
                                                   {"3e-7", "3/10000000", {}}}) {
    const auto written = parse_quantity(c.text);
    ASSERT_TRUE(written) << c.text;
    EXPECT_EQ(written->value.to_fraction(), c.value) << c.text;
    EXPECT_EQ(written->dimension, c.dimension) << c.text;
  }
  for (const char* text : {"", "$", "12abc", "5 tokens/fortnight", "1__0", "1 000", "$1/0", "%", "2 s s"})
    EXPECT_FALSE(parse_quantity(text)) << text;
}

TEST(Value, IsWrittenAsAPersonWould) {
  struct Case {
    const char* value;
    Type type;
    const char* text;
    const char* exact;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"0.0042", Type::money(), "$0.0042", "$0.0042"},
           {"0.5", Type::money(), "$0.50", "$0.50"},
           {"12000", Type::money(), "$12,000", "$12,000"},
           {"2.65", Type::duration(), "2.65 s", "2.65 s"},
           {"0.3", Type::duration(), "300 ms", "300 ms"},
           {"2592000", Type::duration(), "30 d", "30 d"},
           {"1234.567", Type::duration(), "20.58 min", "1234.567 s"},
           {"5400", Type::duration(), "90 min", "90 min"},
           {"86400.001", Type::duration(), "24 h", "86400.001 s"},
           {"1e-36", Type::number(), "1e-36", "1e-36"},
           {"-1.25e-20", Type::number(), "-1.25e-20", "-1.25e-20"},
           {"0.000001", Type::number(), "0.000001", "0.000001"},
           {"1e-12", Type::money(), "$1e-12", "$0.000000000001"},
           {"-1e-20", Type::money(), "-$1e-20", "-$1e-20"},
           {"1e-15", Type::duration(), "1e-12 ms", "0.000000000001 ms"},
           {"1e-13", Type::ratio(), "1e-11%", "1e-11%"},
           {"128000", Type::tokens(), "128K", "128,000"},
           {"250500", Type::tokens(), "250.5K", "250,500"},
           {"999960", Type::count(), "1M", "999,960"},
           {"0.999", Type::ratio(), "99.9%", "99.9%"},
           {"80", Type::quantity({0, -1, 1}), "80 tokens/s", "80 tokens/s"},
           {"3", Type::quantity({0, -1, 0}), "3/s", "3/s"},
           {"0.0000025", Type::quantity({1, 0, -1}), "$2.50/1M tokens", "$2.50/1M tokens"}}) {
    const Value value = Rational::parse(c.value).value();
    EXPECT_EQ(to_text(value, c.type), c.text);
    EXPECT_EQ(to_exact_text(value, c.type), c.exact);
  }
  EXPECT_EQ(to_text(Unknown{}, Type::money()), "unknown");
}

TEST(Value, HasAUnitForMachines) {
  EXPECT_EQ(unit(Type::money()), "USD");
  EXPECT_EQ(unit(Type::ratio()), "ratio");
  EXPECT_EQ(unit(Type::count()), "");
  EXPECT_EQ(unit(Type::quantity({0, -1, 1})), "tokens/s");
  EXPECT_EQ(unit(Type::quantity({1, 0, -1})), "USD/token");
  EXPECT_EQ(unit(Type::quantity({1, -1, 0})), "USD/s");
}

TEST(Value, KnowsTheCalendar) {
  EXPECT_EQ(parse_date("1970-01-02")->days, 1);
  EXPECT_EQ(to_text(*parse_date("2024-02-29")), "2024-02-29");
  for (const char* text : {"2026-02-30", "2025-02-29", "2026-4-01", "0000-01-01", "2026-13-01", "2026/04/01"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Value, DoesNotFitWhereItIsTooFine) {
  const auto fits = [](const char* text, const Type& type) {
    return misfit(Rational::parse(text).value(), type).value_or("fits");
  };
  EXPECT_EQ(fits("0.001", Type::duration()), "fits");
  EXPECT_EQ(fits("0.0001", Type::duration()), "is finer than the resolution of a duration, 1ms");
  EXPECT_EQ(fits("0.0000000001", Type::money()), "is finer than the resolution of money, $0.000000001");
  EXPECT_EQ(fits("1.5", Type::tokens()), "must be whole");
  EXPECT_EQ(fits("-1", Type::count()), "must not be negative");
  EXPECT_EQ(fits("1.01", Type::ratio()), "must lie between 0% and 100%");
  EXPECT_EQ(fits("0.8541234", Type::ratio()), "is finer than the resolution, 0.000001");
}

}  // namespace
}  // namespace select_model
