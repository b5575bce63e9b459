#include <gtest/gtest.h>

#include "checking.hpp"
#include "policy/phrase.hpp"

/// What somebody writes who comes from another language, one message each.
namespace select_model {
namespace {

using testing::Finding;
using testing::found_in;

TEST(ForeignPhrases, are_told_how_ours_writes_them) {
  const Finding cases[] = {
      {"ask q: date, default today\n",
       "2:22 syntax: expected a value, found `today` | a default does not move: write a day, `2026-04-01`\n"},
      {"ask q: money, default $1,000\n",
       "2:23 syntax: expected `optional`, `default` or `from`, found `000` | digits are grouped by `_`: "
       "`$1_000`\n"},
      {"ask q: date, default 1/4/2026\n",
       "2:22 syntax: expected `,`, a string or a declaration, found `/` | a date is written `2026-04-01`\n"},
      {"choose { otherwise y -> * }\n", "2:25 syntax: expected a model, found `*` | write `any`\n"},
      {"choose { otherwise y -> }\n",
       "2:25 syntax: expected a model, found `}` | name a model, or write `any`\n"},
      {"rank z by order desc { maximize model.mmlu }\n",
       "2:17 syntax: expected `{`, found `desc` | each criterion says `maximize` or `minimize`\n"},
      {"must k when true, false: true\n",
       "2:17 syntax: expected an operator or `:`, found `,` | conditions are joined by `and`\n"},
      {"must k: true because `no`\n", "2:22 syntax: unknown symbol ``` | strings stand in `\"`\n"},
      {"must k: true because \"he said \"no\"\"\n",
       "2:32 syntax: expected a declaration, found `no` | a quote within a string is written `\\\"`\n"},
      {"test \"t\"\n  given a = true\n",
       "3:3 syntax: expected `using` or `{`, found `given` | a test stands in braces: `{ given …  expect … "
       "}`\n"},
      // The end of a string over two lines is not the beginning of another.
      {"ask q: bool \"one\ntwo\"\n",
       "2:13 syntax: this string is not closed on its line | close it with `\"`; a line break within is "
       "`\\n`\n"},
      {"must k: soc2 in compliance\n",
       "2:17 unknown-name: no question or `let` is named `compliance` | write `model.compliance`\n"},
      {"must k: provider == openai\n",
       "2:9 unknown-name: no question or `let` is named `provider` | write `model.provider`\n"},
      {"ask e: one of {math, code}\nmust k: e == math and math == e\n", ""},
      {"must k: model.throughput > 50 tokens/sec\n",
       "2:38 unknown-name: no question or `let` is named `sec` | write `s`\n"},
  };
  for (const auto& [declarations, found] : cases) EXPECT_EQ(found_in(declarations), found) << declarations;
}

/// A row that can never be taken, for one before it takes all that it would.
TEST(ForeignPhrases, are_listed_once) {
  const auto table = phrases();
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_NE(table[i].pattern.find('^'), std::string_view::npos) << table[i].pattern;
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(table[j].within == table[i].within && table[j].expects == table[i].expects &&
                   table[j].pattern == table[i].pattern)
          << table[i].pattern;
    }
  }
}

}  // namespace
}  // namespace select_model
