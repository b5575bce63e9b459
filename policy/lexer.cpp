#include "policy/lexer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <boost/spirit/home/x3.hpp>

#include "policy/literal.hpp"
#include "policy/mistaken.hpp"
#include "policy/phrase.hpp"
#include "policy/readable.hpp"
#include "policy/utf8.hpp"

namespace select_model {
namespace {

namespace x3 = boost::spirit::x3;

enum class Shape {
  blank,
  comment,
  foreign_comment,
  block_comment,
  name,
  model,
  date,
  number_name,
  amount,
  money,
  text,
  open_text,
  foreign_text,
  symbol,
  mistaken
};

namespace shapes {

using x3::attr;
using x3::char_;
using x3::lit;

const auto digit = char_('0', '9');
const auto letter = char_('a', 'z') | char_('A', 'Z');
const auto alphanumeric = letter | digit;
const auto in_word = alphanumeric | '_';
const auto hyphen = '-' >> &alphanumeric;
const auto name = letter >> *(in_word | hyphen);
const auto model_name = letter >> *(in_word | hyphen | '.' >> &digit);
const auto offer = '@' >> model_name >> -('/' >> model_name);
const auto line = *(char_ - '\n');

const auto amount = digit >> *(in_word | '.' >> &digit) >> -lit('%');
// What stands before the `-` is no number, or else this is a difference.
const auto number_name = +digit >> letter >> *in_word >> +('-' >> letter >> *(in_word | '.' >> &digit));
const auto two = digit >> digit;
const auto date = two >> two >> '-' >> two >> '-' >> two >> *(in_word | ':' >> &digit);

const auto escaped = '\\' >> (char_ - '\n');
const auto text = '"' >> *(escaped | (char_ - char_("\"\n")));
const auto curly_text = lit("“") >> *(char_ - lit("”") - char_("\"\n")) >> -(lit("”") | '"');
const auto single_text = ('\'' >> *(char_ - char_("'\n")) >> '\'') | ('`' >> +(char_ - char_("`\n")) >> '`');

struct Symbols : x3::symbols<Shape> {
  Symbols() {
    for (const auto* right : {"->", "==", "!=", "<=", ">=", "??", "<", ">", "=", "+",
                              "-",  "*",  "/",  "(",  ")",  "{",  "}", ",", ":", "."}) {
      add(right, Shape::symbol);
    }
    for (const Mistaken& mistaken : mistaken_symbols()) add(std::string(mistaken.written), Shape::mistaken);
  }
};
const Symbols symbol;

// clang-format off
// Where two alternatives begin alike, the longer stands first; all attributes but the last of each are unused text.
const auto lexeme = x3::omit[+char_(" \t\r\n")] >> attr(Shape::blank)
                  | x3::omit['#' >> line] >> attr(Shape::comment)
                  | x3::omit["//" >> line] >> attr(Shape::foreign_comment)
                  | x3::omit["/*" >> *(char_ - "*/") >> -lit("*/")] >> attr(Shape::block_comment)
                  | x3::omit[name >> !(('.' >> digit) | ('@' >> letter))] >> attr(Shape::name)
                  | x3::omit[model_name >> -offer] >> attr(Shape::model)
                  | x3::omit[date] >> attr(Shape::date)
                  | x3::omit[number_name] >> attr(Shape::number_name)
                  | x3::omit[amount] >> attr(Shape::amount)
                  | x3::omit['$' >> -amount] >> attr(Shape::money)
                  | x3::omit[text >> '"'] >> attr(Shape::text)
                  | x3::omit[text] >> attr(Shape::open_text)
                  | x3::omit[curly_text | single_text] >> attr(Shape::foreign_text)
                  | symbol;
// clang-format on

}  // namespace shapes

constexpr std::array<std::string_view, 33> reserved_words = {
    "policy",   "extends",  "ask",   "fact",  "let",     "must",      "should", "choose", "rank",
    "fallback", "test",     "prove", "when",  "because", "otherwise", "and",    "or",     "not",
    "in",       "overlaps", "is",    "known", "unknown", "if",        "then",   "else",   "true",
    "false",    "model",    "first", "today", "by",      "any"};

// About as many as the words of a policy and the blanks between them take.
constexpr std::size_t bytes_of_token = 6;

class Lexer {
 public:
  explicit Lexer(const SourcePtr& source) : source_(source), text_(source->text()) {}

