#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

/// Questions of every type, on the line above what is tested.
const std::string questions =
    "ask flag: bool ask n: number ask c: count ask r: ratio ask k: tokens ask usd: money ask t: duration ask "
    "d: date ask p: text "
    "ask e: one of {code, chat} ask f: one of {x, y} ask s: any of {a, b} ask rate: tokens per duration\n";

std::string found_of(const std::string& condition) { return found_in(questions + "must m: " + condition); }

void expect_accepted(std::initializer_list<const char*> conditions) {
  for (const char* condition : conditions) EXPECT_EQ(found_of(condition), "") << condition;
}

/// Conditions begin at column 9 of line 3.
void expect_findings(std::initializer_list<Finding> findings) {
  for (const auto& [condition, found] : findings) EXPECT_EQ(found_of(condition), found) << condition;
}

TEST(Dimensions, are_carried_through_arithmetic) {
  expect_accepted({
      "k * model.input_price + k * model.output_price <= usd",
      "k / model.throughput + model.ttft <= t",
      "k / t >= 50 tokens/s and usd / k <= $3 / 1M tokens and model.input_price * 1M tokens <= $5",
      "t / 2s > 1 and usd / $1 > 0.5 and 1 / t <= 60/min",
      "-(n + 1) * 2 / 4 - 1 < 10 / min(n, 3)",
      "mean(model.mmlu, model.math) >= 0.5 and max(r, 10%) > size(s) * 10% and abs(t - 3s) < 1s and "
      "ceil(usd) > floor($2.5)",
      "model.cost(1_500, 500, 10K) * c < $5 and model.monthly_cost(k, k, c) < $1 and model.gpus_needed(k, k, "
      "1) <= 2 and model.response_time(k) < t",
  });
  expect_findings({
      {"t < usd", "3:13 unit-mismatch: expected a duration, found money\n"},
      {"k == c",
       "3:14 unit-mismatch: expected tokens, found a count | beside `*` and `/` a number stays a number: "
       "multiply by `1 tokens`\n"},
      {"k * k <= k", "3:18 unit-mismatch: expected a quantity in tokens^2, found tokens\n"},
      {"usd + t > $1", "3:15 unit-mismatch: expected money, found a duration\n"},
      {"(if flag then usd else 2s) == usd", "3:32 unit-mismatch: expected money, found a duration\n"},
      {"min(t, usd) < 2s", "3:16 unit-mismatch: expected a duration, found money\n"},
      {"mean(r, t) > 50%", "3:17 unit-mismatch: expected a ratio, found a duration\n"},
      {"model.cost(t, 5, 1) <= usd", "3:20 unit-mismatch: expected tokens, found a duration\n"},
      {"model.response_time(usd) <= t", "3:29 unit-mismatch: expected tokens, found money\n"},
  });
}

TEST(BareNumbers, become_what_their_place_asks) {
  expect_accepted({
      "k > 5 and 5 < k and k + 500 < 1M and (500) < k and 0 < k and min(5, 6) < k and (if flag then 1 else "
      "2) < k and mean(1, 2 + 3) < k",
      "c > 5 and r > 0.5 and n > -5 and r > 1 and r * 100 > 2 and r + n - c < 10",
      "rate > 50/s and rate > 50 tokens/s and n / t > 50/s",
      "2 * k < k and k / 2 > 1",
  });
  expect_findings({
      {"t < 2", "3:13 unit-mismatch: expected a duration, found a bare number | write `2s` or `2ms`\n"},
      {"5 >= usd", "3:9 unit-mismatch: expected money, found a bare number | write `$5`\n"},
      {"usd > -1.50", "3:15 unit-mismatch: expected money, found a bare number | write `-$1.5`\n"},
      {"t + 1 < 2s", "3:13 unit-mismatch: expected a duration, found a bare number | write `1s` or `1ms`\n"},
      {"t < 2 + 3",
       "3:13 unit-mismatch: expected a duration, found a bare number | give its numbers a unit\n"},
      {"rate >= 50",
       "3:17 unit-mismatch: expected tokens per duration, found a bare number | write `50 tokens/s`\n"},
      {"model.input_price <= 3",
       "3:30 unit-mismatch: expected money per tokens, found a bare number | write `$3 / 1M tokens`\n"},
      {"k < 2 * 1000",
       "3:13 unit-mismatch: expected tokens, found a number | beside `*` and `/` a number stays a number: "
       "multiply by `1 tokens`\n"},
      {"max(t, 5) > 2s",
       "3:16 unit-mismatch: expected a duration, found a bare number | write `5s` or `5ms`\n"},
      {"rate > 50/s + 1", "3:23 unit-mismatch: expected a count per duration, found a bare number\n"},
  });
}

