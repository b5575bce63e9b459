#include <gtest/gtest.h>

#include "parsing.hpp"

namespace select_model {
namespace {

std::string printed(const std::string& expression) {
  const auto policy = testing::parse_text("policy p let x = " + expression);
  return policy ? to_text(std::get<ast::Let>(policy->declarations[0]).value) : "!";
}

TEST(Print, has_one_spacing) {
  struct Case {
    std::string written, printed;
  };
  const Case cases[] = {
      {"model . context_window>=input_tokens+output_tokens",
       "model.context_window >= input_tokens + output_tokens"},
      {"( a or b )and not c", "(a or b) and not c"},
      {"a in{b ,c}", "a in {b, c}"},
      {"a  not\nin {}", "a not in {}"},
      {"- a*- 5", "-a * -5"},
      {"min( a,b )", "min(a, b)"},
      {"model.cost( )", "model.cost()"},
      {"first.provider==\"a\\\"b\\n\\u{1B}\"", "first.provider == \"a\\\"b\\n\\u{1b}\""},
      {"a is  known or b is unknown", "a is known or b is unknown"},
      {"if a then b else c ?? 1_500", "if a then b else c ?? 1_500"},
      {"50   tokens / s<$3/1M  tokens", "50 tokens/s < $3 / 1M tokens"},
      {"1.50min+300ms-88.70%", "1.50min + 300ms - 88.70%"},
      {"true==(today<2026-04-01)", "true == (today < 2026-04-01)"},
      {"a overlaps b", "a overlaps b"},
  };
  for (const auto& [written, expected] : cases) {
    EXPECT_EQ(printed(written), expected);
    EXPECT_EQ(printed(expected), expected) << "printed again";
  }
}

TEST(Print, writes_literals_that_no_file_holds) {
  const ast::Literal seconds{ast::LiteralKind::duration, Rational::fraction(5, 2), false, ""};
  EXPECT_EQ(to_text(ast::Expression{seconds, {}}), "2.5s");
}

}  // namespace
}  // namespace select_model
