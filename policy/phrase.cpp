#include "policy/phrase.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "policy/literal.hpp"
#include "policy/utf8.hpp"

namespace select_model {
namespace {

constexpr std::array type_words = {"bool",  "number",   "count", "ratio", "tokens",
                                   "money", "duration", "date",  "text"};

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// A word of the text. The lexer may have put another token in its place.
struct Word {
  TokenKind kind;
  std::string_view written, meant;
  Span span;
};

bool is_amount(TokenKind kind) { return kind >= TokenKind::number && kind <= TokenKind::date; }
bool is_name_like(TokenKind kind) { return kind == TokenKind::name || kind == TokenKind::model; }
bool is_constant(const Word& word) {
  return word.meant == "true" || word.meant == "false" || word.meant == "today";
}

bool is_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
  return std::ranges::any_of(months, [&](std::string_view month) { return month.starts_with(word); });
}

bool is_one(const Word& word, std::string_view of) {
  if (of == "NAME") return word.kind == TokenKind::name;
  if (of == "MODEL") return is_name_like(word.kind) || word.kind == TokenKind::text;
  if (of == "ID") return word.kind == TokenKind::model;
  if (of == "NUMBER") return word.kind == TokenKind::number;
  if (of == "DURATION") return word.kind == TokenKind::duration;
  if (of == "AMOUNT") return is_amount(word.kind);
  if (of == "TEXT") return word.kind == TokenKind::text;
  if (of == "TYPE") return std::ranges::find(type_words, word.meant) != type_words.end();
  if (of == "UNIT") return is_name_like(word.kind) && unit_meant(word.written).has_value();
  if (of == "ANY") return true;
  if (of == "SQUARE") return word.written == "[";
  if (of == "END") return word.kind == TokenKind::end;
  if (of == "DECLARATION") return opens_declaration({word.kind, 0, word.meant, word.span});
  if (of == "MONTH") return word.written.size() >= 3 && is_month(word.written);
  if (of == "VALUE") {
    return is_amount(word.kind) || is_name_like(word.kind) || word.kind == TokenKind::text ||
           is_constant(word);
  }
  return word.written == of || word.meant == of;
}

/// The words around a spot, counted from it.
class Around {
 public:
  explicit Around(const Spot& spot) : spot_(spot) {}

  std::optional<Word> word(std::ptrdiff_t index) const {
    if (index == 0 && spot_.symbol) {
      const std::string_view written = spot_.source.slice(*spot_.symbol);
      return Word{TokenKind::symbol, written, written, *spot_.symbol};
    }
    const std::ptrdiff_t offset = index > 0 && spot_.symbol ? index - 1 : index;
    if (offset < spot_.first - spot_.at || offset > spot_.last - spot_.at) return std::nullopt;
    const Token& token = spot_.at[offset];
    return Word{token.kind, spot_.source.slice(token.span), token.text, token.span};
  }

  /// `model.cost(a, b)` before the word: a name, whose it is, and its arguments.
  std::string_view operand_before(std::ptrdiff_t index) const {
    const auto is = [&](std::ptrdiff_t at, std::string_view text) {
      const auto found = word(at);
      return found && found->written == text;
    };
    const std::ptrdiff_t end = index - 1;
    std::ptrdiff_t begin = end;
    if (is(begin, ")")) {
      for (std::ptrdiff_t depth = 0; word(begin); --begin) {
        if (is(begin, ")")) ++depth;
        if (is(begin, "(") && --depth == 0) break;
      }
      if (const auto name = word(begin - 1); name && name->kind == TokenKind::name) --begin;
    }
    if (is(begin - 1, ".") && word(begin - 2)) begin -= 2;
    const auto first = word(begin);
    const auto last = word(end);
    if (!first || !last) return "x";
    return spot_.source.slice({first->span.begin, last->span.end});
  }

