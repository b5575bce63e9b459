#include "policy/token_parsers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace select_model {
namespace {

constexpr std::int64_t largest_whole_number = 1'000'000'000;

struct TypeWord {
  std::string_view text;
  ast::Simple type;
};
constexpr std::array type_words = {
    TypeWord{"bool", ast::Simple::boolean},      TypeWord{"number", ast::Simple::number},
    TypeWord{"count", ast::Simple::count},       TypeWord{"ratio", ast::Simple::ratio},
    TypeWord{"tokens", ast::Simple::tokens},     TypeWord{"money", ast::Simple::money},
    TypeWord{"duration", ast::Simple::duration}, TypeWord{"date", ast::Simple::date},
    TypeWord{"text", ast::Simple::text}};

struct OperatorText {
  std::string_view text;
  BinaryOp op;
};
using ast::ChainOp;
using ast::CompareOp;
constexpr std::array arithmetic_operators = {
    OperatorText{"+", ChainOp::add}, OperatorText{"-", ChainOp::subtract},
    OperatorText{"*", ChainOp::multiply}, OperatorText{"/", ChainOp::divide}};
constexpr std::array other_operators = {
    OperatorText{"or", ChainOp::logical_or},      OperatorText{"and", ChainOp::logical_and},
    OperatorText{"??", ChainOp::otherwise},       OperatorText{"==", CompareOp::equal},
    OperatorText{"!=", CompareOp::not_equal},     OperatorText{"<", CompareOp::less},
    OperatorText{"<=", CompareOp::less_equal},    OperatorText{">", CompareOp::greater},
    OperatorText{">=", CompareOp::greater_equal}, OperatorText{"in", CompareOp::in},
    OperatorText{"overlaps", CompareOp::overlaps}};

template <std::size_t N>
std::size_t read_one_of(const std::array<OperatorText, N>& operators, const Token* at, Operator& op) {
  const auto found = std::ranges::find(operators, at->text, &OperatorText::text);
  if (found == operators.end()) return 0;
  op = {found->op, found->text, at->span};
  return 1;
}

std::optional<Rational> seconds_of(std::string_view unit) {
  if (unit == "ms") return Rational::fraction(1, 1000);
  if (unit == "s") return Rational(1);
  if (unit == "min") return Rational(60);
  if (unit == "h") return Rational(3'600);
  if (unit == "d") return Rational(86'400);
  return std::nullopt;
}

/// NUMBER [ "tokens" ] [ "/" unit ], where no `(` follows: `min(…)` is a function.
std::size_t read_number(const Tokens& tokens, const Token* at, ast::Literal& literal) {
  auto value = std::get<Rational>(tokens.values[at->value]);
  literal.kind = ast::LiteralKind::number;
  literal.written = at->text;
  std::size_t taken = 1;
  if (at[1].text == "tokens") {
    literal.kind = ast::LiteralKind::tokens;
    literal.with_tokens = true;
    literal.written += " tokens";
    taken = 2;
  }
  // An `end` closes the tokens, so what lies behind a token that is no `end` may be looked at.
  const bool divided = at[taken].text == "/" && at[taken + 1].text != "" && at[taken + 2].text != "(";
  if (const auto seconds = divided ? seconds_of(at[taken + 1].text) : std::nullopt) {
    literal.kind = ast::LiteralKind::rate;
    literal.written += "/" + std::string(at[taken + 1].text);
    value = value / *seconds;
    taken += 2;
  }
  literal.value = std::move(value);
  return taken;
}

}  // namespace

std::size_t read_name(const Tokens&, const Token* at, ast::Name& name) {
  if (at->kind != TokenKind::name) return 0;
  name = {std::string(at->text), at->span};
  return 1;
}

std::size_t read_member(const Tokens& tokens, const Token* at, ast::Name& member) {
  if (at->kind != TokenKind::text) return read_name(tokens, at, member);
  member = {std::get<std::string>(tokens.values[at->value]), at->span};
  return 1;
}

std::size_t read_text_token(const Tokens& tokens, const Token* at, ast::Text& text) {
  if (at->kind != TokenKind::text) return 0;
  text = {std::get<std::string>(tokens.values[at->value]), at->span};
  return 1;
}

std::size_t read_model_ref(const Tokens& tokens, const Token* at, ast::ModelRef& ref) {
  ref.span = at->span;
  if (at->kind == TokenKind::text) {
    ref.model = std::get<std::string>(tokens.values[at->value]);
    ref.quoted = true;
    return 1;
  }
  if (at->kind != TokenKind::name && at->kind != TokenKind::model) return 0;
  const std::string_view text = at->text;
  const std::size_t provider = std::min(text.find('@'), text.size());
  const std::size_t variant = std::min(text.find('/', provider), text.size());
  ref.model = text.substr(0, provider);
  if (provider < text.size()) ref.provider = text.substr(provider + 1, variant - provider - 1);
  if (variant < text.size()) ref.variant = text.substr(variant + 1);
  return 1;
}

std::size_t read_literal(const Tokens& tokens, const Token* at, ast::Literal& literal) {
  using ast::LiteralKind;
  switch (at->kind) {
    case TokenKind::number:
      return read_number(tokens, at, literal);
    case TokenKind::percent:
      literal.kind = LiteralKind::percent;
      break;
    case TokenKind::money:
      literal.kind = LiteralKind::money;
      break;
    case TokenKind::duration:
      literal.kind = LiteralKind::duration;
      break;
    case TokenKind::date:
      literal.kind = LiteralKind::date;
      break;
    case TokenKind::text:
      literal.kind = LiteralKind::text;
      break;
    case TokenKind::reserved:
      if (at->text != "true" && at->text != "false") return 0;
      literal = {LiteralKind::boolean, at->text == "true", false, std::string(at->text)};
      return 1;
    case TokenKind::name:
    case TokenKind::model:
    case TokenKind::symbol:
    case TokenKind::end:
      return 0;
  }
  literal.value = tokens.values[at->value];
  literal.written = at->text;
  return 1;
}

std::size_t read_plain_number(const Tokens& tokens, const Token* at, ast::Literal& literal) {
  if (at->kind != TokenKind::number) return 0;
  const std::size_t taken = read_number(tokens, at, literal);
  return literal.kind == ast::LiteralKind::rate ? 0 : taken;
}

std::size_t read_whole_number(const Tokens& tokens, const Token* at, WholeNumber& number) {
  if (at->kind != TokenKind::number || at->text.find_first_not_of("0123456789_") != std::string_view::npos)
    return 0;
  const auto value = std::get<Rational>(tokens.values[at->value]).to_int64();
  if (!value || *value > largest_whole_number)
    throw SyntaxMistake{"number above 1,000,000,000", at->span, "", Code::limit};
  number = {*value, at->span};
  return 1;
}

std::size_t read_simple_type(const Tokens&, const Token* at, SimpleType& type) {
  const auto found = std::ranges::find(type_words, at->text, &TypeWord::text);
  if (found == type_words.end()) return 0;
  type = {found->type, at->span};
  return 1;
}

std::size_t read_arithmetic_operator(const Tokens&, const Token* at, Operator& op) {
  return read_one_of(arithmetic_operators, at, op);
}

std::size_t read_operator(const Tokens& tokens, const Token* at, Operator& op) {
  if (at->text == "not" && at[1].text == "in") {
    op = {CompareOp::not_in, "not in", {at->span.begin, at[1].span.end}};
    return 2;
  }
  return read_one_of(other_operators, at, op) + read_arithmetic_operator(tokens, at, op);
}

}  // namespace select_model
