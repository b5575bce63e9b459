#include "policy/lexer.hpp"

#include <gtest/gtest.h>

#include "parsing.hpp"

namespace select_model {
namespace {

std::string_view word(TokenKind kind) {
  switch (kind) {
    case TokenKind::name:
      return "name";
    case TokenKind::model:
      return "model";
    case TokenKind::reserved:
      return "reserved";
    case TokenKind::number:
      return "number";
    case TokenKind::percent:
      return "percent";
    case TokenKind::money:
      return "money";
    case TokenKind::duration:
      return "duration";
    case TokenKind::date:
      return "date";
    case TokenKind::text:
      return "text";
    case TokenKind::symbol:
      return "symbol";
    case TokenKind::end:
      return "end";
  }
  return "";
}

/// `kind text=value …`, without the end.
std::string lexed(const std::string& text) {
  const auto source = testing::source_of(text);
  const Tokens tokens = lex(source);
  std::string line;
  for (const Token& token : tokens.tokens) {
    if (token.kind == TokenKind::end) break;
    line += (line.empty() ? "" : " ") + std::string(word(token.kind)) + ":";
    const bool has_value = token.kind >= TokenKind::number && token.kind <= TokenKind::text;
    if (!has_value) {
      line += token.text;
    } else if (const auto* number = std::get_if<Rational>(&tokens.values[token.value])) {
      line += number->to_fraction();
    } else if (const auto* date = std::get_if<Date>(&tokens.values[token.value])) {
      line += to_text(*date);
    } else {
      line += std::get<std::string>(tokens.values[token.value]);
    }
  }
  for (const Diagnostic& mistake : tokens.mistakes) {
    line += " !" + std::to_string(mistake.place.span.begin) + "-" + std::to_string(mistake.place.span.end) +
            " " + mistake.message;
    if (!mistake.help.empty()) line += " | " + mistake.help;
  }
  return line;
}

struct Case {
  std::string text, tokens;
};

TEST(Lexer, reads_names) {
  const Case cases[] = {
      {"a", "name:a"},
      {"air-gapped", "name:air-gapped"},
      {"a - b", "name:a symbol:- name:b"},
      {"a-b", "name:a-b"},
      {"a -b", "name:a symbol:- name:b"},
      {"a- b", "name:a symbol:- name:b"},
      {"a--b", "name:a symbol:- symbol:- name:b"},
      {"a-1", "name:a-1"},
      {"a->b", "name:a symbol:-> name:b"},
      {"a_b_1", "name:a_b_1"},
      {"s min h d tokens text", "name:s name:min name:h name:d name:tokens name:text"},
      {"when whenever", "reserved:when name:whenever"},
      {"model.x", "reserved:model symbol:. name:x"},
      {"_a", "name:a !0-1 unknown symbol `_` | a name begins with a letter"},
      {std::string(256, 'a'), "name:" + std::string(256, 'a')},
      {std::string(257, 'a'), "name:" + std::string(257, 'a') + " !0-257 name of more than 256 bytes"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, reads_models) {
  const Case cases[] = {
      {"llama-3.1-70b", "model:llama-3.1-70b"},
      {"gemini-2.0-flash, o3", "model:gemini-2.0-flash symbol:, name:o3"},
      {"llama-3.1-70b@together", "model:llama-3.1-70b@together"},
      {"gpt-4o@azure/eu", "model:gpt-4o@azure/eu"},
      {"gpt-4o@self-hosted/a100-80gb then", "model:gpt-4o@self-hosted/a100-80gb reserved:then"},
      {"gpt-4o @azure",
       "name:gpt-4o name:azure !7-8 unknown symbol `@` | an offer is written without blanks: `gpt-4o@azure`"},
      {"a.b", "name:a symbol:. name:b"},
      {std::string(257, 'a') + "@b",
       "model:" + std::string(257, 'a') + "@b !0-257 name of more than 256 bytes"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, reads_literals) {
  const Case cases[] = {
      {"0 1_000 007", "number:0 number:1000 number:7"},
      {"0.25 1.50", "number:1/4 number:3/2"},
      {"10K 2.5M 3B", "number:10000 number:2500000 number:3000000000"},
      {"88.7% 0%", "percent:887/1000 percent:0"},
      {"$0.005 $1_000 $2.5M", "money:1/200 money:1000 money:2500000"},
      {"300ms 2s 1.5min 1h 30d", "duration:3/10 duration:2 duration:90 duration:3600 duration:2592000"},
      {"2026-04-01 2024-02-29", "date:2026-04-01 date:2024-02-29"},
      {"x<2026-04-01: y", "name:x symbol:< date:2026-04-01 symbol:: name:y"},
      {"5-3", "number:5 symbol:- number:3"},
      {"50 tokens/s", "number:50 name:tokens symbol:/ name:s"},
      {"9007199254740993", "number:9007199254740993"},
      {std::string(64, '9'), "number:" + std::string(64, '9')},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, refuses_literals) {
  const Case cases[] = {
      {"10x",
       "number:0 !2-3 unknown unit `x` | durations end in `ms`, `s`, `min`, `h` or `d`, numbers in `K`, `M`, "
       "`B` or `%`"},
      {"10k", "number:0 !2-3 unknown unit `k` | write `10K`"},
      {"2sec", "number:0 !1-4 unknown unit `sec` | write `2s`"},
      {"5m", "number:0 !1-2 unknown unit `m` | write `5min` for minutes, `5M` for millions"},
      {"5tokens", "number:0 !1-7 unknown unit `tokens` | write `5 tokens`"},
      {"1e5",
       "number:0 !1-3 unknown unit `e5` | there are no exponents: write the number out, or with `K`, `M` or "
       "`B`"},
      {"1__0", "number:0 !1-2 a `_` in a number stands between digits"},
      {"1_", "number:0 !1-2 a `_` in a number stands between digits"},
      {"1.2.3", "number:0 !0-5 `1.2.3` is not a number | a version is written as text: `\"1.2.3\"`"},
      {"$", "money:0 !0-1 expected an amount after `$` | money is written `$0.005`"},
      {"$5s", "money:0 !2-3 unknown unit `s` | money is written `$0.005`, `$20K` or `$1.5M`"},
      {"5 %", "number:5 !0-3 unknown symbol `%` | a ratio is written with its number: `5%`"},
      {"€5", "number:5 !0-3 unknown symbol `€` | money is in US dollars: `$0.005`"},
      {"2026-02-30", "date:0 !0-10 `2026-02-30` is not a day of the calendar | February 2026 has 28 days"},
      {"2024-02-30", "date:0 !0-10 `2024-02-30` is not a day of the calendar | February 2024 has 29 days"},
      {"2026-13-01",
       "date:0 !0-10 `2026-13-01` is not a day of the calendar | a date is written year, month, day: months "
       "run from 01 to 12"},
      {"0000-01-01", "date:0 !0-10 `0000-01-01` is not a day of the calendar | years run from 0001 to 9999"},
      {"2026-04-01T10:00",
       "date:0 !0-16 `2026-04-01T10:00` is not a date | a date is written `2026-04-01`, without a time"},
      {std::string(65, '9'), "number:0 !0-65 number of more than 64 digits"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, reads_strings) {
  const Case cases[] = {
      {R"("a b")", "text:a b"},
      {R"("")", "text:"},
      {R"("\"\\\n")", "text:\"\\\n"},
      {R"("\u{41}\u{1F600}\u{10FFFF}")", "text:A😀\xF4\x8F\xBF\xBF"},
      {"\"é\t\"", "text:é\t"},
      {R"("\t")", R"(text: !1-3 unknown escape `\t` | escapes are `\"`, `\\`, `\n` and `\u{1F600}`)"},
      {R"("\é")", R"(text: !1-4 unknown escape `\é` | escapes are `\"`, `\\`, `\n` and `\u{1F600}`)"},
      {R"("\u{D800}")",
       R"(text: !1-9 `\u{D800}` is no character | this is half of a UTF-16 pair: write the code point itself)"},
      {R"("\u{110000}")",
       R"(text: !1-11 `\u{110000}` is no character | the last code point is `\u{10FFFF}`)"},
      {R"("\u{}")", R"(text: !1-5 expected up to six hexadecimal digits in `\u{…}` | write `\u{1F600}`)"},
      {R"("\u{xyz}")", R"(text: !1-8 expected up to six hexadecimal digits in `\u{…}` | write `\u{1F600}`)"},
      {R"("\u0041")",
       R"(text:0041 !1-3 expected `{` and up to six hexadecimal digits after `\u` | write `\u{1F600}`)"},
      {"\"\x1b[1m\"", "text:\x1b[1m !1-2 control character U+001B in a string | write `\\u{1B}`"},
      {"\"a\nb",
       "text:a name:b !0-2 this string is not closed on its line | close it with `\"`; a line break within "
       "is `\\n`"},
      {"\"a\r\nb",
       "text:a name:b !0-2 this string is not closed on its line | close it with `\"`; a line break within "
       "is `\\n`"},
      {"“a b”", "text:a b !0-3 unknown symbol `“` | strings stand in `\"`"},
      {"'a b'", "text:a b !0-1 unknown symbol `'` | strings stand in `\"`"},
      {"'a", "name:a !0-1 unknown symbol `'` | strings stand in `\"`"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, mends_what_other_languages_write) {
  const Case cases[] = {
      {"a && b", "name:a reserved:and name:b !2-4 unknown symbol `&&` | write `and`"},
      {"a || b", "name:a reserved:or name:b !2-4 unknown symbol `||` | write `or`"},
      {"!a", "reserved:not name:a !0-1 unknown symbol `!` | write `not`"},
      {"a !== b", "name:a symbol:!= name:b !2-5 unknown symbol `!==` | write `!=`"},
      {"a === b", "name:a symbol:== name:b !2-5 unknown symbol `===` | write `==`"},
      {"a → b", "name:a symbol:-> name:b !2-5 unknown symbol `→` | write `->`"},
      {"a ≤ b", "name:a symbol:<= name:b !2-5 unknown symbol `≤` | write `<=`"},
      {"a;", "name:a !1-2 unknown symbol `;` | leave it out: a declaration ends where the next begins"},
      {"[a]", "symbol:{ name:a symbol:} !0-1 unknown symbol `[` | lists and sets stand in braces: `{a, b}`"},
      {"a /* b\nc */ d",
       "name:a name:d !2-4 unknown symbol `/*` | comments run from `#` to the end of the line"},
      {"4o-mini", "name:4o-mini !0-7 `4o-mini` is neither a name nor a number | a name begins with a letter"},
      {"-> 4o-mini",
       "symbol:-> text:4o-mini !3-10 `4o-mini` is neither a name nor a number | a name begins with a letter: "
       "write `\"4o-mini\"`"},
      {"2s-d", "duration:2 symbol:- name:d"},
      {"ask 2fa",
       "reserved:ask name:2fa !4-7 `2fa` is neither a name nor a number | a name begins with a letter"},
      {"// a\nb", "name:b !0-2 unknown symbol `//` | comments run from `#` to the end of the line"},
      {"a\xC2\xA0"
       "b",
       "name:a name:b !1-3 unknown symbol `\xC2\xA0` | this is a no-break space: write an ordinary one"},
      {"日本",
       " !0-6 unknown characters `日本` | names are made of the letters a to z; anything else stands in a "
       "string"},
      {"\x01", " !0-1 unknown character `␁`"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text;
}

TEST(Lexer, refuses_what_is_no_text) {
  const Case cases[] = {
      {"a # b\rc",
       " !5-6 the file has lines that end in a carriage return alone | save it with line feeds: a comment "
       "would "
       "run on to the next of them"},
      {"a\r\nb\r", "name:a name:b"},
      {"a\r\r\nb", "name:a name:b"},
      {std::string("\x89PNG\r\n\x1a\n\0\0", 10), " !8-9 NUL byte: the file is not text"},
      {"a \xFF", " !2-3 the file is not UTF-8 | save it as UTF-8"},
      {"a \xC0\x80", " !2-3 the file is not UTF-8 | save it as UTF-8"},
      {"\"\xED\xA0\x80\"", " !1-2 the file is not UTF-8 | save it as UTF-8"},
      {std::string("a\0b", 3), " !1-2 NUL byte: the file is not text"},
      {std::string("\xFF\xFE"
                   "a\0",
                   4),
       " !0-2 the file is UTF-16, not UTF-8 | save it as UTF-8"},
      {std::string(1024 * 1024 + 1, ' '),
       " !0-0 file of more than 1 MiB | split it: `extends` takes over what another file declares"},
      {"\xEF\xBB\xBF"
       "a",
       "name:a"},
      {std::string(1024 * 1024, ' '), ""},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(lexed(text), tokens) << text.substr(0, 20);
}

TEST(Lexer, keeps_comments) {
  const auto source = testing::source_of("a # one\r\n# two\n\"# no\" #");
  const Tokens tokens = lex(source);
  std::string comments;
  for (const ast::Comment& comment : tokens.comments)
    comments += "[" + std::string(source->slice(comment.span)) + "]";
  EXPECT_EQ(comments, "[# one][# two][#]");
  EXPECT_EQ(tokens.tokens.size(), 3u);
}

TEST(Lexer, knows_which_members_need_quotes) {
  for (const auto* name : {"a", "air-gapped", "text", "c_1"}) EXPECT_TRUE(is_name(name)) << name;
  for (const auto* text : {"", "c++", "1a", "any", "a-", "a b", "llama-3.1", "é"})
    EXPECT_FALSE(is_name(text)) << text;
}

}  // namespace
}  // namespace select_model
