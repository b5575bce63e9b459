#include "formatting.hpp"

namespace select_model::testing {
namespace {

// clang-format off
const Formatted cases[] = {
    {"branches_on_one_line_stand_in_columns",
     R"p(policy p
choose {
 a when x > 1 -> m1, m2 then any by speed
 bb when x > 10 "Is it?" -> m1 because "so"
 otherwise c->any })p",
     R"p(policy p
choose {
  a  when x > 1           -> m1, m2 then any by speed
  bb when x > 10 "Is it?" -> m1 because "so"
  otherwise c             -> any
}
)p"},
    {"a_branch_with_a_title_and_a_reason_has_three_lines",
     R"p(policy p
choose "Which?" {
 own when privacy != standard "Must data stay on your infrastructure?" -> llama-3.1-70b, mistral-large because "it stays"


 otherwise c->any })p",
     R"p(policy p
choose "Which?" {
  own when privacy != standard "Must data stay on your infrastructure?"
    -> llama-3.1-70b, mistral-large
    because "it stays"

  otherwise c -> any
}
)p"},
    {"where_one_branch_does_not_fit_all_reasons_have_lines",
     R"p(policy p
choose { a when x { labels when output_tokens <= 50 -> gpt-4o-mini, mistral-small then any by speed because "a label is short: the first answer wins"
 otherwise replies -> claude-haiku then any because "short" }
 otherwise z -> any because "short" })p",
     R"p(policy p
choose {
  a when x {
    labels when output_tokens <= 50 -> gpt-4o-mini, mistral-small then any by speed
      because "a label is short: the first answer wins"
    otherwise replies -> claude-haiku then any
      because "short"
  }
  otherwise z -> any because "short"
}
)p"},
    {"tiers_that_do_not_fit_have_lines",
     R"p(policy p
choose { f when the_first_condition_of_this_branch is known and the_second_condition_of_this_branch > 100K "Is it long?" -> gemini-1.5-pro, gemini-2.0-flash, claude-sonnet, claude-haiku, gpt-4o then where reasoning in model.strengths or model.math >= 75% then where model.input_price < $1 / 1M tokens and model.open_weights then any by speed because "so many"
 otherwise g -> any })p",
     R"p(policy p
choose {
  f when the_first_condition_of_this_branch is known and the_second_condition_of_this_branch > 100K "Is it long?"
    -> gemini-1.5-pro, gemini-2.0-flash, claude-sonnet, claude-haiku, gpt-4o
      then where reasoning in model.strengths or model.math >= 75%
      then where model.input_price < $1 / 1M tokens and model.open_weights
      then any by speed
    because "so many"
  otherwise g -> any
}
)p"},
    {"criteria_stand_in_columns",
     R"p(policy p
rank speed when x by order {
 minimize wait step 100ms
 minimize cost }
rank by weight { 
 minimize c weight 50% from $0 to (b ?? $0.05)
 maximize model.quality(task) weight 5% "own"
 maximize model.mmlu relative

 minimize model.response_time(output_tokens) + model.response_time(other_tokens) weight 20% from 0s to (max_latency ?? 30s) "full response, twice" })p",
     R"p(policy p
rank speed when x by order {
  minimize wait step 100ms
  minimize cost
}
rank by weight {
  minimize c                   weight 50% from $0 to (b ?? $0.05)
  maximize model.quality(task) weight 5% "own"
  maximize model.mmlu                     relative

  minimize model.response_time(output_tokens) + model.response_time(other_tokens) weight 20%
    from 0s to (max_latency ?? 30s) "full response, twice"
}
)p"},
    {"a_test_has_a_line_a_statement",
     R"p(policy p
test "t" using "c.yaml" {
 given a = 1, b = {x, y} given today = 2026-04-01, c = -5 expect first "odd/one"


 expect rejected m2, m3@p/v by x, y expect nothing}
test "empty" { })p",
     R"p(policy p
test "t" using "c.yaml" {
  given a = 1, b = {x, y}
  given today = 2026-04-01, c = -5
  expect first "odd/one"

  expect rejected m2, m3@p/v by x, y
  expect nothing
}
test "empty" {}
)p"},
    {"a_test_that_was_on_one_line_stays_there_if_it_fits",
     R"p(policy p
test "short" {   given a = 1 expect nothing }
test "long" {   given first_answer = a_value, second_answer = another_value, third_answer = one_more expect first gpt-4o expect branch b })p",
     R"p(policy p
test "short" { given a = 1  expect nothing }
test "long" {
  given first_answer = a_value, second_answer = another_value, third_answer = one_more
  expect first gpt-4o
  expect branch b
}
)p"},
    {"a_statement_that_does_not_fit_goes_on_below",
     R"p(policy p
test "long" {
 given max_latency = 3s, max_cost_per_request = $0.01, min_quality_score = 0.85, context_needed = 8K, data_privacy = standard
 expect rejected gpt-4o, gpt-4o-mini, claude-sonnet, claude-haiku, gemini-1.5-pro, gemini-2.0-flash, mistral-small by certified, affordable, fast_enough })p",
     R"p(policy p
test "long" {
  given max_latency = 3s, max_cost_per_request = $0.01, min_quality_score = 0.85, context_needed = 8K,
    data_privacy = standard
  expect rejected gpt-4o, gpt-4o-mini, claude-sonnet, claude-haiku, gemini-1.5-pro, gemini-2.0-flash, mistral-small
    by certified, affordable, fast_enough
}
)p"},
    {"a_proof_has_its_claim_on_a_line",
     R"p(policy p
prove "p" when data_privacy != standard and not can_self_host: every eligible model.hosting == self-hosted
prove "q": some eligible
fallback 2 where model.provider!=first.provider
extends "base.policy")p",
     R"p(policy p
prove "p" when data_privacy != standard and not can_self_host:
  every eligible model.hosting == self-hosted
prove "q": some eligible
fallback 2 where model.provider != first.provider
extends "base.policy"
)p"},
    {"a_wide_gap_is_no_column",
     R"p(policy p
choose {
 a when the_first_condition is known and more_of_it < 3s -> m1
 otherwise b -> any
}
)p",
     R"p(policy p
choose {
  a when the_first_condition is known and more_of_it < 3s -> m1
  otherwise b -> any
}
)p"}
};
// clang-format on

class FormatBlocks : public ::testing::TestWithParam<Formatted> {};

TEST_P(FormatBlocks, are_laid_out) { expect_formatted(GetParam()); }

INSTANTIATE_TEST_SUITE_P(policies, FormatBlocks, ::testing::ValuesIn(cases), name_of);

}  // namespace
}  // namespace select_model::testing
