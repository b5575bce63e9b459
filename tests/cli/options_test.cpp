#include "cli/options.hpp"

#include <gmock/gmock.h>

namespace select_model::cli {

namespace {

template <typename T>
T parsed(const std::vector<std::string>& arguments) {
  const Command command = parse_arguments(arguments);
  const T* found = std::get_if<T>(&command);
  if (found) return *found;
  const auto* misuse = std::get_if<Misuse>(&command);
  ADD_FAILURE() << (misuse ? misuse->problem : "another command");
  return {};
}

TEST(Options, of_a_decision) {
  const auto options =
      parsed<DecideOptions>({"r.yaml", "--policy", "p",    "--catalog", "a",          "--catalog=b", "--set",
                             "n=1",    "--set",    "m=-2", "--today",   "2026-04-01", "--format",    "json",
                             "--top",  "3",        "-o",   "out",       "--color",    "never"});
  EXPECT_EQ(options.requirements, "r.yaml");
  EXPECT_EQ(options.policy, "p");
  EXPECT_THAT(options.catalogs, ::testing::ElementsAre("a", "b"));
  EXPECT_THAT(options.settings, ::testing::ElementsAre("n=1", "m=-2"));
  EXPECT_EQ(options.today, parse_date("2026-04-01"));
  EXPECT_EQ(options.format, Format::json);
  EXPECT_EQ(options.top, 3U);
  EXPECT_EQ(options.output, "out");
  EXPECT_EQ(options.color, ColorChoice::never);
}

TEST(Options, may_stand_before_the_file) {
  EXPECT_EQ(parsed<DecideOptions>({"--catalog", "a", "r.yaml"}).requirements, "r.yaml");
  EXPECT_EQ(parsed<DecideOptions>({"--set", "a=1", "-"}).requirements, "-");
  EXPECT_EQ(parsed<DecideOptions>({"--", "--odd"}).requirements, "--odd");
}

TEST(Options, a_first_word_that_is_a_command_is_the_command) {
  EXPECT_THAT(parsed<CheckOptions>({"check", "a", "b", "--no-analysis"}).policies,
              ::testing::ElementsAre("a", "b"));
  EXPECT_TRUE(parsed<TestOptions>({"test", "a", "-v"}).verbose);
  EXPECT_EQ(parsed<ExplainOptions>({"explain", "syntax"}).code, "syntax");
  EXPECT_EQ(parsed<ExplainOptions>({"explain"}).code, std::nullopt);
  EXPECT_EQ(parsed<DecideOptions>({"./test"}).requirements, "./test");
}

TEST(Options, of_the_analysis) {
  using namespace std::chrono_literals;
  const auto plain = parsed<CheckOptions>({"check", "a"}).analysis;
  EXPECT_TRUE(plain.wanted);
  EXPECT_EQ(plain.timeout, 10s);
  EXPECT_EQ(plain.today, std::nullopt);
  EXPECT_FALSE(parsed<CheckOptions>({"check", "a", "--no-analysis"}).analysis.wanted);
  const auto bounded =
      parsed<CheckOptions>({"check", "a", "--timeout", "1.5min", "--today", "2026-04-01"}).analysis;
  EXPECT_EQ(bounded.timeout, 90s);
  EXPECT_EQ(bounded.today, parse_date("2026-04-01"));
}

TEST(Options, help_and_version_are_shown) {
  EXPECT_THAT(parsed<Show>({"--help"}).text, ::testing::StartsWith("select-model: "));
  EXPECT_THAT(parsed<Show>({"check", "--help"}).text, ::testing::StartsWith("select-model check: "));
  EXPECT_THAT(parsed<Show>({"test", "-h"}).text, ::testing::StartsWith("select-model test: "));
  EXPECT_EQ(parsed<Show>({"--version"}).text, "select-model " SELECT_MODEL_VERSION "\n");
}

struct Wrong {
  std::vector<std::string> arguments;
  std::string problem, help;
};

class Misuses : public ::testing::TestWithParam<Wrong> {};

TEST_P(Misuses, are_named_with_a_way_out) {
  const auto misuse = parsed<Misuse>(GetParam().arguments);
  EXPECT_EQ(misuse.problem, GetParam().problem);
  EXPECT_EQ(misuse.help, GetParam().help);
}

const std::string see = "`select-model --help` shows what there is";

INSTANTIATE_TEST_SUITE_P(
    table, Misuses,
    ::testing::Values(
        Wrong{{}, "no requirements file is given", see},
        Wrong{{"--format", "json"}, "no requirements file is given", see},
        Wrong{{"r", "--colour", "never"}, "there is no option `--colour`", "did you mean `--color`?"},
        Wrong{{"r", "--xyzzy"}, "there is no option `--xyzzy`", see},
        Wrong{{"r", "-q"}, "there is no option `-q`", see},
        Wrong{{"r", "--format", "yodel"}, "`--format` takes text, json or markdown, not `yodel`", ""},
        Wrong{{"check", "p", "--format", "markdown"}, "`--format` takes text or json, not `markdown`", ""},
        Wrong{{"r", "--color", "red"}, "`--color` takes auto, always or never, not `red`", ""},
        Wrong{{"r", "--today", "2026-02-30"},
              "`--today` takes a date such as 2026-04-01, not `2026-02-30`",
              ""},
        Wrong{{"r", "--top", "0"}, "`--top` takes a number from 1, not `0`", ""},
        Wrong{{"r", "--top", "x"}, "`--top` takes a number from 1, not `x`", ""},
        Wrong{{"a.yaml", "b"}, "one requirements file is expected, and then came `b`", see},
        Wrong{{"chekc", "b"}, "there is no command `chekc`", "did you mean `check`?"},
        Wrong{{"check"}, "no policy is given", "`select-model check --help` shows what there is"},
        Wrong{{"explain", "a", "b"},
              "one code is expected, and then came `b`",
              "`select-model explain --help` shows what there is"}));

TEST(Options, a_value_that_is_missing_is_a_misuse) {
  EXPECT_THAT(parsed<Misuse>({"r", "--policy"}).problem, ::testing::HasSubstr("--policy"));
}

}  // namespace

}  // namespace select_model::cli
