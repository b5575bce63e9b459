#include "policy/operators.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "policy/lexer.hpp"

namespace select_model {
namespace {

// Loosest first. Negation stands between `and` and the comparisons, and is no chain.
enum Level : int {
  disjunction,
  conjunction,
  comparison,
  fallback_value,
  addition,
  multiplication,
  operand_level
};

int level_of(const BinaryOp& op) {
  if (std::holds_alternative<ast::CompareOp>(op)) return comparison;
  switch (std::get<ast::ChainOp>(op)) {
    case ast::ChainOp::logical_or:
      return disjunction;
    case ast::ChainOp::logical_and:
      return conjunction;
    case ast::ChainOp::otherwise:
      return fallback_value;
    case ast::ChainOp::add:
    case ast::ChainOp::subtract:
      return addition;
    case ast::ChainOp::multiply:
    case ast::ChainOp::divide:
      return multiplication;
  }
  return operand_level;
}

ast::Expressions one(ast::Expression expression) {
  ast::Expressions list;
  list.push_back(std::move(expression));
  return list;
}

}  // namespace

std::optional<SyntaxMistake> Operators::add_not(Span span) {
  const bool opens = operators_.empty() || level_of(operators_.back().op) <= conjunction;
  if (!minuses_.empty() || !opens) {
    return SyntaxMistake{"expected a value, found `not`", span, "put the negation in parentheses: `(not …)`"};
  }
  nots_.push_back(span);
  return std::nullopt;
}

std::optional<SyntaxMistake> Operators::add_minus(Span span) {
  // The second may only be the sign of a number, which `add_operand` sees to.
  if (minuses_.size() == 2)
    return SyntaxMistake{"expected a value, found `-`", span, "write a `-` once: two of them cancel"};
  minuses_.push_back(span);
  return std::nullopt;
}

std::optional<SyntaxMistake> Operators::add_operand(ast::Expression value) {
  const auto* literal = std::get_if<ast::Literal>(&value.node);
  const bool number =
      literal && (literal->kind == ast::LiteralKind::number || literal->kind == ast::LiteralKind::tokens);
  if (minuses_.size() == 2 && !number) {
    return SyntaxMistake{"expected a value, found `-`", minuses_[1], "write a `-` once: two of them cancel"};
  }
  const Span first = !nots_.empty() ? nots_[0] : !minuses_.empty() ? minuses_[0] : value.span;
  const Span span{first.begin, value.span.end};
  operands_.push_back({std::exchange(nots_, {}), std::exchange(minuses_, {}), std::move(value), {}, span});
  after_is_known_ = false;
  return std::nullopt;
}

std::optional<SyntaxMistake> Operators::add_is_known(bool negated, Span span) {
  if (comparison_)
    return SyntaxMistake{"comparisons do not chain", span,
                         "join two of them with `and`, or put one in parentheses"};
  comparison_ = span;
  after_is_known_ = true;
  operands_.back().is_known = negated;
  operands_.back().span.end = span.end;
  return std::nullopt;
}

std::optional<SyntaxMistake> Operators::add_operator(Operator op) {
  const int level = level_of(op.op);
  if (level == comparison) {
    if (comparison_) {
      return SyntaxMistake{"comparisons do not chain", op.span,
                           "join two of them with `and`: `a < b and b < c`"};
    }
    comparison_ = op.span;
  } else if (level > comparison && after_is_known_) {
    return SyntaxMistake{"expected `and` or `or`, found `" + std::string(op.text) + "`", op.span,
                         "put what stands before it in parentheses: `(x is known)`"};
  } else if (level <= conjunction) {
    comparison_.reset();
  }
  std::fill(lengths_ + level + 1, std::end(lengths_), 1);
  if (++lengths_[level] > longest_chain) {
    return SyntaxMistake{"chain of more than 1,000 operands", op.span,
                         "split it: give parts of it a name with `let`", Code::limit};
  }
  operators_.push_back(std::move(op));
  return std::nullopt;
}

ast::Expression Operators::fold() && { return fold_chain({0, operands_.size()}, disjunction); }

bool Operators::splits(std::size_t before_operand, int level) const {
  return level_of(operators_[before_operand - 1].op) == level;
}

ast::Expression Operators::fold_chain(Part part, int level) {
  if (level == comparison) return fold_negation(part);
  if (level == operand_level) return fold_operand(part.begin);
  ast::Chain chain;
  const Span span{operands_[part.begin].span.begin, operands_[part.end - 1].span.end};
  std::size_t begin = part.begin;
  for (std::size_t i = part.begin + 1; i < part.end; ++i) {
    if (!splits(i, level)) continue;
    chain.operands.push_back(fold_chain({begin, i}, level + 1));
    chain.ops.push_back(std::get<ast::ChainOp>(operators_[i - 1].op));
    chain.op_spans.push_back(operators_[i - 1].span);
    begin = i;
  }
  ast::Expression last = fold_chain({begin, part.end}, level + 1);
  if (chain.operands.empty()) return last;
  chain.operands.push_back(std::move(last));
  return {std::move(chain), span};
}

ast::Expression Operators::fold_negation(Part part) {
  const auto nots = std::exchange(operands_[part.begin].nots, {});
  const std::uint32_t end = operands_[part.end - 1].span.end;
  if (!nots.empty()) {
    Operand& first = operands_[part.begin];
    first.span.begin = first.minuses.empty() ? first.value.span.begin : first.minuses[0].begin;
  }
  ast::Expression expression = fold_comparison(part);
  for (auto not_span = nots.rbegin(); not_span != nots.rend(); ++not_span) {
    expression = {ast::Not{one(std::move(expression))}, {not_span->begin, end}};
  }
  return expression;
}

ast::Expression Operators::fold_comparison(Part part) {
  const Span span{operands_[part.begin].span.begin, operands_[part.end - 1].span.end};
  const auto is_known = operands_[part.end - 1].is_known;
  if (is_known) operands_[part.end - 1].span.end = operands_[part.end - 1].value.span.end;
  for (std::size_t i = part.begin + 1; i < part.end; ++i) {
    if (!splits(i, comparison)) continue;
    ast::Expressions sides = one(fold_chain({part.begin, i}, fallback_value));
    sides.push_back(fold_chain({i, part.end}, fallback_value));
    const Operator& op = operators_[i - 1];
    return {ast::Compare{std::get<ast::CompareOp>(op.op), op.span, std::move(sides)}, span};
  }
  ast::Expression expression = fold_chain(part, fallback_value);
  if (!is_known) return expression;
  return {ast::IsKnown{*is_known, one(std::move(expression))}, span};
}

ast::Expression Operators::fold_operand(std::size_t index) {
  Operand& operand = operands_[index];
  ast::Expression expression = std::move(operand.value);
  const std::uint32_t end = expression.span.end;
  for (auto minus = operand.minuses.rbegin(); minus != operand.minuses.rend(); ++minus) {
    expression = {ast::Negate{one(std::move(expression))}, {minus->begin, end}};
  }
  return expression;
}

}  // namespace select_model
