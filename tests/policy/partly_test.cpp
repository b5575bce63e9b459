#include <gtest/gtest.h>

#include "checking.hpp"

/// A syntax error does not hide what else is wrong, and what follows from it is not reported.
namespace select_model {
namespace {

using testing::check_files;
using testing::Finding;
using testing::found_in;
using testing::summary_of;

TEST(SyntaxErrors, leave_the_rest_to_be_checked) {
  const Finding cases[] = {
      {"let x == 5\nask n: count\nmust k: nn > 5\nmust l: model.foo > 2\nmust m: n > 2s\n",
       "2:7 syntax: expected `=`, found `==` | write `=`\n"
       "4:9 unknown-name: no question or `let` is named `nn`\n"
       "5:15 unknown-name: a model has no fact `foo` | declare it: `fact foo: …`\n"
       "6:13 unit-mismatch: expected a count, found a duration\n"},
      {"must k a\ntest \"t\" { expect rejected o3 by kk }\n",
       "2:8 syntax: expected `when` or `:`, found `a` | the form is `must NAME when CONDITION: CONDITION "
       "because "
       "\"reason\"`\n"
       "3:34 unknown-name: no constraint or branch is named `kk`\n"},
  };
  for (const auto& [declarations, found] : cases) EXPECT_EQ(found_in(declarations), found) << declarations;
}

TEST(SyntaxErrors, may_have_taken_what_a_name_means) {
  const Finding cases[] = {
      {"ask q durtion\nmust k when q is known: model.ttft <= q\nmust l: q-1 > 2\nlet y = q * 2\nmust m: y > "
       "3\n"
       "must o: q == fast\n",
       "2:7 syntax: expected `:`, found `durtion` | the form is `ask NAME: TYPE, default VALUE \"title\"`\n"},
      {"ask q: one of {x, y z}\nmust k: q == x\nmust l: q in {x, w}\n",
       "2:21 syntax: expected `,` or `}`, found `z` | write `y, z` for two members, `y-z` for one\n"},
      {"choose { x when true -> o3 otherwise y any }\ntest \"t\" { expect branch x }\n",
       "2:40 syntax: expected `->` or `{`, found `any` | a branch leads to models (`-> gpt-4o then any`) or "
       "to "
       "branches in braces\n"},
      {"must k a\ntest \"t\" { expect refused by k }\n",
       "2:8 syntax: expected `when` or `:`, found `a` | the form is `must NAME when CONDITION: CONDITION "
       "because "
       "\"reason\"`\n"},
      {"fact k bool\nmust l: model.k\n",
       "2:8 syntax: expected `:`, found `bool` | the form is `fact NAME: TYPE \"title\"`\n"},
      // What was read of it is not what was meant.
      {"ask d: duration\nlet q = 2 seconds\nmust k: d < q\n",
       "3:11 syntax: expected an operator, a string or a declaration, found `seconds` | a number and its "
       "unit are "
       "one word: `2s`\n"},
      {"ask m: money\nlet q = 1$\nmust k: m < q\n",
       "3:9 syntax: expected an amount after `$` | write `$1`\n"},
      // Whatever it would have brought along.
      {"extends base\nmust k: a\n",
       "2:9 syntax: expected a string, found `base` | the path stands in quotes: `extends "
       "\"base.policy\"`\n"},
      // The last rank has no `when`, but is it the last?
      {"rank when true by order { minimize model.ttft }\nrank by order minimize model.ttft\n",
       "3:15 syntax: expected `{`, found `minimize` | criteria stand in braces: `{ minimize … }`\n"},
  };
  for (const auto& [declarations, found] : cases) EXPECT_EQ(found_in(declarations), found) << declarations;
}

TEST(SyntaxErrors, of_a_base_are_those_of_what_extends_it) {
  const std::string base = "policy b\nask q: bool\nask r bool\nmust bad: q > 5\n";
  EXPECT_EQ(summary_of(check_files({{"p.policy", "policy p\nextends \"b.policy\"\nmust k: q and r and s\n"},
                                    {"b.policy", base}})
                           .diagnostics),
            "b.policy:3:7 syntax: expected `:`, found `bool` | the form is `ask NAME: TYPE, default VALUE "
            "\"title\"`\n"
            "b.policy:4:11 type-mismatch: `>` compares quantities and dates, found a bool | a bool is a "
            "condition by itself\n"
            "3:21 unknown-name: no question or `let` is named `s`\n");
  EXPECT_EQ(
      summary_of(
          check_files({{"p.policy", "policy p\nask q bool\nextends \"b.policy\"\nmust k: s\n"}}).diagnostics),
      "2:7 syntax: expected `:`, found `bool` | the form is `ask NAME: TYPE, default VALUE \"title\"`\n"
      "3:9 missing-file: cannot read `b.policy`: no such file\n");
}

}  // namespace
}  // namespace select_model
