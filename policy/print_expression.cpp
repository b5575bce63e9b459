#include <array>
#include <string>

#include "policy/grammar.hpp"
#include "policy/lexer.hpp"

namespace select_model {
namespace {

using namespace std::string_literals;

std::string_view text_of(ast::ChainOp op) {
  constexpr std::array<std::string_view, 7> texts = {" or ", " and ", " ?? ", " + ", " - ", " * ", " / "};
  return texts[static_cast<std::size_t>(op)];
}

std::string_view text_of(ast::CompareOp op) {
  constexpr std::array<std::string_view, 9> texts = {" == ", " != ", " < ",      " <= ",      " > ",
                                                     " >= ", " in ", " not in ", " overlaps "};
  return texts[static_cast<std::size_t>(op)];
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      quoted += "\\n";
    } else if ((byte < 0x20 && c != '\t') || byte == 0x7f) {
      quoted += "\\u{"s + "0123456789abcdef"[byte >> 4] + "0123456789abcdef"[byte & 0xf] + "}";
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + '"';
}

/// A literal that stands in no file.
std::string spelled(const ast::Literal& literal) {
  constexpr int decimals = 18;
  if (const auto* boolean = std::get_if<bool>(&literal.value)) return *boolean ? "true" : "false";
  if (const auto* date = std::get_if<Date>(&literal.value)) return to_text(*date);
  const auto& number = std::get<Rational>(literal.value);
  const std::string decimal = number.to_decimal(decimals);
  switch (literal.kind) {
    case ast::LiteralKind::tokens:
      return decimal + " tokens";
    case ast::LiteralKind::percent:
      return (number * Rational(100)).to_decimal(decimals) + "%";
    case ast::LiteralKind::money:
      return "$" + decimal;
    case ast::LiteralKind::duration:
      return decimal + "s";
    case ast::LiteralKind::rate:
      return decimal + (literal.with_tokens ? " tokens/s" : "/s");
    case ast::LiteralKind::boolean:
    case ast::LiteralKind::number:
    case ast::LiteralKind::date:
    case ast::LiteralKind::text:
      break;
  }
  return decimal;
}

std::string list(const ast::Expressions& expressions) {
  std::string text;
  for (const ast::Expression& expression : expressions)
    text += (text.empty() ? "" : ", ") + to_text(expression);
  return text;
}

struct Printer {
  std::string operator()(const ast::Literal& literal) const {
    if (literal.kind == ast::LiteralKind::text) return in_quotes(std::get<std::string>(literal.value));
    return literal.written.empty() ? spelled(literal) : literal.written;
  }
  std::string operator()(const ast::NameUse& use) const { return use.name; }
  std::string operator()(const ast::FactUse& use) const {
    return (use.of_first ? "first." : "model.") + use.name.text +
           (use.called ? "(" + list(use.arguments) + ")" : "");
  }
  std::string operator()(const ast::Call& call) const {
    return call.function.text + "(" + list(call.arguments) + ")";
  }
  std::string operator()(const ast::SetOf& set) const { return "{" + list(set.elements) + "}"; }
  std::string operator()(const ast::Group& group) const { return "(" + to_text(group.inner[0]) + ")"; }
  std::string operator()(const ast::If& choice) const {
    return "if " + to_text(choice.parts[0]) + " then " + to_text(choice.parts[1]) + " else " +
           to_text(choice.parts[2]);
  }
  std::string operator()(const ast::Not& negation) const { return "not " + to_text(negation.operand[0]); }
  std::string operator()(const ast::Negate& negation) const { return "-" + to_text(negation.operand[0]); }
  std::string operator()(const ast::Chain& chain) const {
    std::string text = to_text(chain.operands[0]);
    for (std::size_t i = 0; i < chain.ops.size(); ++i) {
      text += text_of(chain.ops[i]);
      text += to_text(chain.operands[i + 1]);
    }
    return text;
  }
  std::string operator()(const ast::Compare& compare) const {
    return to_text(compare.sides[0]) + std::string(text_of(compare.op)) + to_text(compare.sides[1]);
  }
  std::string operator()(const ast::IsKnown& test) const {
    return to_text(test.operand[0]) + (test.negated ? " is unknown" : " is known");
  }
};

}  // namespace

std::string to_text(const ast::Expression& expression) { return std::visit(Printer{}, expression.node); }

std::string to_text(const ast::ModelRef& ref) {
  if (ref.quoted) return in_quotes(ref.model);
  return ref.model + (ref.provider.empty() ? "" : "@" + ref.provider) +
         (ref.variant.empty() ? "" : "/" + ref.variant);
}

}  // namespace select_model
