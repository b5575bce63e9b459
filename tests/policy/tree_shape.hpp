#pragma once
#include <string>

#include "policy/grammar.hpp"

/// Trees as one line of text, for tables: `(and a (not (== b 3)))`.
namespace select_model::testing {

struct Shape {
  static std::string list(const ast::Expressions& expressions) {
    std::string text;
    for (const ast::Expression& expression : expressions) text += " " + of(expression);
    return text;
  }
  static std::string of(const ast::Expression& expression) { return std::visit(Shape{}, expression.node); }

  std::string operator()(const ast::Literal& literal) const {
    constexpr const char* kinds[] = {"bool",     "number", "tokens", "percent", "money",
                                     "duration", "date",   "text",   "rate"};
    const std::string kind = kinds[static_cast<std::size_t>(literal.kind)];
    if (const auto* number = std::get_if<Rational>(&literal.value)) return kind + ":" + number->to_fraction();
    if (const auto* text = std::get_if<std::string>(&literal.value)) return kind + ":" + *text;
    return kind + ":" + literal.written;
  }
  std::string operator()(const ast::NameUse& use) const { return use.name; }
  std::string operator()(const ast::FactUse& use) const {
    const std::string name = (use.of_first ? "first." : "model.") + use.name.text;
    return use.called ? "(" + name + list(use.arguments) + ")" : name;
  }
  std::string operator()(const ast::Call& call) const {
    return "(" + call.function.text + list(call.arguments) + ")";
  }
  std::string operator()(const ast::SetOf& set) const { return "(set" + list(set.elements) + ")"; }
  std::string operator()(const ast::Group& group) const { return "[" + of(group.inner[0]) + "]"; }
  std::string operator()(const ast::If& choice) const { return "(if" + list(choice.parts) + ")"; }
  std::string operator()(const ast::Not& negation) const { return "(not" + list(negation.operand) + ")"; }
  std::string operator()(const ast::Negate& negation) const { return "(neg" + list(negation.operand) + ")"; }
  std::string operator()(const ast::Chain& chain) const {
    constexpr const char* ops[] = {"or", "and", "??", "+", "-", "*", "/"};
    std::string text = "(" + of(chain.operands[0]);
    for (std::size_t i = 0; i < chain.ops.size(); ++i) {
      text +=
          std::string(" ") + ops[static_cast<std::size_t>(chain.ops[i])] + " " + of(chain.operands[i + 1]);
    }
    return text + ")";
  }
  std::string operator()(const ast::Compare& compare) const {
    constexpr const char* ops[] = {"==", "!=", "<", "<=", ">", ">=", "in", "not-in", "overlaps"};
    return std::string("(") + ops[static_cast<std::size_t>(compare.op)] + list(compare.sides) + ")";
  }
  std::string operator()(const ast::IsKnown& test) const {
    return (test.negated ? "(unknown" : "(known") + list(test.operand) + ")";
  }
};

}  // namespace select_model::testing