TEST(Dates, differ_by_durations) {
  expect_accepted({
      "today - model.released < 700d",
      "model.retires - 30d > d and 30d + d < today and d + 30d - d < 31d and d - 1d - 1d < d and 1d + 1d + d "
      "> d",
      "d == today and d != model.as_of and d in {2026-04-01, today}",
  });
  expect_findings({
      {"d + 30 > today", "3:13 unit-mismatch: expected a duration, found a bare number | write `30d`\n"},
      {"d + today > d",
       "3:11 type-mismatch: two dates cannot be added | a date takes a duration: `… + 30d`\n"},
      {"30d - d > 1d", "3:15 type-mismatch: a date can only be subtracted from a date\n"},
      {"d + usd > d", "3:13 unit-mismatch: expected a duration, found money\n"},
      {"d > 5",
       "3:13 type-mismatch: expected a date, found a bare number | a date is written `2026-04-01`\n"},
      {"d - flag > d", "3:13 type-mismatch: expected a duration, found a bool\n"},
      {"d * 2 > 1", "3:9 type-mismatch: `*` takes quantities, found a date\n"},
  });
}

TEST(Comparisons, are_of_one_type) {
  expect_accepted({
      "flag == true and flag != (n > 1) and p == \"x\" and e != code and s == {a} and s != {} and "
      "model.strengths == {chat}",
      "e in model.strengths and s in model.compliance and s overlaps model.modalities and model.family == e",
      "t in {1s, 2s} and t not in {3s} and k in {1, 2} and flag in {true}",
  });
  expect_findings({
      {"flag == 1", "3:17 type-mismatch: expected a bool, found a bare number\n"},
      {"e == 5", "3:14 type-mismatch: expected one of {code, chat}, found a bare number\n"},
      {"n == \"five\"", "3:14 type-mismatch: expected a number, found text\n"},
      {"e == f", "3:14 type-mismatch: one of {code, chat} and one of {x, y} have no member in common\n"},
      {"e in s", "3:14 type-mismatch: one of {code, chat} and any of {a, b} have no member in common\n"},
      {"e == s", "3:14 type-mismatch: expected one of {code, chat}, found any of {a, b} | write `in`\n"},
      {"s == a",
       "3:14 type-mismatch: expected any of {a, b}, found the name `a` | write the name first: `… in …`\n"},
      {"e == p", "3:14 type-mismatch: expected one of {code, chat}, found text\n"},
      {"p > \"eu\"",
       "3:9 type-mismatch: `>` compares quantities and dates, found text | it is only equal or not: `==`, "
       "`!=`, `in`\n"},
      {"e < chat",
       "3:9 type-mismatch: `<` compares quantities and dates, found one of {code, chat} | it is only equal "
       "or not: `==`, `!=`, `in`\n"},
      {"n in 5", "3:14 type-mismatch: expected a set, found a bare number\n"},
      {"e in e", "3:14 type-mismatch: expected a set, found one of {code, chat} | write `==`, or braces\n"},
      {"n overlaps s", "3:9 type-mismatch: expected a set, found a number\n"},
      {"e overlaps s", "3:9 type-mismatch: expected a set, found one of {code, chat} | write `in`\n"},
      {"t in {$1, $2}", "3:15 unit-mismatch: expected a duration, found money\n"},
      {"t + t in {1s}",
       "3:9 type-mismatch: expected a name or a set, found a duration | give it a name with `let`, and test "
       "that\n"},
      {"model.strengths == {5}",
       "3:29 type-mismatch: expected a name, found a bare number | a set holds names\n"},
  });
}

