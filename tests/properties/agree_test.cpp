#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/properties/trial.hpp"

namespace select_model::properties {
namespace {

constexpr int parts = 4;
constexpr double policies_a_part = 500;
constexpr int decisions_a_policy = 10;

/// NaN is the same as NaN: a score that differs between trials.
bool same_score(double a, double b) { return a == b || (a != a && b != b); }

/// The same decision in memory that other policies' decisions have used, and only its best, are no other.
bool same_again(const Program& program, const Answers& answers, Date today, const Decision& decision,
                std::size_t top) {
  static Workspace workspace;
  static Decision again;
  const auto same_ranked = [&](std::size_t count) {
    return again.ranked.size() == count &&
           std::equal(again.ranked.begin(), again.ranked.end(), decision.ranked.begin(),
                      [](const auto& a, const auto& b) {
                        return a.offer == b.offer && a.tier == b.tier && same_score(a.score, b.score);
                      });
  };
  const Inputs inputs = bind(program, answers);
  select(program, inputs, today, workspace, again);
  const auto fields = [](const Decision& one) {
    return std::tie(one.outcome, one.leaf, one.rank, one.gates, one.applies, one.fails, one.unknown,
                    one.unlisted, one.eligible, one.fallbacks, one.missing, one.leaf_varies, one.rank_varies,
                    one.tier_varies, one.score_varies, one.because_varies);
  };
  if (fields(again) != fields(decision) || !same_ranked(decision.ranked.size())) return false;
  if (!inputs.complete) return true;
  select(program, inputs, today, workspace, again, top);
  return again.eligible == decision.eligible && same_ranked(std::min(top, decision.ranked.size()));
}

/// Draws one policy and catalogue, and answers; the first disagreement is made small and reported.
void run(std::uint64_t seed, Met& met) {
  GeneratedCase generated = generate(seed);
  Trial trial{generated.policy, generated.catalog, {}};
  const auto fail = [&](const std::string& why) {
    const Trial small = shrink(trial, kind_of(why));
    ADD_FAILURE() << report(small, seed, failure(small).value_or(why));
  };
  Built built = build(generated.policy, generated.catalog);
  // A literal that happens to lie outside a question's range is a mistake of the policy: another is drawn.
  if (!built && built.refusal.find("error[out-of-range]") != std::string::npos) return;
  if (!built) return fail(built.refusal);
  const Result<Program> program = compile(*built.policy, *built.catalog);
  if (!program) return fail("compile refuses: ");
  Random random(seed ^ 0x5E1EC7u);
  for (int i = 0; i < decisions_a_policy; ++i) {
    trial.today = Date{20'544 + random.between(-40, 40)};
    Oracle oracle(program->policy(), program->catalog(), trial.today, met.ops);
    trial.answers = generate_answers(generated.world, *built.policy, random);
    if (random.percent(50))
      aim_at_a_boundary(trial.answers, program->policy(), program->catalog(), oracle.evaluator(), random);
    const Answers answers = answers_for(*built.policy, trial.answers);
    const Decision decision = select(*program, answers, trial.today);
    const Expectation expectation = oracle.decide(answers);
    if (const auto why = disagreement(expectation, decision, program->policy(), program->catalog(), oracle))
      return fail(*why);
    if (!same_again(*program, answers, trial.today, decision, random.below(6))) {
      ADD_FAILURE() << report(trial, seed, "not the same again, or not the same best");
      return;
    }
    note(met, *program, expectation, decision);
  }
}

/// SELECT_MODEL_FROM: other seeds than those of every run, which meet everything.
std::uint64_t from() {
  const char* given = std::getenv("SELECT_MODEL_FROM");
  return given ? std::strtoull(given, nullptr, 10) : 10'000;
}

class Agree : public testing::TestWithParam<int> {};

TEST_P(Agree, EngineAndOracle) {
  Met met;
  const auto policies = static_cast<std::uint64_t>(policies_a_part * times());
  const std::uint64_t first = static_cast<std::uint64_t>(GetParam()) * 1'000'000 + from();
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