  Tokens run() {
    std::size_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (auto reason = why_unreadable(text_)) {
      found_.gaps.push_back(reason->span.begin);
      report(0, std::move(*reason));
    } else {
      found_.tokens.reserve(text_.size() / bytes_of_token);
      while (at < text_.size() && found_.mistakes.size() < most_mistakes) at = read_lexeme(at);
    }
    if (found_.mistakes.size() >= most_mistakes) {
      report_gap({at, text_.size()}, "more than 1,000 mistakes: what follows was not read", "", Code::limit);
    }
    put(TokenKind::end, {text_.size(), text_.size()}, {});
    return std::move(found_);
  }

 private:
  struct Range {
    std::size_t begin, end;
  };
  static Span span(Range range) {
    return {static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end)};
  }
  std::string_view slice(Range range) const { return text_.substr(range.begin, range.end - range.begin); }

  void report(Range range, std::string message, std::string help, Code code = Code::syntax) {
    if (found_.mistakes.size() > most_mistakes) return;
    found_.mistakes.push_back({code, std::move(message), {source_, span(range)}, std::move(help), {}});
  }
  void report_gap(Range range, std::string message, std::string help, Code code = Code::syntax) {
    found_.gaps.push_back(span(range).begin);
    report(range, std::move(message), std::move(help), code);
  }
  void put(TokenKind kind, Range range, std::string_view text) {
    found_.tokens.push_back({kind, 0, text, span(range)});
  }
  void put(TokenKind kind, Range range, std::string_view text, Value value) {
    found_.tokens.push_back({kind, static_cast<std::uint32_t>(found_.values.size()), text, span(range)});
    found_.values.push_back(std::move(value));
  }
  void report(std::size_t offset, LiteralMistake mistake) {
    report({offset + mistake.span.begin, offset + mistake.span.end}, std::move(mistake.message),
           std::move(mistake.help), mistake.code);
  }

  std::size_t read_lexeme(std::size_t begin);
  void read_name(Range range);
  void read_model(Range range);
  template <typename Read>
  void read_quantity(Range range, TokenKind kind, Read read);
  void read_string(Range range, std::size_t opening, std::size_t closing);
  void read_foreign_string(Range range);
  void read_mistaken(Range range);
  std::size_t read_stray(std::size_t begin);
  bool names_something(Range range) const;
  void read_number_name(Range range);
  bool closes_the_last(Range range);

