#include <gtest/gtest.h>

#include "parsing.hpp"
#include "tree_shape.hpp"

namespace select_model {
namespace {

using testing::parse_text;
using testing::Shape;

std::string shape(const std::string& expression) {
  const auto policy = parse_text("policy p let x = " + expression);
  if (!policy) return policy.diagnostics.empty() ? "" : "! " + policy.diagnostics[0].message;
  return Shape::of(std::get<ast::Let>(policy->declarations[0]).value);
}

struct Case {
  std::string text, tree;
};

TEST(Expression, has_the_precedence_of_the_language) {
  const Case cases[] = {
      {"a or b and c or d", "(a or (b and c) or d)"},
      {"not a and b", "((not a) and b)"},
      {"not a == b", "(not (== a b))"},
      {"not not a", "(not (not a))"},
      {"a and not b == c", "(a and (not (== b c)))"},
      {"a + b * c - d / e / f", "(a + (b * c) - (d / e / f))"},
      {"a ?? b + 1 ?? 2", "(a ?? (b + number:1) ?? number:2)"},
      {"a ?? b < c ?? d", "(< (a ?? b) (c ?? d))"},
      {"a < b and c >= d or e != f", "(((< a b) and (>= c d)) or (!= e f))"},
      {"a in {b, c}", "(in a (set b c))"},
      {"a not in {}", "(not-in a (set))"},
      {"not a not in b", "(not (not-in a b))"},
      {"a overlaps b", "(overlaps a b)"},
      {"a is known and b is unknown", "((known a) and (unknown b))"},
      {"a + b is known", "(known (a + b))"},
      {"not a is known", "(not (known a))"},
      {"-a + b", "((neg a) + b)"},
      {"a - -5", "(a - (neg number:5))"},
      {"- -5 tokens", "(neg (neg tokens:5))"},
      {"-a * -b", "((neg a) * (neg b))"},
      {"(a or b) and (c)", "([(a or b)] and [c])"},
      {"if a then b else c + d", "(if a b (c + d))"},
      {"1 + if a then b else if c then d else e", "(number:1 + (if a b (if c d e)))"},
  };
  for (const auto& [text, tree] : cases) EXPECT_EQ(shape(text), tree) << text;
}

TEST(Expression, has_literals_and_uses) {
  const Case cases[] = {
      {"true", "bool:true"},
      {"today - 30d", "(today - duration:2592000)"},
      {"50 tokens/s", "rate:50"},
      {"80/s", "rate:80"},
      {"120 tokens / min", "rate:2"},
      {"5/ms", "rate:5000"},
      {"50 tokens / (s)", "(tokens:50 / [s])"},
      {"50 / min(a, b)", "(number:50 / (min a b))"},
      {"50 tokens / min(a)", "(tokens:50 / (min a))"},
      {"50 tokens / second", "(tokens:50 / second)"},
      {"$3 / 1M tokens", "(money:3 / tokens:1000000)"},
      {"$3/h", "(money:3 / h)"},
      {"s / h", "(s / h)"},
      {"min(a, max())", "(min a (max))"},
      {"model.quality", "model.quality"},
      {"model.quality()", "(model.quality)"},
      {"model.cost(a, b + 1, c)", "(model.cost a (b + number:1) c)"},
      {"first.provider == \"a b\"", "(== first.provider text:a b)"},
      {"text == weight and from < tokens", "((== text weight) and (< from tokens))"},
      {"85% - 0.85", "(percent:17/20 - number:17/20)"},
      {"2026-04-01", "date:2026-04-01"},
  };
  for (const auto& [text, tree] : cases) EXPECT_EQ(shape(text), tree) << text;
}

TEST(Expression, refuses_what_the_grammar_does_not_hold) {
  const Case cases[] = {
      {"a < b < c", "! comparisons do not chain"},
      {"a == b is known", "! comparisons do not chain"},
      {"a is known == b", "! comparisons do not chain"},
      {"a is known + 1", "! expected `and` or `or`, found `+`"},
      {"a == not b", "! expected a value, found `not`"},
      {"-not a", "! expected a value, found `not`"},
      {"- -a", "! expected a value, found `-`"},
      {"- - -5", "! expected a value, found `-`"},
      {"a b", "! expected an operator, a string or a declaration, found `b`"},
      {"a +", "! expected a value, found the end of the file"},
      {"(a", "! expected an operator or `)`, found the end of the file"},
      {"()", "! expected a value, found `)`"},
      {"{a,}", "! expected a value, found `}`"},
      {"a is", "! expected `known` or `unknown`, found the end of the file"},
      {"model", "! expected `.`, found the end of the file"},
      {"if a then b", "! expected an operator or `else`, found the end of the file"},
      {"gpt-3.5", "! expected a value, found `gpt-3.5`"},
      {"unknown", "! expected a value, found `unknown`"},
  };
  for (const auto& [text, tree] : cases) EXPECT_EQ(shape(text), tree) << text;
}

TEST(Expression, knows_its_span_and_those_within) {
  const auto say = [&](const std::string& expression) {
    const auto source = testing::source_of("policy p let x = " + expression);
    const auto policy = parse(source);
    const auto& value = std::get<ast::Let>(policy->declarations[0]).value;
    std::string spans = "[" + std::string(source->slice(value.span)) + "]";
    const auto inner = [&](const ast::Expressions& parts) {
      for (const ast::Expression& part : parts) spans += "[" + std::string(source->slice(part.span)) + "]";
    };
    if (const auto* node = std::get_if<ast::Not>(&value.node)) inner(node->operand);
    if (const auto* node = std::get_if<ast::Compare>(&value.node))
      inner(node->sides), spans += source->slice(node->op_span);
    if (const auto* node = std::get_if<ast::Chain>(&value.node))
      inner(node->operands), spans += source->slice(node->op_spans[0]);
    if (const auto* node = std::get_if<ast::IsKnown>(&value.node)) inner(node->operand);
    return spans;
  };
  EXPECT_EQ(say("not (a + 1) == -b"), "[not (a + 1) == -b][(a + 1) == -b]");
  EXPECT_EQ(say("(a + 1) == -b"), "[(a + 1) == -b][(a + 1)][-b]==");
  EXPECT_EQ(say("not a and b is known"), "[not a and b is known][not a][b is known]and");
  EXPECT_EQ(say("a + b is known"), "[a + b is known][a + b]");
  EXPECT_EQ(say("a not  in {b}"), "[a not  in {b}][a][{b}]not  in");
  EXPECT_EQ(say("-a * c(d)"), "[-a * c(d)][-a][c(d)]*");
}

}  // namespace
}  // namespace select_model
