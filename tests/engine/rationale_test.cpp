#include "engine/rationale.hpp"

#include <gmock/gmock.h>

#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RejectedReason& rejection_of(const Decided& decided, const std::string& id) {
  for (const RejectedReason& reason : decided.rationale.rejected) {
    if (decided.program.catalog().offers[reason.offer].id == id) return reason;
  }
  static const RejectedReason none;
  ADD_FAILURE() << id << " is not rejected";
  return none;
}

/// What is said of one constraint on one offer.
std::string because(const std::string& declarations, const std::string& requirements, const std::string& id) {
  const Decided decided = decide("policy p\n" + declarations, three_models, requirements);
  const RejectedReason& reason = rejection_of(decided, id);
  return reason.failed.empty() ? "" : reason.failed[0].because;
}

TEST(Because, is_filled_with_values_as_people_write_them) {
  EXPECT_EQ(because("ask n: tokens\nmust fits: model.context_window >= n because \"{n} do not fit "
                    "{model.context_window} of {model.id}\"",
                    "n: 150K", "fast@zenith"),
            "150K do not fit 128K of fast");
}

TEST(Because, shows_answers_with_all_their_digits) {
  EXPECT_EQ(
      because("ask n: tokens\nask most: money\nask wait: duration\nmust fits: model.context_window >= n "
              "because \"{n} tokens for {most} in {wait} do not fit {model.context_window}\"",
              "{n: 1234567, most: $0.123456789, wait: 1234567ms}", "fast@zenith"),
      "1,234,567 tokens for $0.123456789 in 1234.567 s do not fit 128K");
}

TEST(Because, tells_values_apart_that_would_read_alike) {
  EXPECT_EQ(because("ask n: tokens\nmust fits: model.context_window >= n because \"{n} do not fit "
                    "{model.context_window}\"",
                    "n: 128001", "fast@zenith"),
            "128,001 do not fit 128,000");
}

TEST(Because, that_nobody_wrote_shows_both_sides) {
  EXPECT_EQ(because("must big: model.context_window*2   # all of it\n >=( 300K )", "{}", "fast@zenith"),
            "`model.context_window * 2` 256K < 300K");
  EXPECT_EQ(because("let wait = model.response_time(500)\nask most: duration\nmust quick: wait <= most",
                    "most: 3s", "smart@acme"),
            "`wait` 10.4 s > `most` 3 s");
  EXPECT_EQ(because("must big: (model.context_window >= 150K)", "{}", "fast@zenith"),
            "`model.context_window` 128K < 150K");
  EXPECT_EQ(because("must not_big: not model.context_window >= 150K", "{}", "smart@acme"),
            "`model.context_window` 200K >= 150K");
  EXPECT_EQ(because("must api: model.hosting == api", "{}", "slow@acme"),
            "`model.hosting` is self-hosted, not api");
  EXPECT_EQ(because("let where = model.hosting\nmust api: model.hosting != where", "{}", "slow@acme"),
            "`model.hosting` and `where` are both self-hosted");
  EXPECT_EQ(because("must either: model.mmlu > 95% or model.hosting == self-hosted", "{}", "smart@acme"),
            "`model.mmlu > 95% or model.hosting == self-hosted` does not hold");
}

TEST(Because, names_what_is_not_known) {
  EXPECT_EQ(because("must good: model.mmlu >= 50%", "{}", "slow@acme"),
            "cannot be verified: mmlu is not known");
  EXPECT_EQ(because("must quick: model.response_time(500) <= 1h", "{}", "slow@acme"),
            "cannot be verified: ttft and throughput are not known");
  EXPECT_EQ(because("must cheap: model.cost(1, 1, 1) <= $1", "{}", "slow@acme"),
            "cannot be verified: gpus, gpu_monthly_cost and gpu_throughput are not known");
  EXPECT_EQ(because("must held: {soc2, hipaa} in model.compliance", "{}", "fast@zenith"),
            "cannot be verified: hipaa is not known");
  EXPECT_EQ(because("must held: {soc2} in model.compliance", "{}", "smart@acme"),
            "cannot be verified: compliance is not known");
}

