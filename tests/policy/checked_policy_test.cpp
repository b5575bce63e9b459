#include "policy/checked_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checking.hpp"
#include "policy/sha256.hpp"

namespace select_model::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CheckedPolicy checked(const std::string& declarations) {
  auto policy = check_text(declarations);
  EXPECT_TRUE(policy) << summary_of(policy.diagnostics);
  return std::move(*policy);
}

/// The shape of an expression: operations, with their operands in parentheses.
std::string shape(const Expression& expression) {
  static constexpr const char* names[] = {
      "constant", "question", "let", "today", "fact", "method", "not",   "and",    "or",
      "==",       "!=",       "<",   "<=",    ">",    ">=",     "in",    "not in", "overlaps",
      "known",    "unknown",  "??",  "if",    "+",    "negate", "*",     "/",      "shift",
      "days",     "min",      "max", "mean",  "abs",  "ceil",   "floor", "size",   "set"};
  std::string text = names[static_cast<std::size_t>(expression.op)];
  if (expression.op == Op::constant) text = to_exact_text(expression.constant, expression.type);
  if (expression.op == Op::question || expression.op == Op::let) text += std::to_string(expression.index);
  if (expression.of_first) text = "first " + text;
  if (expression.args.empty()) return text;
  text += "(";
  for (const Expression& argument : expression.args)
    text += (text.back() == '(' ? "" : ", ") + shape(argument);
  return text + ")";
}

TEST(CheckedPolicy, resolves_expressions) {
  const struct {
    const char* condition;
    const char* shape;
  } cases[] = {
      {"not a and a or a", "or(and(not(question0), question0), question0)"},
      {"n - 1 + 2 == -n", "==(+(question1, negate(1), 2), negate(question1))"},
      {"n * 2 / 3 / 4 > -5", ">(/(*(question1, 2), *(3, 4)), -5)"},
      {"n / 2 * 3 > 1", ">(/(*(question1, 3), 2), 1)"},
      {"d - 30d < today and today - d > 1d",
       "and(<(shift(question2, negate(30 d)), today), >(days(today, question2), 24 h))"},
      {"(x ?? 1) > 2", ">(?\?(question3, 1), 2)"},
      {"model.provider not in {z, y}", "not in(fact, {y, z})"},
      {"model.provider in {z, \"a b\"}", "in(fact, {a b, z})"},
      {"n in {1, n}", "or(==(question1, 1), ==(question1, question1))"},
      {"n not in {1}", "not(==(question1, 1))"},
      {"x is unknown or x is known", "or(unknown(question3), known(question3))"},
      {"if a then n > 1 else false", "if(question0, >(question1, 1), false)"},
      {"min(n, 2) < mean(abs(n), ceil(1.5), size({}))",
       "<(min(question1, 2), mean(abs(question1), ceil(1.5), size({})))"},
  };
  for (const auto& [condition, expected] : cases) {
    const auto policy = checked("ask a: bool ask n: number ask d: date ask x: number, optional must m: " +
                                std::string(condition));
    EXPECT_EQ(shape(policy.constraints.front().condition), expected) << condition;
  }
}

TEST(CheckedPolicy, gives_bare_numbers_their_types) {
  const auto type_of_right = [](const std::string& condition) {
    const auto policy = checked("ask k: tokens ask r: ratio ask c: count must m: " + condition);
    return policy.constraints.front().condition.args[1].type;
  };
  EXPECT_EQ(type_of_right("k > 5"), Type::tokens());
  EXPECT_EQ(type_of_right("k > 1.5"), Type::quantity({0, 0, 1}));
  EXPECT_EQ(type_of_right("r > 0.5"), Type::ratio());
  EXPECT_EQ(type_of_right("r * 2 > 2"), Type::number());
  EXPECT_EQ(type_of_right("c > 5"), Type::count());
  EXPECT_EQ(type_of_right("c > 5 + 1"), Type::number());
  EXPECT_EQ(type_of_right("model.throughput > 50/s"), Type::quantity({0, -1, 1}));
}

