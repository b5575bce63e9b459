#include <iostream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "engine/verify_difference.hpp"
#include "policy/verifier.hpp"
#include "tests/properties/random.hpp"
#include "tests/properties/small_world.hpp"
#include "tests/properties/trial.hpp"

/// Two policies, the second a little changed: what `diff` says of all answers against trying each of them.
namespace select_model::properties {
namespace {

constexpr int parts = 2;
constexpr double pairs_a_part = 400;
const Date today{20'544};

bool begins(const std::string& declaration, std::string_view word) { return declaration.starts_with(word); }

/// A constraint or a ranking left out, a digit changed, or an offer gone; nothing where nothing could be
/// changed.
void change(GeneratedPolicy& policy, GeneratedCatalog& catalog, Random& random) {
  const std::size_t kind = random.below(10);
  if (kind == 0) return;
  if (kind == 1 && catalog.models.size() > 1) {
    catalog.models.pop_back();
    return;
  }
  for (int tries = 0; tries < 20; ++tries) {
    const std::size_t index = random.below(policy.declarations.size());
    std::string& declaration = policy.declarations[index];
    const bool rule =
        begins(declaration, "must") || begins(declaration, "choose") || begins(declaration, "rank");
    if (!rule || (kind > 6 && !begins(declaration, "choose"))) continue;
    if (kind < 5 && !begins(declaration, "choose")) {
      policy.declarations.erase(policy.declarations.begin() + static_cast<std::ptrdiff_t>(index));
      if (index < policy.split) --policy.split;
      return;
    }
    std::vector<std::size_t> digits;
    for (std::size_t i = 0; i < declaration.size(); ++i) {
      if (declaration[i] >= '0' && declaration[i] <= '8') digits.push_back(i);
    }
    if (digits.empty()) continue;
    ++declaration[random.pick(digits)];
    return;
  }
}

std::optional<Program> program_of(const GeneratedPolicy& policy, const GeneratedCatalog& catalog) {
  const Built built = build(policy, catalog);
  return built ? compile(*built.policy, *built.catalog).value : std::nullopt;
}

struct Counts {
  std::map<std::string, int> found;
  int pairs = 0, equivalent = 0, unsettled = 0, answers = 0;
};

std::set<std::string> kinds_of(const std::vector<ShownChange>& changes) {
  std::set<std::string> kinds;
  for (const ShownChange& shown : changes) kinds.emplace(word_of(shown.change.kind));
  return kinds;
}

void compare(std::uint64_t seed, Counts& counts) {
  GeneratedCase generated = generate_small(seed);
  const auto before = program_of(generated.policy, generated.catalog);
  if (!before) return;
  const std::vector<Answers> all = all_answers(*before);
  if (all.size() > 1500) return;
  Random random(seed * 7919);
  GeneratedPolicy changed = generated.policy;
  GeneratedCatalog catalog = generated.catalog;
  change(changed, catalog, random);
  const auto after = program_of(changed, catalog);
  if (!after || after->policy().questions.size() != before->policy().questions.size()) return;

  std::set<std::string> truth;
  for (const Answers& answers : all)
    truth.merge(kinds_of(differences(*before, answers, *after, answers, today)));

  const auto effort = analysis::Effort::within(std::chrono::seconds(60));
  const Difference difference = verify_difference(*before, *after, today, effort);
  const std::set<std::string> claimed = kinds_of(difference.changes);
  const bool settled = difference.not_analysed.empty();
  for (const std::string& kind : claimed) EXPECT_TRUE(truth.contains(kind)) << "not so: " << kind;
  for (const std::string& kind : truth) {
    if (settled && kind != "recommended") {
      EXPECT_TRUE(claimed.contains(kind)) << "not found: " << kind;
    }
  }
  if (difference.equivalent) {
    EXPECT_EQ(*difference.equivalent, truth.empty());
  }
  for (const std::string& kind : truth) ++counts.found[kind];
  counts.equivalent += difference.equivalent == true;
  counts.unsettled += !difference.equivalent;
  counts.answers += static_cast<int>(all.size());
  ++counts.pairs;
  if (testing::Test::HasFailure()) {
    ADD_FAILURE() << report({generated.policy, generated.catalog, {}}, seed, "") << "\n--- after\n"
                  << changed.text() << "\n"
                  << render_text(difference, false);
  }
}

class DifferenceOfAll : public testing::TestWithParam<int> {};

TEST_P(DifferenceOfAll, AnswersIsWhatTryingThemShows) {
  if (const auto absence = analysis::Solver::absence()) GTEST_SKIP() << *absence;
  Counts counts;
  const auto pairs = static_cast<std::uint64_t>(pairs_a_part * times());
  const std::uint64_t first = 70'000'000 + static_cast<std::uint64_t>(GetParam()) * 1'000'000;
  for (std::uint64_t seed = first; seed < first + pairs && !HasFailure(); ++seed) compare(seed, counts);
  std::cout << counts.pairs << " pairs, " << counts.answers << " answers, " << counts.equivalent
            << " equivalent, " << counts.unsettled << " unsettled\n";
  for (const auto& [kind, count] : counts.found) std::cout << kind << ": " << count << "\n";
  if (HasFailure()) return;
  for (const char* kind : {"branch", "eligible", "recommended"}) EXPECT_GT(counts.found[kind], 0) << kind;
  EXPECT_GT(counts.equivalent, 0);
}

INSTANTIATE_TEST_SUITE_P(Part, DifferenceOfAll, testing::Range(0, parts));

}  // namespace
}  // namespace select_model::properties
