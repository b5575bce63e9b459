#include "engine/coverage.hpp"

#include <gtest/gtest.h>

#include "engine/judge.hpp"
#include "tests/properties/trial.hpp"

/// What a decision covers, and what a test may expect of it, against the slow evaluator and the rationale.
namespace select_model::properties {
namespace {

/// The sides that one decision sees, in the order of `Seen`.
struct Sides {
  std::vector<bool> constraints;  // applied, holds, fails, unknown of each
  std::vector<bool> branches;     // taken, passed over of each
  std::vector<bool> ranks;
};

Sides sides_of(const Seen& seen) {
  Sides sides;
  for (const auto& one : seen.constraints) {
    for (const std::uint64_t tests : {one.applied, one.holds, one.fails, one.unknown})
      sides.constraints.push_back(tests > 0);
  }
  for (const auto& one : seen.branches) {
    sides.branches.push_back(one.taken > 0);
    sides.branches.push_back(one.passed_over > 0);
  }
  for (const std::uint64_t tests : seen.ranks) sides.ranks.push_back(tests > 0);
  return sides;
}

/// The branches before and on the way to the leaf with that number.
class Walk {
 public:
  explicit Walk(std::uint32_t leaf) : leaf_(leaf) {}

  /// Whether the leaf stands below; appends taken and passed over of every branch, as if each level were
  /// tried.
  bool level(const std::vector<Branch>& branches, std::vector<bool>& sides, bool tried) {
    bool taken = false;
    for (const Branch& branch : branches) {
      const std::size_t at = sides.size();
      sides.insert(sides.end(), {false, false});
      bool here = false;
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) {
        here = level(*below, sides, tried && !taken);
        if (!here) std::fill(sides.begin() + static_cast<std::ptrdiff_t>(at) + 2, sides.end(), false);
      } else {
        here = next_++ == leaf_;
      }
      sides[at] = here;
      sides[at + 1] = tried && !taken && !here;
      taken = taken || here;
    }
    return taken;
  }

