#include "catalog/document.hpp"

#include <gtest/gtest.h>

#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

struct Case {
  std::string text;
  std::string expected;
};

TEST(Yaml, reads) {
  const std::vector<Case> cases{
      {"a: 1", "{a: 1}"},
      {"a: '1'", R"({a: "1"})"},
      {"a: \"x\\ty\"", "{a: \"x\ty\"}"},
      {"a: no", "{a: no}"},
      {"a: $2.50/1M", "{a: $2.50/1M}"},
      {"a:\nb: ~\nc: null\nd: Null", "{a: null, b: null, c: null, d: null}"},
      {"a: 'null'", R"({a: "null"})"},
      {"- a\n- - b\n  - c", "[a, [b, c]]"},
      {"{a: [1, {b: }, c], d: x y}", "{a: [1, {b: null}, c], d: x y}"},
      {"a: |\n  x\n  y\n", "{a: \"x\ny\n\"}"},
      {"a: >-\n  x\n  y\n", R"({a: "x y"})"},
      {"a: !!str 5", R"({a: "5"})"},
      {"a: !!int 5", "{a: 5}"},
      {"a: &x {b: 1}\nc: *x\nd: [*x, *x]", "{a: {b: 1}, c: {b: 1}, d: [{b: 1}, {b: 1}]}"},
      {"&k a: 1\nb: *k", "{a: 1, b: a}"},
      {"null: 1\nyes: 2\n3: 4", "{null: 1, yes: 2, 3: 4}"},
      {"\"a b\": 1 # c", "{a b: 1}"},
      {"a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"},
      {"\xEF\xBB\xBF"
       "a: é",
       "{a: é}"},
      {"# nothing\n", "null"},
      {"", "null"},
      {"---\na: 1\n...\n", "{a: 1}"},
      {"a:\tb", "{a: b}"},
  };
  for (const Case& c : cases) EXPECT_EQ(read("x.yaml", c.text), c.expected) << c.text;
}

