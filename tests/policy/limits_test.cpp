#include <ctime>

#include <gtest/gtest.h>

#include "parsing.hpp"

namespace select_model {
namespace {

using testing::parse_text;

std::string times(int count, const std::string& text) {
  std::string repeated;
  for (int i = 0; i < count; ++i) repeated += text;
  return repeated;
}

std::string expression(const std::string& text) { return "policy p let a = " + text; }

struct Case {
  std::string allowed, refused, message;
};

TEST(Limits, are_named) {
  const auto brackets = [](int depth) { return expression(times(depth, "(") + "a" + times(depth, ")")); };
  const auto calls = [](int depth) {
    return expression(times(depth, "model.cost(1 + ") + "a" + times(depth, ")"));
  };
  const auto sets = [](int depth) { return expression(times(depth, "{") + times(depth, "}")); };
  const auto nots = [](int depth) { return expression(times(depth, "not ") + "a"); };
  const auto mixed = [](int depth) { return expression(times(depth, "not -(") + "a" + times(depth, ")")); };
  const auto ifs = [](int depth) { return expression(times(depth, "if a then b else ") + "c"); };
  const auto conditions = [](int depth) {
    return expression(times(depth, "if ") + "a" + times(depth, " then b else c"));
  };
  const auto trees = [](int depth) {
    return "policy p choose {" + times(depth, " a when b {") + " otherwise c -> any }" +
           times(depth, " otherwise c -> any }");
  };
  const auto chain = [](int length) { return expression(times(length - 1, "a + ") + "a"); };
  const auto conditions_in_a_row = [](int length) {
    return expression(times(length - 1, "a == b and ") + "a");
  };
  const auto declarations = [](int count) { return "policy p" + times(count, " let a = 1"); };
  const auto name = [](int size) { return expression(std::string(static_cast<std::size_t>(size), 'a')); };
  const Case cases[] = {
      {brackets(256), brackets(257), "nesting deeper than 256"},
      {calls(256), calls(257), "nesting deeper than 256"},
      {sets(256), sets(257), "nesting deeper than 256"},
      {nots(256), nots(257), "nesting deeper than 256"},
      {mixed(85), mixed(86), "nesting deeper than 256"},
      {ifs(256), ifs(257), "nesting deeper than 256"},
      {conditions(256), conditions(257), "nesting deeper than 256"},
      {trees(256), trees(257), "nesting deeper than 256"},
      {chain(1000), chain(1001), "chain of more than 1,000 operands"},
      {conditions_in_a_row(1000), conditions_in_a_row(1001), "chain of more than 1,000 operands"},
      {declarations(10'000), declarations(10'001), "more than 10,000 declarations"},
      {name(256), name(257), "name of more than 256 bytes"},
      {expression("1") + std::string(1024 * 1024 - 18, ' '),
       expression("1") + std::string(1024 * 1024 - 17, ' '), "file of more than 1 MiB"},
  };
  for (const auto& [allowed, refused, message] : cases) {
    EXPECT_TRUE(parse_text(allowed)) << message << ": " << allowed.substr(0, 60);
    const auto result = parse_text(refused);
    ASSERT_EQ(result.diagnostics.size(), 1u) << message << ": " << refused.substr(0, 60);
    EXPECT_EQ(result.diagnostics[0].message, message) << refused.substr(0, 60);
    EXPECT_EQ(result.diagnostics[0].code, Code::limit);
  }
}

TEST(Limits, hold_against_hostile_files) {
  constexpr int many = 50'000;
  const std::string files[] = {
      expression(times(many, "(")),
      expression(times(many, "{")),
      expression(times(many, "- ")),
      expression(times(many, "not ")),
      expression(times(many, "if ")),
      expression(times(many, "a(")),
      "policy p choose " + times(30'000, "{ a when b "),
      "policy p choose { a when b -> " + times(many, "x then"),
      expression("a in {" + times(many, "a, ")),
      expression("\"" + times(many, "\\x")),
      expression(times(many, "“")),
      expression(std::string(1'000'000, '1')),
      expression(std::string(1'000'000, 'a')),
      expression("1" + std::string(1'000'000, 'a')),
      expression("2026-04-01" + std::string(1'000'000, 'a')),
      std::string(1'000'000, ';'),
      std::string(1'000'000, '"'),
      std::string(1'000'000, '\''),
      times(many, "let\n"),
      times(many, "\"\n"),
      times(100'000, "must a )\n"),
      times(many, "日"),
  };
  for (const std::string& file : files) {
    const std::clock_t begin = std::clock();
    const auto result = parse_text(file);
    EXPECT_FALSE(result);
    EXPECT_LE(result.diagnostics.size(), 2'002u) << file.substr(0, 40);
    for (std::size_t i = 0; i < result.diagnostics.size(); i += 100) {
      EXPECT_LT(to_text(result.diagnostics[i], false).size(), 1'000u) << file.substr(0, 40);
    }
    // Of the processor's time; far above what it takes, and far below what anything but linear time would.
    EXPECT_LT(std::clock() - begin, 30 * CLOCKS_PER_SEC) << file.substr(0, 40);
  }
}

}  // namespace
}  // namespace select_model
