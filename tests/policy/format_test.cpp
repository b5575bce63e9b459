#include "formatting.hpp"

namespace select_model {
namespace {

using testing::formatted;

TEST(Format, ends_lines_as_the_first_one_ends) {
  EXPECT_EQ(formatted("policy p\r\nask a:bool # c\n\n"), "policy p\r\nask a: bool  # c\r\n");
  EXPECT_EQ(formatted("policy p\nask a:bool # c\r\n\r\n"), "policy p\nask a: bool  # c\n");
  EXPECT_EQ(formatted("policy p"), "policy p\n");
}

TEST(Format, leaves_out_a_byte_order_mark) {
  EXPECT_EQ(formatted("\xEF\xBB\xBF# c\npolicy  p"), "# c\npolicy p\n");
}

TEST(Format, measures_columns_as_a_terminal_does) {
  EXPECT_EQ(formatted("policy p\nask a: one of {\"漢字\"} \"A\"\nask b: one of {\"abcd\"} \"B\" # c\n"),
            "policy p\nask a: one of {\"漢字\"} \"A\"\nask b: one of {\"abcd\"} \"B\"  # c\n");
}

TEST(Format, does_not_break_where_nothing_can_be_broken) {
  const std::string reason(200, 'x');
  EXPECT_EQ(formatted("policy p must m: a because \"" + reason + "\""),
            "policy p\nmust m: a\n  because \"" + reason + "\"\n");
}

TEST(Format, breaks_a_long_block_that_stood_on_one_line) {
  std::string text = "policy p test \"t\" { ", broken = "policy p\ntest \"t\" {\n";
  for (int i = 0; i < 200; ++i) {
    text += "expect nothing ";
    broken += "  expect nothing\n";
  }
  EXPECT_EQ(formatted(text + "}"), broken + "}\n");
}

TEST(Format, takes_the_deepest_nesting) {
  const std::string deep(250, '(');
  const std::string text = "policy p must m: " + deep + "a and b" + std::string(250, ')');
  EXPECT_EQ(testing::format_fault(text), "");
}

}  // namespace
}  // namespace select_model
