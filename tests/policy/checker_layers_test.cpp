#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string base = R"(policy base
ask need: tokens, from 1 to 1M, default 1K "How much?"
ask taste: bool, default false
ask private: bool
ask slow: duration, optional
fact approved: bool
let twice = need * 2
must large: model.context_window >= twice
must home when private: model.hosting == self-hosted
should signed: model.approved
should sweet: taste
choose { liked when taste -> any by speed otherwise plain -> any }
rank speed by order { minimize model.ttft }
rank when taste by order { minimize model.mmlu }
rank by order { maximize model.mmlu }
fallback 1
test "refused" { given private = true expect rejected gpt-4o by home }
test "liked" { given taste = true expect branch liked }
test "lost" { expect rejected gpt-4o by plain }
prove "home" when private: every eligible model.hosting == self-hosted
)";

/// What is found where a policy of these declarations, from line 3, extends the base.
std::string found_on_base(const std::string& declarations) {
  return summary_of(
      check_files({{"p.policy", "policy p\nextends \"base.policy\"\n" + declarations}, {"base.policy", base}})
          .diagnostics);
}

Result<CheckedPolicy> on_base(const std::string& declarations) {
  return check_files(
      {{"p.policy", "policy p\nextends \"base.policy\"\n" + declarations}, {"base.policy", base}});
}

template <typename Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

TEST(Layering, takes_over_everything) {
  const auto policy = on_base("must larger: model.max_output >= twice and model.approved");
  ASSERT_TRUE(policy) << summary_of(policy.diagnostics);
  EXPECT_EQ(policy->name, "p");
  EXPECT_THAT(names_of(policy->questions), ElementsAre("need", "taste", "private", "slow"));
  EXPECT_THAT(names_of(policy->constraints), ElementsAre("large", "home", "signed", "sweet", "larger"));
  EXPECT_TRUE(policy->constraints.front().inherited);
  EXPECT_FALSE(policy->constraints.back().inherited);
  EXPECT_EQ(policy->constraints.front().place.source->name(), "base.policy");
  EXPECT_EQ(policy->tree->front().name, "liked");
  EXPECT_EQ(policy->ranks.size(), 3U);
  EXPECT_EQ(std::get<Leaf>(policy->tree->front().body).rank, 0U);
  EXPECT_EQ(policy->fallback->count, 1U);
  EXPECT_THAT(names_of(policy->proofs), ElementsAre("home"));
}

TEST(Layering, runs_again_what_a_stricter_policy_cannot_break) {
  EXPECT_THAT(names_of(on_base("test \"own\" { expect branch liked }")->tests),
              ElementsAre("refused", "lost", "own"));
  // The tree that `lost` speaks of is gone, and with it the test.
  EXPECT_THAT(names_of(on_base("choose { otherwise other -> any }")->tests), ElementsAre("refused"));
  EXPECT_EQ(found_on_base("test \"liked\" { expect branch plain }"), "")
      << "a test that is not taken over leaves its name";
  EXPECT_EQ(found_on_base("test \"refused\" { expect nothing }"),
            "3:6 duplicate-name: two tests are named \"refused\" | rename one of them\n");
  EXPECT_EQ(found_on_base("prove \"home\": some eligible"),
            "3:7 duplicate-name: two proofs are named \"home\" | rename one of them\n");
}

TEST(Layering, replaces_suggestions) {
  const auto policy = on_base(
      "choose { liked when taste -> any otherwise mine -> any by speed }\nrank by order { maximize "
      "model.math }\nrank mine by order { minimize model.ttft }\nfallback 3");
  ASSERT_TRUE(policy) << summary_of(policy.diagnostics);
  EXPECT_EQ(policy->tree->back().name, "mine");
  EXPECT_EQ(policy->fallback->count, 3U);
  ASSERT_EQ(policy->ranks.size(), 3U);
  EXPECT_EQ(policy->ranks[0].name, "speed");
  EXPECT_EQ(policy->ranks[1].criteria.front().label, "math");
  EXPECT_EQ(policy->ranks[2].name, "mine");
  EXPECT_EQ(std::get<Leaf>(policy->tree->back().body).rank, 0U);
}