 private:
  const Spot& spot_;
};

/// Where the pattern stands, if it does: its words in order, and what of them is marked.
struct Match {
  std::vector<Word> words;
  std::ptrdiff_t begin = 0;
  Span mark;
};

std::optional<Match> match(const Around& around, std::string_view pattern) {
  const auto parts = split(pattern, ' ');
  Match found;
  for (const std::string_view part : parts) {
    if (part == "^") break;
    if (part != "[" && part != "]") --found.begin;
  }
  std::ptrdiff_t index = found.begin;
  std::optional<Span> mark;
  bool marking = false;
  for (const std::string_view part : parts) {
    if (part == "^") continue;
    if (part == "[" || part == "]") {
      marking = part == "[";
      continue;
    }
    const auto word = around.word(index++);
    if (part == "START" && !word) continue;
    if (!word) return std::nullopt;
    const auto choices = split(part, '|');
    if (std::ranges::none_of(choices, [&](std::string_view of) { return is_one(*word, of); }))
      return std::nullopt;
    if (marking) mark = Span{mark ? mark->begin : word->span.begin, word->span.end};
    found.words.push_back(*word);
  }
  found.mark = mark ? *mark : around.word(0)->span;
  return found;
}

/// Two words as one: a number and the unit that stands apart from it.
std::string joined(const Match& match) {
  return std::string(match.words[0].written) + unit_meant(match.words[1].written).value_or("");
}

std::string filled(std::string_view help, const Around& around, const Match& match) {
  std::string text;
  for (std::size_t at = 0; at < help.size(); ++at) {
    const char hole = help[at] == '{' && at + 2 < help.size() && help[at + 2] == '}' ? help[at + 1] : '\0';
    const auto index = static_cast<std::size_t>(hole - '0');
    if (hole >= '0' && hole <= '9' && index < match.words.size()) {
      text += abbreviated(match.words[index].written);
    } else if (hole == '<') {
      text += abbreviated(around.operand_before(match.begin));
    } else if (hole == '+') {
      text += joined(match);
    } else {
      text += help[at];
      continue;
    }
    at += 2;
  }
  return text;
}

bool applies(const Phrase& phrase, const Spot& spot, const Expectations* expectations) {
  const auto declarations = split(phrase.within, ' ');
  if (!declarations.empty() && std::ranges::find(declarations, spot.first->text) == declarations.end())
    return false;
  if (phrase.expects.empty()) return expectations == nullptr;
  if (phrase.expects == "*") return expectations != nullptr;
  return expectations != nullptr &&
         std::ranges::all_of(split(phrase.expects, '+'),
                             [&](std::string_view expected) { return expectations->has(expected); });
}

}  // namespace

std::optional<Recognised> recognise(const Spot& spot, const Expectations* expectations) {
  const Around around(spot);
  for (const Phrase& phrase : phrases()) {
    if (!applies(phrase, spot, expectations)) continue;
    if (const auto found = match(around, phrase.pattern))
      return Recognised{found->mark, filled(phrase.help, around, *found)};
  }
  return std::nullopt;
}

void explain_symbols(const Source& source, Tokens& found) {
  const std::vector<Token>& tokens = found.tokens;
  const Token* first = tokens.data();
  const Token* seen = first;
  for (Diagnostic& mistake : found.mistakes) {
    const Span span = mistake.place.span;
    const auto begins = [](const Token& token) { return token.span.begin; };
    const Token* at = &*std::ranges::lower_bound(tokens, span.begin, {}, begins);
    const bool inside_a_token = at != tokens.data() && at[-1].span.end > span.begin;
    if (mistake.code != Code::syntax || inside_a_token || span.begin == span.end) continue;
    const bool is_token = at->span == span;
    for (; seen < at; ++seen) {
      if (opens_declaration(*seen)) first = seen;
    }
    const auto recognised = recognise(
        {source, first, at, &tokens.back(), is_token ? std::nullopt : std::optional(span)}, nullptr);
    if (!recognised) continue;
    mistake.place.span = recognised->mark;
    mistake.help = recognised->help;
  }
}

}  // namespace select_model
