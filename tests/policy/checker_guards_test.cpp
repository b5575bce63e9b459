#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

const std::string questions =
    "ask x: number, optional ask y: number, optional ask a: bool ask b: bool, optional\n";

void expect_guarded(std::initializer_list<const char*> declarations) {
  for (const char* declaration : declarations)
    EXPECT_EQ(found_in(questions + declaration), "") << declaration;
}

/// One finding each, at that column of line 3, which offers that guard.
struct Unguarded {
  const char* declaration;
  int column;
  const char* message;
  const char* help;
};
void expect_unguarded(std::initializer_list<Unguarded> cases) {
  for (const auto& [declaration, column, message, help] : cases) {
    EXPECT_EQ(found_in(questions + declaration),
              "3:" + std::to_string(column) + " unguarded-optional: " + message + " | " + help + "\n")
        << declaration;
  }
}

constexpr const char* x_may_be_unknown = "`x` is optional and may be unknown here";

TEST(Guards, are_what_makes_an_answer_known) {
  expect_guarded({
      "must m when x is known: x < 5",
      "must m when x is known and x > 1 and a: x < 5",
      "must m: x is known and x < 5 or a",
      "must m: x is unknown or x < 5",
      "must m: not (x is unknown) and x < 5",
      "must m: not (x is unknown or a) and x < 5",
      "must m: not (x is known and a) or x < 5",
      "must m: if x is known then x < 5 else a",
      "must m: if x is unknown then a else x < 5",
      "must m: (x ?? 4) < 5 and (x ?? y ?? 4) < 5 and (x * 2 ?? 4) < 5",
      "must m: (x is known and a or x is known and not a) and x < 5",
      "must m when x + y is known: x < y",
      "must m when x is known: y is unknown or x < y",
      "must m: b is known and b and a",
      "must m: x is unknown or y is unknown or x < y",
      "should s: x is unknown or x < 5 because \"{x} and {y}\"",
  });
}

TEST(Guards, are_missed) {
  // A `when` would take along what can be decided without it.
  const char* const in_part = "guard only the part that needs it: `x is known and …`";
  expect_unguarded({
      {"must m: x < 5", 9, x_may_be_unknown, "guard it: `when x is known`"},
      {"must m when a: x < 5", 16, x_may_be_unknown, "guard it: `… and x is known` in its `when`"},
      {"must m when x < 5: a", 13, x_may_be_unknown, "guard it: `x is known and …`"},
      {"must m: x < 5 and x is known and x > 1", 9, x_may_be_unknown, in_part},
      {"must m: x is known or x < 5", 23, x_may_be_unknown, in_part},
      {"must m: x is unknown and x < 5", 26, x_may_be_unknown, in_part},
      {"must m: not (x is known) and x < 5", 30, x_may_be_unknown, in_part},
      {"must m: y is known and x < 5", 24, x_may_be_unknown, in_part},
      {"must m: if x is known then a else x < 5", 35, x_may_be_unknown, in_part},
      {"must m: (x is known or a) and x < 5", 31, x_may_be_unknown, in_part},
      {"must m: (if a then x is known else true) and x < 5", 46, x_may_be_unknown, in_part},
      {"must m: (5 ?? x) < 5", 15, x_may_be_unknown, in_part},
      {"must m: (x ?? 5) > 1 and x < 5", 26, x_may_be_unknown, in_part},
      {"must m: x in {1, 2}", 9, x_may_be_unknown, "guard it: `when x is known`"},
      {"prove \"p\": every eligible model.mmlu > x", 40, x_may_be_unknown, "guard it: `when x is known`"},
      {"fallback 1 where model.mmlu > x", 31, x_may_be_unknown, "guard it: `x is known and …`"},
      {"rank by order { maximize model.mmlu * x }", 39, x_may_be_unknown,
       "say what counts where it is unknown: `(x ?? …)`"},
      {"rank by weight { maximize model.mt_bench from 0 to x }", 52, x_may_be_unknown,
       "say what counts where it is unknown: `(x ?? …)`"},
  });
}

TEST(Guards, show_where_the_question_is_optional) {
  EXPECT_EQ(said_about("ask limit: duration, optional\nlet twice = limit * 2\nmust m: model.ttft < twice\n"),
            R"(error[unguarded-optional]: `twice` may be unknown here: it uses `limit`, which is optional
 --> p.policy:4:22
  |
2 | ask limit: duration, optional
  |     ----- `limit` is declared optional here
3 | let twice = limit * 2
  |     ----- `twice` is declared here
4 | must m: model.ttft < twice
  |                      ^^^^^
  |
  = help: guard it: `when twice is known`
)");
}