TEST(Layering, numbers_a_rank_that_stands_below_a_replaced_one) {
  const auto policy = check_files(
      {{"p.policy",
        "policy p extends \"b.policy\"\nrank by order { maximize model.math }\nchoose { otherwise o -> any "
        "by late }"},
       {"b.policy",
        "policy b rank by order { maximize model.mmlu } rank late by order { minimize model.ttft }"}});
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->ranks[*std::get<Leaf>(policy->tree->front().body).rank].name, "late");
}

TEST(Layering, never_loosens) {
  for (
      const auto& [declarations, found] : std::initializer_list<Finding>{
          {"must large: model.context_window >= need",
           "3:6 loosened-constraint: `large` is inherited and cannot be declared again | add a stricter one "
           "under another name\n"},
          {"should large: model.context_window >= twice",
           "3:8 loosened-constraint: `large` is inherited and cannot be declared again | add a stricter one "
           "under another name\n"},
          {"should signed: model.approved, unknown passes",
           "3:8 loosened-constraint: `signed` is inherited and cannot be declared again | add a stricter "
           "one under another name\n"},
          {"ask need: tokens, default 1",
           "3:27 loosened-constraint: the default of `need` cannot change: the inherited `must large` "
           "depends on it\n"},
          {"ask need: tokens",
           "3:5 loosened-constraint: the default of `need` cannot change: the inherited `must large` "
           "depends on it\n"},
          {"ask private: bool, default false",
           "3:28 loosened-constraint: the default of `private` cannot change: the inherited `must home` "
           "depends on it\n"},
          {"ask need: tokens, from 1 to 2M, default 1K",
           "3:24 loosened-constraint: the range of `need` is inherited and cannot be widened: 1 to 1M | stay "
           "within it, or leave `from … to` out\n"},
          {"ask need: tokens, from 0 to 10K, default 1K",
           "3:24 loosened-constraint: the range of `need` is inherited and cannot be widened: 1 to 1M | stay "
           "within it, or leave `from … to` out\n"},
          {"ask need: tokens, from 2 to 1M, default 1K", ""},
          {"ask slow: duration, from 1s to 9s, default 2s", ""},
          {"ask taste: bool, default true", ""},
          {"ask taste: bool", ""},
          {"ask slow: duration, default 2s", ""},
      }) {
    EXPECT_EQ(found_on_base(declarations), found) << declarations;
  }
}

TEST(Layering, changes_what_may_change) {
  const auto policy = on_base("ask taste: bool, default true\nask need: tokens, default 1K \"Tokens?\"");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->questions.size(), 4U);
  EXPECT_EQ(policy->questions[1].default_value, Value(true));
  EXPECT_EQ(policy->questions[0].title, "Tokens?");
  EXPECT_EQ(policy->questions[0].to, Rational(1'000'000)) << "the range is inherited where none is written";
}

TEST(Layering, keeps_types_and_names) {
  for (const auto& [declarations, found] : std::initializer_list<Finding>{
           {"ask taste: number",
            "3:12 type-mismatch: expected a bool, found a number | an inherited question keeps its type\n"},
           {"ask taste: bool, optional",
            "3:18 type-mismatch: `taste` becomes optional, and what is inherited does not guard it | remove "
            "`optional`\n"},
           {"ask taste: bool, default true\nask taste: bool, default true",
            "4:5 duplicate-name: `taste` is declared again twice | remove one of them\n"},
           {"let twice = need * 3", "3:5 duplicate-name: `twice` is declared twice | rename one of them\n"},
           {"let need = 3", "3:5 duplicate-name: `need` is already a question | rename one of them\n"},
           {"fact approved: bool", "3:6 duplicate-name: `approved` is declared twice | rename one of them\n"},
           {"rank speed by order { maximize model.mmlu }",
            "3:6 duplicate-name: `speed` is declared twice | rename one of them\n"},
           {"must plain: model.pinned",
            "3:6 duplicate-name: `plain` is already a branch | rename one of them\n"},
           {"must plain: model.pinned\nchoose { otherwise other -> any }", ""},
           {"must late: model.mmlu > least\nlet least = 50%",
            "3:25 unknown-name: `least` is declared further down | move its declaration above this one\n"},
       }) {
    EXPECT_EQ(found_on_base(declarations), found) << declarations;
  }
}