TEST(Operands, have_the_type_that_is_asked_for) {
  expect_findings({
      {"n", "3:9 type-mismatch: expected a bool, found a number | compare it with something\n"},
      {"flag and n", "3:18 type-mismatch: expected a bool, found a number | compare it with something\n"},
      {"not e",
       "3:13 type-mismatch: expected a bool, found one of {code, chat} | compare it with something\n"},
      {"if n then flag else flag",
       "3:12 type-mismatch: expected a bool, found a number | compare it with something\n"},
      {"(if flag then n else flag) == n", "3:30 type-mismatch: expected a number, found a bool\n"},
      {"flag ?? n", "3:17 type-mismatch: expected a bool, found a number\n"},
      {"flag + 1 > 2",
       "3:9 type-mismatch: `+` takes quantities, found a bool | write `if … then 1 else 0`\n"},
      {"-flag", "3:10 type-mismatch: expected a quantity, found a bool\n"},
      {"min(flag, flag)",
       "3:13 type-mismatch: `min` takes quantities, found a bool | write `if … then 1 else 0`\n"},
      {"size(n) > 5", "3:14 type-mismatch: expected a set, found a number\n"},
      {"abs() == n", "3:9 type-mismatch: `abs` takes 1 argument, found 0 | write `abs(a)`\n"},
      {"model.cost <= $2",
       "3:15 type-mismatch: `cost` wants arguments | write `model.cost(input, output, "
       "requests_per_month)`\n"},
      {"model.cost(1) <= $2",
       "3:9 type-mismatch: `cost` takes 3 arguments, found 1 | write `model.cost(input, output, "
       "requests_per_month)`\n"},
      {"model.mmlu(5) > 1%",
       "3:9 type-mismatch: `mmlu` is a fact and takes no arguments | write `model.mmlu`\n"},
      {"model.quality(n) > 1%", "3:23 type-mismatch: expected the name of a task, found a number\n"},
  });
}

TEST(Operands, are_all_looked_at) {
  EXPECT_EQ(found_of("n and (e == coed or t < 2) and flag"),
            "3:9 type-mismatch: expected a bool, found a number | compare it with something\n"
            "3:21 unknown-name: `coed` is not a member of `e` | did you mean `code`?\n"
            "3:33 unit-mismatch: expected a duration, found a bare number | write `2s` or `2ms`\n");
}

TEST(Messages, mark_both_sides) {
  EXPECT_EQ(said_about("ask t: duration\nmust quick: t < 2\n"),
            R"(error[unit-mismatch]: expected a duration, found a bare number
 --> p.policy:3:17
  |
3 | must quick: t < 2
  |             -   ^
  |             |
  |             this is a duration
  |
  = help: write `2s` or `2ms`
)");
}

void expect_of_questions(std::initializer_list<Finding> findings) {
  for (const auto& [declarations, found] : findings) EXPECT_EQ(found_in(declarations), found) << declarations;
}

TEST(Questions, are_typed) {
  expect_of_questions({
      {"ask a: money per tokens ask b: count per duration fact c: tokens per duration fact d: any of {x, y}",
       ""},
      {"ask a: bool per tokens",
       "2:8 type-mismatch: expected a quantity, found a bool | `per` divides quantities: `money per tokens`, "
       "`tokens per duration`\n"},
      {"ask a: money per text",
       "2:18 type-mismatch: expected a quantity, found text | `per` divides quantities: `money per tokens`, "
       "`tokens per duration`\n"},
      {"ask a: bool, optional, default true",
       "2:32 syntax: `optional` and `default` exclude each other | with a default the answer is always "
       "known: remove `optional`\n"},
  });
}

