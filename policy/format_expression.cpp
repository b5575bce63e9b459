#include <algorithm>
#include <variant>

#include "policy/format_parts.hpp"

namespace select_model::formatting {

namespace {

/// Breaks an expression that is too long for its line.
class Broken {
 public:
  Broken(Writer& writer, Span span, std::uint32_t indent) : writer_(writer), span_(span), indent_(indent) {}

  void operator()(const ast::Literal&) const {}
  void operator()(const ast::NameUse&) const {}
  void operator()(const ast::FactUse& use) const { arguments(use.arguments); }
  void operator()(const ast::Call& call) const { arguments(call.arguments); }

  void operator()(const ast::SetOf& set) const {
    if (set.elements.empty()) return;
    const std::uint32_t outer = writer_.indent();
    std::vector<Item> items;
    for (const ast::Expression& element : set.elements) items.emplace_back(begin(element), end(element));
    writer_.until(items.front().first);
    writer_.line(outer + step);
    fill(writer_, items, outer + step);
    close(outer);
  }

  void operator()(const ast::Group& group) const {
    const std::uint32_t outer = writer_.indent();
    writer_.until(begin(group.inner[0]));
    writer_.line(outer + step);
    write(writer_, group.inner[0], outer + step);
    close(outer);
  }

  /// All `else` stand under one another.
  void operator()(const ast::If& choice) const {
    const ast::Expression& otherwise = choice.parts[2];
    writer_.until(begin(choice.parts[0]));
    write(writer_, choice.parts[0], indent_ + 2 * step);
    if (!writer_.fits(end(choice.parts[1]))) writer_.line(indent_ + step);
    writer_.until(begin(choice.parts[1]));
    write(writer_, choice.parts[1], indent_ + 2 * step);
    writer_.line(indent_);
    writer_.until(begin(otherwise));
    if (const auto* next = std::get_if<ast::If>(&otherwise.node)) {
      Broken{writer_, otherwise.span, indent_}(*next);
    } else {
      write(writer_, otherwise, indent_ + step);
    }
  }

  void operator()(const ast::Not& negation) const { prefixed(negation.operand[0]); }
  void operator()(const ast::Negate& negation) const { prefixed(negation.operand[0]); }

  void operator()(const ast::Chain& chain) const {
    write(writer_, chain.operands[0], indent_ + step);
    for (std::size_t i = 0; i < chain.ops.size(); ++i) {
      writer_.line(indent_);
      writer_.until(begin(chain.operands[i + 1]));
      write(writer_, chain.operands[i + 1], indent_ + step);
    }
  }

  void operator()(const ast::Compare& compare) const {
    const std::size_t behind_operator = writer_.pieces().end(compare.op_span);
    write(writer_, compare.sides[0], indent_ + 2 * step);
    const bool brackets = opens(compare.sides[1]);
    if (!brackets || !writer_.fits(behind_operator)) writer_.line(indent_ + step);
    writer_.until(behind_operator);
    write(writer_, compare.sides[1], indent_ + (brackets ? 1 : 2) * step);
  }

  void operator()(const ast::IsKnown& test) const { write(writer_, test.operand[0], indent_); }

 private:
  std::size_t begin(const ast::Expression& expression) const {
    return writer_.pieces().begin(expression.span);
  }
  std::size_t end(const ast::Expression& expression) const { return writer_.pieces().end(expression.span); }

  void arguments(const ast::Expressions& arguments) const {
    if (arguments.empty()) return;
    const std::uint32_t outer = writer_.indent();
    for (const ast::Expression& argument : arguments) {
      writer_.until(begin(argument));
      writer_.line(outer + step);
      write(writer_, argument, outer + 2 * step);
    }
    close(outer);
  }

  void prefixed(const ast::Expression& operand) const {
    writer_.until(begin(operand));
    write(writer_, operand, indent_ + step);
  }

  /// Comments before the bracket belong to what it closes.
  void close(std::uint32_t outer) const {
    writer_.line(outer, outer + step);
    writer_.until(writer_.pieces().end(span_));
  }

  Writer& writer_;
  Span span_;
  std::uint32_t indent_;
};

}  // namespace

bool opens(const ast::Expression& expression) {
  return std::holds_alternative<ast::SetOf>(expression.node) ||
         std::holds_alternative<ast::Group>(expression.node) ||
         std::holds_alternative<ast::Call>(expression.node) ||
         std::holds_alternative<ast::FactUse>(expression.node);
}

void write(Writer& writer, const ast::Expression& expression, std::uint32_t indent) {
  const std::size_t end = writer.pieces().end(expression.span);
  if (!writer.fits(end)) std::visit(Broken{writer, expression.span, indent}, expression.node);
  writer.until(end);
}

void write_when(Writer& writer, const std::optional<ast::Expression>& when, std::uint32_t indent) {
  if (!when) return;
  if (!writer.fits(writer.pieces().end(when->span))) writer.line(indent);
  writer.until(writer.pieces().begin(when->span));
  write(writer, *when, indent + step);
}

}  // namespace select_model::formatting