TEST(Layering, shows_both_places) {
  const auto policy = on_base("must large: model.context_window >= need\n");
  ASSERT_EQ(policy.diagnostics.size(), 1U);
  ASSERT_EQ(policy.diagnostics.front().related.size(), 1U);
  EXPECT_EQ(policy.diagnostics.front().related.front().place.source->name(), "base.policy");
}

Files two_bases(const std::string& left, const std::string& right, const std::string& own = "") {
  return {{"p.policy", "policy p\nextends \"l.policy\"\nextends \"r.policy\"\n" + own},
          {"l.policy", "policy l extends \"root.policy\"\n" + left},
          {"r.policy", "policy r extends \"root.policy\"\n" + right},
          {"root.policy",
           "policy root\nask a: bool, default true\nchoose { otherwise root_leaf -> any }\nrank by order { "
           "maximize model.mmlu }"}};
}

TEST(SeveralBases, share_what_they_both_extend) {
  const auto policy = check_files(two_bases("must l: a", "must r: not a"));
  ASSERT_TRUE(policy) << summary_of(policy.diagnostics);
  EXPECT_THAT(names_of(policy->questions), ElementsAre("a"));
  EXPECT_THAT(names_of(policy->constraints), ElementsAre("l", "r"));
  EXPECT_EQ(policy->ranks.size(), 1U);
}

TEST(SeveralBases, do_not_see_each_other) {
  EXPECT_EQ(summary_of(check_files(two_bases("ask left: bool", "must r: left")).diagnostics),
            "r.policy:2:9 unknown-name: no question or `let` is named `left`\n");
}

TEST(SeveralBases, may_not_define_a_name_twice) {
  EXPECT_EQ(
      summary_of(check_files(two_bases("let x = 1\nmust l: x > 0", "let x = 2\nmust r: x > 0")).diagnostics),
      "r.policy:2:5 duplicate-name: `x` is declared twice | rename one of them\n");
  EXPECT_EQ(summary_of(check_files(two_bases("ask a: bool, default false", "ask a: bool")).diagnostics),
            "r.policy:2:5 duplicate-name: `a` is declared again twice | only one base may change an "
            "inherited question\n");
  EXPECT_EQ(
      summary_of(check_files(two_bases("must same: a", "choose { otherwise same -> any }")).diagnostics),
      "l.policy:2:6 duplicate-name: `same` is already a branch | rename one of them\n");
}

TEST(SeveralBases, that_bring_two_trees_need_a_third) {
  const std::string left = "choose { otherwise left_leaf -> any }";
  const std::string right = "choose { otherwise right_leaf -> any }";
  EXPECT_EQ(summary_of(check_files(two_bases(left, right)).diagnostics),
            "3:9 duplicate-name: two bases bring a `choose` | declare your own, which replaces both\n");
  EXPECT_EQ(summary_of(check_files(two_bases(left, right, "choose { otherwise own -> any }")).diagnostics),
            "");
  // One base's tree replaces that of the root, which the other merely passes on.
  EXPECT_EQ(check_files(two_bases(left, ""))->tree->front().name, "left_leaf");
  EXPECT_EQ(summary_of(check_files(two_bases("fallback 1", "fallback 2")).diagnostics),
            "3:9 duplicate-name: two bases bring a `fallback` | declare your own, which replaces both\n");
  EXPECT_EQ(
      summary_of(check_files(two_bases("rank by order { minimize model.ttft }",
                                       "rank by order { maximize model.math }"))
                     .diagnostics),
      "3:9 duplicate-name: two bases bring ranks without a name | declare your own, which replaces both\n");
}

TEST(SeveralBases, have_their_mistakes_reported_together) {
  EXPECT_EQ(summary_of(check_files(two_bases("must l: b1", "must r: b2", "must p: b3")).diagnostics),
            "l.policy:2:9 unknown-name: no question or `let` is named `b1`\n"
            "r.policy:2:9 unknown-name: no question or `let` is named `b2`\n"
            "4:9 unknown-name: no question or `let` is named `b3`\n");
}

}  // namespace
}  // namespace select_model::testing
