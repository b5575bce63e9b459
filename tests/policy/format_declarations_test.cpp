#include "formatting.hpp"

namespace select_model::testing {
namespace {

// clang-format off
const Formatted cases[] = {
    {"a_header_stands_on_one_line",
     R"p(policy    p  "A title"
version "1"

  language   1)p",
     R"p(policy p "A title" version "1" language 1
)p"},
    {"a_header_that_is_too_long_is_broken",
     R"p(policy p "A title that is long enough to fill most of a line of a policy, as few are, and on it goes" version "2026-04-01" language 1)p",
     R"p(policy p "A title that is long enough to fill most of a line of a policy, as few are, and on it goes"
  version "2026-04-01" language 1
)p"},
    {"titles_of_neighbours_stand_in_a_column",
     R"p(policy p
ask x:tokens,from 1 to 10M , default 1_500 "Tokens"
ask longer_name : one of { a , "c++" , b } , default a   "Which?"
ask z: bool, optional
ask after: bool "Of the same table"

ask alone: bool   "Of its own"
fact f:money   per tokens "A rate"
fact long_name: bool "Yes or no")p",
     R"p(policy p
ask x: tokens, from 1 to 10M, default 1_500      "Tokens"
ask longer_name: one of {a, "c++", b}, default a "Which?"
ask z: bool, optional
ask after: bool                                  "Of the same table"

ask alone: bool "Of its own"
fact f: money per tokens "A rate"
fact long_name: bool     "Yes or no"
)p"},
    {"a_title_that_does_not_fit_its_column_has_a_line",
     R"p(policy p
ask stage: one of {prototype, staging, production, retired}, default prototype "Where is it?"
ask streamed: bool "Is it shown while it is written, so that only the time to the first token counts?"
ask n: count "How many?")p",
     R"p(policy p
ask stage: one of {prototype, staging, production, retired}, default prototype
  "Where is it?"
ask streamed: bool "Is it shown while it is written, so that only the time to the first token counts?"
ask n: count       "How many?"
)p"},
    {"members_that_do_not_fit_have_lines",
     R"p(policy p
ask task: one of {classification, extraction, generation, reasoning, code, long_document, creative, multilingual, chat, translation, other}, default chat "What is the task?")p",
     R"p(policy p
ask task: one of {
  classification, extraction, generation, reasoning, code, long_document, creative, multilingual, chat, translation,
  other
}, default chat "What is the task?"
)p"},
    {"lets_stand_in_columns",
     R"p(policy p
let a=-x*2  "Minus"
let bbb = 50 tokens / s
let c   = model . cost ( x,500,10K )+$0.0100   "Cost")p",
     R"p(policy p
let a   = -x * 2                            "Minus"
let bbb = 50 tokens/s
let c   = model.cost(x, 500, 10K) + $0.0100 "Cost"
)p"},
    {"a_let_that_does_not_fit_is_broken",
     R"p(policy p
let l = if task == code then model.humaneval * 0.75 + model.mmlu * 0.25 else if task == reasoning then model.math else if task == chat then model.mt_bench / 10 else model.mmlu "Benchmark"

let m = max(model.cost(input_tokens, output_tokens, requests_per_month), model.cost(input_tokens * 2, output_tokens * 2, requests_per_month)))p",
     R"p(policy p
let l =
  if task == code then model.humaneval * 0.75 + model.mmlu * 0.25
  else if task == reasoning then model.math
  else if task == chat then model.mt_bench / 10
  else model.mmlu
  "Benchmark"

let m = max(
  model.cost(input_tokens, output_tokens, requests_per_month),
  model.cost(input_tokens * 2, output_tokens * 2, requests_per_month)
)
)p"},
    {"literals_stay_as_they_are_written",
     R"p(policy p
ask a: tokens, from 1 to 10M, default 1_500
let b = $0.0100 + $3.50 / 1M tokens + 2.50K tokens*$1/1M
must c: model.throughput >= 050 tokens / min and today < 2026-04-01 and "\u{e9}" != "\"" and x > - 5)p",
     R"p(policy p