TEST(Defaults, are_typed_and_at_their_resolution) {
  expect_of_questions({
      {"ask a: bool, default true ask b: number, default -0.25 ask c: count, default 10K ask d: ratio, "
       "default 85% ask e: ratio, default 0.5",
       ""},
      {"ask a: tokens, default 1_500 ask b: tokens, default 1M tokens ask c: money, default $0.000000001 ask "
       "d: duration, default 1ms",
       ""},
      {"ask a: date, default 2026-04-01 ask b: text, default \"x\" ask c: one of {a, \"c++\"}, default "
       "\"c++\" ask d: any of {a, b}, default {b}",
       ""},
      {"ask a: tokens per duration, default 50 tokens/s ask b: tokens per duration, default 50/s ask c: any "
       "of {a, b}, default {}",
       ""},
      {"ask a: bool, default 5",
       "2:22 type-mismatch: expected a bool, found a bare number | write `true` or `false`\n"},
      {"ask a: any of {a, b}, default a",
       "2:31 type-mismatch: expected any of {a, b}, found a name | write `{a}`\n"},
      {"ask a: text, default eu", "2:22 type-mismatch: expected text, found a name | write `\"eu\"`\n"},
      {"ask a: date, default 2026", "2:22 type-mismatch: expected a date, found a bare number\n"},
      {"ask a: duration, default 5",
       "2:26 unit-mismatch: expected a duration, found a bare number | write `5s` or `5ms`\n"},
      {"ask a: money, default 3s", "2:23 unit-mismatch: expected money, found a duration\n"},
      {"ask a: count, default -1", "2:23 out-of-range: -1 must not be negative\n"},
      {"ask a: tokens, default 1.5", "2:24 out-of-range: 1.5 must be whole\n"},
      {"ask a: ratio, default 150%", "2:23 out-of-range: 150% must lie between 0% and 100%\n"},
      {"ask a: duration, default 0.5ms",
       "2:26 out-of-range: 0.5 ms is finer than the resolution of a duration, 1ms\n"},
  });
}

TEST(Ranges, hold_defaults_and_literals) {
  expect_of_questions({
      {"ask a: number, from 1 to 10, default 10 must m: a > 1 and a <= 10", ""},
      {"ask a: date, from 2026-01-01 to 2026-12-31, default 2027-01-01",
       "2:53 out-of-range: 2027-01-01 lies outside the range of `a`, 2026-01-01 to 2026-12-31\n"},
      {"ask a: money, default $6, from $1 to $5",
       "2:23 out-of-range: $6 lies outside the range of `a`, $1 to $5\n"},
      {"ask a: bool, from 0 to 1",
       "2:14 type-mismatch: `from … to` wants a quantity or a date, found a bool\n"},
      {"ask a: number, from 10 to 1",
       "2:16 out-of-range: the range is upside down | write the low end first\n"},
      {"ask a: duration, from 1 to 10s",
       "2:23 unit-mismatch: expected a duration, found a bare number | write `1s` or `1ms`\n"},
      {"ask a: tokens, from 1.5 to 10", "2:21 out-of-range: 1.5 must be whole\n"},
      {"ask a: number, from 1 to 10 must m: 0.5 < a",
       "2:37 out-of-range: 0.5 lies outside the range of `a`, 1 to 10\n"},
      {"ask a: duration, from 1s to 1min must m: a <= 61s",
       "2:47 out-of-range: 61 s lies outside the range of `a`, 1 s to 60 s\n"},
      {"ask a: duration, from 1s to 1min must m: a in {2s, 61s}",
       "2:52 out-of-range: 61 s lies outside the range of `a`, 1 s to 60 s\n"},
      {"ask a: number, from 1 to 10 must m: a != -1 and a * 2 > 100",
       "2:42 out-of-range: -1 lies outside the range of `a`, 1 to 10\n"},
  });
}

}  // namespace
}  // namespace select_model::testing
