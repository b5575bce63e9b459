#include "engine/coverage.hpp"

#include <gmock/gmock.h>

#include "engine/render_coverage.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

const std::string policy = R"(policy p
ask n: tokens, default 1K
ask limit: duration, optional
ask sure: bool
must gate: sure
must fits: model.context_window >= n
must quick when limit is known: model.ttft <= limit
should good: model.mmlu >= 80%
choose {
  long when n > 100K -> smart by best
  short when n <= 10K {
    tiny when n == 1 -> fast
    otherwise small -> any
  }
  otherwise medium -> any
}
rank best by order { maximize model.mmlu }
rank by order { minimize model.ttft }
)";

std::string test_block(const std::string& given) {
  static int number = 0;
  return "test \"" + std::to_string(++number) + "\" { given " + given + " expect nothing }\n";
}

Coverage covered(const std::vector<std::string>& givens, const std::string& declarations = policy) {
  std::string text = declarations;
  for (const std::string& given : givens) text += test_block(given);
  const Program program = compile_texts(text, three_models);
  Seen seen = nothing_seen(program.policy());
  for (const Test& test : program.policy().tests) see(seen, program, run_test(program, test, day));
  return coverage_of(program.policy(), seen);
}

/// `5 gate (1): passed 1, refused 0`, a line an item.
std::string text_of(const Coverage& coverage) {
  std::string text;
  for (const CoverageItem& item : coverage.at(0).items) {
    text += std::to_string(item.line) + " " + item.name + " (" + std::to_string(item.tests) + "):";
    for (const CoverageSide& side : item.sides)
      text += " " + std::string(side.name) + " " + std::to_string(side.tests);
    text += "\n";
  }
  return text;
}

TEST(Coverage, counts_the_tests_that_see_each_side) {
  EXPECT_EQ(text_of(covered({"sure = true", "sure = true, n = 150K", "sure = false"})),
            "5 gate (3): passed 2 refused 1\n"
            "6 fits (2): held 2 failed 1 unknown 0\n"
            "7 quick (0): held 0 failed 0 unknown 0\n"
            "8 good (2): held 2 failed 2 unknown 2\n"
            "10 long (2): taken 1 not taken 1\n"
            "11 short (1): taken 1 not taken 0\n"
            "12 tiny (1): taken 0 not taken 1\n"
            "13 small (1): taken 1\n"
            "15 medium (0): taken 0\n"
            "17 best (1): used 1\n"
            "18  (1): used 1\n");
}

TEST(Coverage, of_no_test_is_nothing) {
  const Coverage none = covered({});
  EXPECT_EQ(share_of(none).covered, 0U);
  EXPECT_EQ(share_of(none).total, 21U);
  EXPECT_EQ(share_of(none, CoverageKind::gate).total, 2U);
  EXPECT_EQ(share_of(none, CoverageKind::rank).total, 2U);
  EXPECT_EQ(share_of(none, CoverageKind::branch).total, 8U);
  EXPECT_EQ(share_of(none, CoverageKind::constraint).total, 9U);
}

TEST(Coverage, does_not_take_a_when_that_does_not_hold_for_held) {
  const Coverage with = covered({"sure = true, limit = 1s"});
  EXPECT_THAT(text_of(with), ::testing::HasSubstr("quick (1): held 1 failed 0 unknown 1\n"));
}

TEST(Coverage, of_an_undetermined_decision_is_nothing) {
  EXPECT_EQ(share_of(covered({"n = 2K"})).covered, 0U);
}

TEST(Coverage, of_no_eligible_offer_ranks_nothing) {
  EXPECT_THAT(text_of(covered({"sure = true, n = 1M"})), ::testing::HasSubstr("17 best (0): used 0\n"));
}

TEST(Coverage, with_a_missing_answer_counts_what_is_certain) {
  const std::string two = R"(policy p
ask a: bool
ask n: tokens, default 1K
must fits: model.context_window >= n
should idle: a
choose { large when n > 2K -> any  either when a -> any  otherwise other -> any }
rank by order { maximize model.mmlu }
)";
  // Whatever `a` is, all three are eligible in one order; the branch differs, and is no one's.
  EXPECT_EQ(text_of(covered({"n = 2K"}, two)),
            "4 fits (1): held 1 failed 0 unknown 0\n"
            "5 idle (0): held 0 failed 0\n"
            "6 large (1): taken 0 not taken 1\n"
            "6 either (0): taken 0 not taken 0\n"
            "6 other (0): taken 0\n"
            "7  (1): used 1\n");
}

struct Possible {
  const char* condition;
  bool unknown;
};
class Unknowns : public ::testing::TestWithParam<Possible> {};

