#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "tests/properties/trial.hpp"

namespace select_model::properties {
namespace {

constexpr int parts = 8;
constexpr double policies_a_part = 250;
constexpr int decisions_a_policy = 10;

/// Draws one policy and catalogue, and answers; the first disagreement is made small and reported.
void run(std::uint64_t seed, Met& met) {
  GeneratedCase generated = generate(seed);
  Trial trial{generated.policy, generated.catalog, {}};
  const auto fail = [&](const std::string& why) {
    const Trial small = shrink(trial, kind_of(why));
    ADD_FAILURE() << report(small, seed, failure(small).value_or(why));
  };
  Built built = build(generated.policy, generated.catalog);
  if (!built) return fail(built.refusal);
  const Result<Program> program = compile(*built.policy, *built.catalog);
  if (!program) return fail("compile refuses: ");
  Random random(seed ^ 0x5E1EC7u);
  for (int i = 0; i < decisions_a_policy; ++i) {
    trial.today = Date{20'544 + random.between(-40, 40)};
    Oracle oracle(program->policy(), program->catalog(), trial.today, met.ops);
    trial.answers = generate_answers(generated.world, *built.policy, random);
    if (random.percent(50)) aim_at_a_boundary(trial.answers, program->policy(), program->catalog(), oracle.evaluator(), random);
    const Answers answers = answers_for(*built.policy, trial.answers);
    const Decision decision = select(*program, answers, trial.today);
    const Expectation expectation = oracle.decide(answers);
    if (const auto why = disagreement(expectation, decision, program->policy(), program->catalog(), oracle)) return fail(*why);
    note(met, *program, expectation, decision);
  }
}

class Agree : public testing::TestWithParam<int> {};

TEST_P(Agree, EngineAndOracle) {
  Met met;
  const auto policies = static_cast<std::uint64_t>(policies_a_part * times());
  const std::uint64_t first = static_cast<std::uint64_t>(GetParam()) * 1'000'000;
  int failures = 0;
  for (std::uint64_t seed = first; seed < first + policies && failures < 3; ++seed) {
    run(seed, met);
    failures += testing::Test::HasFailure();
  }
  std::cout << policies * decisions_a_policy << " decisions\n" << met.text();
  if (failures == 0) {
    EXPECT_EQ(met.never(), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Part, Agree, testing::Range(0, parts));

/// SELECT_MODEL_SEED: that one case.
TEST(AgreeOn, TheSeedOfTheEnvironment) {
  const char* seed = std::getenv("SELECT_MODEL_SEED");
  if (!seed) GTEST_SKIP() << "SELECT_MODEL_SEED is not set";
  Met met;
  const GeneratedCase generated = generate(std::strtoull(seed, nullptr, 10));
  std::cout << report({generated.policy, generated.catalog, {}}, generated.seed, "as generated");
  run(generated.seed, met);
}

}  // namespace
}  // namespace select_model::properties
