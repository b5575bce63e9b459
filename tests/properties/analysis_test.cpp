#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <set>

#include <gtest/gtest.h>

#include "engine/verify_catalog.hpp"
#include "policy/verifier.hpp"
#include "tests/properties/product_world.hpp"
#include "tests/properties/small_world.hpp"
#include "tests/properties/trial.hpp"
#include "tests/properties/truths.hpp"

namespace select_model::properties {
namespace {

constexpr int parts = 4;
constexpr double policies_a_part = 250, products_a_part = 100;
const Date today{20'544};

/// Perhaps of that day only.
bool says(const Diagnostic& finding, std::string_view what) {
  return finding.message.find(what) != std::string::npos;
}

std::string spell(const Diagnostic& diagnostic) {
  const bool always = diagnostic.code == Code::emptied_branch && !diagnostic.example;
  return place_of(std::string(info(diagnostic.code).word) + (always ? " always" : ""), diagnostic.place);
}

/// That an example is a requirements file which reads as complete answers.
void expect_runs(const Diagnostic& diagnostic, const Program& program) {
  const std::string yaml = to_yaml(*diagnostic.example);
  const auto file = read_requirements(std::make_shared<const Source>("example.yaml", yaml));
  ASSERT_TRUE(file) << yaml;
  const auto answers = read_answers(program.policy(), file->document, {});
  ASSERT_TRUE(answers) << yaml << answers.diagnostics[0].message;
  const Decision decision = select(program, *answers, today);
  const bool none = decision.outcome == Outcome::no_eligible_model;
  if (diagnostic.code == Code::no_eligible_model) {
    EXPECT_TRUE(none) << yaml;
  } else {
    EXPECT_TRUE(none || decision.outcome == Outcome::recommended) << yaml;
  }
}

struct Counts {
  std::map<std::string, int> found;
  int unsettled = 0, answers = 0, policies = 0;
};

std::string word_of_finding(const std::string& finding) { return finding.substr(0, finding.find('@')); }

Diagnostics analysed(const Program& program) {
  const auto effort = analysis::Effort::within(std::chrono::seconds(10));
  Diagnostics found = verify(program.policy(), today, effort);
  std::ranges::move(verify_with_catalog(program, today, effort), std::back_inserter(found));
  return found;
}

bool is_open(const Diagnostic& finding) {
  return finding.code == Code::not_analysed || finding.code == Code::unproved;
}

void show(const GeneratedCase& generated, const Diagnostics& found) {
  std::string text = report({generated.policy, generated.catalog, {}}, generated.seed, "");
  for (const Diagnostic& diagnostic : found) text += to_text(diagnostic, false);
  ADD_FAILURE() << text;
}

void compare(const GeneratedCase& generated, Counts& counts) {
  const Built built = build(generated.policy, generated.catalog);
  if (!built) {
    ASSERT_NE(built.refusal.find("error[out-of-range]"), std::string::npos) << built.refusal;
    return;
  }
  const auto program = compile(*built.policy, *built.catalog);
  ASSERT_TRUE(program);
  const std::vector<Answers> all = all_answers(*program);
  if (all.size() > 3000) return;
  const Truths truths = truths_of(*program, all, today);

  const Diagnostics found = analysed(*program);

  std::set<std::string> claimed, unsettled;
  bool impossible = false;
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.example) expect_runs(diagnostic, *program);
    if (is_open(diagnostic))
      unsettled.insert(place_of("", diagnostic.place));
    else if (says(diagnostic, "no answers satisfy"))
      impossible = true;
    else if (says(diagnostic, "no offer could satisfy"))
      EXPECT_TRUE(truths.nothing_passes || truths.never_passed.contains(place_of("", diagnostic.place)))
          << to_text(diagnostic, false);
    else
      claimed.insert(spell(diagnostic));
  }
  const auto is_unsettled = [&](const std::string& finding) {
    return unsettled.contains(finding.substr(finding.find('@')));
  };
  for (const std::string& finding : truths.findings) {
    if (is_unsettled(finding)) continue;
    EXPECT_TRUE(claimed.contains(finding)) << "not found: " << finding;
    ++counts.found[word_of_finding(finding)];
  }
  for (const std::string& finding : claimed)
    EXPECT_TRUE(is_unsettled(finding) || truths.findings.contains(finding)) << "not so: " << finding;
  if (unsettled.empty()) {
    EXPECT_EQ(impossible, truths.all_refused);
  }
  counts.found["impossible-constraint"] += impossible;
  counts.unsettled += static_cast<int>(unsettled.size());
  counts.answers += static_cast<int>(all.size());
  ++counts.policies;
  if (testing::Test::HasFailure()) show(generated, found);
}

/// Some of the answers, of more than can be tried: what is said never to be is met in none of them, and what
/// they show is said.
void compare_some(const ProductCase& generated, Counts& counts) {
  const Built built = build(generated.made.policy, generated.made.catalog);
  if (!built) return;
  const auto program = compile(*built.policy, *built.catalog);
  ASSERT_TRUE(program);
  const std::vector<Answers> some = all_answers(*program, generated.telling);
  if (some.size() > 5000) return;
  const Truths truths = truths_of(*program, some, today);
  const Diagnostics found = analysed(*program);

  std::set<std::string> claimed, unsettled, words;
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.example) expect_runs(diagnostic, *program);
    if (is_open(diagnostic)) {
      unsettled.insert(place_of("", diagnostic.place));
      std::cout << "seed " << generated.made.seed << ": " << diagnostic.message << "\n";
    } else if (says(diagnostic, "no answers satisfy")) {
      EXPECT_TRUE(truths.all_refused) << to_text(diagnostic, false);
    } else if (says(diagnostic, "no offer could satisfy")) {
      EXPECT_TRUE(truths.nothing_passes || truths.never_passed.contains(place_of("", diagnostic.place)))
          << to_text(diagnostic, false);
    } else {
      claimed.insert(spell(diagnostic));
      ++counts.found[word_of_finding(spell(diagnostic))];
    }
    words.insert(std::string(info(diagnostic.code).word));
  }
  for (const std::string& finding : claimed)
    EXPECT_FALSE(truths.refuted.contains(finding)) << "not so: " << finding;
  for (const std::string& finding : truths.findings) {
    const std::string word = word_of_finding(finding);
    // Of branches that list any model one example is enough, wherever.
    const bool said = word == "no-eligible-model" ? words.contains(word) : claimed.contains(finding);
    if (word == "no-eligible-model" || word == "emptied-branch" || word == "refuted-proof") {
      EXPECT_TRUE(said || !unsettled.empty()) << "not found: " << finding;
    }
  }
  counts.unsettled += static_cast<int>(unsettled.size());
  counts.answers += static_cast<int>(some.size());
  ++counts.policies;
  if (testing::Test::HasFailure()) show(generated.made, found);
}

