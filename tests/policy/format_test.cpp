#include "policy/format.hpp"

#include <gtest/gtest.h>

#include "parsing.hpp"
#include "tests/support/format_properties.hpp"

namespace select_model {
namespace {

using testing::parse_text;
using testing::summary_of;

std::string formatted(const std::string& text) {
  const auto policy = parse_text(text);
  return policy ? format(*policy) : summary_of(text);
}

struct Case {
  const char* name;
  const char* text;
  const char* formatted;
};
std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

// clang-format off
const Case cases[] = {
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
)p"},
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
    {"comments_stay_beside_and_above",
     R"p(# head


# of it
policy p # beside
   # above
ask x: bool # one
ask longer: count, default 0 # two

# alone

must m:  # a gate
  x because "r" #~ code
  # at the end)p",
     R"p(# head

# of it
policy p  # beside
# above
ask x: bool                   # one
ask longer: count, default 0  # two

# alone

must m:  # a gate
  x
  because "r"  #~ code
# at the end
)p"},
    {"a_second_line_of_a_comment_stays_under_it",
     R"p(policy p
ask x: bool # one
            # and more
            # and more
must y: x)p",
     R"p(policy p
ask x: bool  # one
             # and more
             # and more
must y: x
)p"},
    {"comments_in_lists_and_blocks_keep_their_places",
     R"p(policy p
ask u: any of {soc2, # a
 hipaa,
 # about gdpr
 gdpr
 # last
 }, default {}
choose { # opener

  # first of all
  a when x -> m1 # why
  # closing

  otherwise g -> any
  # after
 }
rank by order { # only a comment
 minimize c
 # end
}
test "t" { # nothing
 })p",
     R"p(policy p
ask u: any of {
  soc2,  # a
  hipaa,
  # about gdpr
  gdpr
  # last
}, default {}
choose {  # opener
  # first of all
  a when x -> m1  # why
  # closing

  otherwise g -> any
  # after
}
rank by order {  # only a comment
  minimize c
  # end
}
test "t" {  # nothing
}
)p"},
    {"a_comment_in_an_expression_breaks_it",
     R"p(policy p
must m:
  a ==   # first
     # above b
  b and f(x, # x
  y) because "r")p",
     R"p(policy p
must m:
  a
      ==  # first
        # above b
        b
  and f(
    x,  # x
    y
  )
  because "r"
)p"},
    {"blank_lines_are_kept_one_by_one",
     R"p(policy p



ask a: bool
ask b: bool


ask c: bool
choose {

 a when b -> m


 otherwise z -> any

}


)p",
     R"p(policy p

ask a: bool
ask b: bool

ask c: bool
choose {
  a when b -> m

  otherwise z -> any
}
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
)p"},
};
// clang-format on

class Format : public ::testing::TestWithParam<Case> {};

TEST_P(Format, lays_out) {
  EXPECT_EQ(formatted(GetParam().text), GetParam().formatted);
  EXPECT_EQ(testing::format_fault(GetParam().text), "");
}

INSTANTIATE_TEST_SUITE_P(policies, Format, ::testing::ValuesIn(cases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Format, ends_lines_as_the_first_one_ends) {
  EXPECT_EQ(formatted("policy p\r\nask a:bool # c\n\n"), "policy p\r\nask a: bool  # c\r\n");
  EXPECT_EQ(formatted("policy p\nask a:bool # c\r\n\r\n"), "policy p\nask a: bool  # c\n");
  EXPECT_EQ(formatted("policy p"), "policy p\n");
}

TEST(Format, leaves_out_a_byte_order_mark) {
  EXPECT_EQ(formatted("\xEF\xBB\xBF# c\npolicy  p"), "# c\npolicy p\n");
}

TEST(Format, measures_columns_as_a_terminal_does) {
  EXPECT_EQ(formatted("policy p\nask a: one of {\"漢字\"} \"A\"\nask b: one of {\"abcd\"} \"B\" # c\n"),
            "policy p\nask a: one of {\"漢字\"} \"A\"\nask b: one of {\"abcd\"} \"B\"  # c\n");
}

TEST(Format, does_not_break_where_nothing_can_be_broken) {
  const std::string reason(200, 'x');
  EXPECT_EQ(formatted("policy p must m: a because \"" + reason + "\""),
            "policy p\nmust m: a\n  because \"" + reason + "\"\n");
}

TEST(Format, takes_the_deepest_nesting) {
  const std::string deep(250, '(');
  const std::string text = "policy p must m: " + deep + "a and b" + std::string(250, ')');
  EXPECT_EQ(testing::format_fault(text), "");
}

}  // namespace
}  // namespace select_model
