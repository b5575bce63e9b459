#include "engine/run_tests.hpp"

#include <gmock/gmock.h>

#include "engine/references.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

const std::string policy = R"(policy p
ask n: tokens, default 1K
ask sure: bool
must gate: sure because "be sure"
must fits: model.context_window >= n
should good: model.mmlu >= 80%
choose { long when n > 100K -> smart  otherwise short -> any }
rank by order { maximize model.mmlu }
)";

TestResult result_of(const std::string& expectation, const std::string& given = "sure = true") {
  const Program program = compile_texts(
      policy + "test \"t\" {\n given " + given + "\n expect " + expectation + "\n}", three_models);
  return run_test(program, program.policy().tests[0], day);
}

struct Verdict {
  std::string expectation, given, got;  // got: empty where it passes
};

class Expectations : public ::testing::TestWithParam<Verdict> {};

TEST_P(Expectations, are_met_or_say_what_came_instead) {
  const TestResult result = result_of(GetParam().expectation, GetParam().given);
  EXPECT_EQ(result.expectations[0].got, GetParam().got);
  EXPECT_EQ(result.passed(), GetParam().got.empty());
  EXPECT_EQ(result.expectations[0].expected, GetParam().expectation);
}

INSTANTIATE_TEST_SUITE_P(
    table, Expectations,
    ::testing::Values(
        Verdict{"first smart", "sure = true", ""}, Verdict{"first smart@acme", "sure = true", ""},
        Verdict{"first fast", "sure = true", "smart@acme; fast@zenith is number 2"},
        Verdict{"first fast", "sure = true, n = 150K",
                "smart@acme; fast@zenith rejected by fits: `model.context_window` 128K < `n` 150K; also "
                "branch long"},
        Verdict{"order smart, slow", "sure = true", ""},
        Verdict{"order fast, smart", "sure = true", "smart@acme, fast@zenith and slow@acme"},
        Verdict{"eligible smart, fast", "sure = true", ""},
        Verdict{"eligible slow", "sure = true, n = 50K",
                "slow@acme rejected by fits: `model.context_window` 32K < `n` 50K"},
        Verdict{"rejected slow by fits", "sure = true, n = 50K", ""},
        Verdict{"rejected slow by fits, long", "sure = true, n = 150K", ""},
        Verdict{"rejected slow by long", "sure = true, n = 50K",
                "slow@acme rejected by fits: `model.context_window` 32K < `n` 50K"},
        Verdict{"rejected fast", "sure = true", "fast@zenith is eligible, number 2"},
        Verdict{"branch short", "sure = true", ""}, Verdict{"branch long", "sure = true", "short"},
        Verdict{"warning good", "sure = true", ""}, Verdict{"nothing", "sure = true, n = 1M", ""},
        Verdict{"nothing", "sure = true", "smart@acme, fast@zenith and slow@acme"},
        Verdict{"first smart", "sure = true, n = 1M",
                "nothing: every offer is rejected (3 by fits, 2 by branch long)"},
        Verdict{"refused by gate", "sure = false", ""},
        Verdict{"refused", "sure = true", "smart@acme, fast@zenith and slow@acme"},
        Verdict{"first smart", "sure = false", "refused by gate"}, Verdict{"undetermined", "n = 2K", ""},
        Verdict{"first smart", "n = 2K", "undetermined: sure is not given"},
        Verdict{"first smart", "sure = true, n = unknown", ""}));

TEST(UnknownModels, are_found_with_the_nearest) {
  const Program program =
      compile_texts(policy + "test \"t\" {\n given sure = true\n expect eligible samrt\n}", three_models);
  const Diagnostics diagnostics = unknown_models(program.policy().tests[0], program.catalog());
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].message, "catalogue `three` holds no model `samrt`");
  EXPECT_EQ(diagnostics[0].help, "did you mean `smart`?");
}

}  // namespace

}  // namespace select_model::testing
