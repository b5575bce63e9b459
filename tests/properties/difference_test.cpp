#include <algorithm>
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

/// An operator for its opposite.
bool turn(std::string& text, Random& random) {
  static const std::vector<std::pair<std::string, std::string>> pairs{
      {" == ", " != "}, {" < ", " >= "}, {" and ", " or "}, {" is known", " is unknown"}, {" <= ", " < "}};
  const auto& [from, to] = random.pick(pairs);
  const bool back = random.percent(50);
  const std::size_t at = text.find(back ? to : from);
  if (at != std::string::npos) text.replace(at, (back ? to : from).size(), back ? from : to);
  return at != std::string::npos;
}

/// One more for a digit, the other for a truth; as it is where it has neither.
void alter(std::string& text, std::size_t begin, Random& random) {
  std::vector<std::size_t> digits;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '8') digits.push_back(i);
  }
  if (!digits.empty()) {
    ++text[random.pick(digits)];
  } else if (const std::size_t truth = text.find("false", begin); truth != std::string::npos) {
    text.replace(truth, 5, "true");
  } else if (const std::size_t other = text.find("true", begin); other != std::string::npos) {
    text.replace(other, 4, "false");
  }
}

void change_default(GeneratedPolicy& policy, Random& random) {
  std::vector<std::string*> asked;
  for (std::string& declaration : policy.declarations) {
    if (begins(declaration, "ask") && declaration.find(", default ") != std::string::npos)
      asked.push_back(&declaration);
  }
  if (asked.empty()) return;
  std::string& text = *random.pick(asked);
  const std::size_t begin = text.find(", default ") + 10;
  std::string value = text.substr(begin, text.find(", from ", begin) - begin);
  const std::size_t length = value.size();
  alter(value, 0, random);
  text.replace(begin, length, value);
}

/// Of a model or of an offer: a price, a window, a score.
void change_fact(GeneratedCatalog& catalog, Random& random) {
  if (catalog.models.empty()) return;
  GeneratedModel& model = catalog.models[random.below(catalog.models.size())];
  Fields& fields = model.offers.empty() || random.percent(40)
                       ? model.fields
                       : model.offers[random.below(model.offers.size())];
  if (!fields.empty()) alter(fields[random.below(fields.size())].second, 0, random);
}

/// A constraint or a ranking left out, a digit changed, another default, a fact, or an offer gone; nothing
/// where nothing could be changed.
void change(GeneratedPolicy& policy, GeneratedCatalog& catalog, Random& random) {
  const std::size_t kind = random.below(14);
  if (kind == 0) return;
  if (kind == 10) return change_default(policy, random);
  if (kind > 10) return change_fact(catalog, random);
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
    const std::string before = declaration;
    if (!random.percent(50) || !turn(declaration, random)) alter(declaration, 0, random);
    if (declaration != before) return;
  }
}

std::optional<Program> program_of(const GeneratedPolicy& policy, const GeneratedCatalog& catalog) {
  const Built built = build(policy, catalog);
  return built ? compile(*built.policy, *built.catalog).value : std::nullopt;
}

/// The same answers as each side reads them, and what differs.
struct Case {
  Answers before, after;
  bool refused = false;
  std::vector<ShownChange> changes{};
};

/// Each of all answers given in so many words; and left out, where that is another answer to each side.
std::vector<Case> all_cases(const Program& before, const Program& after) {
  std::vector<Case> cases;
  const auto add = [&](const Answers& old, const Answers& now) {
    Case one{old, now};
    one.refused = select(before, old, today).outcome == Outcome::refused ||
                  select(after, now, today).outcome == Outcome::refused;
    one.changes = differences(before, old, after, now, today);
    cases.push_back(std::move(one));
  };
  for (const Answers& answers : all_answers(before)) {
    add(answers, answers);
    for (std::size_t i = 0; i < answers.values.size(); ++i) {
      const Value& old = before.policy().questions[i].default_value;
      const Value& now = after.policy().questions[i].default_value;
      if (old == now || answers.values[i] != old) continue;
      Answers left_out = answers, left_out_now = answers;
      left_out_now.values[i] = now;
      left_out.from[i] = left_out_now.from[i] = AnswerFrom::fallback_default;
      add(left_out, left_out_now);
    }
  }
  return cases;
}

struct Counts {
  std::map<std::string, int> found;
  int pairs = 0, equivalent = 0, unsettled = 0, answers = 0;
  int regions = 0, without = 0, only = 0, elsewhere = 0, open = 0, inside = 0, outside = 0;
};

std::set<std::string> kinds_of(const std::vector<ShownChange>& changes) {
  std::set<std::string> kinds;
  for (const ShownChange& shown : changes) kinds.emplace(word_of(shown.change.kind));
  return kinds;
}

using Names = std::set<std::string>;

