#include "engine/try_answers.hpp"

#include <algorithm>
#include <random>

#include "policy/range.hpp"

namespace select_model::analysis {

namespace {

void add_numbers(const Question& question, std::vector<Value>& values) {
  for (int exponent = -6; exponent <= 9; ++exponent) {
    for (const int digit : {1, 2, 5}) values.emplace_back(Rational::decimal(digit, exponent));
  }
  values.emplace_back(Rational(0));
  if (question.from) values.insert(values.end(), {Value(*question.from), Value(*question.to)});
}

void add_dates(Date today, std::vector<Value>& values) {
  for (const int days : {0, 1, -1, 30, 90, 365, -365}) values.emplace_back(Date{today.days + days});
}

/// The values that are worth trying for one question.
std::vector<Value> worth_trying(const Question& question, Date today) {
  std::vector<Value> values;
  if (!question.required()) values.push_back(question.default_value);
  switch (question.type.kind) {
    case Kind::boolean:
      values.insert(values.end(), {Value(false), Value(true)});
      break;
    case Kind::name:
      for (const std::string& member : question.type.members) values.emplace_back(member);
      break;
    case Kind::set:
      values.emplace_back(Set{});
      for (const std::string& member : question.type.members) values.emplace_back(Set{{member}, {}, true});
      break;
    case Kind::text:
      values.emplace_back(std::string("other"));
      break;
    case Kind::date:
      add_dates(today, values);
      break;
    case Kind::quantity:
      add_numbers(question, values);
      break;
  }
  std::erase_if(values, [&](const Value& value) {
    return is_known(value) && (misfit(value, question.type).has_value() || !in_range(question, value));
  });
  return values;
}

}  // namespace

std::vector<Answers> try_answers(const CheckedPolicy& policy, Date today, std::size_t count) {
  std::vector<std::vector<Value>> choices;
  for (const Question& question : policy.questions) choices.push_back(worth_trying(question, today));
  if (std::ranges::any_of(choices, [](const auto& values) { return values.empty(); })) return {};
  std::mt19937_64 random(1);
  std::vector<Answers> all;
  for (std::size_t i = 0; i < count; ++i) {
    Answers answers;
    for (const auto& values : choices) answers.values.push_back(values[random() % values.size()]);
    answers.from.assign(choices.size(), AnswerFrom::given);
    all.push_back(std::move(answers));
  }
  return all;
}

}  // namespace select_model::analysis
