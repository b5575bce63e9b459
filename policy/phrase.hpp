#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/expectations.hpp"

/// What people write from another language where it takes more than one word to tell what they meant.
namespace select_model {

/// One way to write something that our language writes otherwise. `phrases.cpp` lists them, the more
/// particular first.
struct Phrase {
  std::string_view within;  // words of declarations, parted by blanks; empty: any
  /// What the grammar would have taken there, parted by `+`; `*`: anything; empty: the lexer is stuck.
  std::string_view expects;
  /// Words around the place, which stands after `^`: as written, alternatives parted by `|`, or a class in
  /// capitals (`START`: nothing before it). What stands between `[` and `]` is marked; without them the place
  /// alone.
  std::string_view pattern;
  /// `{0}` is the first word of the pattern as it was written, `{<}` the operand before it.
  std::string_view help;
};
std::span<const Phrase> phrases();

/// Where somebody got stuck: the tokens of its declaration, and the token or the symbol that makes no sense.
struct Spot {
  const Source& source;
  const Token* first;
  const Token* at;                  // the token, or the first behind the symbol
  const Token* last;                // the `end` of the file
  std::optional<Span> symbol = {};  // one that the lexer left out
};

struct Recognised {
  Span mark;
  std::string help;
};
/// `expectations` where the grammar is stuck, null where the lexer is.
std::optional<Recognised> recognise(const Spot& spot, const Expectations* expectations);

/// Says more of a symbol that the lexer did not know, where what stands around it tells what was meant.
void explain_symbols(const Source& source, Tokens& tokens);

}  // namespace select_model
