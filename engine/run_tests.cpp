#include "engine/run_tests.hpp"

#include <algorithm>

#include "engine/judge.hpp"
#include "policy/grammar.hpp"

namespace select_model {

namespace {

std::string spell(const TestExpectation& expectation) {
  static constexpr std::string_view words[] = {"first",   "order",   "eligible", "rejected",    "branch",
                                               "warning", "nothing", "refused",  "undetermined"};
  std::string text(words[static_cast<std::size_t>(expectation.kind)]);
  std::string_view between = " ";
  for (const ModelTarget& target : expectation.refs) {
    text.append(between).append(to_text(target.ref));
    between = ", ";
  }
  const bool by = expectation.kind == ast::Expect::rejected || expectation.kind == ast::Expect::refused;
  between = by ? " by " : " ";
  for (const std::string& name : expectation.names) {
    text.append(between).append(name);
    between = ", ";
  }
  return text;
}

}  // namespace

bool TestResult::passed() const { return std::ranges::all_of(expectations, &ExpectationResult::passed); }

TestInputs inputs_of(const CheckedPolicy& policy, const Catalog& catalog, const Test& test, Date today) {
  TestInputs inputs{default_answers(policy), catalog.as_of.value_or(today)};
  for (const Given& given : test.given) {
    if (!is_known(given.value)) continue;  // not answered: the default, if there is one
    if (!given.question) {
      inputs.today = std::get<Date>(given.value);
    } else {
      inputs.answers.values[*given.question] = given.value;
      inputs.answers.from[*given.question] = AnswerFrom::given;
    }
  }
  return inputs;
}

TestResult run_test(const Program& program, const Test& test, Date today, Workspace& workspace) {
  TestResult result{test.name, test.place, {}, inputs_of(program.policy(), program.catalog(), test, today),
                    {},        {}};
  const Answers& answers = result.inputs.answers;
  today = result.inputs.today;
  select(program, bind(program, answers), today, workspace, result.decision);
  const Decided decided{program, answers, today, result.decision};
  for (const TestExpectation& expectation : test.expectations)
    result.expectations.push_back({expectation.place, meets(decided, expectation), spell(expectation), {}});
  if (result.passed()) return result;
  result.rationale = explain(program, answers, today, result.decision);
  for (std::size_t i = 0; i < test.expectations.size(); ++i) {
    ExpectationResult& one = result.expectations[i];
    if (!one.passed) one.got = found_instead(decided, *result.rationale, test.expectations[i]);
  }
  return result;
}

TestResult run_test(const Program& program, const Test& test, Date today) {
  Workspace workspace;
  return run_test(program, test, today, workspace);
}

}  // namespace select_model