ask a: tokens, from 1 to 10M, default 1_500
let b = $0.0100 + $3.50 / 1M tokens + 2.50K tokens * $1 / 1M
must c: model.throughput >= 050 tokens/min and today < 2026-04-01 and "\u{e9}" != "\"" and x > -5
)p"},
    {"a_constraint_stands_on_one_line_where_it_fits",
     R"p(policy p
must a:
  x > 1
must b:
  (x > 1)

should c:
  model.pinned, unknown   passes
  because "pin it")p",
     R"p(policy p
must a: x > 1
must b: (x > 1)

should c: model.pinned, unknown passes because "pin it"
)p"},
    {"a_reason_that_does_not_fit_has_a_line",
     R"p(policy p
must fits_context: model.context_window >= input_tokens + output_tokens because "{input_tokens} in and {output_tokens} out do not fit")p",
     R"p(policy p
must fits_context: model.context_window >= input_tokens + output_tokens
  because "{input_tokens} in and {output_tokens} out do not fit"
)p"},
    {"constraints_of_one_shape_are_a_table",
     R"p(policy p
must fast when max_latency is known: response_time <= max_latency, unknown warns
must affordable when max_cost is known: request_cost <= max_cost
must other: x
should pinned: model.pinned because "pin"
should evaluated: eval_cases >= 20 because "evaluate")p",
     R"p(policy p
must fast       when max_latency is known: response_time <= max_latency, unknown warns
must affordable when max_cost is known:    request_cost <= max_cost
must other: x
should pinned: model.pinned        because "pin"
should evaluated: eval_cases >= 20 because "evaluate"
)p"},
    {"where_one_reason_of_a_table_does_not_fit_all_have_lines",
     R"p(policy p
should compared when stage == production: candidates_tested >= 3 because "test at least 3 candidates before you ship"
should metered when stage == production: cost_monitoring because "monitor costs, with alerts"
should swappable when stage == production: abstraction_layer because "put a provider abstraction in place: you will switch")p",
     R"p(policy p
should compared when stage == production: candidates_tested >= 3
  because "test at least 3 candidates before you ship"
should metered when stage == production: cost_monitoring
  because "monitor costs, with alerts"
should swappable when stage == production: abstraction_layer
  because "put a provider abstraction in place: you will switch"
)p"},
    {"a_long_condition_is_broken_where_it_binds_least",
     R"p(policy p
must long_one when first_question_of_all is known and second_question is known and the_third_of_them is known or the_fourth_one == alpha: model.context_window >= input_tokens + output_tokens + reserved_tokens_for_the_system_prompt + tokens_of_tools and model.provider in {openai, anthropic, google, mistral, together, groq, fireworks, azure, aws, self-hosted, deepinfra} or (model.hosting == self-hosted and (can_self_host or model.gpus_needed(input_tokens, output_tokens, requests_per_month) <= gpus_available)) because "it is long")p",
     R"p(policy p
must long_one
  when first_question_of_all is known and second_question is known and the_third_of_them is known
    or the_fourth_one == alpha:
  model.context_window >= input_tokens + output_tokens + reserved_tokens_for_the_system_prompt + tokens_of_tools
    and model.provider in {
      openai, anthropic, google, mistral, together, groq, fireworks, azure, aws, self-hosted, deepinfra
    }
  or (
    model.hosting == self-hosted
    and (can_self_host or model.gpus_needed(input_tokens, output_tokens, requests_per_month) <= gpus_available)
  )
  because "it is long"
)p"}
};
// clang-format on

class FormatDeclarations : public ::testing::TestWithParam<Formatted> {};

TEST_P(FormatDeclarations, are_laid_out) { expect_formatted(GetParam()); }

INSTANTIATE_TEST_SUITE_P(policies, FormatDeclarations, ::testing::ValuesIn(cases), name_of);

}  // namespace
}  // namespace select_model::testing
