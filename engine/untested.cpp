#include "engine/untested.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/evaluate.hpp"
#include "engine/run_tests.hpp"
#include "engine/verdicts.hpp"

namespace select_model {

namespace {

void look(const std::vector<Branch>& branches, const SourcePtr& own, const std::set<std::string>& taken,
          Diagnostics& found) {
  for (const Branch& branch : branches) {
    if (branch.place.source != own) continue;
    if (!taken.contains(branch.name)) {
      found.push_back({Code::untested_branch,
                       fmt::format("no test takes branch `{}`", branch.name),
                       branch.place,
                       fmt::format("add one: `expect branch {}`", branch.name),
                       {}});
    } else if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) {
      look(*inner, own, taken, found);
    }
  }
}

/// Conditions speak of answers alone, so nothing else of a decision has to be made.
void walk(Evaluator& evaluator, const std::vector<Branch>& branches, std::set<std::string>& taken) {
  for (const Branch& branch : branches) {
    if (branch.when && evaluator.truth(*branch.when) != true) continue;
    taken.insert(branch.name);
    if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) walk(evaluator, *inner, taken);
    return;
  }
}

/// Where a gate refuses, no branch is taken.
bool is_refused(Evaluator& evaluator, const CheckedPolicy& policy) {
  return std::ranges::any_of(policy.constraints, [&](const Constraint& constraint) {
    if (!constraint.must || !constraint.answers_alone) return false;
    if (constraint.when && evaluator.truth(*constraint.when) != true) return false;
    const auto truth = evaluator.truth(constraint.condition);
    return refuses(constraint, !truth ? Verdict::unknown : *truth ? Verdict::holds : Verdict::fails);
  });
}

}  // namespace

bool TestPaths::add(const Test& test, Date today, std::set<std::string>& taken) {
  if (!policy_.tree) return true;
  const TestInputs inputs = inputs_of(policy_, catalog_, test, today);
  if (!is_complete(policy_, inputs.answers)) return add_incomplete(inputs.answers, inputs.today, taken);
  const std::vector<std::vector<Value>> no_facts;  // of offers: a condition of a branch reads none
  Evaluator evaluator(policy_, catalog_, no_facts, inputs.answers, inputs.today);
  if (!is_refused(evaluator, policy_)) walk(evaluator, *policy_.tree, taken);
  return true;
}

/// As far down as the answers that are given lead for certain.
bool TestPaths::add_incomplete(const Answers& answers, Date today, std::set<std::string>& taken) {
  if (!program_) program_ = compile(policy_, catalog_);
  if (!*program_) return false;
  const Program& program = **program_;
  const Decision decision = select(program, answers, today);
  for (const PathStep& step : explain(program, answers, today, decision).path) {
    if (step.verdict == true) taken.insert(step.branch);
  }
  return true;
}

Diagnostics untested_branches(const CheckedPolicy& policy, const SourcePtr& own,
                              const std::set<std::string>& taken) {
  Diagnostics found;
  if (policy.tree) look(*policy.tree, own, taken, found);
  return found;
}

}  // namespace select_model