TEST(Guards, are_needed_by_lets_that_need_them) {
  expect_guarded({
      "let z = x ?? 3 must m: z < 5",
      "let z = if x is known then x else 1 must m: z < 5",
      "let z = x * 2 must m when z is known: z < 5",
      "let z = x * 2 must m when x is known: z < 5",
      "let z = x * 2 must m when z is known: x < 5",
      "let z = x * 2 let w = z + y must m when w is known: z < 5 and x < y",
      "let z = x * 2 let w = z + y must m when x is known and y is known: w < 5",
      "let there = x is known must m when there: x < 5",
      "let there = x is known let gone = not there must m: gone or x < 5",
      "let z = x * 2 must m: (z ?? 5) < 6 because \"{z}\"",
  });
  expect_unguarded({
      {"let z = x * 2 must m when y is known: z < 5", 39,
       "`z` may be unknown here: it uses `x`, which is optional",
       "guard it: `… and z is known` in its `when`"},
      {"let z = x ?? y must m when x is known: z < 5", 40,
       "`z` may be unknown here: it uses `y`, which is optional",
       "guard it: `… and z is known` in its `when`"},
      {"let z = if a then x else y must m when z is known: x < 5", 52, x_may_be_unknown,
       "guard it: `… and x is known` in its `when`"},
  });
}

TEST(Guards, of_a_branch_hold_for_what_it_encloses) {
  expect_guarded({
      "choose { one when x is known { two when x < 2 -> where model.mmlu > x otherwise three -> any } "
      "otherwise four -> any }",
      "choose { one when x is known and x < 2 -> a otherwise four -> any because \"{x}\" }",
  });
  expect_unguarded({
      {"choose { one when x < 2 -> a otherwise two -> any }", 19, x_may_be_unknown,
       "guard it: `x is known and …`"},
      {"choose { one when x is known -> a otherwise two -> where model.mmlu > x }", 71, x_may_be_unknown,
       "guard it: `x is known and …`"},
      {"choose { one when x is unknown -> where model.mmlu > x then any otherwise two -> any }", 54,
       x_may_be_unknown, "guard it: `x is known and …`"},
  });
}

TEST(Guards, that_failed_are_given_the_benefit_of_the_doubt) {
  EXPECT_EQ(found_in(questions + "must m when nobody is known: x < 5"),
            "3:13 unknown-name: no question or `let` is named `nobody`\n");
  EXPECT_EQ(
      found_in(
          questions +
          "choose { one when nobody { two when x < 2 -> a otherwise three -> any } otherwise four -> any }"),
      "3:19 unknown-name: no question or `let` is named `nobody`\n");
}

TEST(Conditions, do_not_speak_of_a_model) {
  EXPECT_EQ(said_about("ask n: tokens\nlet cost = model.cost(n, n, 1)\nlet twice = cost * 2\nmust m when "
                       "twice > $1: model.pinned\n"),
            R"(error[model-in-condition]: a `when` cannot speak of `model`, and `twice` does
 --> p.policy:5:13
  |
3 | let cost = model.cost(n, n, 1)
  |            ------------------- it speaks of `model` here
4 | let twice = cost * 2
5 | must m when twice > $1: model.pinned
  |             ^^^^^
  |
  = help: leave the `when` out: where the condition is unknown, `unknown fails`, `warns` or `passes` says what follows
)");
  for (const auto& [declarations, found] : std::initializer_list<Finding>{
           {"should s when model.pinned: model.open_weights",
            "2:15 model-in-condition: a `when` cannot speak of `model` | leave the `when` out: where the "
            "condition is unknown, `unknown fails`, `warns` or `passes` says what follows\n"},
           {"choose { a when model.pinned -> x otherwise o -> any }",
            "2:17 model-in-condition: the condition of a branch cannot speak of `model` | a leaf can list by "
            "property: `-> where …`\n"},
           {"rank when model.pinned by order { maximize model.mmlu }\nrank by order { maximize model.mmlu }",
            "2:11 model-in-condition: a `when` cannot speak of `model` | a rank is chosen before any model "
            "is\n"},
           {"prove \"p\" when model.pinned: some eligible",
            "2:16 model-in-condition: a `when` cannot speak of `model` | move it behind `every eligible`\n"},
           {"rank by weight { minimize model.ttft from 0s to (model.ttft + 1s) }",
            "2:50 model-in-condition: a scale cannot speak of `model` | a scale that moves with the model is "
            "none; speak of answers only\n"},
           {"ask a: bool must gate: a because \"{model.name}\"",
            "2:36 model-in-condition: the reason of a gate cannot speak of `model` | there is no offer yet; "
            "speak of answers only\n"},
           {"choose { otherwise o -> any because \"{model.name}\" }",
            "2:39 model-in-condition: the reason of a branch cannot speak of `model` | there is no offer "
            "yet; speak of answers only\n"},
           {"must m: model.pinned because \"{model.name}\" choose { otherwise o -> where model.pinned then "
            "any }",
            ""},
       }) {
    EXPECT_EQ(found_in(declarations), found) << declarations;
  }
}

}  // namespace
}  // namespace select_model::testing