TEST(Yaml, says_what_is_wrong_and_where) {
  const std::vector<Case> cases{
      {"a: 1\na: 2\nb: {x: 1, x: 2}",
       "2:1 <a> duplicate-name: the key `a` is given twice\n3:11 <x> duplicate-name: the key `x` is given "
       "twice\n"},
      {"a: 1\n b: 2",
       "2:3 <:> syntax: a `:` where none can stand (check the indentation, or put the text in quotes)\n"},
      {"a: [1, 2", "1:9 <> syntax: a `[` is not closed (expected `,` or `]` here)\n"},
      {"[1, 2", "1:1 <[> syntax: a `[` is not closed (end it with `]`)\n"},
      {"a: \"x", "1:4 <\"x> syntax: a text in quotes is not closed (end it with `\"`)\n"},
      {"a: @x", "1:4 <@x> syntax: no value begins so (put the text in quotes)\n"},
      {"a: *x",
       "1:4 <*x> syntax: an alias without an anchor (put the text in quotes if it only begins with `*`)\n"},
      {"a: &a [*a]", "1:8 <*a> syntax: an alias that stands inside what it means\n"},
      {"a: 1\n---\nb: 2",
       "2:1 <---> syntax: a second document begins: a file holds one (put it into a file of its own)\n"},
      {"[a] b", "1:5 <b> syntax: expected the end of the file, found `b`\n"},
      {"a: {<<: 1}", "1:5 <<<> syntax: merge keys (`<<`) are not read (write the keys out)\n"},
      {"a: !foo 1", "1:4 <!foo> syntax: the tag `!foo` is not known (remove it)\n"},
      {"? [a]\n: b", "1:3 <[a> syntax: a key must be text, found a list (write a name before the `:`)\n"},
      {"a:\n\tb: 1", "2:1 <\t> syntax: a tab in the indentation (indent with spaces)\n"},
      {"a: b: c",
       "1:5 <:> syntax: a `:` where none can stand (check the indentation, or put the text in quotes)\n"},
      {": x", "1:1 <> syntax: a key is missing (write its name before the `:`)\n"},
      {std::string("a: \0", 4),
       std::string("1:4 <") + '\0' + "> syntax: a NUL byte: this is no text (save it as UTF-8)\n"},
      {"a: \xFFx", "1:4 <\xFF> syntax: not UTF-8: byte 0xff (save it as UTF-8)\n"},
      {"a: \xED\xA0\x80", "1:4 <\xED> syntax: not UTF-8: byte 0xed (save it as UTF-8)\n"},
      {"\xFF\xFE"
       "a",
       "1:1 <\xFF> syntax: the file is UTF-16 (save it as UTF-8)\n"},
      {"a: 1 # x\rb: 2",
       "1:9 <\r> syntax: a carriage return without a line feed ends no line (save the file with line feeds "
       "(LF, or CR "
       "and LF))\n"},
      {"a: 1\r\nb: 'x\n  y' }",
       "3:6 <}> syntax: nothing is open that this could close (remove it, or put the text in quotes)\n"},
      {"a: \x04 b", "1:4 <\x04> syntax: a control character, 0x04 (remove it, or write it as an escape)\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(read("x.yaml", c.text), c.expected) << c.text;
}

TEST(Json, reads) {
  const std::vector<Case> cases{
      {R"({"a": 1, "b": [true, false, null]})", "{a: 1, b: [true, false, null]}"},
      {R"({"a": "1", "b": "true"})", R"({a: "1", b: "true"})"},
      {"[-1.50e3, 0.0000006000000000000001, 12345678901234567890123, 3e-7]",
       "[-1.50e3, 0.0000006000000000000001, 12345678901234567890123, 3e-7]"},
      {R"(["\u00e9\n", "é"])", "[\"é\n\", \"é\"]"},
      {"\xEF\xBB\xBF{\"a\": 0}", "{a: 0}"},
      {" {}\r\n", "{}"},
      {"7", "7"},
  };
  for (const Case& c : cases) EXPECT_EQ(read("x.json", c.text), c.expected) << c.text;
}

TEST(Json, says_what_is_wrong_and_where) {
  const std::vector<Case> cases{
      {R"({"a": 1, "a": 2})", "1:10 <\"a\"> duplicate-name: the key `a` is given twice\n"},
      {R"({"a" 1})", "1:6 <1> syntax: expected `:`, found `1`\n"},
      {"[1,,2]", "1:4 <,> syntax: expected a value, found `,`\n"},
      {"[1, 2,]", "1:7 <]> syntax: expected a value, found `]` (remove the comma before it)\n"},
      {R"({"a": 1,})", "1:9 <}> syntax: expected a key in quotes, found `}` (remove the comma before it)\n"},
      {"[01]",
       "1:3 <1> syntax: no number of JSON begins with `0` and goes on (write it in decimals, without the "
       "`0`)\n"},
      {"[1", "1:3 <> syntax: expected `,` or `]`, found the end of the file\n"},
      {"",
       "1:1 <> syntax: expected a value, found the end of the file (write `{}` where there is nothing to "
       "say)\n"},
      {"{a: 1}", "1:2 <a> syntax: expected a key in quotes, found `a` (write `\"a\"`)\n"},
      {"[NaN]", "1:2 <NaN> syntax: expected a value, found `NaN` (write `null` where it is not known)\n"},
      {"[-Infinity]",
       "1:2 <-Infinity> syntax: expected a value, found `-Infinity` (write `null` where it is not known)\n"},
      {"[True]", "1:2 <True> syntax: expected a value, found `True` (write `true`)\n"},
      {"[+.5]", "1:2 <+.5> syntax: expected a value, found `+.5` (write `0.5`)\n"},
      {"[5.]", "1:2 <5.> syntax: expected a value, found `5.` (write `5`)\n"},
      {"{} x", "1:4 <x> syntax: expected the end of the file, found `x`\n"},
      {"{\"a\": \"x", "1:7 <\"x> syntax: a text that is not closed (end it with `\"`)\n"},
      {"{\"a\": 1, // b\n\"c\": 2}",
       "1:10 <//> syntax: JSON has no comments (remove it, or write the file as YAML)\n"},
      {R"(["\q"])",
       R"(1:2 <"\q"> syntax: no such escape in a text (JSON knows `\" \\ \/ \b \f \n \r \t` and `\u0041`))"
       "\n"},
      {"[\"a\tb\"]",
       "1:2 <\"a\tb\"> syntax: a line break or a tab inside a text (write it as `\\n` or `\\t`)\n"},
      {"[1e400]", "1:2 <1e400> out-of-range: `1e400` is too large a number\n"},
      {"{'a': 1}", "1:2 <'a'> syntax: expected a key in quotes, found `'a'` (write `\"a\"`)\n"},
      {"[nul]", "1:2 <nul> syntax: expected a value, found `nul`\n"},
      {"[abc]", "1:2 <abc> syntax: expected a value, found `abc` (write `\"abc\"`)\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(read("x.json", c.text), c.expected) << c.text;
}

TEST(Document, is_told_by_its_name_then_by_its_first_character) {
  EXPECT_EQ(syntax_of(*file("a.json", "a: 1")), Syntax::json);
  EXPECT_EQ(syntax_of(*file("a.yaml", "a: 1")), Syntax::yaml);
  EXPECT_EQ(syntax_of(*file("-", "\xEF\xBB\xBF\n [1]")), Syntax::json);
  EXPECT_EQ(syntax_of(*file("-", "")), Syntax::yaml);
}

TEST(Document, that_only_begins_like_json_is_read_as_yaml) {
  EXPECT_EQ(read("x.yaml", "{a: 1,}"), "{a: 1}");
  EXPECT_EQ(read("-", "{a: 1}\n"), "{a: 1}");
  EXPECT_EQ(read("x.yaml", "{\"a\": 1, // b\n\"c\": 2}"),
            "1:10 <//> syntax: JSON has no comments (remove it, or write the file as YAML)\n");
}

TEST(Document, marks_what_it_found) {
  const std::string text = "list: [1, {a: b}]\nquoted: 'it''s'\nblock:\n  c: d\n  e: f\nalias: &x y\n";
  const auto document = read_document(file("x.yaml", text), std::size_t{1} << 20);
  ASSERT_TRUE(document);
  const auto& map = std::get<MapNode>(document->content);
  std::string spans;
  for (const Entry& entry : map.entries)
    spans +=
        "<" +
        text.substr(entry.value.place.span.begin, entry.value.place.span.end - entry.value.place.span.begin) +
        ">";
  EXPECT_EQ(spans, "<[1, {a: b}]><'it''s'><c: d><y>");
}

TEST(Document, has_limits) {
  const auto nested = [](std::string open, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += open;
    return text;
  };
  const std::string deep = "limit: lists and maps are nested deeper than 256\n";
  EXPECT_EQ(read("x.json", nested("[", 50'000)), "1:257 <[> " + deep);
  EXPECT_EQ(read("x.yaml", "a: " + nested("[", 50'000) + nested("]", 50'000)), "1:259 <[> " + deep);
  EXPECT_EQ(read("x.yaml", nested("- ", 50'000)), "1:513 <> " + deep);
  EXPECT_EQ(read("x.json", nested("[", 256) + nested("]", 256)), nested("[", 256) + nested("]", 256));
  EXPECT_EQ(read("x.yaml", std::string((1 << 20) + 1, ' ')), "1:1 <> limit: the file is larger than 1 MiB\n");
}

TEST(Document, does_not_blow_up_on_aliases) {
  std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below;
    for (int k = 1; k < 9; ++k) text += ", " + below;
    text += "]\n";
  }
  EXPECT_EQ(read("x.yaml", text), "6:15 <*a4> limit: aliases stand for more than 250000 values\n");
  std::string many = "a: &x 1\nb: [";
  for (int i = 0; i < 10'001; ++i) many += "*x, ";
  EXPECT_EQ(read("x.yaml", many + "]"), "2:40005 <*x> limit: more than 10000 aliases in one file\n");
}

TEST(Document, finds_keys_and_bools) {
  const auto document = read_document(file("x.yaml", "{a: True, b: 'true', c: yes, d: FALSE}"), 100);
  ASSERT_TRUE(document);
  const auto& map = std::get<MapNode>(document->content);
  const auto truth = [&](std::string_view key) {
    return as_bool(std::get<ScalarNode>(find(map, key)->content));
  };
  EXPECT_EQ(truth("a"), true);
  EXPECT_EQ(truth("b"), std::nullopt);
  EXPECT_EQ(truth("c"), std::nullopt);
  EXPECT_EQ(truth("d"), false);
  EXPECT_EQ(find(map, "e"), nullptr);
}

}  // namespace
}  // namespace select_model
