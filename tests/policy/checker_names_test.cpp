#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

void expect_findings(std::initializer_list<Finding> findings) {
  for (const auto& [declarations, found] : findings) EXPECT_EQ(found_in(declarations), found) << declarations;
}

TEST(Names, are_found_with_the_nearest) {
  expect_findings({
      {"ask regulated: bool must m: regulatd",
       "2:29 unknown-name: no question or `let` is named `regulatd` | did you mean `regulated`?\n"},
      {"must m: model.contxt_window > 1",
       "2:15 unknown-name: a model has no fact `contxt_window` | did you mean `context_window`?\n"},
      {"must m: model.approved",
       "2:15 unknown-name: a model has no fact `approved` | declare it: `fact approved: …`\n"},
      {"must m: model.costs(1, 2, 3) > $1",
       "2:15 unknown-name: a model has no method `costs` | did you mean `cost`?\n"},
      {"must m: maxx(1, 2) > 1", "2:9 unknown-name: no function is named `maxx` | did you mean `max`?\n"},
      {"must m: cost(1, 2, 3) > $1",
       "2:9 unknown-name: no function is named `cost` | write `model.cost(input, output, "
       "requests_per_month)`\n"},
      {"must m: ttft > 1s", "2:9 unknown-name: no question or `let` is named `ttft` | write `model.ttft`\n"},
      {"choose { otherwise o -> any by sped } rank speed by order { minimize model.ttft }",
       "2:32 unknown-name: no rank is named `sped` | did you mean `speed`?\n"},
      {"must m: first.provider == openai",
       "2:9 unknown-name: `first` has a meaning only in the `where` of a `fallback` | write `model` for the "
       "offer under consideration\n"},
  });
}

TEST(Names, are_looked_for_on_both_sides_of_an_order) {
  expect_findings({
      {"ask budget: money must m: model.inputs_price * 1 < budgt",
       "2:33 unknown-name: a model has no fact `inputs_price` | did you mean `input_price`?\n"
       "2:52 unknown-name: no question or `let` is named `budgt` | did you mean `budget`?\n"},
      // Here the other side may be a member of what was meant.
      {"must m: model.provder == opnai",
       "2:15 unknown-name: a model has no fact `provder` | did you mean `provider`?\n"},
  });
}

TEST(Names, with_a_dash_may_be_meant_as_a_difference) {
  expect_findings({
      {"ask a: number must m: a-b > 1",
       "2:23 unknown-name: no question or `let` is named `a-b` | a `-` between names wants blanks: write `a "
       "- b`\n"},
      {"ask a: number must m: a-1 > 1",
       "2:23 unknown-name: no question or `let` is named `a-1` | a `-` between names wants blanks: write `a "
       "- 1`\n"},
      {"must m: model.ttft-x > 1s",
       "2:15 unknown-name: a model has no fact `ttft-x` | a `-` between names wants blanks: write "
       "`model.ttft - x`\n"},
      {"ask a-b: number must m: a-b > 1", ""},
  });
}

TEST(Names, stand_above_their_uses) {
  EXPECT_EQ(said_about("must m: twice > 1\nlet twice = 2\n"),
            R"(error[unknown-name]: `twice` is declared further down
 --> p.policy:2:9
  |
2 | must m: twice > 1
  |         ^^^^^
3 | let twice = 2
  |     ----- `twice` is declared here
  |
  = help: move its declaration above this one
)");
  expect_findings({
      {"must m: late ask late: bool",
       "2:9 unknown-name: `late` is declared further down | move its declaration above this one\n"},
      {"must m: model.late fact late: bool",
       "2:15 unknown-name: `late` is declared further down | move its declaration above this one\n"},
      {"let a = a + 1", "2:9 unknown-name: `a` speaks of itself\n"},
      {"choose { b when late -> x otherwise o -> any } ask late: bool",
       "2:17 unknown-name: `late` is declared further down | move its declaration above this one\n"},
      {"rank by order { minimize late } fallback 1 where model.ttft > late prove \"p\": every eligible "
       "model.ttft > late ask late: duration",
       ""},
  });
}

TEST(Names, are_members_where_the_other_side_has_members) {
  expect_findings({
      {"ask t: one of {code, chat} must m: t == code and chat != t and t in {code} and not (t not in {chat, "
       "code})",
       ""},
      {"must m: model.provider == openai and model.provider in {openai, \"other one\"} and \"x y\" != "
       "model.provider",
       ""},
      {"ask s: any of {a, b} must m: s == {a} and a in s and {a} overlaps s and {} in s and s overlaps {}",
       ""},
      {"ask t: one of {code, \"c++\"}, optional must m: (t ?? \"c++\") == code and (if true then (t ?? code) "
       "else code) == code",
       ""},
      {"ask t: one of {code, chat} must m: model.quality(code) > 1% and model.quality(t) > 1% and "
       "model.quality(\"c++\") > 1%",
       ""},
      {"ask p: text must m: model.provider == p and p in model.regions and p in {\"a\", \"b\"}", ""},
      {"ask t: one of {code, chat} must m: t == coed",
       "2:41 unknown-name: `coed` is not a member of `t` | did you mean `code`?\n"},
      {"ask t: one of {code, chat} must m: t == \"c++\"",
       "2:41 unknown-name: `c++` is not a member of `t` | it is one of {code, chat}\n"},
      {"must m: model.hosting in {api, cloud}",
       "2:32 unknown-name: `cloud` is not a member of `model.hosting` | it is one of {api, dedicated, "
       "self-hosted}\n"},
      {"must m: model.name == gpt",
       "2:23 unknown-name: no question or `let` is named `gpt` | text is quoted: write `\"gpt\"`\n"},
      {"let t = code", "2:9 unknown-name: no question or `let` is named `code`\n"},
      {"ask t: one of {a, b}, default c",
       "2:31 unknown-name: `c` is not among the members | its members are {a, b}\n"},
  });
}