TEST_P(Unknowns, are_a_side_only_where_they_can_be) {
  const Coverage coverage =
      covered({},
              "policy p\nask n: tokens, default 1K\nask m: count, from 1 to 9, default 2\n"
              "ask z: count, default 2\nask o: count, optional\nlet ratio = n / m\n"
              "ask lead: duration, default 1d\nask brief: duration, from 1d to 9d, default 1d\n"
              "let unsafe = n / z\nlet price = model.input_price\n"
              "must c: " +
                  std::string(GetParam().condition) + "\nrank by order { maximize model.mmlu }\n");
  EXPECT_EQ(coverage[0].items[0].sides.size(), GetParam().unknown ? 3U : 2U);
}

INSTANTIATE_TEST_SUITE_P(
    table, Unknowns,
    ::testing::Values(Possible{"model.hosting == api", false}, Possible{"model.context_window >= n", true},
                      Possible{"(model.context_window ?? 0 tokens) >= n", false},
                      Possible{"model.context_window is known", false}, Possible{"n > 3", false},
                      Possible{"n / m > 3", false}, Possible{"n / z > 3", true}, Possible{"ratio > 3", false},
                      Possible{"unsafe > 3", true}, Possible{"price > $1 / 1M tokens", true},
                      Possible{"o is known and o > 3", false}, Possible{"n / (m + m) > 3", false},
                      Possible{"n / (m - m) > 3", true}, Possible{"model.cost(n, n, m) <= $1", true},
                      Possible{"today + 30d > 2026-04-01", false},
                      Possible{"today + lead > 2026-04-01", true},
                      Possible{"today - brief > 2026-04-01", false},
                      Possible{"if n > 3 then model.hosting == api else true", false}));

TEST(CoverageSum, adds_up_what_stands_in_the_same_place) {
  Coverage sum = covered({"sure = true"});
  add(sum, covered({"sure = false"}));
  EXPECT_EQ(sum.size(), 1U);
  EXPECT_THAT(text_of(sum), ::testing::HasSubstr("5 gate (2): passed 1 refused 1\n"));
  EXPECT_EQ(only(sum, {"./p.policy"}).size(), 1U);
  EXPECT_EQ(only(sum, {"q.policy"}).size(), 0U);
}

TEST(CoverageShare, is_a_hundred_only_where_all_is_covered) {
  EXPECT_EQ((CoverageShare{0, 0}.percent()), 100);
  EXPECT_EQ((CoverageShare{1, 3}.percent()), 33.3);
  EXPECT_EQ((CoverageShare{2, 3}.percent()), 66.6);
  EXPECT_EQ((CoverageShare{99'999, 100'000}.percent()), 99.9);
  EXPECT_EQ((CoverageShare{7, 7}.percent()), 100);
}

TEST(CoverageLines, hold_several_items_and_count_the_most) {
  const Coverage coverage =
      covered({"n = 2K"},
              "policy p\nask n: tokens, default 1K\n"
              "choose { a when n > 1K -> any  otherwise b -> any }\nrank by order { maximize model.mmlu }\n");
  const auto lines = lines_of(coverage[0]);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].number, 3U);
  EXPECT_EQ(lines[0].tests, 1U);
  EXPECT_EQ(lines[0].items.size(), 2U);
}

TEST(CoverageText, marks_and_names_what_is_missed) {
  const Coverage coverage = covered({"sure = true"});
  const std::string text = render_coverage_text(coverage, false);
  EXPECT_THAT(text, ::testing::HasSubstr("!     1     5  must gate: sure\n"
                                         "               ^ never refused\n"));
  EXPECT_THAT(text,
              ::testing::HasSubstr("!     0     7  must quick when limit is known: model.ttft <= limit\n"
                                   "               ^ never applied\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("      1    13      otherwise small -> any\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("               ^ never taken\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("               ^ always taken\n"));
  EXPECT_THAT(render_coverage_text(coverage, true), ::testing::HasSubstr("\x1b[33m^ never refused\x1b[0m"));
}

TEST(CoverageLcov, has_a_line_for_each_declaration_and_a_branch_for_each_side) {
  const std::string text = render_lcov(covered({"sure = true"}));
  EXPECT_THAT(text, ::testing::StartsWith("TN:\nSF:p.policy\nBRDA:5,0,0,1\nBRDA:5,0,1,0\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("BRDA:7,0,0,-\nBRDA:7,0,1,-\nBRDA:7,0,2,-\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("BRF:21\nBRH:10\nDA:5,1\nDA:6,1\nDA:7,0\n"));
  EXPECT_THAT(text, ::testing::EndsWith("LF:11\nLH:8\nend_of_record\n"));
}

}  // namespace

}  // namespace select_model::testing
