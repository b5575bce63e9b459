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
  const auto fmt = parsed<FmtOptions>({"fmt", "a.policy", "--check", "dir"});
  EXPECT_THAT(fmt.policies, ::testing::ElementsAre("a.policy", "dir"));
  EXPECT_TRUE(fmt.check);
  EXPECT_FALSE(fmt.diff);
  EXPECT_TRUE(parsed<FmtOptions>({"fmt", "-", "--diff"}).diff);
  EXPECT_EQ(parsed<TestOptions>({"test", "--emit", "r.yaml"}).emit, "r.yaml");
  EXPECT_EQ(parsed<ExplainOptions>({"explain", "syntax"}).code, "syntax");
  EXPECT_EQ(parsed<ExplainOptions>({"explain"}).code, std::nullopt);
  EXPECT_EQ(parsed<DecideOptions>({"./test"}).requirements, "./test");
}

TEST(Options, of_a_check) {
  const auto options = parsed<CheckOptions>({"check", "a", "--today", "2026-04-01", "--strict",
                                             "--no-analysis", "-v", "--fix", "--diff", "--format", "sarif"});
  EXPECT_EQ(options.analysis.today, parse_date("2026-04-01"));
  EXPECT_TRUE(options.strict && options.verbose && options.fix && options.diff);
  EXPECT_FALSE(options.analysis.wanted);
  EXPECT_EQ(options.format, FindingFormat::sarif);
  EXPECT_TRUE(parsed<CheckOptions>({"check", "a"}).analysis.wanted);
}

TEST(Options, of_tests) {
  const auto plain = parsed<TestOptions>({"test", "a", "b"});
  EXPECT_EQ(plain.format, TestFormat::text);
  EXPECT_EQ(plain.coverage, std::nullopt);
  EXPECT_EQ(plain.fail_under, std::nullopt);
  const auto full =
      parsed<TestOptions>({"test", "a", "--run", "x", "--run", "y*z", "--format", "junit", "-o", "report.xml",
                           "--coverage=cobertura", "--coverage-output", "c.xml", "--fail-under", "92.5"});
  EXPECT_THAT(full.policies, ::testing::ElementsAre("a"));
  EXPECT_THAT(full.patterns, ::testing::ElementsAre("x", "y*z"));
  EXPECT_EQ(full.format, TestFormat::junit);
  EXPECT_EQ(full.output, "report.xml");
  EXPECT_EQ(full.coverage, CoverageFormat::cobertura);
  EXPECT_EQ(full.coverage_output, "c.xml");
  EXPECT_EQ(full.fail_under, Rational::fraction(185, 2));
}

TEST(Options, the_format_of_the_coverage_only_stands_behind_an_equals_sign) {
  const auto options = parsed<TestOptions>({"test", "--coverage", "json", "a"});
  EXPECT_EQ(options.coverage, CoverageFormat::text);
  EXPECT_THAT(options.policies, ::testing::ElementsAre("json", "a"));
  EXPECT_EQ(parsed<TestOptions>({"test", "a", "--coverage-output", "c"}).coverage, CoverageFormat::text);
}

TEST(Options, of_a_tree) {
  const auto alone = parsed<TreeOptions>({"tree", "p", "--format", "svg", "-o", "out"});
  EXPECT_EQ(alone.policy, "p");
  EXPECT_EQ(alone.requirements, std::nullopt);
  EXPECT_EQ(alone.format, TreeFormat::svg);
  EXPECT_EQ(alone.output, "out");
  const auto path = parsed<TreeOptions>(
      {"tree", "--requirements", "r.yaml", "--set", "n=1", "--catalog", "c", "--today", "2026-04-01"});
  EXPECT_EQ(path.policy, std::nullopt);
  EXPECT_EQ(path.requirements, "r.yaml");
  EXPECT_THAT(path.settings, ::testing::ElementsAre("n=1"));
  EXPECT_THAT(path.catalogs, ::testing::ElementsAre("c"));
  EXPECT_EQ(path.today, parse_date("2026-04-01"));
}