TEST(Names, may_not_be_a_question_and_a_member_at_once) {
  EXPECT_EQ(said_about("ask code: bool\nask t: one of {code, chat}\nmust m: t == code\n"),
            R"(error[duplicate-name]: `code` is both a question and a member of `t`
 --> p.policy:4:14
  |
2 | ask code: bool
  |     ---- the question `code` is declared here
3 | ask t: one of {code, chat}
  |     - `t` has a member of that name
4 | must m: t == code
  |              ^^^^
  |
  = help: rename one of them
)");
  expect_findings({
      {"ask code: bool ask t: one of {code, chat} must m: t == chat or code", ""},
      {"ask api: bool must m: model.hosting == api",
       "2:40 duplicate-name: `api` is both a question and a member of `model.hosting` | rename one of "
       "them\n"},
      {"ask openai: text must m: model.provider == openai", ""},
  });
}

TEST(Names, are_declared_once) {
  EXPECT_EQ(said_about("ask n: number\nlet n = 5\n"), R"(error[duplicate-name]: `n` is already a question
 --> p.policy:3:5
  |
2 | ask n: number
  |     - the first is here
3 | let n = 5
  |     ^
  |
  = help: rename one of them
)");
  expect_findings({
      {"must a: true\nshould a: true", "3:8 duplicate-name: `a` is already a must | rename one of them\n"},
      {"must a: true\nchoose { otherwise a -> any }",
       "3:20 duplicate-name: `a` is already a `must` | rename one of them\n"},
      {"choose { otherwise a -> any }\nmust a: true",
       "3:6 duplicate-name: `a` is already a branch | rename one of them\n"},
      {"choose { a when true { otherwise a -> any }\notherwise o -> any }",
       "2:34 duplicate-name: two branches are named `a` | rename one of them\n"},
      {"choose { otherwise a -> any }\nchoose { otherwise b -> any }",
       "3:1 duplicate-name: a policy has at most one `choose` | remove one of them\n"},
      {"fallback 1\nfallback 2",
       "3:1 duplicate-name: a policy has at most one `fallback` | remove one of them\n"},
      {"fact ttft: duration",
       "2:6 duplicate-name: `model.ttft` is built in | use it as it is, or choose another name\n"},
      {"fact cost: money",
       "2:6 duplicate-name: `model.cost` is built in | use it as it is, or choose another name\n"},
      {"ask t: one of {a, b, a}", "2:22 duplicate-name: `a` is listed twice | remove one of them\n"},
      {"test \"a\" { expect nothing }\ntest \"a\" { expect nothing }",
       "3:6 duplicate-name: two tests are named \"a\" | rename one of them\n"},
      {"prove \"a\": some eligible\nprove \"a\": some eligible",
       "3:7 duplicate-name: two proofs are named \"a\" | rename one of them\n"},
      {"test \"a\" { expect nothing }\nprove \"a\": some eligible", ""},
      {"ask a: bool\ntest \"t\" { given a = true\ngiven a = false expect nothing }",
       "4:7 duplicate-name: `a` is given twice | remove one of them\n"},
      {"ask a: bool fact a: bool rank a by order { maximize model.a } must b: a choose { otherwise c -> any "
       "by a }",
       ""},
  });
}

TEST(Names, that_failed_are_passed_over_in_silence) {
  expect_findings({
      {"let broken = nothing + 1\nlet more = broken * 2\nmust m: more > 5 and broken == code and code != "
       "broken\nmust n when more > 1: broken in {code}",
       "2:14 unknown-name: no question or `let` is named `nothing`\n"},
      {"ask q: money per bool, default 5\nmust m: q > 5 and q + 1 == x2",
       "2:18 type-mismatch: expected a quantity, found a bool | `per` divides quantities: `money per "
       "tokens`, `tokens per duration`\n"},
      {"ask task: one of {code} must m: tsk == code and code == (tsk) or tsk in {code}",
       "2:33 unknown-name: no question or `let` is named `tsk` | did you mean `task`?\n"
       "2:49 unknown-name: no question or `let` is named `code`\n"
       "2:66 unknown-name: no question or `let` is named `tsk` | did you mean `task`?\n"},
  });
}

}  // namespace
}  // namespace select_model::testing