TEST(Because, of_an_unknown_condition_names_only_what_keeps_it_open) {
  EXPECT_EQ(because("must both: model.context_window >= 1K and model.mmlu >= 50%", "{}", "slow@acme"),
            "cannot be verified: mmlu is not known");
  EXPECT_EQ(
      because("let good = if model.hosting == api then model.gpqa else model.mmlu\nmust both: good >= 50%",
              "{}", "slow@acme"),
      "cannot be verified: mmlu is not known");
}

TEST(Failures, hold_both_sides_and_the_place) {
  const Decided decided =
      decide("policy p\nask n: tokens\nmust fits: model.context_window >= n", three_models, "n: 150K");
  const Failure& failure = rejection_of(decided, "fast@zenith").failed[0];
  EXPECT_EQ(failure.constraint, "fits");
  EXPECT_EQ(failure.condition, "model.context_window >= n");
  EXPECT_EQ(failure.left->text, "128K");
  EXPECT_EQ(failure.right->text, "150K");
  EXPECT_EQ(failure.file, "p.policy");
  EXPECT_EQ(failure.line, 3U);
}

TEST(Failures, are_all_listed_the_branch_last) {
  const Decided decided = decide(
      "policy p\nmust api: model.hosting == api\nmust good: model.mmlu >= 80%\nchoose { otherwise one -> "
      "smart }",
      three_models, "{}");
  const RejectedReason& slow = rejection_of(decided, "slow@acme");
  ASSERT_EQ(slow.failed.size(), 3U);
  EXPECT_EQ(slow.failed[0].constraint, "api");
  EXPECT_EQ(slow.failed[1].verdict, Verdict::unknown);
  EXPECT_EQ(slow.failed[2].branch, "one");
  EXPECT_EQ(slow.failed[2].because, "not among those that branch one lists");
}

TEST(Path, holds_every_branch_that_was_tried) {
  const std::string policy = R"(policy p
ask n: number
ask d: number, default 0
choose {
  one when n > 10 -> any
  odd when n / d > 1 -> any
  nest when n > 1 "Is it more than one?" {
    deep when n > 5 -> any
    otherwise shallow -> any because "n is {n}"
  }
  otherwise rest -> any
})";
  const Rationale rationale = decide(policy, three_models, "n: 3").rationale;
  std::vector<std::pair<std::string, std::optional<bool>>> steps;
  for (const PathStep& step : rationale.path) steps.emplace_back(step.branch, step.verdict);
  using Step = std::pair<std::string, std::optional<bool>>;
  EXPECT_THAT(steps, ElementsAre(Step{"one", false}, Step{"odd", std::nullopt}, Step{"nest", true},
                                 Step{"deep", false}, Step{"shallow", true}));
  EXPECT_EQ(rationale.branch, "shallow");
  EXPECT_EQ(rationale.because, "n is 3");
  EXPECT_EQ(rationale.path[2].title, "Is it more than one?");
  EXPECT_EQ(rationale.path[4].condition, std::nullopt);
}

TEST(Path, says_which_answers_decided) {
  const std::string policy =
      "policy p\nask a: bool, default false\nask b: bool, default false\nchoose { one when a or b -> any "
      "otherwise two -> any }";
  EXPECT_THAT(decide(policy, three_models, "b: true").rationale.path[0].decided_by, ElementsAre(1));
  EXPECT_THAT(decide(policy, three_models, "{}").rationale.path[0].decided_by, ElementsAre(0, 1));
}

TEST(Warnings, of_the_decision_are_said_once_and_of_an_offer_with_it) {
  const Decided decided = decide(R"(policy p
ask cases: count, default 0
should evaluated: cases >= 20 because "evaluate first"
should good: model.mmlu >= 80% because "it is not the best"
must quick: model.ttft <= 1s, unknown warns
should silent: model.gpqa >= 10%, unknown passes)",
                                 three_models, "{}");
  ASSERT_EQ(decided.rationale.warnings.size(), 1U);
  EXPECT_EQ(decided.rationale.warnings[0].text, "evaluate first");
  ASSERT_EQ(decided.rationale.ranked.size(), 3U);  // by id: fast, slow, smart
  ASSERT_EQ(decided.rationale.ranked[0].warnings.size(), 1U);
  EXPECT_EQ(decided.rationale.ranked[0].warnings[0].text, "it is not the best");
  ASSERT_EQ(decided.rationale.ranked[1].warnings.size(), 2U);
  EXPECT_EQ(decided.rationale.ranked[1].warnings[0].text, "cannot be verified: mmlu is not known");
  EXPECT_EQ(decided.rationale.ranked[1].warnings[1].constraint, "quick");
  EXPECT_THAT(decided.rationale.ranked[2].warnings, IsEmpty());
}

