#include <algorithm>
#include <set>

#include "tests/properties/oracle.hpp"

/// Section 4: required answers that are missing, by trying what they may be.
namespace select_model::properties {

namespace {

constexpr std::size_t most_combinations = 1000;
constexpr std::size_t samples = 3;

bool reads(const std::optional<Expression>& expression, const CheckedPolicy& policy,
           const std::vector<bool>& missing) {
  if (!expression) return false;
  const std::set<std::uint32_t> found = questions_in(*expression, policy);
  return std::any_of(found.begin(), found.end(), [&](std::uint32_t question) { return missing[question]; });
}

bool can_be_tried(const Type& type) { return type.kind == Kind::boolean || type.kind == Kind::name; }

std::vector<Value> all_values(const Type& type) {
  if (type.kind == Kind::boolean) return {Value(false), Value(true)};
  return {type.members.begin(), type.members.end()};
}

/// Some answers of a type of which there are too many.
std::vector<Value> some_values(const Question& question) {
  switch (question.type.kind) {
    case Kind::boolean:
    case Kind::name:
      return all_values(question.type);
    case Kind::date:
      return {Value(Date{20'000}), Value(Date{20'545}), Value(Date{21'000})};
    case Kind::text:
      return {Value(std::string("one")), Value(std::string("two"))};
    case Kind::set:
      return {Value(Set{}), Value(Set{{question.type.members.front()}, {}, true})};
    case Kind::quantity:
      break;
  }
  const Rational step = resolution(question.type);
  std::vector<Value> values;
  if (question.from) values = {*question.from, *question.to};
  for (const std::int64_t steps : {0, 1, 1000, 500'000, 1'000'000}) {
    const Rational value = step * Rational(steps);
    if (!question.from || (value >= *question.from && value <= *question.to)) values.emplace_back(value);
  }
  return values;
}

bool same_result(const Expected& a, const Expected& b) {
  return a.outcome == b.outcome &&
         std::equal(a.ranked.begin(), a.ranked.end(), b.ranked.begin(), b.ranked.end(),
                    [](const auto& x, const auto& y) { return x.offer == y.offer; });
}

/// The completions as a number of as many digits as there are missing answers.
std::vector<std::vector<std::size_t>> counted(const std::vector<std::vector<Value>>& choices) {
  std::vector<std::vector<std::size_t>> all{std::vector<std::size_t>(choices.size(), 0)};
  while (true) {
    std::vector<std::size_t> next = all.back();
    std::size_t at = 0;
    while (at < next.size() && ++next[at] == choices[at].size()) next[at++] = 0;
    if (at == next.size()) return all;
    all.push_back(next);
  }
}

/// Where some cannot all be tried: each combination of those that can, with a few values of the others.
std::vector<std::vector<std::size_t>> sampled(const std::vector<std::vector<Value>>& choices,
                                              const std::vector<bool>& tried) {
  std::vector<std::vector<Value>> triable = choices;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!tried[i]) triable[i] = {Value()};
  }
  std::vector<std::vector<std::size_t>> some;
  for (const std::vector<std::size_t>& combination : counted(triable)) {
    for (std::size_t sample = 0; sample < samples; ++sample) {
      std::vector<std::size_t>& digits = some.emplace_back(combination);
      for (std::size_t i = 0; i < choices.size(); ++i) {
        if (!tried[i]) digits[i] = (sample * (2 * i + 1) + i * sample / 2) % choices[i].size();
      }
    }
  }
  return some;
}

/// A question matters where two completions that differ in nothing else give different results.
std::vector<std::uint32_t> that_matter(const std::vector<std::vector<std::size_t>>& digits,
                                       const Expectation& expectation) {
  std::vector<std::uint32_t> matter;
  std::map<std::vector<std::size_t>, std::size_t> index;
  for (std::size_t i = 0; i < digits.size(); ++i) index[digits[i]] = i;
  for (std::size_t q = 0; q < expectation.missing.size(); ++q) {
    const bool differs = std::any_of(digits.begin(), digits.end(), [&](std::vector<std::size_t> one) {
      const Expected& result = expectation.completions[index[one]];
      one[q] = 0;
      return !same_result(result, expectation.completions[index[one]]);
    });
    if (differs) matter.push_back(expectation.missing[q]);
  }
  return matter;
}

}  // namespace

std::set<std::uint32_t> questions_in(const Expression& expression, const CheckedPolicy& policy) {
  std::set<std::uint32_t> found;
  if (expression.op == Op::question) found.insert(expression.index);
  if (expression.op == Op::let) found.merge(questions_in(policy.lets[expression.index].value, policy));
  for (const Expression& argument : expression.args) found.merge(questions_in(argument, policy));
  return found;
}

std::set<std::uint32_t> Oracle::questions_that_list(const Expected& expected) const {
  std::set<std::uint32_t> found;
  if (!expected.leaf) return found;
  for (const Tier& tier : leaves_[*expected.leaf]->tiers) {
    for (const auto& target : tier.targets) {
      if (const auto* where = std::get_if<Expression>(&target)) found.merge(questions_in(*where, policy_));
    }
  }
  return found;
}

/// Whether anything that decides, with what is known, reads one of those answers: gates; constraints that
/// apply; the branches tried; the leaf's tiers; the ranking. A `should` and a fallback decide nothing.
bool Oracle::reads_missing(const Answers& answers, const std::vector<bool>& missing) {
  evaluator_.answer(answers);
  const auto read = [&](const std::optional<Expression>& expression) {
    return reads(expression, policy_, missing);
  };
  const auto holds = [&](const std::optional<Expression>& when) {
    return !when || evaluator_.truth(*when, Evaluator::no_offer) == Truth(true);
  };
  for (const Constraint& constraint : policy_.constraints) {
    if (constraint.must && (read(constraint.when) || (holds(constraint.when) && read(constraint.condition))))
      return true;
  }
  std::optional<std::uint32_t> by;
  for (const auto* level = policy_.tree ? &*policy_.tree : nullptr; level;) {
    const std::vector<Branch>* below = nullptr;
    for (const Branch& branch : *level) {
      if (read(branch.when)) return true;
      if (!holds(branch.when)) continue;
      below = std::get_if<std::vector<Branch>>(&branch.body);
      if (below) break;
      const Leaf& leaf = std::get<Leaf>(branch.body);
      for (const Tier& tier : leaf.tiers) {
        for (const auto& target : tier.targets) {
          if (const auto* where = std::get_if<Expression>(&target); where && read(*where)) return true;
        }
      }
      by = leaf.rank;
      break;
    }
    level = below;
  }
  for (std::size_t i = 0; i < policy_.ranks.size(); ++i) {
    const Rank& rank = policy_.ranks[i];
    if (by ? i != *by : rank.name.has_value()) continue;
    if (read(rank.when)) return true;
    if (!holds(rank.when)) continue;
    return std::any_of(rank.criteria.begin(), rank.criteria.end(),
                       [&](const Criterion& c) { return read(c.value) || read(c.from) || read(c.to); });
  }
  return false;
}

Expectation Oracle::decide(const Answers& answers) {
  Expectation expectation;
  std::vector<std::vector<Value>> choices;
  std::vector<bool> tried;
  std::size_t combinations = 1;
  for (std::uint32_t i = 0; i < policy_.questions.size(); ++i) {
    const Question& question = policy_.questions[i];
    if (!question.required() || is_known(answers.values[i])) continue;
    expectation.missing.push_back(i);
    choices.push_back(some_values(question));
    tried.push_back(can_be_tried(question.type));
    if (tried.back()) combinations = std::min(combinations * choices.back().size(), most_combinations + 1);
  }
  if (combinations > most_combinations) tried.assign(tried.size(), false);
  expectation.all = std::find(tried.begin(), tried.end(), false) == tried.end();
  std::vector<bool> untried(policy_.questions.size(), false);
  for (std::size_t i = 0; i < tried.size(); ++i) untried[expectation.missing[i]] = !tried[i];

  const auto digits = expectation.all ? counted(choices) : sampled(choices, tried);
  for (const std::vector<std::size_t>& completion : digits) {
    Answers completed = answers;
    for (std::size_t i = 0; i < completion.size(); ++i)
      completed.values[expectation.missing[i]] = choices[i][completion[i]];
    if (!expectation.all) expectation.unread = expectation.unread && !reads_missing(completed, untried);
    expectation.completions.push_back(complete(completed));
    expectation.agree =
        expectation.agree && same_result(expectation.completions.front(), expectation.completions.back());
  }
  if (expectation.all) expectation.matter = that_matter(digits, expectation);
  return expectation;
}

}  // namespace select_model::properties