 private:
  std::uint32_t leaf_, next_ = 0;
};

Sides sides_of(const CheckedPolicy& policy, const Expected& expected) {
  Sides sides;
  const bool refused = expected.outcome == Outcome::refused;
  for (std::size_t i = 0; i < policy.constraints.size(); ++i) {
    const bool on_answers = policy.constraints[i].answers_alone;
    const bool asked = expected.applies[i] && (on_answers || !refused);
    bool holds = false, fails = false, unknown = false;
    if (asked && on_answers) {
      holds = expected.gates[i] == Verdict::holds;
      fails = expected.gates[i] == Verdict::fails;
      unknown = expected.gates[i] == Verdict::unknown;
    } else if (asked) {
      for (std::size_t offer = 0; offer < expected.fails[i].size(); ++offer) {
        fails = fails || expected.fails[i][offer];
        unknown = unknown || expected.unknown[i][offer];
        holds = holds || (!expected.fails[i][offer] && !expected.unknown[i][offer]);
      }
    }
    sides.constraints.insert(sides.constraints.end(), {asked, holds, fails, unknown});
  }
  if (policy.tree) {
    constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
    Walk(expected.leaf.value_or(none)).level(*policy.tree, sides.branches, true);
    if (refused) std::fill(sides.branches.begin(), sides.branches.end(), false);
  }
  for (std::size_t i = 0; i < policy.ranks.size(); ++i)
    sides.ranks.push_back(expected.outcome == Outcome::recommended && expected.rank == i);
  return sides;
}

bool all_in(const std::vector<bool>& some, const std::vector<bool>& all) {
  for (std::size_t i = 0; i < some.size(); ++i) {
    if (some[i] && !all[i]) return false;
  }
  return some.size() == all.size();
}

struct Count {
  std::uint64_t complete = 0, certain = 0, undetermined = 0, sides = 0;
};

void check_coverage(const Program& program, const TestResult& result, const Expectation& expectation,
                    Count& count) {
  Seen seen = nothing_seen(program.policy());
  see(seen, program, result);
  const Sides got = sides_of(seen);
  if (result.decision.outcome == Outcome::undetermined) {
    ++count.undetermined;
    for (const auto* list : {&got.constraints, &got.branches, &got.ranks})
      EXPECT_EQ(std::count(list->begin(), list->end(), true), 0);
    return;
  }
  for (const Expected& expected : expectation.completions) {
    const Sides wanted = sides_of(program.policy(), expected);
    if (expectation.missing.empty()) {
      EXPECT_EQ(got.constraints, wanted.constraints);
      EXPECT_EQ(got.branches, wanted.branches);
      EXPECT_EQ(got.ranks, wanted.ranks);
    } else {  // what is certain holds whatever is missing
      EXPECT_TRUE(all_in(got.constraints, wanted.constraints));
      EXPECT_TRUE(all_in(got.branches, wanted.branches));
      EXPECT_TRUE(all_in(got.ranks, wanted.ranks));
    }
  }
  ++(expectation.missing.empty() ? count.complete : count.certain);
  for (const auto* list : {&got.constraints, &got.branches, &got.ranks})
    count.sides += static_cast<std::uint64_t>(std::count(list->begin(), list->end(), true));
}

/// A side that was seen is one that can be.
void check_sides(const Program& program, const TestResult& result) {
  Seen seen = nothing_seen(program.policy());
  see(seen, program, result);
  std::uint64_t unknown = 0, listed = 0;
  for (const auto& one : seen.constraints) unknown += one.unknown;
  for (const FileCoverage& file : coverage_of(program.policy(), seen)) {
    for (const CoverageItem& item : file.items) {
      for (const CoverageSide& side : item.sides) listed += side.name == "unknown" ? side.tests : 0;
    }
  }
  EXPECT_EQ(listed, unknown) << "an unknown that was said to be impossible";
}

/// The verdicts of a test are those of the rationale.
void check_verdicts(const Program& program, const TestResult& result) {
  const Decided decided{program, result.inputs.answers, result.inputs.today, result.decision};
  const Rationale rationale = explain(program, result.inputs.answers, result.inputs.today, result.decision);
  const auto expect = [&](ast::Expect kind, const std::string& name) {
    return meets(decided, TestExpectation{kind, {}, {name}, {}});
  };
  for (std::uint32_t offer = 0; offer < program.catalog().offers.size(); ++offer) {
    const auto found = std::ranges::find(rationale.rejected, offer, &RejectedReason::offer);
    EXPECT_EQ(is_rejected(decided, offer, {}), found != rationale.rejected.end());
    for (const Constraint& constraint : program.policy().constraints) {
      const bool named = found != rationale.rejected.end() &&
                         std::ranges::count(found->failed, constraint.name, &Failure::constraint) > 0;
      EXPECT_EQ(is_rejected(decided, offer, {constraint.name}), named) << constraint.name;
    }
  }
  for (const PathStep& step : rationale.path)
    EXPECT_EQ(expect(ast::Expect::branch, step.branch), step.verdict == true) << step.branch;
  for (const Constraint& constraint : program.policy().constraints) {
    const auto warns = [&](const std::vector<Warning>& warnings) {
      return std::ranges::count(warnings, constraint.name, &Warning::constraint) > 0;
    };
    bool warned = warns(rationale.warnings);
    for (const RankedReason& reason : rationale.ranked) warned = warned || warns(reason.warnings);
    EXPECT_EQ(expect(ast::Expect::warning, constraint.name), warned) << constraint.name;
    EXPECT_EQ(expect(ast::Expect::refused, constraint.name),
              rationale.outcome == Outcome::refused && warns(rationale.refusals))
        << constraint.name;
  }
}

TEST(Coverage, IsWhatTheSlowEvaluatorSees) {
  Count count;
  OpCounts ops;
  const auto cases = static_cast<std::uint64_t>(400 * times());
  for (std::uint64_t seed = 70'000'000; seed < 70'000'000 + cases; ++seed) {
    GeneratedCase generated = generate(seed);
    const Built built = build(generated.policy, generated.catalog);
    if (!built) continue;  // Agree tells
    const Result<Program> program = compile(*built.policy, *built.catalog);
    if (!program) continue;
    Random random(seed);
    const Date today{20'544};
    Oracle oracle(program->policy(), program->catalog(), today, ops);
    for (int i = 0; i < 5 && !HasFailure(); ++i) {
      const NamedAnswers named = generate_answers(generated.world, *built.policy, random);
      TestResult result{"", {}, {}, {answers_for(*built.policy, named), today}, {}, {}};
      result.decision = select(*program, result.inputs.answers, today);
      check_coverage(*program, result, oracle.decide(result.inputs.answers), count);
      check_sides(*program, result);
      check_verdicts(*program, result);
      if (HasFailure())
        FAIL() << report({generated.policy, generated.catalog, named, today}, seed, "see above");
    }
  }
  std::cout << count.complete << " complete, " << count.certain << " with answers missing, "
            << count.undetermined << " undetermined, " << count.sides << " sides seen\n";
  for (const std::uint64_t met : {count.complete, count.certain, count.undetermined, count.sides})
    EXPECT_GT(met, 0U);
}

}  // namespace
}  // namespace select_model::properties
