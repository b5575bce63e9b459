#include "policy/lint.hpp"

#include <gtest/gtest.h>

#include "tests/policy/checking.hpp"

namespace select_model::testing {

namespace {

std::string linted(const Files& files) {
  const auto layers = load_layers("p.policy", reader_of(files));
  if (!layers) return summary_of(layers.diagnostics);
  const auto policy = check(*layers);
  if (!policy) return summary_of(policy.diagnostics);
  return summary_of(lint(*policy, layers->files.back().source));
}

class Lint : public ::testing::TestWithParam<Finding> {};

TEST_P(Lint, finds_what_does_nothing) {
  EXPECT_EQ(linted({{"p.policy", std::string("policy p\n") + GetParam().declarations}}), GetParam().found);
}

constexpr const char* question_help = " | remove it: its answer changes nothing\n";

INSTANTIATE_TEST_SUITE_P(
    table, Lint,
    ::testing::Values(Finding{"", ""},
                      Finding{"ask a: bool\nask b: bool\nmust m: b",
                              "2:5 unused-question: `a` contributes to nothing"
                              " | remove it: its answer changes nothing\n"},
                      // Each of these reads it.
                      Finding{"ask a: bool\nmust m when a: model.pinned", ""},
                      Finding{"ask a: count\nmust m: model.pinned because \"for {a}\"", ""},
                      Finding{"ask a: bool\nchoose { x when a -> o3 otherwise y -> any }", ""},
                      Finding{"ask a: bool\nchoose { otherwise y -> where model.pinned == a then any }", ""},
                      Finding{"ask a: count\nchoose { otherwise y -> any because \"{a}\" }", ""},
                      Finding{"ask a: bool\nrank when a by order { minimize model.ttft }\nrank by order { "
                              "minimize model.ttft }",
                              ""},
                      Finding{"ask a: duration\nrank by weight { minimize model.ttft from 0s to a }", ""},
                      Finding{"ask a: bool\nfallback 1 where a or model.pinned", ""},
                      Finding{"ask a: bool\nprove \"p\" when a: every eligible model.pinned", ""},
                      Finding{"ask a: count\nlet l = a + 1\nmust m: l > 3", ""},
                      // A test gives it, and nothing comes of it.
                      Finding{"ask a: bool\ntest \"t\" { given a = true expect nothing }",
                              "2:5 unused-question: `a` contributes to nothing"
                              " | remove it: its answer changes nothing\n"},
                      Finding{"let l = 1 + 2\nlet k = 3",
                              "2:5 unused-let: `l` contributes to nothing | remove it\n"
                              "3:5 unused-let: `k` contributes to nothing | remove it\n"},
                      Finding{"let l = model.ttft",
                              "2:5 unused-let: `l` contributes to nothing"
                              " | remove it, unless it is there to be shown beside the offers\n"},
                      // What a let reads that speaks of the model is shown with it.
                      Finding{"ask a: tokens\nlet l = model.response_time(a)",
                              "3:5 unused-let: `l` contributes to nothing"
                              " | remove it, unless it is there to be shown beside the offers\n"},
                      Finding{"ask a: count\nlet l = a + 1",
                              "2:5 unused-question: `a` contributes to nothing"
                              " | remove it: its answer changes nothing\n"
                              "3:5 unused-let: `l` contributes to nothing | remove it\n"},
                      Finding{"fact f: bool\nfact g: bool\nmust m: model.g",
                              "2:6 unused-fact: `f` contributes to nothing"
                              " | remove it: a catalogue may hold facts that no policy declares\n"}));

TEST(Lint, names_the_let_that_reads_in_vain) {
  const auto layers =
      load_layers("p.policy", reader_of({{"p.policy", "policy p\nask a: count\nlet l = a + 1\n"}}));
  const auto policy = check(*layers);
  const Diagnostics found = lint(*policy, layers->files.back().source);
  ASSERT_EQ(found.size(), 2U);
  ASSERT_EQ(found[0].related.size(), 1U);
  EXPECT_EQ(found[0].related[0].message, "`l` reads it, and contributes to nothing");
}

TEST(Lint, leaves_a_base_to_those_who_check_it) {
  EXPECT_EQ(linted({{"p.policy", "policy p\nextends \"base.policy\"\nask b: bool\n"},
                    {"base.policy", "policy base\nask a: bool\n"}}),
            std::string("3:5 unused-question: `b` contributes to nothing") + question_help);
}

}  // namespace

}  // namespace select_model::testing
