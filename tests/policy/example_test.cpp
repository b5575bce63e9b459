#include "policy/example.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

struct Row {
  Rational value;
  Type type;
  std::string written;
};

TEST(Example, quantities_are_written_so_that_they_can_be_read_again) {
  const std::vector<Row> rows{
      {200'000, Type::tokens(), "200K"},
      {1500, Type::tokens(), "1500"},
      {128'001, Type::tokens(), "128001"},
      {10'000'000'000, Type::count(), "10B"},
      {7, Type::count(), "7"},
      {Rational::fraction(1, 100), Type::money(), "$0.01"},
      {Rational::fraction(1, 10), Type::money(), "$0.10"},
      {Rational::fraction(1, 1'000'000'000), Type::money(), "$0.000000001"},
      {-5, Type::money(), "-$5"},
      {Rational::fraction(3, 10), Type::duration(), "300ms"},
      {2, Type::duration(), "2s"},
      {90, Type::duration(), "90s"},
      {120, Type::duration(), "2min"},
      {86'400, Type::duration(), "1d"},
      {0, Type::duration(), "0s"},
      {Rational::fraction(887, 1000), Type::ratio(), "88.7%"},
      {Rational::fraction(-1, 4), Type::number(), "-0.25"},
      {80, Type::quantity({0, -1, 1}), "80 tokens/s"},
      {Rational::fraction(10, 86'400), Type::quantity({0, -1, 0}), "10/d"},
      {Rational::decimal(1, -6) / Rational(86'400), Type::quantity({0, -1, 0}), "0.000001/d"},
      {Rational::fraction(5, 3'600), Type::quantity({1, -1, 0}), "$5/h"},
      {Rational::decimal(25, -7), Type::quantity({1, 0, -1}), "$2.50/1M"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(to_written(row.value, row.type), row.written);
    const auto read = parse_quantity(row.written);
    ASSERT_TRUE(read) << row.written;
    EXPECT_EQ(read->value, row.value) << row.written;
  }
}

TEST(Example, is_a_requirements_file) {
  const Example example{{{"task", "code"},
                         {"streamed", true},
                         {"limit", "$0.01"},
                         {"needs", std::vector<std::string>{"soc2", "c++", "no"}},
                         {"region", "true"},
                         {"name", "a \"b\"\n"},
                         {"none", std::vector<std::string>{}}},
                        "o3@openai"};
  EXPECT_EQ(to_yaml(example),
            "task: code\n"
            "streamed: true\n"
            "limit: $0.01\n"
            "needs: [soc2, \"c++\", \"no\"]\n"
            "region: \"true\"\n"
            "name: \"a \\\"b\\\"\\x0a\"\n"
            "none: []\n");
}

}  // namespace
}  // namespace select_model
