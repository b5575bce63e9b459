#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"

/// The words of a policy, between its text and its tree. `lex` makes them; the grammar reads them. What it
/// could not read it reports and mends as well as it can (`&&` becomes `and`), so that one slip is one
/// message and the grammar can go on.
namespace select_model {

enum class TokenKind : std::uint8_t {
  name,      // a NAME that is not reserved
  model,     // a word that only a MODEL may be: it holds `.` or `@`
  reserved,  // a reserved word
  number,
  percent,
  money,
  duration,
  date,
  text,
  symbol,
  end,  // the last of every file
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t value = 0;  // literals and text: an index into Tokens::values
  std::string_view text;    // as written, or as it should have been
  Span span;
};

/// Views into `source`, which must outlive them.
struct Tokens {
  std::vector<Token> tokens;  // never empty: closed by an `end`
  std::vector<ast::Comment> comments;
  std::vector<Value> values;        // exact, in base units; strings after their escapes
  Diagnostics mistakes;             // in order of place
  std::vector<std::uint32_t> gaps;  // where something was left out or guessed: what the grammar finds behind
                                    // it, up to the next declaration, may be its consequence
};

/// Limits of section 12 of the language, and how long a number or how wide a chain may be before it is a
/// mistake for sure.
inline constexpr std::size_t largest_file = 1024 * 1024;
inline constexpr std::size_t longest_name = 256;
inline constexpr std::size_t longest_number = 64;
inline constexpr std::size_t deepest_nesting = 256;
inline constexpr std::size_t most_declarations = 10'000;
inline constexpr std::size_t longest_chain = 1'000;
/// Nobody reads further; and what a hostile file can make us say stays small.
inline constexpr std::size_t most_mistakes = 1'000;

Tokens lex(const SourcePtr& source);

bool is_reserved(std::string_view word);
/// A NAME of the grammar, and not reserved: it needs no quotes.
bool is_name(std::string_view text);

}  // namespace select_model
