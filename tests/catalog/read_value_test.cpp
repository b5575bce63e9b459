#include "catalog/read_value.hpp"

#include <gtest/gtest.h>

#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

Type one_of(std::vector<std::string> members) {
  return {Kind::name, {}, Measure::number, false, false, std::move(members)};
}
Type any_of(std::vector<std::string> members) {
  return {Kind::set, {}, Measure::number, false, false, std::move(members)};
}
const Type price = Type::quantity({1, 0, -1});
const Type rate = Type::quantity({0, -1, 1});

/// A YAML value as the type, or what is wrong with it.
std::string typed(const std::string& text, const Type& type, ReadAs as = ReadAs::fact) {
  const auto document = read_document(file("x.yaml", "x: " + text), std::size_t{1} << 20);
  if (!document) return brief(document.diagnostics);
  Mistakes mistakes;
  const auto value =
      read_value(std::get<MapNode>(document->content).entries.front().value, type, {"x"}, as, mistakes);
  if (!value) return brief(mistakes.take());
  if (const auto* number = std::get_if<Rational>(&*value)) return number->to_fraction();
  if (const auto* set = std::get_if<Set>(&*value)) {
    std::string members = set->closed ? "closed" : "open";
    for (const std::string& name : set->in) members += " +" + name;
    for (const std::string& name : set->out) members += " -" + name;
    return members;
  }
  return to_text(*value, type);
}

struct Case {
  std::string text;
  Type type;
  std::string expected;
};

TEST(ReadValue, takes_what_fits) {
  const std::vector<Case> cases{
      {"null", Type::boolean(), "unknown"},
      {"~", Type::open_set(), "unknown"},
      {"true", Type::boolean(), "true"},
      {"128K", Type::tokens(), "128000"},
      {"1_500", Type::tokens(), "1500"},
      {"'8000'", Type::tokens(), "8000"},
      {"1M tokens", Type::tokens(), "1000000"},
      {"10B", Type::count(), "10000000000"},
      {"88.7%", Type::ratio(), "887/1000"},
      {"0.887", Type::ratio(), "887/1000"},
      {"-2.5", Type::number(), "-5/2"},
      {"3e-7", Type::number(), "3/10000000"},
      {"300ms", Type::duration(), "3/10"},
      {"'1.5min'", Type::duration(), "90"},
      {"$0.01", Type::money(), "1/100"},
      {"0.01", Type::money(), "1/100"},
      {"$2.50/1M", price, "1/400000"},
      {"$2.50 / 1M tokens", price, "1/400000"},
      {"$0.002/1K", price, "1/500000"},
      {"80/s", rate, "80"},
      {"80 tokens/s", rate, "80"},
      {"4800/min", rate, "80"},
      {"2026-04-01", Type::date(), "2026-04-01"},
      {"'2024-02-29'", Type::date(), "2024-02-29"},
      {"no", one_of({"yes", "no"}), "no"},
      {"true", one_of({"true", "false"}), "true"},
      {"3", one_of({"1", "3"}), "3"},
      {"eu west", Type::open_name(), "eu west"},
      {"2024", Type::text(), "2024"},
      {"''", Type::text(), ""},
      {"[b, a, b]", Type::open_set(), "closed +a +b"},
      {"[]", Type::open_set(), "closed"},
      {"{soc2: true, hipaa: false, iso: null}", Type::open_set(), "open +soc2 -hipaa"},
      {"{}", Type::open_set(), "open"},
  };
  for (const Case& c : cases) EXPECT_EQ(typed(c.text, c.type), c.expected) << c.text;
}

