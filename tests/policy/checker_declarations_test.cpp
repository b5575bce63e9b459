#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

void expect_findings(std::initializer_list<Finding> findings) {
  for (const auto& [declarations, found] : findings) EXPECT_EQ(found_in(declarations), found) << declarations;
}

TEST(Criteria, have_a_type_that_can_be_ranked) {
  expect_findings({
      {"rank by order { maximize model.mmlu minimize model.ttft maximize model.released maximize "
       "model.pinned }",
       ""},
      {"rank by weight { maximize model.mmlu maximize model.pinned minimize model.ttft from 0s to 30s }", ""},
      {"rank by order { maximize model.name }",
       "2:26 type-mismatch: a criterion `by order` wants a quantity, a date or a bool, found text\n"},
      {"rank by weight { maximize model.strengths }",
       "2:27 type-mismatch: a criterion `by weight` wants a quantity or a bool, found a set of names\n"},
      {"rank by weight { maximize model.released }",
       "2:27 type-mismatch: a criterion `by weight` wants a quantity or a bool, found a date | a difference "
       "of dates is a duration: `today - …`\n"},
  });
}

TEST(Criteria, have_a_scale) {
  expect_findings({
      {"rank by weight { minimize model.ttft }",
       "2:27 missing-scale: a duration has no scale of its own | say what counts as 0 and as 1: `from … to "
       "…`; or `relative`\n"},
      {"rank by weight { minimize model.gpus }",
       "2:27 missing-scale: a count has no scale of its own | say what counts as 0 and as 1: `from … to …`; "
       "or `relative`\n"},
      {"rank by weight { maximize model.mmlu * 2 }",
       "2:27 missing-scale: a number has no scale of its own | say what counts as 0 and as 1: `from … to …`; "
       "or `relative`\n"},
      {"rank by weight { minimize model.ttft relative }",
       "2:38 relative-scale: on a `relative` scale, an offer that comes or goes can swap two others | write "
       "`from … to …`\n"},
      {"rank by weight { maximize model.context_window from 0 to 1M }", ""},
      {"rank by weight { minimize model.ttft from 0 to 30s }",
       "2:43 unit-mismatch: expected a duration, found a bare number | write `0s` or `0ms`\n"},
      {"rank by weight { maximize model.pinned from 0 to 1 }",
       "2:40 type-mismatch: a bool needs no scale: true is 1 | remove `from … to`\n"},
      {"rank by order { maximize model.mmlu from 0 to 1 }",
       "2:37 syntax: `from … to` has no place in `by order` | remove it\n"},
      {"rank by order { maximize model.mmlu relative }",
       "2:37 syntax: `relative` has no place in `by order` | remove it\n"},
  });
  const auto checked = check_text("rank by weight { minimize model.ttft relative }");
  EXPECT_TRUE(checked) << "a note is no error";
}

TEST(Criteria, have_weights_or_steps) {
  expect_findings({
      {"rank by weight { maximize model.mmlu weight 50% maximize model.math weight 2.5 }", ""},
      {"rank by weight { maximize model.mmlu weight -1 maximize model.math }",
       "2:45 out-of-range: a weight is not negative | write `minimize`\n"},
      {"rank by weight { maximize model.mmlu weight $1 }",
       "2:45 unit-mismatch: expected a number, found money\n"},
      {"rank by weight { maximize model.mmlu weight 0 maximize model.math weight 0% }",
       "2:74 out-of-range: the weights sum to zero | give at least one criterion a weight\n"},
      {"rank by weight { maximize model.mmlu step 10% }",
       "2:38 syntax: `step` has no place in `by weight` | write `by order`\n"},
      {"rank by order { maximize model.mmlu weight 1 }",
       "2:37 syntax: `weight` has no place in `by order` | the order says what counts more\n"},
      {"rank by order { minimize model.ttft step 100ms maximize model.context_window step 1K maximize "
       "model.mmlu step 5% }",
       ""},
      {"rank by order { minimize model.ttft step 100 }",
       "2:42 unit-mismatch: expected a duration, found a bare number | write `100s` or `100ms`\n"},
      {"rank by order { maximize model.mmlu step 0% }",
       "2:37 out-of-range: a step is greater than zero | remove it, or widen it\n"},
      {"rank by order { maximize model.pinned step 1 }",
       "2:39 type-mismatch: only a quantity is rounded to a step, found a bool | remove `step`\n"},
  });
}

