#include "policy/format.hpp"

#include <filesystem>
#include <iostream>
#include <memory>

#include <gtest/gtest.h>

#include "policy/grammar.hpp"
#include "policy/lexer.hpp"
#include "tests/properties/trial.hpp"
#include "tests/support/format_properties.hpp"
#include "tests/support/process.hpp"

/// Formatted policies are the same tree with the same comments, and formatting them again changes nothing.
namespace select_model::properties {
namespace {

namespace fs = std::filesystem;

constexpr int parts = 4;
constexpr double policies_a_part = 250;

SourcePtr source_of(std::string text) { return std::make_shared<Source>("p.policy", std::move(text)); }

/// The words of a policy with other space between them, and with comments.
class Scatter {
 public:
  Scatter(std::string_view text, Random& random) : text_(text), random_(random) {}

  std::string run() {
    const auto source = source_of(std::string(text_));
    const Tokens tokens = lex(source);
    crowded_ = random_.percent(30);
    std::string scattered = random_.percent(5) ? "\xEF\xBB\xBF" : "";
    for (const Token& token : tokens.tokens) {
      gap(scattered);
      scattered += source->slice(token.span);
    }
    return random_.percent(20) ? with_carriage_returns(scattered) : scattered;
  }

 private:
  void gap(std::string& text) {
    text += ' ';
    while (random_.percent(crowded_ ? 30 : 4)) text += random_.pick(comments_);
    if (random_.percent(10)) text += random_.pick(spaces_);
  }

  static std::string with_carriage_returns(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
    return result;
  }

  std::string_view text_;
  Random& random_;
  bool crowded_ = false;
  const std::vector<std::string> comments_{"# beside\n",
                                           "#\n",
                                           "\n# above\n",
                                           "\n\n  # a blank above  \n",
                                           "# é ── 漢字 \t\n",
                                           "\n\n\n#~ code\n\n\n",
                                           "# \"text\" { } -> \\\n"};
  const std::vector<std::string> spaces_{"\n", "\n\n", "\n\n\n", "\t", "   ", " \n  \n\t"};
};

class Formatted : public ::testing::TestWithParam<int> {};

TEST_P(Formatted, MeansTheSame) {
  const auto policies = static_cast<std::uint64_t>(policies_a_part * times());
  const std::uint64_t first = 7'000'000 + static_cast<std::uint64_t>(GetParam()) * 1'000'000;
  std::uint64_t texts = 0;
  for (std::uint64_t seed = first; seed < first + policies && !HasFailure(); ++seed) {
    const GeneratedPolicy policy = generate(seed).policy;
    Random random(seed ^ 0xF0F0u);
    for (const std::string& text : {policy.text(), policy.base_text()}) {
      EXPECT_EQ(testing::format_fault(text), "") << "seed " << seed << "\n" << text;
      const std::string scattered = Scatter(text, random).run();
      EXPECT_EQ(testing::format_fault(scattered), "") << "seed " << seed << "\n" << scattered;
      texts += 2;
    }
  }
  std::cout << texts << " texts\n";
}

/// Where there are no comments and no blank lines, the space of a file leaves no trace.
TEST_P(Formatted, IsOneStyle) {
  const auto policies = static_cast<std::uint64_t>(policies_a_part * times());
  const std::uint64_t first = 17'000'000 + static_cast<std::uint64_t>(GetParam()) * 1'000'000;
  for (std::uint64_t seed = first; seed < first + policies && !HasFailure(); ++seed) {
    const auto source = source_of(generate(seed).policy.text());
    std::string one_a_line, all_on_one;
    for (const Token& token : lex(source).tokens) {
      one_a_line += std::string(source->slice(token.span)) + "\n";
      all_on_one += std::string(source->slice(token.span)) + (token.text == "{" ? "\n" : " ");
    }
    const auto a = parse(source_of(one_a_line));
    const auto b = parse(source_of(all_on_one));
    ASSERT_TRUE(a && b);
    EXPECT_EQ(format(*a), format(*b)) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Part, Formatted, ::testing::Range(0, parts));

TEST(FormattedFiles, EveryPolicyOfTheTreeMeansTheSame) {
  std::size_t policies = 0, broken = 0;
  for (const char* folder : {"examples", "policy/builtin", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SELECT_MODEL_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".policy" || !entry.is_regular_file()) continue;
      const std::string text = testing::read_text(entry.path().string());
      if (!parse(source_of(text))) {
        ++broken;
        continue;
      }
      ++policies;
      EXPECT_EQ(testing::format_fault(text), "") << entry.path();
      Random random(policies);
      for (int i = 0; i < 20; ++i) {
        const std::string scattered = Scatter(text, random).run();
        ASSERT_EQ(testing::format_fault(scattered), "") << entry.path() << "\n" << scattered;
      }
    }
  }
  std::cout << policies << " policies, " << broken << " that do not parse\n";
  EXPECT_GT(policies, 400U);
}

/// Nobody formats what is handed out by hand.
TEST(FormattedFiles, WhatIsHandedOutIsInStyle) {
  for (const char* folder : {"examples", "policy/builtin"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SELECT_MODEL_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".policy") continue;
      const std::string text = testing::read_text(entry.path().string());
      const auto policy = parse(source_of(text));
      ASSERT_TRUE(policy) << entry.path();
      EXPECT_EQ(format(*policy), text) << entry.path();
    }
  }
}

}  // namespace
}  // namespace select_model::properties
