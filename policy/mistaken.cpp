#include "policy/mistaken.hpp"

#include <algorithm>
#include <array>

namespace select_model {
namespace {

constexpr std::array symbols = {
    Mistaken{"&&", "and", "write `and`"},
    Mistaken{"||", "or", "write `or`"},
    Mistaken{"&lt;", "<", "write `<`: this was taken from a web page"},
    Mistaken{"&gt;", ">", "write `>`: this was taken from a web page"},
    Mistaken{"&amp;&amp;", "and", "write `and`"},
    Mistaken{"!!", "", "leave it out: two negations cancel"},
    Mistaken{"```", "", "leave it out: this fences code in a page of text"},
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
    Mistaken{"~", "not", "write `not`"},
    Mistaken{"`", "", "strings stand in `\"`"},
    Mistaken{"'", "", "strings stand in `\"`"},
    Mistaken{"\\", "", "leave it out: line breaks mean nothing"},
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
    WordHelp{"implies", "write `not a or b`"},
    WordHelp{"iff", "for two bools, write `a == b`"},
    WordHelp{"notin", "write `not in`"},
    WordHelp{"not_in", "write `not in`"},
    WordHelp{"isnt", "write `!=`, or `is unknown`"},
};
constexpr std::array types = {
    WordHelp{"one-of", "write `one of {a, b}`"},
    WordHelp{"oneof", "write `one of {a, b}`"},
    WordHelp{"one_of", "write `one of {a, b}`"},
    WordHelp{"any-of", "write `any of {a, b}`"},
    WordHelp{"anyof", "write `any of {a, b}`"},
    WordHelp{"any_of", "write `any of {a, b}`"},
    WordHelp{"either", "write `one of {a, b}`"},
    WordHelp{"choice", "write `one of {a, b}`"},
    WordHelp{"Enum", "write `one of {a, b}`"},
    WordHelp{"array", "write `any of {a, b}`"},
    WordHelp{"datetime", "write `date`"},
    WordHelp{"timestamp", "write `date`"},
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

// Names of what ours calls by a word of its own.
constexpr std::array names = {
    WordHelp{"True", "write `true`"},
    WordHelp{"TRUE", "write `true`"},
    WordHelp{"yes", "write `true`"},
    WordHelp{"Yes", "write `true`"},
    WordHelp{"on", "write `true`"},
    WordHelp{"False", "write `false`"},
    WordHelp{"FALSE", "write `false`"},
    WordHelp{"no", "write `false`"},
    WordHelp{"No", "write `false`"},
    WordHelp{"off", "write `false`"},
    WordHelp{"now", "write `today`"},
    WordHelp{"sec", "write `s`"},
    WordHelp{"second", "write `s`"},
    WordHelp{"minute", "write `min`"},
    WordHelp{"hour", "write `h`"},
    WordHelp{"day", "write `d`"},
    WordHelp{"null", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"Null", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"NULL", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"none", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"None", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"nil", "there is no `null`: write `x is unknown` or `x is known`"},
    WordHelp{"undefined", "there is no `null`: write `x is unknown` or `x is known`"},
};

constexpr std::array functions = {
    WordHelp{"len", "write `size(set)`"},
    WordHelp{"length", "write `size(set)`"},
    WordHelp{"count", "write `size(set)`"},
    WordHelp{"cardinality", "write `size(set)`"},
    WordHelp{"avg", "write `mean(a, b, …)`"},
    WordHelp{"average", "write `mean(a, b, …)`"},
    WordHelp{"minimum", "write `min(a, b, …)`"},
    WordHelp{"maximum", "write `max(a, b, …)`"},
    WordHelp{"sum", "write `a + b`"},
    WordHelp{"round", "write `floor(a)` or `ceil(a)`"},
    WordHelp{"trunc", "write `floor(a)`"},
    WordHelp{"int", "write `floor(a)`"},
    WordHelp{"date", "a date is written `2026-04-01`"},
    WordHelp{"now", "write `today`"},
    WordHelp{"coalesce", "write `a ?? b`"},
    WordHelp{"ifnull", "write `a ?? b`"},
    WordHelp{"iif", "the form is `if a then b else c`"},
    WordHelp{"contains", "write `member in set`"},
    WordHelp{"exists", "write `x is known`"},
    WordHelp{"defined", "write `x is known`"},
    WordHelp{"isnull", "write `x is unknown`"},
    WordHelp{"is_null", "write `x is unknown`"},
};

constexpr std::array facts = {
    WordHelp{"price", "write `model.input_price`, `model.output_price` or `model.cost(…)`"},
    WordHelp{"pricing", "write `model.input_price`, `model.output_price` or `model.cost(…)`"},
    WordHelp{"latency", "write `model.ttft` or `model.response_time(output)`"},
    WordHelp{"speed", "write `model.throughput` or `model.response_time(output)`"},
    WordHelp{"tps", "write `model.throughput`"},
    WordHelp{"max_tokens", "write `model.max_output`"},
    WordHelp{"output_tokens", "write `model.max_output`"},
    WordHelp{"context_length", "write `model.context_window`"},
    WordHelp{"context_size", "write `model.context_window`"},
    WordHelp{"max_context", "write `model.context_window`"},
    WordHelp{"vendor", "write `model.provider`"},
    WordHelp{"host", "write `model.provider`"},
    WordHelp{"maker", "write `model.developer`"},
    WordHelp{"creator", "write `model.developer`"},
    WordHelp{"author", "write `model.developer`"},
    WordHelp{"company", "write `model.developer` or `model.provider`"},
    WordHelp{"organization", "write `model.developer` or `model.provider`"},
    WordHelp{"open_source", "write `model.open_weights`"},
    WordHelp{"opensource", "write `model.open_weights`"},
    WordHelp{"release_date", "write `model.released`"},
    WordHelp{"created", "write `model.released`"},
    WordHelp{"deprecated", "write `model.status == deprecated`"},
    WordHelp{"deployment", "write `model.hosting`"},
    WordHelp{"uptime", "write `model.availability`"},
    WordHelp{"region", "write `… in model.regions`"},
    WordHelp{"tools", "write `tools in model.capabilities`"},
    WordHelp{"vision", "write `vision in model.capabilities`"},
};

template <typename Table>
std::optional<std::string_view> help_in(const Table& table, std::string_view word) {
  const auto found = std::ranges::find(table, word, &WordHelp::word);
  return found == table.end() ? std::nullopt : std::optional(found->help);
}

}  // namespace

std::span<const Mistaken> mistaken_symbols() { return symbols; }

std::optional<std::string_view> help_for_word(std::string_view word) { return help_in(words, word); }
std::optional<std::string_view> help_for_type(std::string_view word) { return help_in(types, word); }
std::optional<std::string_view> help_for_function(std::string_view word) { return help_in(functions, word); }
std::optional<std::string_view> help_for_fact(std::string_view word) { return help_in(facts, word); }
std::optional<std::string_view> help_for_name(std::string_view name) { return help_in(names, name); }
bool means_unknown(std::string_view name) {
  const auto help = help_for_name(name);
  return help && help->starts_with("there is no");
}

}  // namespace select_model
