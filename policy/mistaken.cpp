#include "policy/mistaken.hpp"

#include <algorithm>
#include <array>

namespace select_model {
namespace {

constexpr std::array symbols = {
    Mistaken{"&&", "and", "write `and`"},
    Mistaken{"||", "or", "write `or`"},
    Mistaken{"&", "and", "write `and`"},
    Mistaken{"|", "or", "write `or`"},
    Mistaken{"!", "not", "write `not`"},
    Mistaken{"===", "==", "write `==`"},
    Mistaken{"!==", "!=", "write `!=`"},
    Mistaken{"<>", "!=", "write `!=`"},
    Mistaken{"=<", "<=", "write `<=`"},
    Mistaken{"=>", "->", "write `->` before models, `>=` to compare"},
    Mistaken{":=", "=", "write `=`"},
    Mistaken{";", "", "leave it out: a declaration ends where the next begins"},
    Mistaken{"[", "{", "lists and sets stand in braces: `{a, b}`"},
    Mistaken{"]", "}", "lists and sets stand in braces: `{a, b}`"},
    Mistaken{"?", "", "`if a then b else c` chooses, `a ?? b` stands in for what is not known"},
    Mistaken{"%", "", "a ratio is written with its number: `85%`"},
    Mistaken{"@", "", "an offer is written without blanks: `gpt-4o@azure`"},
    Mistaken{"**", "*", "there are no powers: multiply"},
    Mistaken{"^", "*", "there are no powers: multiply"},
    Mistaken{"..", "to", "a range is written `from 1 to 10`"},
    Mistaken{"...", "to", "a range is written `from 1 to 10`"},
    Mistaken{"~", "", ""},
    Mistaken{"`", "", "strings stand in `\"`"},
    Mistaken{"'", "", "strings stand in `\"`"},
    Mistaken{"\\", "", ""},
    Mistaken{"_", "", "a name begins with a letter"},
    Mistaken{"→", "->", "write `->`"},
    Mistaken{"⇒", "->", "write `->`"},
    Mistaken{"≤", "<=", "write `<=`"},
    Mistaken{"≥", ">=", "write `>=`"},
    Mistaken{"≠", "!=", "write `!=`"},
    Mistaken{"×", "*", "write `*`"},
    Mistaken{"·", "*", "write `*`"},
    Mistaken{"÷", "/", "write `/`"},
    Mistaken{"−", "-", "write `-`"},
    Mistaken{"–", "-", "write `-`"},
    Mistaken{"—", "-", "write `-`"},
    Mistaken{"∧", "and", "write `and`"},
    Mistaken{"∨", "or", "write `or`"},
    Mistaken{"¬", "not", "write `not`"},
    Mistaken{"∈", "in", "write `in`"},
    Mistaken{"”", "", "strings stand in `\"`"},
    Mistaken{"‘", "", "strings stand in `\"`"},
    Mistaken{"’", "", "strings stand in `\"`"},
    Mistaken{"…", "to", "a range is written `from 1 to 10`"},
    Mistaken{"，", ",", "write `,`"},
    Mistaken{"：", ":", "write `:`"},
    Mistaken{"（", "(", "write `(`"},
    Mistaken{"）", ")", "write `)`"},
    Mistaken{"€", "", "money is in US dollars: `$0.005`"},
    Mistaken{"£", "", "money is in US dollars: `$0.005`"},
    Mistaken{"\xC2\xA0", "", "this is a no-break space: write an ordinary one"},
    Mistaken{"\xE2\x80\xAF", "", "this is a no-break space: write an ordinary one"},
    Mistaken{"\xE2\x80\x8B", "", "this is a space of no width: leave it out"},
    Mistaken{"\xEF\xBB\xBF", "", "this is a byte order mark: leave it out"},
};

struct WordHelp {
  std::string_view word, help;
};
constexpr std::array words = {
    WordHelp{"AND", "write `and`"},
    WordHelp{"OR", "write `or`"},
    WordHelp{"NOT", "write `not`"},
    WordHelp{"IN", "write `in`"},
    WordHelp{"contains", "membership is written `member in set`"},
    WordHelp{"has", "membership is written `member in set`"},
    WordHelp{"includes", "membership is written `member in set`"},
    WordHelp{"intersects", "write `overlaps`"},
    WordHelp{"equals", "write `==`"},
    WordHelp{"eq", "write `==`"},
    WordHelp{"ne", "write `!=`"},
    WordHelp{"lt", "write `<`"},
    WordHelp{"le", "write `<=`"},
    WordHelp{"gt", "write `>`"},
    WordHelp{"ge", "write `>=`"},
    WordHelp{"xor", "for two bools, write `a != b`"},
    WordHelp{"mod", "there is no remainder"},
    WordHelp{"unless", "write `when not (…)`"},
    WordHelp{"elif", "write `else if`"},
    WordHelp{"elsif", "write `else if`"},
    WordHelp{"boolean", "write `bool`"},
    WordHelp{"int", "write `count`, or `number` where it may be negative"},
    WordHelp{"integer", "write `count`, or `number` where it may be negative"},
    WordHelp{"float", "write `number`"},
    WordHelp{"double", "write `number`"},
    WordHelp{"decimal", "write `number`"},
    WordHelp{"percent", "write `ratio`"},
    WordHelp{"percentage", "write `ratio`"},
    WordHelp{"probability", "write `ratio`"},
    WordHelp{"string", "write `text`"},
    WordHelp{"str", "write `text`"},
    WordHelp{"enum", "write `one of {a, b}`"},
    WordHelp{"set", "write `any of {a, b}`"},
    WordHelp{"list", "write `any of {a, b}`"},
    WordHelp{"usd", "write `money`"},
    WordHelp{"dollars", "write `money`"},
    WordHelp{"price", "a price is `money per tokens`"},
    WordHelp{"time", "write `duration`"},
    WordHelp{"seconds", "write `duration`"},
    WordHelp{"milliseconds", "write `duration`"},
};

}  // namespace

std::span<const Mistaken> mistaken_symbols() { return symbols; }

std::optional<std::string_view> help_for_word(std::string_view word) {
  const auto found = std::ranges::find(words, word, &WordHelp::word);
  return found == words.end() ? std::nullopt : std::optional(found->help);
}

}  // namespace select_model