TEST(Contributions, add_up_to_the_score_and_name_what_decided) {
  const Decided decided = decide(R"(policy p
rank by weight {
  maximize model.mmlu weight 3
  minimize model.ttft weight 1 from 0s to 1s
})",
                                 three_models, "{}");
  const RankedReason& first = decided.rationale.ranked[0];
  ASSERT_EQ(first.contributions.size(), 2U);
  EXPECT_EQ(*first.score, first.contributions[0].points + first.contributions[1].points);
  EXPECT_DOUBLE_EQ(first.contributions[0].weight, 0.75);
  EXPECT_DOUBLE_EQ(first.contributions[1].normalized, 0.6);
  EXPECT_EQ(decided.rationale.decisive, 0U);
  EXPECT_EQ(decided.rationale.ranked[2].warnings[0].criterion, "mmlu");
  EXPECT_EQ(decided.rationale.ranked[2].warnings[0].text, "counts as 0: mmlu is not known");
}

TEST(Decisive, by_order_is_the_first_criterion_that_differs_by_a_step) {
  const Decided decided = decide(
      "policy p\nrank by order { minimize model.ttft step 1s maximize model.mmlu }", three_models, "{}");
  EXPECT_EQ(decided.rationale.decisive, 1U);
}

TEST(Reliefs, are_the_constraints_that_alone_keep_an_offer_out) {
  const Decided decided = decide(R"(policy p
must api: model.hosting == api
must huge: model.context_window >= 1M
must good: model.mmlu >= 80%)",
                                 three_models, "{}");
  EXPECT_EQ(decided.rationale.outcome, Outcome::no_eligible_model);
  ASSERT_EQ(decided.rationale.reliefs.size(), 1U);
  EXPECT_EQ(decided.rationale.reliefs[0].constraint, "huge");
  EXPECT_EQ(decided.rationale.reliefs[0].offers.size(), 1U);
}

TEST(Today, is_there_only_where_something_read_it) {
  EXPECT_EQ(decide("policy p\nmust good: model.mmlu >= 1%", three_models, "{}").rationale.today,
            std::nullopt);
  EXPECT_EQ(decide("policy p\nmust lives: model.retires > today, unknown passes", three_models, "{}")
                .rationale.today,
            day);
  EXPECT_EQ(decide("policy p\nask q: bool\nmust lives when q: model.retires > today, unknown passes",
                   three_models, "q: false")
                .rationale.today,
            std::nullopt);
}

TEST(LeadingTier, is_behind_those_that_were_all_rejected) {
  const Decided decided =
      decide("policy p\nmust good: model.mmlu >= 80%\nchoose { otherwise all -> fast then any }",
             three_models, "{}");
  EXPECT_EQ(decided.rationale.leading_tier, 2U);
}

TEST(Missing, leaves_null_what_depends_on_it) {
  const Decided decided = decide(R"(policy p
ask task: one of {code, chat}
must api: model.hosting == api and model.mmlu >= 80%
choose { code when task == code -> any because "code" otherwise rest -> any })",
                                 three_models, "{}");
  EXPECT_EQ(decided.rationale.outcome, Outcome::recommended);
  EXPECT_EQ(decided.rationale.branch, std::nullopt);
  EXPECT_EQ(decided.rationale.because, std::nullopt);
  ASSERT_EQ(decided.rationale.path.size(), 1U);
  EXPECT_EQ(decided.rationale.path[0].verdict, std::nullopt);
}

}  // namespace

}  // namespace select_model::testing
