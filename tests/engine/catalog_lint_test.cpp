#include "engine/catalog_lint.hpp"

#include <gtest/gtest.h>

#include "engine/untested.hpp"
#include "tests/engine/deciding.hpp"
#include "tests/policy/checking.hpp"

namespace select_model::testing {

namespace {

const std::string catalog = R"(catalog: mine
models:
  - id: old
    status: deprecated
    offers:
      - {provider: acme, hosting: api, compliance: {soc2: true, hipaa: false}}
  - id: gone
    status: retired
    offers:
      - {provider: acme, hosting: api}
  - id: going
    retires: 2026-06-30
    offers:
      - {provider: acme, hosting: api}
  - id: staying
    offers:
      - {provider: acme, hosting: api, status: deprecated}
      - {provider: zenith, hosting: api}
)";

std::string members(const std::string& declarations) {
  const Program program = compile_texts("policy p\n" + declarations, catalog);
  return summary_of(unknown_members(program.policy(), program.catalog()));
}

TEST(UnknownMembers, are_literals_that_no_entry_has) {
  EXPECT_EQ(members("must m: model.provider == acme"), "");
  EXPECT_EQ(members("must m: model.provider == acmee"),
            "2:27 unknown-member: no entry of catalogue `mine` has `acmee` as its `provider`"
            " | did you mean `acme`?\n");
  EXPECT_EQ(members("must m: model.provider in {acme, \"x y\"}"),
            "2:27 unknown-member: no entry of catalogue `mine` has `x y` as its `provider`\n");
  EXPECT_EQ(members("must m: {soc2, hipa} in model.compliance"),
            "2:9 unknown-member: no entry of catalogue `mine` has `hipa` as its `compliance`"
            " | did you mean `hipaa`?\n");
  EXPECT_EQ(members("must m: model.family == o or model.family == p"),
            "2:25 unknown-member: catalogue `mine` says nothing of `family`\n"
            "2:46 unknown-member: catalogue `mine` says nothing of `family`\n");
}

TEST(UnknownMembers, are_sought_through_lets_and_defaults) {
  EXPECT_EQ(members("let who = model.developer ?? model.provider\nmust m: who != acne"),
            "3:16 unknown-member: no entry of catalogue `mine` has `acne` as its `provider` or `developer`"
            " | did you mean `acme`?\n");
  EXPECT_EQ(members("ask b: bool\nmust m: model.provider == (if b then acme else acne)"),
            "3:48 unknown-member: no entry of catalogue `mine` has `acne` as its `provider`"
            " | did you mean `acme`?\n");
}

TEST(UnknownMembers, are_not_those_of_closed_names_and_questions) {
  EXPECT_EQ(members("must m: model.hosting == self-hosted and model.status != preview"), "");
  EXPECT_EQ(members("ask who: one of {initech, acme}\nmust m: model.provider == who and who != initech"), "");
}

std::string retired(const std::string& leaf, const std::string& today) {
  const Program program = compile_texts("policy p\nchoose { otherwise a -> " + leaf + " then any }", catalog);
  return summary_of(retired_models(program.policy(), program.catalog(), *parse_date(today)));
}

TEST(RetiredModels, are_those_of_which_no_offer_stays) {
  EXPECT_EQ(retired("old", "2026-01-01"), "2:25 retired-model: `old` is deprecated | list its successor\n");
  EXPECT_EQ(retired("gone", "2026-01-01"), "2:25 retired-model: `gone` is retired | list its successor\n");
  EXPECT_EQ(retired("staying", "2026-01-01"), "");
  EXPECT_EQ(retired("staying@acme", "2026-01-01"),
            "2:25 retired-model: `staying@acme` is deprecated | list its successor\n");
}

TEST(RetiredModels, are_those_that_go_within_90_days) {
  EXPECT_EQ(retired("going", "2026-04-01"),
            "2:25 retired-model: `going` will be retired on 2026-06-30 | list its successor\n");
  EXPECT_EQ(retired("going", "2026-03-31"), "");
  EXPECT_EQ(retired("going", "2026-06-30"),
            "2:25 retired-model: `going` was retired on 2026-06-30 | list its successor\n");
}

std::string untested(const std::string& tests) {
  const Program program = compile_texts(
      "policy p\nask n: count\nask b: bool\n"
      "choose {\n"
      "  few when n < 3 {\n"
      "    two when n == 2 -> any\n"
      "    otherwise one -> any\n"
      "  }\n"
      "  many when n > 10 { otherwise most -> any }\n"
      "  otherwise some -> any\n"
      "}\n" +
          tests,
      catalog);
  std::set<std::string> taken;
  TestPaths paths(program.policy(), program.catalog());
  for (const Test& test : program.policy().tests) EXPECT_TRUE(paths.add(test, Date{0}, taken));
  return summary_of(untested_branches(program.policy(), program.policy().questions[0].place.source, taken));
}

TEST(UntestedBranches, are_those_that_no_test_takes) {
  EXPECT_EQ(
      untested("test \"1\" { given n = 1 expect branch one }\ntest \"4\" { given n = 4 expect branch some }"),
      "6:5 untested-branch: no test takes branch `two` | add one: `expect branch two`\n"
      "9:3 untested-branch: no test takes branch `many` | add one: `expect branch many`\n");
}

TEST(UntestedBranches, are_not_taken_where_a_gate_refuses) {
  const std::string gate = "must enough: n > 1\n";
  EXPECT_EQ(
      untested(gate +
               "test \"1\" { given n = 1 expect refused }\ntest \"2\" { given n = 2 expect branch two }"),
      "7:15 untested-branch: no test takes branch `one` | add one: `expect branch one`\n"
      "9:3 untested-branch: no test takes branch `many` | add one: `expect branch many`\n"
      "10:13 untested-branch: no test takes branch `some` | add one: `expect branch some`\n");
}

TEST(UntestedBranches, say_nothing_of_what_an_unfinished_test_reaches) {
  EXPECT_EQ(untested("test \"?\" { expect undetermined }"),
            "5:3 untested-branch: no test takes branch `few` | add one: `expect branch few`\n"
            "9:3 untested-branch: no test takes branch `many` | add one: `expect branch many`\n"
            "10:13 untested-branch: no test takes branch `some` | add one: `expect branch some`\n");
}

}  // namespace

}  // namespace select_model::testing
