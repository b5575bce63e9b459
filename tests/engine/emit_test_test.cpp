#include "engine/emit_test.hpp"

#include <gmock/gmock.h>

#include "engine/run_tests.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

const std::string policy = R"(policy p
ask n: tokens, default 1K
ask sure: bool
ask wait: duration, optional
ask tags: any of {b, "c++", a}, default {}
must gate: sure because "be sure"
must fits: model.context_window >= n
should good: model.mmlu >= 80%
choose { long when n > 100K -> smart  otherwise short -> any }
rank by order { maximize model.mmlu }
)";

std::optional<std::string> emitted(const std::string& policy_text, const std::string& requirements,
                                   const TestHead& head = {"t", {}}) {
  const Program program = compile_texts(policy_text, three_models);
  const Answers answers = answers_of(program, requirements);
  return emit_test(program, answers, explain(program, answers, day, select(program, answers, day)), head);
}

struct Case {
  std::string requirements, test;
};
class Emitted : public ::testing::TestWithParam<Case> {};

TEST_P(Emitted, says_what_is_decided_and_passes) {
  const auto test = emitted(policy, GetParam().requirements);
  ASSERT_TRUE(test);
  EXPECT_EQ(*test, GetParam().test);
  const Program program = compile_texts(policy + *test, three_models);
  EXPECT_TRUE(run_test(program, program.policy().tests.at(0), day).passed());
}

INSTANTIATE_TEST_SUITE_P(table, Emitted,
                         ::testing::Values(Case{"sure: true\nn: 50000\nwait: 1.5s\ntags: [a, c++]\n",
                                                R"(test "t" {
  given n = 50K, sure = true, wait = 1.5s, tags = {"c++", a}
  expect branch short
  expect first smart
  expect order smart, fast
  expect rejected slow by fits
}
)"},
                                           Case{"sure: true\n", R"(test "t" {
  given sure = true
  expect branch short
  expect first smart
  expect order smart, fast, slow
}
)"},
                                           Case{"sure: false\n", R"(test "t" {
  given sure = false
  expect refused by gate
}
)"},
                                           Case{"sure: true\nn: 1_000_000\n", R"(test "t" {
  given n = 1M, sure = true
  expect nothing
  expect rejected fast, slow, smart by fits
}
)"},
                                           Case{"{}\n", R"(test "t" {
  expect undetermined
}
)"}));

TEST(EmitTest, names_the_catalogue_and_escapes_the_name) {
  const auto test = emitted(policy, "sure: false\n", {"say \"no\"", "data/c.yaml"});
  EXPECT_EQ(test,
            "test \"say \\\"no\\\"\" using \"data/c.yaml\" {\n  given sure = false\n"
            "  expect refused by gate\n}\n");
}

TEST(EmitTest, gives_the_day_that_mattered) {
  const std::string dated =
      "policy p\nmust later: today > 2026-01-01\nrank by order { maximize model.mmlu }\n";
  const Program program = compile_texts(dated, three_models);
  const Date other = *parse_date("2027-02-03");
  const Answers answers = answers_of(program, "{}\n");
  const auto at = [&](Date today) {
    return *emit_test(program, answers, explain(program, answers, today, select(program, answers, today)),
                      {"t", {}});
  };
  EXPECT_THAT(at(other), ::testing::HasSubstr("given today = 2027-02-03\n"));
  EXPECT_THAT(at(day), ::testing::Not(::testing::HasSubstr("given")));
}

TEST(EmitTest, does_not_write_what_the_language_cannot_say) {
  EXPECT_EQ(emitted("policy p\nask x: money, optional\nrank by order { maximize model.mmlu }\n", "x: -$5\n"),
            std::nullopt);
}

}  // namespace

}  // namespace select_model::testing
