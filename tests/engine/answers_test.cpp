#include "engine/answers.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "policy/checker.hpp"

namespace select_model {
namespace {

constexpr const char* policy_text = R"(policy p
ask task: one of {code, chat, yes, no, "3"}, optional "What?"
ask input_tokens: tokens, from 1 to 10M, default 1_500
ask max_latency: duration, optional
ask max_cost: money, from $0 to $10, optional
ask timeout_ms: count, optional
ask timeout: duration, optional
ask share: ratio, optional
ask amount: number, optional
ask needed: any of {soc2, hipaa}, default {}
ask strict: bool, default false
ask until: date, optional
ask region: text, optional
)";

CheckedPolicy checked(const std::string& path, const std::string& text) {
  const auto layers = load_layers(path, [&](const std::string&) { return FileText{text}; });
  auto policy = check(*layers);
  EXPECT_TRUE(policy) << to_text(policy.diagnostics.front(), false);
  return std::move(*policy);
}

const CheckedPolicy& policy() {
  static const CheckedPolicy made = checked("p.policy", policy_text);
  return made;
}

std::string words(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += to_text(diagnostic, false);
  return text;
}

std::string brief(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    text += "<" + std::string(d.place.source->slice(d.place.span)) + "> " + std::string(info(d.code).word) +
            ": " + d.message + (d.help.empty() ? "" : " (" + d.help + ")") + "\n";
  }
  return text;
}

/// What was given, or what is wrong.
std::string given(const CheckedPolicy& asked, const Result<Answers>& answers) {
  if (!answers) return brief(answers.diagnostics);
  std::string text;
  for (std::size_t i = 0; i < asked.questions.size(); ++i) {
    if (answers->from[i] != AnswerFrom::given) continue;
    text += (text.empty() ? "" : " ") + asked.questions[i].name + "=" +
            to_exact_text(answers->values[i], asked.questions[i].type);
  }
  return text;
}

std::string answer(const std::string& text, const std::vector<std::string>& settings = {}) {
  const auto requirements = read_requirements(std::make_shared<const Source>("r.yaml", text));
  if (!requirements) return brief(requirements.diagnostics);
  std::vector<Setting> set;
  for (const std::string& argument : settings) {
    auto setting = read_setting(argument);
    if (!setting) return brief(setting.diagnostics);
    set.push_back(std::move(*setting));
  }
  return given(policy(), read_answers(policy(), requirements->document, set));
}

struct Case {
  std::string text;
  std::string expected;
};

TEST(Answers, are_read) {
  const std::vector<Case> cases{
      {"", ""},
      {"# all of them later\n", ""},
      {"{}", ""},
      {"task: code", "task=code"},
      {"task: no", "task=no"},
      {"task: 3", "task=3"},
      {"task: null\nmax_latency: ~\nmax_cost_usd:", ""},
      {"input_tokens: 8K", "input_tokens=8,000"},
      {"input_tokens: '8000'", "input_tokens=8,000"},
      {"max_latency: 3s", "max_latency=3 s"},
      {"max_latency_ms: 2500", "max_latency=2.5 s"},
      {"max_latency_s: 3", "max_latency=3 s"},
      {"max_latency_min: '1.5'", "max_latency=90 s"},
      {"max_cost: $0.01", "max_cost=$0.01"},
      {"max_cost: 0.01", "max_cost=$0.01"},
      {"max_cost_usd: 0.01", "max_cost=$0.01"},
      {"max_cost: 10", "max_cost=$10"},
      {"timeout_ms: 3", "timeout_ms=3"},
      {"timeout_s: 3", "timeout=3 s"},
      {"share: 99.9%", "share=99.9%"},
      {"amount: -2.5e3", "amount=-2,500"},
      {"needed: [hipaa, soc2]", "needed={hipaa, soc2}"},
      {"needed: hipaa", "needed={hipaa}"},
      {"needed: []", "needed={}"},
      {"strict: true", "strict=true"},
      {"until: 2026-04-01\nregion: eu-west-1", "until=2026-04-01 region=eu-west-1"},
      {R"({"task": "code", "max_latency": "3s", "input_tokens": 8000, "strict": false})",
       "task=code input_tokens=8,000 max_latency=3 s strict=false"},
  };
  for (const Case& c : cases) EXPECT_EQ(answer(c.text), c.expected) << c.text;
}