TEST(CheckedPolicy, keeps_what_survives_of_a_type) {
  const auto type_of = [](const std::string& value) {
    return checked("ask k: tokens, optional ask r: ratio ask a: bool let x = " + value)
        .lets.front()
        .value.type;
  };
  EXPECT_EQ(type_of("k ?? 5"), Type::tokens());
  EXPECT_EQ(type_of("k ?? 0.5"), Type::quantity({0, 0, 1}));
  EXPECT_EQ(type_of("if a then r else 50%"), Type::ratio());
  EXPECT_EQ(type_of("max(r, model.mmlu)"), Type::ratio());
  EXPECT_EQ(type_of("mean(r, model.mmlu)"), Type::ratio());
  EXPECT_EQ(type_of("r + r"), Type::number());
  EXPECT_EQ(type_of("r * r"), Type::number());
  EXPECT_EQ(type_of("model.quality(code)"), Type::ratio());
  EXPECT_EQ(type_of("model.input_price * (k ?? 1)"), Type::money());
  EXPECT_EQ(type_of("today"), Type::date());
  EXPECT_EQ(type_of("150%"), Type::number());
}

TEST(CheckedPolicy, knows_what_is_read) {
  const auto policy = checked(
      "ask a: number ask b: number, optional ask c: number, default 1\n"
      "let one = a + c let two = one * model.mmlu let three = if today > 2026-01-01 then b ?? two else two\n"
      "must gate: one > 1 must all when a > 1: three > 1 fallback 1 where first.mmlu > one");
  EXPECT_THAT(policy.lets[1].reads.questions, ElementsAre(0, 2));
  EXPECT_THAT(policy.lets[2].reads.questions, ElementsAre(0, 1, 2));
  EXPECT_TRUE(policy.lets[2].reads.model);
  EXPECT_TRUE(policy.lets[2].reads.today);
  EXPECT_FALSE(policy.lets[0].reads.model);
  EXPECT_TRUE(policy.constraints[0].answers_alone);
  EXPECT_FALSE(policy.constraints[1].answers_alone);
  const Reads fallback = reads_of(*policy.fallback->where, policy.lets);
  EXPECT_TRUE(fallback.first);
  EXPECT_FALSE(fallback.model);
  EXPECT_TRUE(policy.questions[0].required());
  EXPECT_FALSE(policy.questions[1].required());
  EXPECT_FALSE(policy.questions[2].required());
}

TEST(CheckedPolicy, says_which_lets_may_be_unknown) {
  const auto policy = checked(
      "ask x: number, optional let a = x * 2 let b = x ?? 1 let c = a + 1 let d = a ?? 1 let e = x is known "
      "and x > 1");
  std::vector<bool> optional;
  for (const Let& let : policy.lets) optional.push_back(let.optional);
  EXPECT_THAT(optional, ElementsAre(true, false, true, false, false));
}

TEST(CheckedPolicy, labels_criteria) {
  const auto policy = checked(
      "ask t: one of {code} let cost = model.cost(1, 1, 1) fact own: number\n"
      "rank by order { minimize cost maximize model.mmlu maximize model.quality(t) maximize model.own "
      "minimize cost * 2 step $1 maximize model.math \"Maths\" }");
  std::vector<std::string> labels;
  for (const Criterion& criterion : policy.ranks.front().criteria) labels.push_back(criterion.label);
  EXPECT_THAT(labels, ElementsAre("cost", "mmlu", "quality", "own", "cost * 2", "Maths"));
  EXPECT_EQ(policy.ranks.front().criteria[2].text, "model.quality(t)");
  EXPECT_EQ(policy.ranks.front().criteria[4].step, Rational(1));
}

TEST(CheckedPolicy, fills_scales_in) {
  const auto policy = checked(
      "rank by weight { maximize model.mmlu weight 50% maximize model.pinned minimize model.ttft from 0s to "
      "2s maximize model.gpus relative }");
  const auto& criteria = policy.ranks.front().criteria;
  EXPECT_EQ(criteria[0].from->constant, Value(Rational(0)));
  EXPECT_EQ(criteria[0].to->constant, Value(Rational(1)));
  EXPECT_EQ(criteria[0].weight, Rational::fraction(1, 2));
  EXPECT_EQ(criteria[1].to->constant, Value(Rational(1)));
  EXPECT_EQ(criteria[1].weight, Rational(1));
  EXPECT_EQ(criteria[2].to->constant, Value(Rational(2)));
  EXPECT_TRUE(criteria[3].relative);
  EXPECT_FALSE(criteria[3].from);
}