TEST(Ranks, stand_where_they_can_apply) {
  expect_findings({
      {"ask a: bool rank when a by order { maximize model.mmlu } rank by order { maximize model.mmlu }", ""},
      {"ask a: bool rank x when a by order { maximize model.mmlu }",
       "2:25 syntax: a rank with a name has no `when`: it applies where a leaf says so | remove the `when`, "
       "or the name\n"},
      {"ask a: bool rank when a by order { maximize model.mmlu }",
       "2:23 syntax: the last rank without a name has no `when` | remove the `when`, or add a rank without "
       "one\n"},
      {"rank by order { maximize model.mmlu }\nrank by order { maximize model.math }",
       "2:1 syntax: a rank without a name or a `when` must be the last of those without a name | move it to "
       "the end, or give it a `when`\n"},
  });
}

TEST(Leaves, end_where_nothing_is_left) {
  expect_findings({
      {"choose { otherwise o -> a, b then where model.pinned, c then any }", ""},
      {"choose { otherwise o -> any then a }",
       "2:25 syntax: `any` takes every offer that is left, so nothing can follow it | move it to the end: `… "
       "then any`\n"},
  });
}

TEST(Templates, hold_names) {
  expect_findings({
      {"ask n: number must m: n > 5 because \"{n}, {{n}}, { n }, {today}\"", ""},
      {"must m: model.pinned because \"{model.ttft} {model.name}\"", ""},
      {"must m: model.pinned because \"é\\n\\u{e9}\\\"{nobody}\"",
       "2:44 unknown-name: no question or `let` is named `nobody`\n"},
      {"must m: model.pinned because \"{model.mmlo}\"",
       "2:38 unknown-name: a model has no fact `mmlo` | did you mean `mmlu`?\n"},
      {"must m: model.pinned because \"{model.cost}\"",
       "2:38 type-mismatch: `cost` wants arguments | write `model.cost(input, output, "
       "requests_per_month)`\n"},
      {"must m: model.pinned because \"a { b\"",
       "2:33 syntax: a `{` that nothing closes | write `{{` for a brace\n"},
      {"must m: model.pinned because \"a } b\"",
       "2:33 syntax: a `}` that closes nothing | write `}}` for a brace\n"},
      {"must m: model.pinned because \"{model.mmlu + 1}\"",
       "2:31 syntax: braces hold a name or `model.` and a name | give an expression a name with `let`; write "
       "`{{` for a brace\n"},
      {"must m: model.pinned because \"{}\"",
       "2:31 syntax: braces hold a name or `model.` and a name | give an expression a name with `let`; write "
       "`{{` for a brace\n"},
  });
}

const std::string tested =
    "ask a: bool ask n: number, from 1 to 10 ask t: duration let m = n\n"
    "must gate: a should late: t > 1s choose { one when a -> x otherwise two -> any }\n";

TEST(Tests, speak_of_what_there_is) {
  for (const auto& [test, found] : std::initializer_list<Finding>{
           {"test \"t\" { given a = true, n = unknown, today = 2026-04-01 expect branch one expect rejected "
            "x by one, two expect warning late expect refused by gate }",
            ""},
           {"test \"t\" { given b = true expect nothing }", "4:18 unknown-name: no question is named `b`\n"},
           {"test \"t\" { given m = 1 expect nothing }",
            "4:18 unknown-name: `m` is a `let`, not a question | give the questions that `m` is made of\n"},
           {"test \"t\" { given n = 0 expect nothing }",
            "4:22 out-of-range: 0 lies outside the range of `n`, 1 to 10\n"},
           {"test \"t\" { given n = 1.0000001 expect nothing }",
            "4:22 out-of-range: 1.0000001 is finer than the resolution, 0.000001\n"},
           {"test \"t\" { given t = 2 expect nothing }",
            "4:22 unit-mismatch: expected a duration, found a bare number | write `2s` or `2ms`\n"},
           {"test \"t\" { given today = 5 expect nothing }",
            "4:26 type-mismatch: expected a date, found a bare number\n"},
           {"test \"t\" { expect branch tow }",
            "4:26 unknown-name: no branch is named `tow` | did you mean `two`?\n"},
           {"test \"t\" { expect branch gate }",
            "4:26 unknown-name: no branch is named `gate` | `gate` is a constraint\n"},
           {"test \"t\" { expect warning two }",
            "4:27 unknown-name: no constraint is named `two` | `two` is a branch\n"},
           {"test \"t\" { expect refused by gaet }",
            "4:30 unknown-name: no constraint is named `gaet` | did you mean `gate`?\n"},
           {"must on_offers: model.ttft <= t test \"t\" { expect refused by on_offers }",
            "4:62 unknown-name: no gate is named `on_offers` | it speaks of `model`: write `expect rejected "
            "MODEL by on_offers`\n"},
           {"test \"t\" { expect refused by late }",
            "4:30 unknown-name: no gate is named `late` | a `should` warns: write `expect warning late`\n"},
           {"test \"t\" { expect rejected x by gate, zzzz }",
            "4:33 unknown-name: `gate` rejects no model | it is a gate, which refuses the whole request: "
            "write `expect refused by gate`\n"
            "4:39 unknown-name: no constraint or branch is named `zzzz`\n"},
           {"test \"t\" { expect rejected x by late }",
            "4:33 unknown-name: `late` rejects no model | a `should` warns: write `expect warning late`\n"},
       }) {
    EXPECT_EQ(found_in(tested + test), found) << test;
  }
}