TEST(Options, of_a_schema) {
  EXPECT_EQ(parsed<SchemaOptions>({"schema", "catalog"}).of, SchemaOf::catalog);
  EXPECT_EQ(parsed<SchemaOptions>({"schema", "decision", "-o", "out"}).output, "out");
  EXPECT_EQ(parsed<SchemaOptions>({"schema", "requirements"}).policy, std::nullopt);
  EXPECT_EQ(parsed<SchemaOptions>({"schema", "requirements", "p"}).policy, "p");
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

TEST(Options, of_a_diff) {
  const auto two = parsed<DiffOptions>({"diff", "a", "b", "--requirements", "r", "--timeout", "1s"});
  EXPECT_THAT(two.policies, ::testing::ElementsAre("a", "b"));
  EXPECT_EQ(two.requirements, "r");
  EXPECT_EQ(two.analysis.timeout, std::chrono::seconds(1));
  const auto one =
      parsed<DiffOptions>({"diff", "a", "--catalog-old", "c", "--catalog-new", "d", "--no-analysis"});
  EXPECT_THAT(one.old_catalogs, ::testing::ElementsAre("c"));
  EXPECT_THAT(one.new_catalogs, ::testing::ElementsAre("d"));
  EXPECT_FALSE(one.analysis.wanted);
  EXPECT_TRUE(parsed<TestOptions>({"test", "a", "--generate"}).generate);
}

TEST(Options, help_and_version_are_shown) {
  EXPECT_THAT(parsed<Show>({"--help"}).text, ::testing::StartsWith("select-model: "));
  EXPECT_THAT(parsed<Show>({"check", "--help"}).text, ::testing::StartsWith("select-model check: "));
  EXPECT_THAT(parsed<Show>({"test", "-h"}).text, ::testing::StartsWith("select-model test: "));
  EXPECT_EQ(parsed<Show>({"help"}).text, parsed<Show>({"--help"}).text);
  EXPECT_EQ(parsed<Show>({"help", "test"}).text, parsed<Show>({"test", "--help"}).text);
  EXPECT_EQ(parsed<Misuse>({"help", "chek"}).help, "did you mean `check`?");
  EXPECT_THAT(parsed<Show>({"tree", "-h"}).text, ::testing::StartsWith("select-model tree: "));
  EXPECT_THAT(parsed<Show>({"schema", "-h"}).text, ::testing::StartsWith("select-model schema: "));
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
        Wrong{{"check", "p", "--format", "html"},
              "`--format` takes text, json, sarif, junit, github or markdown, not `html`",
              ""},
        Wrong{{"check", "p", "--diff"},
              "`--diff` goes with `--fix`",
              "write `--fix --diff` to see what would be mended"},
        Wrong{{"check", "p", "-", "--fix"}, "`--fix` mends files, not standard input", "name the file"},
        Wrong{{"r", "--color", "red"}, "`--color` takes auto, always or never, not `red`", ""},
        Wrong{{"r", "--today", "2026-02-30"},
              "`--today` takes a date such as 2026-04-01, not `2026-02-30`",
              ""},
        Wrong{{"r", "--top", "0"}, "`--top` takes a number from 1, not `0`", ""},
        Wrong{{"r", "--top", "x"}, "`--top` takes a number from 1, not `x`", ""},
        Wrong{{"a.yaml", "b"}, "one requirements file is expected, and then came `b`", see},
        Wrong{{"chekc", "b"}, "there is no command `chekc`", "did you mean `check`?"},
        Wrong{{"test", "p", "--format", "sarif"},
              "`--format` takes text, json, junit, tap, github or markdown, not `sarif`",
              ""},
        Wrong{{"test", "p", "--coverage=html"},
              "`--coverage` takes text, json, lcov or cobertura, not `html`",
              ""},
        Wrong{{"test", "p", "--fail-under", "101"},
              "`--fail-under` takes a percentage from 0 to 100, not `101`",
              ""},
        Wrong{{"test", "p", "--format", "junit", "--coverage=lcov", "--coverage-output", "-"},
              "the report and the coverage cannot both go to standard output",
              "give one of them a file: `--coverage-output FILE`, or `-o FILE` for the report"},
        Wrong{{"diff", "a"},
              "one policy is given, and nothing to compare it with",
              "give a second one, or `--catalog-old` and `--catalog-new`"},
        Wrong{{"diff", "a", "b", "c"},
              "two policies are expected, and then came `c`",
              "`select-model diff --help` shows what there is"},
        Wrong{{"test", "a", "b", "--generate"},
              "`--generate` takes one policy, and nothing else to do",
              "`select-model test --help` shows what there is"},
        Wrong{{"check"}, "no policy is given", "`select-model check --help` shows what there is"},
        Wrong{{"tree"}, "no policy is given", "`select-model tree --help` shows what there is"},
        Wrong{{"tree", "a", "b"},
              "one policy is expected, and then came `b`",
              "`select-model tree --help` shows what there is"},
        Wrong{{"tree", "a", "--top", "3"},
              "there is no option `--top`",
              "`select-model tree --help` shows what there is"},
        Wrong{{"schema"}, "no schema is named", "`select-model schema --help` shows what there is"},
        Wrong{{"schema", "answers"}, "`schema` takes catalog, decision or requirements, not `answers`", ""},
        Wrong{{"schema", "catalog", "p"},
              "nothing more is expected, and then came `p`",
              "`select-model schema --help` shows what there is"},
        Wrong{{"explain", "a", "b"},
              "one code is expected, and then came `b`",
              "`select-model explain --help` shows what there is"}));

TEST(Options, a_value_that_is_missing_is_a_misuse) {
  EXPECT_EQ(parsed<Misuse>({"r", "--policy"}).problem, "`--policy` needs a value");
  EXPECT_EQ(parsed<Misuse>({"r", "-o"}).problem, "`--output` needs a value");
  EXPECT_EQ(parsed<Misuse>({"r", "--set"}).problem, "`--set` needs a value");
}

TEST(Options, a_value_that_is_given_twice_is_a_misuse) {
  const auto misuse = parsed<Misuse>({"r", "--policy", "a", "--policy", "b"});
  EXPECT_EQ(misuse.problem, "`--policy` is given more than once");
  EXPECT_EQ(misuse.help, "name one alone");
}

}  // namespace

}  // namespace select_model::cli