  const SourcePtr& source_;
  std::string_view text_;
  Tokens found_;
  std::size_t open_brackets_ = 0;  // `[`
  std::size_t open_string_ = 0;    // how many values there were behind a string that was not closed, or 0
};

std::size_t Lexer::read_lexeme(std::size_t begin) {
  const char* at = text_.data() + begin;
  Shape shape{};
  if (!x3::parse(at, text_.data() + text_.size(), shapes::lexeme, shape)) return read_stray(begin);
  Range range{begin, static_cast<std::size_t>(at - text_.data())};
  switch (shape) {
    case Shape::blank:
      break;
    case Shape::comment:
      if (slice(range).ends_with('\r')) --range.end;
      found_.comments.push_back({span(range)});
      break;
    case Shape::foreign_comment:
    case Shape::block_comment:
      report({begin, begin + 2}, "unknown symbol `" + std::string(text_.substr(begin, 2)) + "`",
             "comments run from `#` to the end of the line");
      break;
    case Shape::name:
      read_name(range);
      break;
    case Shape::model:
      read_model(range);
      break;
    case Shape::date:
      read_quantity(range, TokenKind::date, read_date);
      break;
    case Shape::number_name: {
      const Range head{begin, begin + slice(range).find('-')};
      if (std::holds_alternative<LiteralMistake>(read_amount(slice(head)))) {
        read_number_name(range);
        break;
      }
      read_quantity(head, TokenKind::number, read_amount);
      return head.end;
    }
    case Shape::amount:
      if (names_something(range)) {
        read_number_name(range);
        break;
      }
      read_quantity(range, TokenKind::number, read_amount);
      break;
    case Shape::money:
      read_quantity(range, TokenKind::money, read_money);
      break;
    case Shape::text:
      read_string(range, 1, 1);
      break;
    case Shape::open_text:
      if (slice(range).ends_with('\r')) --range.end;
      if (!closes_the_last(range)) {
        report_gap(range, "this string is not closed on its line",
                   "close it with `\"`; a line break within is `\\n`");
      }
      read_string(range, 1, 0);
      break;
    case Shape::foreign_text:
      read_foreign_string(range);
      break;
    case Shape::symbol:
      put(TokenKind::symbol, range, slice(range));
      break;
    case Shape::mistaken:
      read_mistaken(range);
      break;
  }
  return static_cast<std::size_t>(at - text_.data());
}

void Lexer::read_name(Range range) {
  const std::string_view name = slice(range);
  if (name.size() > longest_name) report(range, "name of more than 256 bytes", "", Code::limit);
  put(is_reserved(name) ? TokenKind::reserved : TokenKind::name, range, name);
}

void Lexer::read_model(Range range) {
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t end = std::min(text_.substr(0, range.end).find_first_of("@/", begin), range.end);
    if (end - begin > longest_name) report({begin, end}, "name of more than 256 bytes", "", Code::limit);
    begin = end + 1;
  }
  put(TokenKind::model, range, slice(range));
}

template <typename Read>
void Lexer::read_quantity(Range range, TokenKind kind, Read read) {
  auto got = read(slice(range));
  if (auto* mistake = std::get_if<LiteralMistake>(&got)) {
    // What follows a number with a wrong unit makes no sense. A date is one all the same.
    if (kind != TokenKind::date) found_.gaps.push_back(span(range).begin);
    report(range.begin, std::move(*mistake));
    return put(kind, range, slice(range), Rational{});
  }
  if constexpr (std::is_same_v<decltype(read(slice(range))), std::variant<Measured, LiteralMistake>>) {
    auto& measured = std::get<Measured>(got);
    put(measured.kind, range, slice(range), std::move(measured.value));
  } else {
    put(kind, range, slice(range), std::get<Date>(got));
  }
}

/// Whether it is the end of a string that began on an earlier line: no other stands between, and no text
/// follows.
bool Lexer::closes_the_last(Range range) {
  const std::size_t strings = found_.values.size();
  const bool bare = range.end - range.begin == 1 ||
                    std::string_view(" \t,)}").find(text_[range.begin + 1]) != std::string_view::npos;
  const bool closes = bare && open_string_ == strings;
  open_string_ = closes ? 0 : strings + 1;  // counting the value that is put for it
  return closes;
}

/// Whether `2fa` stands where only a name may, and not where a number with a unit could.
bool Lexer::names_something(Range range) const {
  if (found_.tokens.empty() || std::holds_alternative<Measured>(read_amount(slice(range)))) return false;
  constexpr std::array<std::string_view, 10> before = {"policy", "ask",  "fact", "let",       "must",
                                                       "should", "rank", "->",   "otherwise", "branch"};
  return std::ranges::find(before, found_.tokens.back().text) != before.end();
}