/// By its seed: any policy, then products, then products of wide amounts.
void compare_seed(std::uint64_t seed, Counts& counts) {
  if (seed >= 90'000'000)
    compare_some(generate_products(seed, true), counts);
  else
    compare(seed >= 80'000'000 ? generate_products(seed, false).made : generate_small(seed), counts);
}

/// Policies from a seed on, and how often each kind of finding was met.
Counts compare_all(std::uint64_t first, double policies,
                   const std::function<void(std::uint64_t, Counts&)>& compare_one) {
  Counts counts;
  const std::uint64_t last = first + static_cast<std::uint64_t>(policies * times());
  for (std::uint64_t seed = first; seed < last && !testing::Test::HasFailure(); ++seed)
    compare_one(seed, counts);
  std::cout << counts.policies << " policies, " << counts.answers << " answers, " << counts.unsettled
            << " unsettled\n";
  for (const auto& [finding, count] : counts.found) std::cout << finding << ": " << count << "\n";
  return counts;
}

class Analysis : public testing::TestWithParam<int> {
 protected:
  static constexpr std::uint64_t apart = 1'000'000;
  static std::uint64_t part() { return static_cast<std::uint64_t>(GetParam()); }
};

TEST_P(Analysis, ClaimsWhatTryingAllAnswersShows) {
  if (const auto absence = analysis::Solver::absence()) GTEST_SKIP() << *absence;
  Counts counts = compare_all(50 * apart + part() * apart, policies_a_part, compare_seed);
  if (HasFailure()) return;
  for (const char* kind : {"unreachable-branch", "vacuous-constraint", "no-eligible-model", "emptied-branch",
                           "emptied-branch always", "never-chosen", "refuted-proof", "impossible-constraint"})
    EXPECT_GT(counts.found[kind], 0) << kind;
  EXPECT_LT(counts.unsettled, counts.policies / 20);
}

TEST_P(Analysis, ClaimsOfProductsWhatTryingAllAnswersShows) {
  if (const auto absence = analysis::Solver::absence()) GTEST_SKIP() << *absence;
  Counts counts = compare_all(80 * apart + part() * apart, products_a_part, compare_seed);
  if (HasFailure()) return;
  for (const char* kind : {"unreachable-branch", "vacuous-constraint", "no-eligible-model", "refuted-proof"})
    EXPECT_GT(counts.found[kind], 0) << kind;
  EXPECT_LT(counts.unsettled, counts.policies / 20);
}

TEST_P(Analysis, ClaimsOfWideProductsNothingThatAnswersRefute) {
  if (const auto absence = analysis::Solver::absence()) GTEST_SKIP() << *absence;
  Counts counts = compare_all(90 * apart + part() * apart, products_a_part, compare_seed);
  if (HasFailure()) return;
  for (const char* kind : {"unreachable-branch", "vacuous-constraint", "no-eligible-model", "refuted-proof"})
    EXPECT_GT(counts.found[kind], 0) << kind;
  EXPECT_LT(counts.unsettled, counts.policies / 5);
}

INSTANTIATE_TEST_SUITE_P(Part, Analysis, testing::Range(0, parts));

/// SELECT_MODEL_SEED: that one case.
TEST(AnalysisOn, TheSeedOfTheEnvironment) {
  const char* text = std::getenv("SELECT_MODEL_SEED");
  if (!text) GTEST_SKIP() << "SELECT_MODEL_SEED is not set";
  Counts counts;
  compare_seed(std::strtoull(text, nullptr, 10), counts);
}

}  // namespace
}  // namespace select_model::properties