TEST(Limits, keep_exact_arithmetic_small) {
  std::string chain = "ask a: number\nlet x0 = a\n";
  for (int i = 1; i <= 40; ++i)
    chain +=
        "let x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " * x" + std::to_string(i - 1) + "\n";
  EXPECT_EQ(found_in(chain + "must m: x40 > 1"),
            "11:10 limit: the exact value of this can grow past 16,384 bits | multiply, divide and add fewer "
            "values\n");
  EXPECT_EQ(found_in("ask a: tokens must m: " +
                     [] {
                       std::string product = "a";
                       for (int i = 0; i < 101; ++i) product += " * a";
                       return product;
                     }() +
                     " > 1"),
            "2:23 limit: a unit to a power of more than 100\n");
}

TEST(Limits, keep_vocabularies_small) {
  std::string members = "m0";
  for (int i = 1; i < 1001; ++i) members += ", m" + std::to_string(i);
  EXPECT_EQ(found_in("ask a: one of {" + members + "} must m: a == m1"),
            "2:8 limit: 1001 members; 1000 are the most | ask for `text` instead\n");
}

TEST(Limits, make_no_work_of_chains_of_lets) {
  std::string chain = "ask a: bool, optional\nlet x0 = a is known\n";
  for (int i = 1; i <= 3000; ++i) {
    const std::string last = "x" + std::to_string(i - 1);
    chain += "let x" + std::to_string(i) + " = if " + last + " and " + last + " then " + last + " or " +
             last + " else " + last + "\n";
  }
  EXPECT_EQ(found_in(chain + "must m when x3000: a"), "");
}

TEST(Limits, keep_a_report_readable) {
  std::string mistakes;
  for (int i = 0; i < 1500; ++i) mistakes += "must m" + std::to_string(i) + ": nobody\n";
  const Diagnostics found = check_text(mistakes).diagnostics;
  EXPECT_EQ(found.size(), 1001U);
  EXPECT_EQ(summary_of({found.front()}),
            "1:8 limit: more than 1000 findings: the others are not shown | mend these first\n");
}

TEST(Mistakes, come_all_at_once_in_order_of_place) {
  EXPECT_EQ(found_in(R"(ask input_tokens: tokens, from 1 to 10M, default 0
ask max_latency: duration, optional
ask budget: money, optional
ask budget: money
ask task: one of {code, chat}
let request_cost = model.cost(input_tokens, 500, 1)
must quick when max_latency is known: model.ttft < 2
must cheap: request_cost <= budget
must good: model.mmlo >= 50%
must placed when model.hosting == api: task == code
must kind: task
rank by weight {
  maximize model.mmlu
  minimize request_cost
  minimize model.ttft from 0s to max_latency
})"),
            "2:50 out-of-range: 0 lies outside the range of `input_tokens`, 1 to 10M\n"
            "5:5 duplicate-name: `budget` is declared twice | rename one of them\n"
            "8:52 unit-mismatch: expected a duration, found a bare number | write `2s` or `2ms`\n"
            "9:29 unguarded-optional: `budget` is optional and may be unknown here | guard it: `when budget "
            "is known`\n"
            "10:18 unknown-name: a model has no fact `mmlo` | did you mean `mmlu`?\n"
            "11:18 model-in-condition: a `when` cannot speak of `model` | leave the `when` out: where the "
            "condition is unknown, `unknown fails`, `warns` or `passes` says what follows\n"
            "12:12 type-mismatch: expected a bool, found one of {code, chat} | compare it with something\n"
            "15:12 missing-scale: money has no scale of its own | say what counts as 0 and as 1: `from … to "
            "…`; or `relative`\n"
            "16:34 unguarded-optional: `max_latency` is optional and may be unknown here | say what counts "
            "where it is unknown: `(max_latency ?? …)`\n");
}

}  // namespace
}  // namespace select_model::testing
