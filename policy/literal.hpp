#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "policy/lexer.hpp"

/// What the text of a literal means, for the lexer. A mistake has its place inside the literal, counted in
/// bytes from its start.
namespace select_model {

struct LiteralMistake {
  std::string message;
  std::string help;
  Span span;
  Code code = Code::syntax;
};

struct Measured {
  TokenKind kind = TokenKind::number;
  Rational value;
};

/// `1_500`, `2.5M`, `85%`, `300ms`.
std::variant<Measured, LiteralMistake> read_amount(std::string_view text);
/// `$0.005`, `$2.5M`.
std::variant<Measured, LiteralMistake> read_money(std::string_view text);
/// `2026-04-01`.
std::variant<Date, LiteralMistake> read_date(std::string_view text);

struct Unescaped {
  std::string text;
  std::vector<LiteralMistake> mistakes;
};
/// What stands between the quotes; places count from there.
Unescaped read_text(std::string_view between);

}  // namespace select_model
