#include "engine/emit_test.hpp"

#include <iostream>

#include <gtest/gtest.h>

#include "engine/run_tests.hpp"
#include "tests/properties/trial.hpp"

/// A test that is emitted for answers passes, whatever they are.
namespace select_model::properties {
namespace {

TEST(Emitted, PassesWhateverIsDecided) {
  const auto policies = static_cast<std::uint64_t>(200 * times());
  std::size_t emitted = 0, unsaid = 0;
  std::map<Outcome, int> outcomes;
  for (std::uint64_t seed = 27'000'000; seed < 27'000'000 + policies && !HasFailure(); ++seed) {
    GeneratedCase generated = generate(seed);
    Built built = build(generated.policy, generated.catalog);
    if (!built) continue;
    Random random(seed);
    const Program program = *compile(*built.policy, *built.catalog);
    for (int i = 0; i < 3; ++i) {
      const Date today{20'544 + random.between(-40, 40)};
      const Answers answers =
          answers_for(*built.policy, generate_answers(generated.world, *built.policy, random));
      const Rationale rationale = explain(program, answers, today, select(program, answers, today));
      const auto test = emit_test(program, answers, rationale, {"emitted", {}});
      if (!test) {
        ++unsaid;
        continue;
      }
      GeneratedPolicy with_test = generated.policy;
      with_test.declarations.push_back(*test);
      const Built again = build(with_test, generated.catalog);
      ASSERT_TRUE(again) << again.refusal << *test;
      const Program tested = *compile(*again.policy, *again.catalog);
      const TestResult result = run_test(tested, tested.policy().tests.back(), Date{0});
      EXPECT_TRUE(result.passed()) << "seed " << seed << "\n" << with_test.text() << *test;
      ++emitted;
      ++outcomes[rationale.outcome];
    }
  }
  std::cout << emitted << " tests passed, " << unsaid << " could not be said\n";
  for (const Outcome outcome :
       {Outcome::recommended, Outcome::no_eligible_model, Outcome::refused, Outcome::undetermined})
    EXPECT_GT(outcomes[outcome], 0) << static_cast<int>(outcome);
}

}  // namespace
}  // namespace select_model::properties