TEST(CheckedPolicy, parses_templates) {
  const auto policy = checked("ask n: number must m: model.mmlu > n because \"{{n}} is {n}, {model.name}!\"");
  const auto& parts = policy.constraints.front().because->parts;
  ASSERT_EQ(parts.size(), 5U);
  EXPECT_EQ(std::get<std::string>(parts[0]), "{n} is ");
  EXPECT_EQ(std::get<Expression>(parts[1]).op, Op::question);
  EXPECT_EQ(std::get<std::string>(parts[2]), ", ");
  EXPECT_EQ(std::get<Expression>(parts[3]).op, Op::fact);
  EXPECT_EQ(std::get<std::string>(parts[4]), "!");
}

TEST(CheckedPolicy, holds_its_tree) {
  const auto policy = checked(
      "ask a: bool choose { one when a \"Really?\" { two when not a -> x@p/v, \"y z\" then where "
      "model.pinned then any by fast because \"so\" otherwise three -> any } "
      "otherwise four -> any } rank fast by order { minimize model.ttft }");
  const Branch& one = policy.tree->front();
  EXPECT_EQ(one.title, "Really?");
  EXPECT_EQ(one.condition_text, "a");
  const Branch& two = std::get<std::vector<Branch>>(one.body).front();
  EXPECT_EQ(two.condition_text, "not a");
  const Leaf& leaf = std::get<Leaf>(two.body);
  ASSERT_EQ(leaf.tiers.size(), 3U);
  EXPECT_EQ(std::get<ModelTarget>(leaf.tiers[0].targets[0]).ref.provider, "p");
  EXPECT_TRUE(std::holds_alternative<Expression>(leaf.tiers[1].targets[0]));
  EXPECT_TRUE(leaf.tiers[2].any);
  EXPECT_EQ(leaf.rank, 0U);
  EXPECT_FALSE(policy.tree->back().when);
}

TEST(CheckedPolicy, gives_a_fallback_its_condition) {
  EXPECT_EQ(shape(*checked("fallback 2").fallback->where), "!=(fact, first fact)");
}

TEST(CheckedPolicy, holds_answers_of_tests) {
  const auto policy = checked(
      "ask s: any of {a, b} ask t: one of {c, \"c++\"} ask n: number, optional ask d: duration\n"
      "test \"t\" using \"x.yaml\" { given s = {b, a}, t = \"c++\" given n = unknown, d = 1.5s, today = "
      "2026-04-01 expect nothing }");
  const select_model::Test& test = policy.tests.front();
  EXPECT_EQ(test.catalog, "x.yaml");
  EXPECT_EQ(test.given[0].value, Value(Set{{"a", "b"}, {}, true}));
  EXPECT_EQ(test.given[1].value, Value(std::string("c++")));
  EXPECT_EQ(test.given[2].value, Value(Unknown{}));
  EXPECT_EQ(test.given[3].value, Value(Rational::fraction(3, 2)));
  EXPECT_EQ(test.given[4].question, std::nullopt);
}

TEST(CheckedPolicy, signs_all_its_files) {
  const std::string base = "policy b\n";
  const std::string own = "policy p extends \"b.policy\"\n";
  const auto policy = check_files({{"p.policy", own}, {"b.policy", base}});
  EXPECT_EQ(sha256(policy->files),
            sha256(std::to_string(base.size()) + "\n" + base + std::to_string(own.size()) + "\n" + own));
}

TEST(CheckedPolicy, holds_dates_of_a_range_as_days) {
  const auto policy = checked("ask d: date, from 1970-01-02 to 1970-01-11");
  EXPECT_EQ(policy.questions.front().from, Rational(1));
  EXPECT_EQ(policy.questions.front().to, Rational(10));
}

}  // namespace
}  // namespace select_model::testing
