#include <gtest/gtest.h>

#include "parsing.hpp"

namespace select_model {
namespace {

using testing::said_about;
using testing::summary_of;

TEST(SyntaxError, is_shown_with_its_place) {
  EXPECT_EQ(said_about("policy p\nask a: when\nmust b: (c + d\nmust e: f\n"),
            R"(error[syntax]: expected a type, found `when`
 --> p.policy:2:8
  |
2 | ask a: when
  |        ^^^^
  |
  = help: the form is `ask NAME: TYPE, default VALUE "title"`
error[syntax]: expected an operator or `)`, found `must`
 --> p.policy:4:1
  |
3 | must b: (c + d
  |         - opened here and not closed
4 | must e: f
  | ^^^^
  |
  = help: write a `)` before it
)");
}

struct Case {
  std::string text, said;
};

TEST(SyntaxError, says_what_to_write) {
  const Case cases[] = {
      {"ask first: bool",
       "5 expected a name, found `first` | `first` is a reserved word: choose another name, such as "
       "`first_`"},
      {"ask a bool", "7 expected `:`, found `bool` | the form is `ask NAME: TYPE, default VALUE \"title\"`"},
      {"ask a: int", "8 expected a type, found `int` | write `count`, or `number` where it may be negative"},
      {"ask a: durtion", "8 expected a type, found `durtion` | did you mean `duration`?"},
      {"ask a: one of {true}",
       "16 expected a member, found `true` | `true` is a reserved word: as a member it is written "
       "`\"true\"`"},
      {"ask a: one of {gpt-3.5}",
       "16 expected a member, found `gpt-3.5` | a name holds letters, digits, `_` and `-`; as a member it is "
       "written `\"gpt-3.5\"`"},
      {"ask a: one of {b, c,}", "21 expected a member, found `}` | leave out the comma before `}`"},
      {"ask a: bool default true",
       "13 expected a declaration, found `default` | write a comma before it: `, default`"},
      {"ask a: bool, defalt true",
       "14 expected `optional`, `default` or `from`, found `defalt` | did you mean `default`?"},
      {"ask a: bool, optional, optional", "24 `optional` is given twice | leave one out"},
      {"ask a: money, default -$5", "24 expected a number, found `$5` | only a number may be negative here"},
      {"let a: 5", "6 expected `=`, found `:` | write `=`"},
      {"let a == 5", "7 expected `=`, found `==` | write `=`"},
      {"must a: b = 2", "11 expected an operator or a declaration, found `=` | to compare, write `==`"},
      {"must a: b AND c", "11 expected an operator or a declaration, found `AND` | write `and`"},
      {"must a: b contains c", "11 expected an operator or a declaration, found `contains` | write `c in b`"},
      {"must a: b < c < d", "15 comparisons do not chain | join two of them with `and`: `a < b and b < c`"},
      {"must a: b because \"r\", unknown warns",
       "22 expected a declaration, found `,` | `, unknown warns` stands before `because`, options before the "
       "title"},
      {"must a: b, unknown warn",
       "20 expected `fails`, `warns` or `passes`, found `warn` | did you mean `warns`?"},
      {"must: a",
       "5 expected a name, found `:` | the form is `must NAME when CONDITION: CONDITION because \"reason\"`"},
      {"choose { a when b -> c }",
       "24 expected a branch or `otherwise`, found `}` | every level of the tree ends with an `otherwise`: "
       "`otherwise NAME -> any`"},
      {"choose { }",
       "10 expected a branch or `otherwise`, found `}` | every level of the tree ends with an `otherwise`: "
       "`otherwise NAME -> any`"},
      {"choose { a when b c }",
       "19 expected an operator, `->` or `{`, found `c` | a branch leads to models (`-> gpt-4o then any`) or "
       "to branches in braces"},
      {"choose { otherwise a when b -> c }",
       "22 expected `->` or `{`, found `when` | `otherwise` has no condition: it is taken where no other "
       "branch is"},
      {"choose { otherwise a -> any b when c -> d }",
       "29 expected `}`, found `b` | `otherwise` is the last branch of its level: a `}` belongs before this, "
       "or "
       "move it up"},
      {"choose { tokens when b -> c otherwise d -> any }",
       "10 a branch may not be named `tokens` | after a number it would be read as a unit: choose another "
       "name"},
      {"choose { otherwise a -> b, }", "26 expected a model, found `}` | leave out the comma before `}`"},
      {"rank by weight { maximize if a then b else c }",
       "27 a criterion may not end in a bare `if` | put the `if` in parentheses"},
      {"rank by weight { maximize a ?? b }",
       "29 expected an operator, `maximize`, `minimize` or `}`, found `??` | put it in parentheses: `(a ?? "
       "b)`"},
      {"rank by weight { }", "18 expected `maximize` or `minimize`, found `}` | name at least one criterion"},
      {"rank by wieght { maximize a }",
       "9 expected `weight` or `order`, found `wieght` | did you mean `weight`?"},
      {"fallback 1.5", "10 expected a whole number, found `1.5` | the form is `fallback 2 where CONDITION`"},
      {"test a { }",
       "6 expected a string, found `a` | the form is `test \"title\" { given NAME = VALUE  expect first "
       "MODEL }`"},
      {"musst a: b", "1 expected a declaration, found `musst` | did you mean `must`?"},
      {"let a = if b then c",
       "20 expected an operator or `else`, found the end of the file | an `if` always has an `else`: `if a "
       "then b else c`"},
      {"policy again", "1 a second `policy` | a file holds one policy: its header stands once, at the head"},
  };
  for (const auto& [text, said] : cases)
    EXPECT_EQ(summary_of("policy p\n" + text), "2:" + said + "\n") << text;
}

TEST(SyntaxError, of_a_header) {
  const Case cases[] = {
      {"", "1:1 the file holds no policy | it begins with `policy NAME`"},
      {"# nothing", "1:10 the file holds no policy | it begins with `policy NAME`"},
      {"let a = 1", "1:1 expected `policy`, found `let` | a file begins with its header: `policy NAME`"},
      {"polcy p", "1:1 expected `policy`, found `polcy` | did you mean `policy`?"},
      {"policy \"p\"",
       "1:8 expected a name, found `\"p\"` | the form is `policy NAME \"title\" version \"1.0\" language 1`"},
      {"policy p language 2", "1:19 language 2 is not known | this version reads `language 1`"},
      {"policy p version 1", "1:18 expected a string, found `1` | a version is text: `version \"1\"`"},
  };
  for (const auto& [text, said] : cases) EXPECT_EQ(summary_of(text), said + "\n") << text;
}

/// A catalogue, a page of text: one message, whatever words of ours are in it.
TEST(SyntaxError, of_a_file_that_is_no_policy) {
  EXPECT_EQ(said_about("models:\n  - id: a\n    fact: {x: [1, 2]}\n    must: 5\n"),
            R"(error[syntax]: the file is no policy
 --> p.policy:1:1
  |
1 | models:
  | ^^^^^^
  |
  = help: a policy begins with `policy NAME`; this looks like YAML or JSON: a catalogue, or requirements
)");
  const Case cases[] = {
      {"{\"policy\": [1, 2]}",
       "1:1 the file is no policy | a policy begins with `policy NAME`; this looks like YAML or JSON: a "
       "catalogue, or requirements"},
      {"# A title\n\nSome `text`. It must not: a.\n- ask me: no\n",
       "3:1 the file is no policy | a policy begins with `policy NAME`"},
      // What stands before a header is one mistake, and no reason to overlook the header.
      {"---\npolicy p\nask a: int",
       "1:1 expected `policy`, found `-` | a file begins with its header: `policy NAME`\n3:8 expected a "
       "type, found `int` | write "
       "`count`, or `number` where it may be negative"},
  };
  for (const auto& [text, said] : cases) EXPECT_EQ(summary_of(text), said + "\n") << text;
}

TEST(SyntaxError, is_reported_for_each_declaration_and_once) {
  EXPECT_EQ(summary_of(R"(policy p
ask a bool
let b = 10x + + 3
must c d
let fine = 1
let e = (f
should g: h == not i
test "t" { expect frist j }
let k = l && m n
)"),
            "2:7 expected `:`, found `bool` | the form is `ask NAME: TYPE, default VALUE \"title\"`\n"
            "3:11 unknown unit `x` | durations end in `ms`, `s`, `min`, `h` or `d`, numbers in `K`, `M`, `B` "
            "or `%`\n"
            "4:8 expected `when` or `:`, found `d` | the form is `must NAME when CONDITION: CONDITION "
            "because \"reason\"`\n"
            "7:1 expected an operator or `)`, found `should` | write a `)` before it\n"
            "7:16 expected a value, found `not` | put the negation in parentheses: `(not …)`\n"
            "8:19 expected `first`, `order`, `eligible`, `rejected`, `branch`, `warning`, `refused`, "
            "`nothing` or `undetermined`, found "
            "`frist` | did you mean `first`?\n"
            "9:11 unknown symbol `&&` | write `and`\n"
            "9:16 expected an operator, a string or a declaration, found `n` | an operator such as `and` is "
            "missing before it\n");
}

TEST(SyntaxError, has_no_consequences) {
  const Case cases[] = {
      {"let a = && b", "9 unknown symbol `&&` | write `and`"},
      {"must a && b", "8 unknown symbol `&&` | write `and`"},
      {"let a = b[0]", "10 unknown symbol `[` | there is no index: `member in set` asks for one"},
      {"must a: b → 3", "11 unknown symbol `→` | write `->`"},
      {"choose { otherwise a -> 4o-mini then any }",
       "25 `4o-mini` is neither a name nor a number | a name begins with a letter: write `\"4o-mini\"`"},
      {"let a = \"b",
       "9 this string is not closed on its line | close it with `\"`; a line break within is `\\n`"},
      {"must policy k: a",
       "6 expected a name, found `policy` | `policy` is a reserved word: choose another name, such as "
       "`policy_`"},
      {"extends base.policy",
       "9 expected a string, found `base` | the path stands in quotes: `extends "
       "\"base.policy\"`"},
      {"if (a) { must b: c }",
       "1 expected a declaration, found `if` | a condition belongs to a constraint or a branch: `must NAME "
       "when "
       "CONDITION: …`"},
      {"let a = [b, c]", "9 unknown symbol `[` | lists and sets stand in braces: `{a, b}`"},
      {"ask a: b | c | d", "8 expected a type, found `b` | write `one of {b, c, …}`"},
      {"let a = 2026-02-30 < b < c",
       "9 `2026-02-30` is not a day of the calendar | February 2026 has 28 days\n"
       "2:24 comparisons do not chain | join two of them with `and`: `a < b and b < c`"},
  };
  for (const auto& [text, said] : cases)
    EXPECT_EQ(summary_of("policy p\n" + text), "2:" + said + "\n") << text;
}

TEST(SyntaxError, inside_a_tree_is_no_end_of_it) {
  EXPECT_EQ(summary_of(R"(policy p
choose {
  test when a -> b
  ask when c { otherwise d -> any }
  otherwise let -> any
}
let x y
)"),
            "3:3 expected a branch or `otherwise`, found `test` | `test` is a reserved word: choose another "
            "name, such as `test_`\n"
            "7:7 expected `=`, found `y` | the form is `let NAME = EXPRESSION \"title\"`\n");
}

TEST(SyntaxError, never_speaks_of_the_machinery) {
  const std::string tokens[] = {"policy", "ask",       "x",  ":", "5",  "\"s\"", "{",      "(", "->",
                                "if",     "otherwise", "is", "=", "by", "any",   "expect", ","};
  const std::string heads[] = {"",
                               "ask a",
                               "ask a:",
                               "let a =",
                               "must a",
                               "must a:",
                               "choose",
                               "choose {",
                               "choose { a when b",
                               "choose { otherwise b",
                               "choose { otherwise b ->",
                               "rank",
                               "rank by",
                               "rank by weight {",
                               "rank by weight { maximize a",
                               "fallback",
                               "test",
                               "test \"a\" {",
                               "test \"a\" { given",
                               "test \"a\" { expect",
                               "test \"a\" { expect first",
                               "prove",
                               "prove \"a\":",
                               "extends"};
  for (const std::string& head : heads) {
    for (const std::string& token : tokens) {
      const std::string said = said_about("policy p\n" + head + " " + token);
      EXPECT_EQ(said.find("boost"), std::string::npos) << said;
      EXPECT_EQ(said.find("::"), std::string::npos) << said;
    }
  }
}

}  // namespace
}  // namespace select_model
