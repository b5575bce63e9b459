#include "engine/region.hpp"

#include <gtest/gtest.h>

#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

const std::string policy = R"(policy p
ask size: tokens, from 1 to 10M, default 1K
ask budget: money, optional
ask wait: duration, optional
ask start: date, optional
ask privacy: one of {standard, strict, on_prem, sealed}, default standard
ask tags: any of {a, b, c}, default {}
ask live: bool, default false
ask team: text, optional
must fits: model.context_window >= size
)";

std::string worded(std::vector<Condition> conditions, bool unrefused = false) {
  static const Program program = compile_texts(policy, three_models);
  return text_of(program.policy(), {std::move(conditions), unrefused, {}, ""});
}

Condition of(std::uint32_t question) {
  Condition condition;
  condition.question = question;
  return condition;
}
Condition between(std::uint32_t question, std::optional<Rational> low, std::optional<Rational> high) {
  Condition condition = of(question);
  condition.low = low;
  condition.high = high;
  return condition;
}
Condition one_of(std::uint32_t question, std::vector<std::string> members, bool all_but = false) {
  Condition condition = of(question);
  condition.members = std::move(members);
  condition.all_but = all_but;
  return condition;
}
Condition set(std::vector<std::string> in, std::vector<std::string> out) {
  Condition condition = of(5);
  condition.in = std::move(in);
  condition.out = std::move(out);
  return condition;
}
Condition or_absent(Condition condition) {
  condition.absent = true;
  return condition;
}

enum : std::uint32_t { size, budget, wait, start, privacy, tags, live, team };
const Rational cent = Rational::fraction(1, 100), finest_money = Rational::decimal(1, -9);

TEST(Region, names_the_end_that_a_person_would) {
  EXPECT_EQ(worded({between(size, 128'001, {})}), "`size` above 128K");
  EXPECT_EQ(worded({between(size, 128'000, {})}), "`size` at least 128K");
  EXPECT_EQ(worded({between(size, {}, 199'999)}), "`size` below 200K");
  EXPECT_EQ(worded({between(size, {}, 200'000)}), "`size` at most 200K");
  EXPECT_EQ(worded({between(size, 1000, 2000)}), "`size` from 1K to 2K");
  EXPECT_EQ(worded({between(size, 128'001, 200'000)}), "`size` above 128K and at most 200K");
  EXPECT_EQ(worded({between(size, 5000, 5000)}), "`size` 5K");
  EXPECT_EQ(worded({between(budget, {}, cent - finest_money)}), "`budget` below $0.01");
  EXPECT_EQ(worded({between(wait, Rational::fraction(2001, 1000), {})}), "`wait` above 2s");
}

TEST(Region, names_dates_by_the_month_that_they_end) {
  const auto day_of = [](const char* text) { return Rational(parse_date(text)->days); };
  EXPECT_EQ(worded({between(start, {}, day_of("2025-12-31"))}), "`start` before 2026-01-01");
  EXPECT_EQ(worded({between(start, day_of("2026-01-01"), {})}), "`start` from 2026-01-01");
  EXPECT_EQ(worded({between(start, day_of("2026-01-01"), day_of("2026-03-15"))}),
            "`start` from 2026-01-01 to 2026-03-15");
}

TEST(Region, names_members_and_what_is_not_answered) {
  EXPECT_EQ(worded({one_of(privacy, {"strict"})}), "`privacy` strict");
  EXPECT_EQ(worded({one_of(privacy, {"strict", "on_prem", "sealed"})}),
            "`privacy` strict, on_prem or sealed");
  EXPECT_EQ(worded({one_of(privacy, {"standard"}, true)}), "`privacy` other than standard");
  EXPECT_EQ(worded({one_of(live, {"true"})}), "`live` true");
  EXPECT_EQ(worded({one_of(team, {"red"})}), "`team` \"red\"");
  EXPECT_EQ(worded({one_of(team, {}, true)}), "`team` answered");
  EXPECT_EQ(worded({set({"a", "b"}, {})}), "`tags` including a and b");
  EXPECT_EQ(worded({set({}, {"c"})}), "`tags` without c");
  EXPECT_EQ(worded({set({"a"}, {"b", "c"})}), "`tags` including a but not b or c");
  EXPECT_EQ(worded({set({}, {"a", "b", "c"})}), "`tags` empty");
  EXPECT_EQ(worded({between(budget, {}, {})}), "`budget` answered");
  EXPECT_EQ(worded({or_absent(between(budget, cent, {}))}), "`budget` at least $0.01 or not answered");
  Condition absent = or_absent(of(budget));
  absent.given = false;
  EXPECT_EQ(worded({absent}), "`budget` not answered");
  Condition left_out = of(size);
  left_out.left_out = true;
  EXPECT_EQ(worded({left_out}), "`size` left out");
}

TEST(Region, joins_conditions_as_a_sentence_does) {
  const Condition large = between(size, 128'001, {}), strict = one_of(privacy, {"strict"});
  EXPECT_EQ(worded({}), "all answers");
  EXPECT_EQ(worded({}, true), "all answers that no gate refuses");
  EXPECT_EQ(worded({large, strict}), "`size` above 128K with `privacy` strict");
  EXPECT_EQ(
      worded({large, strict, set({"a"}, {}), one_of(live, {"true"})}, true),
      "`size` above 128K with `privacy` strict, `tags` including a and `live` true, where no gate refuses");
}

TEST(Region, holds_what_it_says) {
  const Program program = compile_texts(policy, three_models);
  const auto is_in = [&](const Condition& condition, const Value& value) {
    return holds(condition, program.policy().questions[condition.question], value, true);
  };
  EXPECT_TRUE(is_in(between(size, 5, 7), Rational(7)));
  EXPECT_FALSE(is_in(between(size, 5, 7), Rational(8)));
  EXPECT_FALSE(is_in(between(budget, 0, 1), Unknown{}));
  EXPECT_TRUE(is_in(or_absent(between(budget, 0, 1)), Unknown{}));
  EXPECT_TRUE(is_in(one_of(privacy, {"standard"}, true), std::string("strict")));
  EXPECT_FALSE(is_in(one_of(live, {"true"}), false));
  EXPECT_TRUE(is_in(set({"a"}, {"c"}), Set{{"a", "b"}, {}, true}));
  EXPECT_FALSE(is_in(set({"a"}, {"b"}), Set{{"a", "b"}, {}, true}));
}

}  // namespace

}  // namespace select_model::testing
