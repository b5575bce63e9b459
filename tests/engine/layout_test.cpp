#include "engine/layout.hpp"

#include <gmock/gmock.h>

#include "policy/utf8.hpp"

namespace select_model::testing {

namespace {

using ::testing::ElementsAre;

TEST(Truncate, cuts_at_a_word_that_is_near) {
  EXPECT_EQ(layout::truncate("all of it", 9), "all of it");
  EXPECT_EQ(layout::truncate("all of this", 10), "all of…");
  EXPECT_EQ(layout::truncate("all of this", 8), "all of…");
  EXPECT_EQ(layout::truncate("a verylongwordindeed", 10), "a verylon…");
  EXPECT_EQ(layout::truncate("größer als", 7), "größer…");
}

TEST(Hang, puts_the_text_below_a_label_that_is_wider) {
  EXPECT_EQ(layout::hang("a", "one two", 4, 30), "a   one two\n");
  EXPECT_EQ(layout::hang("abc", "one two", 4, 30), "abc one two\n");
  EXPECT_EQ(layout::hang("abcd", "one two", 4, 30), "abcd\n    one two\n");
  EXPECT_EQ(layout::hang("", "one two", 4, 30), "    one two\n");
}

TEST(Table, leaves_room_beside_a_long_name) {
  const std::string name(50, 'x');
  const layout::Table table{{{"", "name", "score"}, {"1", name, "0.5"}, {"2", "short", "0.25"}},
                            {true, false, true}};
  const auto lines = layout::lay_out(table, 40);
  EXPECT_THAT(lines, ElementsAre("   name                            score",
                                 "1  " + std::string(29, 'x') + "…    0.5",
                                 "2  short                            0.25"));
  for (const std::string& line : lines) EXPECT_LE(display_width(line), 40U);
}

TEST(Table, leaves_out_what_has_no_room_and_nothing_else) {
  const layout::Table table{{{"", "name", std::string(40, 'h'), "mmlu"}, {"1", "a", "0.5", "90%"}},
                            {true, false, true, true}};
  EXPECT_THAT(layout::lay_out(table, 40), ElementsAre("   name  mmlu", "1  a      90%"));
}

}  // namespace

}  // namespace select_model::testing
