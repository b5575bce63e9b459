#pragma once
#include <optional>
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

/// What a word behind a number means as its unit, and as it is written there: `seconds` is `s`.
std::optional<std::string> unit_meant(std::string_view word);
/// `2026/4/1` or `1.4.2026` as a date is written, if it can only be one.
std::optional<std::string> date_meant(std::string_view text);

/// A string of the file that holds a number, an amount or a date: what stands between its quotes.
std::optional<std::string_view> unquoted(std::string_view text);

struct Unescaped {
  std::string text;
  std::vector<LiteralMistake> mistakes;
};
/// What stands between the quotes; places count from there.
Unescaped read_text(std::string_view between);

}  // namespace select_model