/// `4o-mini`: a model or a member in quotes, where it may be one.
void Lexer::read_number_name(Range range) {
  const std::string name(slice(range));
  const std::string_view before = found_.tokens.empty() ? "" : found_.tokens.back().text;
  constexpr std::array<std::string_view, 8> of_model = {"->",       "then",     "first", "order",
                                                        "eligible", "rejected", ",",     "{"};
  const bool quotable = std::ranges::find(of_model, before) != of_model.end();
  report(range, "`" + abbreviated(name) + "` is neither a name nor a number",
         quotable ? "a name begins with a letter: write `\"" + abbreviated(name) + "\"`"
                  : "a name begins with a letter");
  if (quotable) return put(TokenKind::text, range, slice(range), name);
  put(TokenKind::name, range, slice(range));
}

void Lexer::read_string(Range range, std::size_t opening, std::size_t closing) {
  Unescaped read = read_text(slice({range.begin + opening, range.end - closing}));
  for (LiteralMistake& mistake : read.mistakes) report(range.begin + opening, std::move(mistake));
  put(TokenKind::text, range, slice(range), std::move(read.text));
}

void Lexer::read_foreign_string(Range range) {
  const std::size_t opening = static_cast<unsigned char>(text_[range.begin]) < 0x80 ? 1 : 3;
  const std::string_view text = slice(range);
  const std::size_t closing = opening == 1 || text.ends_with('"') ? 1 : text.ends_with("”") ? 3 : 0;
  report({range.begin, range.begin + opening},
         "unknown symbol `" + std::string(text_.substr(range.begin, opening)) + "`", "strings stand in `\"`");
  if (closing == 0) found_.gaps.push_back(span(range).begin);
  read_string(range, opening, closing);
}

void Lexer::read_mistaken(Range range) {
  const auto known = mistaken_symbols();
  const auto mistaken = std::ranges::find(known, slice(range), &Mistaken::written);
  constexpr std::array<std::string_view, 8> certain = {"and", "or", "==", "!=", "<=", ">=", "{", "}"};
  if (std::ranges::find(certain, mistaken->meant) == certain.end()) found_.gaps.push_back(span(range).begin);
  const bool closes = mistaken->written == "]" && open_brackets_ > 0;  // its `[` is the mistake
  if (mistaken->written == "[") ++open_brackets_;
  if (closes) --open_brackets_;
  if (!closes) report(range, "unknown symbol `" + printable(slice(range)) + "`", std::string(mistaken->help));
  if (mistaken->meant.empty()) return;
  const bool word = mistaken->meant[0] >= 'a' && mistaken->meant[0] <= 'z';
  put(!word                          ? TokenKind::symbol
      : is_reserved(mistaken->meant) ? TokenKind::reserved
                                     : TokenKind::name,
      range, mistaken->meant);
}

/// One message for a run of characters that mean nothing here: a word in another script is one mistake.
std::size_t Lexer::read_stray(std::size_t begin) {
  std::size_t end = begin;
  Shape shape{};
  for (const char* at = nullptr; end < text_.size();) {
    at = text_.data() + end;
    if (x3::parse(at, text_.data() + text_.size(), shapes::lexeme, shape)) break;
    end += code_point(text_, end).bytes;
  }
  const bool letters = static_cast<unsigned char>(text_[begin]) >= 0x80;
  const bool one = code_point(text_, begin).bytes == end - begin;
  report_gap({begin, end},
             std::string(one ? "unknown character `" : "unknown characters `") +
                 abbreviated(slice({begin, end})) + "`",
             letters ? "names are made of the letters a to z; anything else stands in a string" : "");
  return end;
}

}  // namespace

bool is_reserved(std::string_view word) {
  return std::ranges::find(reserved_words, word) != reserved_words.end();
}

bool is_name(std::string_view text) {
  const char* at = text.data();
  return x3::parse(at, text.data() + text.size(), shapes::name >> x3::eoi) && !is_reserved(text);
}

Tokens lex(const SourcePtr& source) {
  Tokens tokens = Lexer(source).run();
  explain_symbols(*source, tokens);
  return tokens;
}

}  // namespace select_model