/// What the first holds and the second does not.
Names without(const std::vector<std::string>& names, const std::vector<std::string>& others) {
  Names left(names.begin(), names.end());
  for (const std::string& name : others) left.erase(name);
  return left;
}

bool includes(const Names& all, const Names& some) { return std::ranges::includes(all, some); }
bool meet(const Names& a, const Names& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return b.contains(name); });
}

/// Whether answers that show `seen` show all of `claimed`, or (`part`) anything of it.
bool shows(const Change& seen, const Change& claimed, bool part) {
  if (seen.kind != claimed.kind) return false;
  if (seen.kind == ChangeKind::branch) return seen.before == claimed.before && seen.after == claimed.after;
  const Names gone = without(seen.before, seen.after), come = without(seen.after, seen.before);
  const Names went = without(claimed.before, claimed.after), came = without(claimed.after, claimed.before);
  if (part) return meet(gone, went) || meet(come, came);
  const bool status = seen.kind != ChangeKind::refused || ((!claimed.before.empty() || seen.before.empty()) &&
                                                           (!claimed.after.empty() || seen.after.empty()));
  return status && includes(gone, went) && includes(come, came);
}

bool shows(const Case& one, const Change& claimed, bool part) {
  return std::ranges::any_of(one.changes,
                             [&](const ShownChange& shown) { return shows(shown.change, claimed, part); });
}

bool is_inside(const Case& one, const Region& region, const CheckedPolicy& policy) {
  return std::ranges::all_of(region.conditions, [&](const Condition& condition) {
    return holds(condition, policy.questions[condition.question], one.before.values[condition.question],
                 one.before.from[condition.question] != AnswerFrom::fallback_default);
  });
}

/// Everywhere inside the change is seen; and outside, as the region says.
void compare_region(const ShownChange& shown, const std::vector<Case>& cases, const CheckedPolicy& policy,
                    Counts& counts) {
  const Region& region = *shown.region;
  int inside = 0, elsewhere = 0;
  for (const Case& one : cases) {
    if (!is_inside(one, region, policy)) {
      elsewhere += shows(one, shown.change, true);
      ++counts.outside;
    } else if (!region.unrefused || !one.refused) {
      ++inside;
      EXPECT_TRUE(shows(one, shown.change, false)) << "not everywhere for " << region.text;
    }
  }
  EXPECT_GT(inside, 0) << "no answers at all: " << region.text;
  if (region.only == true) {
    EXPECT_EQ(elsewhere, 0) << "elsewhere, too: not only for " << region.text;
  }
  if (region.only == false) {
    EXPECT_GT(elsewhere, 0) << "nowhere else: only for " << region.text;
  }
  ++counts.regions;
  counts.only += region.only == true;
  counts.elsewhere += region.only == false;
  counts.open += !region.only;
  counts.inside += inside;
}

void compare(std::uint64_t seed, Counts& counts) {
  GeneratedCase generated = generate_small(seed);
  const auto before = program_of(generated.policy, generated.catalog);
  if (!before || all_answers(*before).size() > 1500) return;
  Random random(seed * 7919);
  GeneratedPolicy changed = generated.policy;
  GeneratedCatalog catalog = generated.catalog;
  for (int count = random.between(1, 3); count > 0; --count) change(changed, catalog, random);
  const auto after = program_of(changed, catalog);
  if (!after || after->policy().questions.size() != before->policy().questions.size()) return;

  const std::vector<Case> cases = all_cases(*before, *after);
  std::set<std::string> truth;
  for (const Case& one : cases) truth.merge(kinds_of(one.changes));

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
  for (const ShownChange& shown : difference.changes) {
    if (shown.region) compare_region(shown, cases, before->policy(), counts);
    counts.without += !shown.region && shown.change.kind != ChangeKind::recommended;
  }
  for (const std::string& kind : truth) ++counts.found[kind];
  counts.equivalent += difference.equivalent == true;
  counts.unsettled += !difference.equivalent;
  counts.answers += static_cast<int>(cases.size());
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
            << " equivalent, " << counts.unsettled << " unsettled\n"
            << counts.regions << " regions (" << counts.only << " the only ones, " << counts.elsewhere
            << " not, " << counts.open << " open), " << counts.inside << " answers inside, " << counts.outside
            << " outside; " << counts.without << " changes without\n";
  for (const auto& [kind, count] : counts.found) std::cout << kind << ": " << count << "\n";
  if (HasFailure()) return;
  for (const char* kind : {"branch", "eligible", "recommended"}) EXPECT_GT(counts.found[kind], 0) << kind;
  EXPECT_GT(counts.equivalent, 0);
  EXPECT_GT(counts.only, 0);
  EXPECT_GT(counts.elsewhere, 0);
}

INSTANTIATE_TEST_SUITE_P(Part, DifferenceOfAll, testing::Range(0, parts));

}  // namespace
}  // namespace select_model::properties