TEST(ReadValue, says_what_does_not_fit) {
  const std::vector<Case> cases{
      {"yes", Type::boolean(), "1:4 <yes> type-mismatch: `x`: expected a bool, found `yes` (write `true`)\n"},
      {"'true'", Type::boolean(),
       "1:4 <'true'> type-mismatch: `x`: expected a bool, found `true` (write `true` without quotes)\n"},
      {"1", Type::boolean(), "1:4 <1> type-mismatch: `x`: expected a bool, found `1` (write `true`)\n"},
      {"300", Type::duration(),
       "1:4 <300> unit-mismatch: `x`: expected a duration, found the bare number `300` (write the unit: "
       "`300s` or `300ms`)\n"},
      {"$3", Type::duration(),
       "1:4 <$3> unit-mismatch: `x`: expected a duration, found money, `$3` (write it as `300ms`, `2s`, "
       "`1.5min`, `1h` or `30d`)\n"},
      {"3e-7", price,
       "1:4 <3e-7> unit-mismatch: `x`: expected money per tokens, found the bare number `3e-7` (write "
       "`$0.30/1M` for the price of a million tokens)\n"},
      {"2.50", price,
       "1:4 <2.50> unit-mismatch: `x`: expected money per tokens, found the bare number `2.50` (write "
       "`$2.50/1M` for the price of a million tokens)\n"},
      {"8k", Type::tokens(), "1:4 <8k> type-mismatch: `x`: expected tokens, found `8k` (write `8K`)\n"},
      {"$2.50", price,
       "1:4 <$2.50> unit-mismatch: `x`: expected money per tokens, found money, `$2.50` (write for how many "
       "tokens: `$2.50/1M`)\n"},
      {"80", rate,
       "1:4 <80> unit-mismatch: `x`: expected tokens per duration, found the bare number `80` (write the "
       "time: `80/s`)\n"},
      {"2s", Type::money(),
       "1:4 <2s> unit-mismatch: `x`: expected money, found a duration, `2s` (write it as `$0.01`)\n"},
      {"50%", Type::tokens(),
       "1:4 <50%> unit-mismatch: `x`: expected tokens, found the percentage `50%` (write it as `8000` or "
       "`8K`)\n"},
      {"fast", Type::duration(),
       "1:4 <fast> type-mismatch: `x`: expected a duration, found `fast` (write it as `300ms`, `2s`, "
       "`1.5min`, `1h` or `30d`)\n"},
      {"[1]", Type::tokens(), "1:4 <[1]> type-mismatch: `x`: expected tokens, found a list\n"},
      {"-5", Type::tokens(), "1:4 <-5> out-of-range: `x`: must not be negative, found `-5`\n"},
      {"1.5", Type::count(), "1:4 <1.5> out-of-range: `x`: must be whole, found `1.5`\n"},
      {"99.9", Type::ratio(),
       "1:4 <99.9> out-of-range: `x`: must lie between 0 and 1, found `99.9` (a percentage is written "
       "`99.9%`)\n"},
      {"1e400", Type::number(), "1:4 <1e400> out-of-range: `x`: `1e400` is too large or too fine a number\n"},
      {"1e999999999", Type::number(),
       "1:4 <1e999999999> out-of-range: `x`: `1e999999999` is too large or too fine a number\n"},
      {"2026-02-30", Type::date(),
       "1:4 <2026-02-30> out-of-range: `x`: `2026-02-30` is no day of the calendar\n"},
      {"April", Type::date(),
       "1:4 <April> type-mismatch: `x`: expected a date, found `April` (write it as `2026-04-01`)\n"},
      {"apis", one_of({"api", "dedicated"}),
       "1:4 <apis> unknown-name: `x`: expected one of {api, dedicated}, found `apis` (did you mean "
       "`api`?)\n"},
      {"''", Type::open_name(), "1:4 <''> type-mismatch: `x`: a name must not be empty\n"},
      {"{a: b}", Type::text(), "1:4 <{a: b}> type-mismatch: `x`: expected text, found a map\n"},
      {"code", Type::open_set(),
       "1:4 <code> type-mismatch: `x`: expected a set of names, found `code` (write `[code]` where that is "
       "all, `{code: true}` where there may be more)\n"},
      {"[a, [b]]", Type::open_set(), "1:8 <[b]> type-mismatch: `x`: expected a name, found a list\n"},
      {"{a: yes}", Type::open_set(),
       "1:8 <yes> type-mismatch: `x`, `a`: expected a bool, found `yes` (write `true`)\n"},
      {"[soc1, soc2, x]", any_of({"soc2", "hipaa"}),
       "1:5 <soc1> unknown-name: `x`: expected one of {soc2, hipaa}, found `soc1` (did you mean "
       "`soc2`?)\n1:17 <x> unknown-name: `x`: expected one of {soc2, hipaa}, found `x`\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(typed(c.text, c.type), c.expected) << c.text;
}

TEST(ReadValue, an_answer_may_be_a_single_member_but_no_map) {
  const Type type = any_of({"soc2", "hipaa"});
  EXPECT_EQ(typed("soc2", type, ReadAs::answer), "closed +soc2");
  EXPECT_EQ(typed("[]", type, ReadAs::answer), "closed");
  EXPECT_EQ(typed("soc2, hipaa", type, ReadAs::answer),
            "1:4 <soc2, hipaa> unknown-name: `x`: expected one of {soc2, hipaa}, found `soc2, hipaa` (write "
            "a list: `[soc2, hipaa]`)\n");
  EXPECT_EQ(typed("{soc2: true}", type, ReadAs::answer),
            "1:4 <{soc2: true}> type-mismatch: `x`: expected any of {soc2, hipaa}, found a map (write a "
            "list: `[a, b]`)\n");
}

TEST(ReadValue, shortens_what_it_shows) {
  const std::string digits(100'000, '9');
  EXPECT_EQ(brief(read_value({ScalarNode{digits, false}, {file("x", "x"), {0, 1}}}, Type::tokens(), "`x`")
                      .diagnostics),
            "1:1 <x> out-of-range: `x`: `" + digits.substr(0, 60) + "…` has too many digits\n");
}

}  // namespace
}  // namespace select_model