TEST(Answers, that_are_wrong_say_so) {
  const std::vector<Case> cases{
      {"tusk: code", "<tusk> unknown-name: the policy has no question `tusk` (did you mean `task`?)\n"},
      {"max_latncy_ms: 3",
       "<max_latncy_ms> unknown-name: the policy has no question `max_latncy_ms` (did you mean "
       "`max_latency_ms`?)\n"},
      {"polcy: x", "<polcy> unknown-name: the policy has no question `polcy` (did you mean `policy`?)\n"},
      {"task: cod",
       "<cod> unknown-name: `task`: expected one of {code, chat, yes, no, 3}, found `cod` (did you mean "
       "`code`?)\n"},
      {"max_latency: 3",
       "<3> unit-mismatch: `max_latency`: expected a duration, found the bare number `3` (write the unit: "
       "`3s` or `3ms`, or `max_latency_ms: 3`)\n"},
      {"max_latency: $3",
       "<$3> unit-mismatch: `max_latency`: expected a duration, found money, `$3` (write it as `300ms`, "
       "`2s`, `1.5min`, `1h` or `30d`)\n"},
      {"max_latency_ms: 3s",
       "<3s> unit-mismatch: `max_latency_ms` counts milliseconds: expected a bare number, found `3s` (write "
       "`max_latency: 3s`)\n"},
      {"max_cost_usd: $1",
       "<$1> unit-mismatch: `max_cost_usd` counts dollars: expected a bare number, found `$1` (write "
       "`max_cost: $1`)\n"},
      {"max_latency_ms: fast",
       "<fast> type-mismatch: `max_latency_ms`: expected a number, found `fast` (write it "
       "as `0.25` or `2.5M`)\n"},
      {"input_tokens_ms: 3",
       "<input_tokens_ms> unit-mismatch: `input_tokens` is tokens, which `_ms` does not fit (write "
       "`input_tokens`)\n"},
      {"max_latency_ms: 0.5",
       "<0.5> out-of-range: `max_latency_ms`: `0.5` is finer than the resolution of a duration, 1ms\n"},
      {"max_cost: $0.0000000001",
       "<$0.0000000001> out-of-range: `max_cost`: `$0.0000000001` is finer than the resolution of money, "
       "$0.000000001\n"},
      {"share: 0.0000001",
       "<0.0000001> out-of-range: `share`: `0.0000001` is finer than the resolution, 0.000001\n"},
      {"input_tokens: 0", "<0> out-of-range: `input_tokens`: must lie between 1 and 10M, found `0`\n"},
      {"input_tokens: -5", "<-5> out-of-range: `input_tokens`: must not be negative, found `-5`\n"},
      {"max_cost: $11", "<$11> out-of-range: `max_cost`: must lie between $0 and $10, found `$11`\n"},
      {"share: 85",
       "<85> out-of-range: `share`: must lie between 0 and 1, found `85` (a percentage is written `85%`)\n"},
      {"strict: yes", "<yes> type-mismatch: `strict`: expected a bool, found `yes` (write `true`)\n"},
      {"needed: [soc3]",
       "<soc3> unknown-name: `needed`: expected one of {soc2, hipaa}, found `soc3` (did you mean `soc2`?)\n"},
      {"amount: 1e400", "<1e400> out-of-range: `amount`: `1e400` is too large or too fine a number\n"},
      {"max_latency: 3s\nmax_latency_ms: 3",
       "<max_latency_ms> duplicate-name: `max_latency` is answered twice (keep one of the two spellings)\n"},
      {"max_latency: ~\nmax_latency_ms: 3",
       "<max_latency_ms> duplicate-name: `max_latency` is answered twice (keep one of the two spellings)\n"},
      {"task: [code]",
       "<[code]> type-mismatch: `task`: expected one of {code, chat, yes, no, 3}, found a list\n"},
      {"strict: 1\nshare: 2\ntask: x",
       "<1> type-mismatch: `strict`: expected a bool, found `1` (write `true`)\n<2> out-of-range: `share`: "
       "must lie between "
       "0 and 1, found `2` (a percentage is written `2%`)\n"
       "<x> unknown-name: `task`: expected one of {code, chat, yes, no, 3}, found `x`\n"},
      {"- task",
       "<- task> type-mismatch: requirements are a map of answers, found a list (write one answer a line: "
       "`task: code`)\n"},
      {"task: code\ntask: chat", "<task> duplicate-name: the key `task` is given twice\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(answer(c.text), c.expected) << c.text;
}

TEST(Answers, show_where_the_range_stands) {
  const auto requirements =
      read_requirements(std::make_shared<const Source>("r.yaml", "task: code\ninput_tokens: 0\n"));
  EXPECT_EQ(words(read_answers(policy(), requirements->document, {}).diagnostics),
            R"(error[out-of-range]: `input_tokens`: must lie between 1 and 10M, found `0`
 --> r.yaml:2:15
  |
2 | input_tokens: 0
  |               ^
 ::: p.policy:3:5
  |
3 | ask input_tokens: tokens, from 1 to 10M, default 1_500
  |     ------------ its range stands here
)");
}

TEST(Answers, that_are_missing_have_their_default_or_none) {
  const Answers answers = default_answers(policy());
  EXPECT_EQ(answers.from[0], AnswerFrom::absent);
  EXPECT_FALSE(is_known(answers.values[0]));
  EXPECT_EQ(answers.from[1], AnswerFrom::fallback_default);
  EXPECT_EQ(answers.values[1], Value(Rational(1'500)));
}

TEST(Answers, may_be_set_and_the_last_setting_counts) {
  EXPECT_EQ(answer("task: chat", {"task=code"}), "task=code");
  EXPECT_EQ(answer("max_latency_ms: 1", {"max_latency=2s"}), "max_latency=2 s");
  EXPECT_EQ(answer("", {"max_latency=2s", "max_latency_ms=5"}), "max_latency=5 ms");
  EXPECT_EQ(answer("task: chat", {"task="}), "");
  EXPECT_EQ(answer("task: chat", {"task=null"}), "");
  EXPECT_EQ(answer("", {"needed=[soc2, hipaa]", "region=a=b"}), "needed={hipaa, soc2} region=a=b");
  EXPECT_EQ(answer("", {"needed={soc2"}), "<{> syntax: a `{` is not closed (end it with `}`)\n");
  EXPECT_EQ(answer("", {"task"}),
            "<task> syntax: expected `NAME=VALUE`, found `task` (write `--set task=code`)\n");
  EXPECT_EQ(answer("", {"=x"}), "<=x> syntax: expected `NAME=VALUE`, found `=x` (write `--set task=code`)\n");
  EXPECT_EQ(answer("task: x", {"tusk=code"}),
            "<x> unknown-name: `task`: expected one of {code, chat, yes, no, 3}, found `x`\n<tusk> "
            "unknown-name: the policy has no question `tusk` (did you mean `task`?)\n");
}

TEST(Settings, show_the_argument) {
  const auto setting = read_setting("task=cod");
  const Node nothing{MapNode{}, {}};
  EXPECT_EQ(words(read_answers(policy(), nothing, {*setting}).diagnostics),
            R"(error[unknown-name]: `task`: expected one of {code, chat, yes, no, 3}, found `cod`
 --> --set:1:6
  |
1 | task=cod
  |      ^^^
  |
  = help: did you mean `code`?
)");
}

TEST(Requirements, name_their_policy_and_catalogues) {
  const auto read = [](const std::string& text) {
    const auto requirements = read_requirements(std::make_shared<const Source>("r.yaml", text));
    if (!requirements) return brief(requirements.diagnostics);
    std::string all;
    for (const std::string& path : requirements->policies) all += "policy " + path + " ";
    for (const std::string& path : requirements->catalogs) all += "catalog " + path + " ";
    for (const Entry& entry : std::get<MapNode>(requirements->document.content).entries)
      all += entry.key + " ";
    return all;
  };
  EXPECT_EQ(read("policy: ../a.policy\ncatalog: b.yaml\ntask: x"), "policy ../a.policy catalog b.yaml task ");
  EXPECT_EQ(read("catalog: ['builtin:guide', b.yaml]"), "catalog builtin:guide catalog b.yaml ");
  EXPECT_EQ(read("policy: ~\ncatalog: []"), "");
  EXPECT_EQ(read("policy: [a]"), "policy a ");
  EXPECT_EQ(read("policy: [a, b]"),
            "<b> type-mismatch: `policy`: expected one policy, found a list of several (a policy names "
            "others with `extends`)\n");
  EXPECT_EQ(read("policy: {a: b}\ncatalog: ['', x]"),
            "<{a: b}> type-mismatch: `policy`: expected a path, found a map\n<''> type-mismatch: `catalog`: "
            "expected a path, found an empty text\n");
  EXPECT_EQ(read(std::string((1 << 20) + 1, '#')), "<> limit: the file is larger than 1 MiB\n");
}

TEST(Answers, the_guides_own_dictionary_is_read_as_it_stands) {
  const CheckedPolicy guide = checked("builtin:guide", "");
  const auto requirements = read_requirements(std::make_shared<const Source>("section_4.yaml", R"(
max_latency_ms: 3000       # User-facing? Need < 3s
max_cost_per_request: 0.01 # Budget constraint
min_quality_score: 0.85    # From your own eval (0-1)
context_needed: 8000       # Typical input size in tokens
data_privacy: "standard"   # "standard", "strict", "air-gapped"
output_format: "json"      # "text", "json", "code"
requests_per_month: 500000 # Scale requirement
availability: 0.999        # Uptime requirement
)"));
  const auto answers = read_answers(guide, requirements->document, {});
  ASSERT_TRUE(answers) << words(answers.diagnostics);
  std::size_t given_answers = 0;
  for (const AnswerFrom from : answers->from) given_answers += from == AnswerFrom::given ? 1 : 0;
  EXPECT_EQ(given_answers, 8U);
}

}  // namespace
}  // namespace select_model
