#include "engine/example_search.hpp"

#include <algorithm>
#include <cmath>

#include "engine/read_file.hpp"

namespace select_model::analysis {

namespace {

/// What a person would write, of each kind of quantity: of the round numbers the nearest to it is tried
/// first.
Rational typical(const Question& question) {
  if (const auto* usual = std::get_if<Rational>(&question.default_value); usual && usual->sign() > 0)
    return *usual;
  const Dimension d = question.type.dimension;
  if (d == dimensions::money) return Rational::fraction(1, 100);
  if (d == dimensions::duration) return 1;
  if (d == dimensions::tokens) return 1000;
  if (d == dimensions::price) return Rational::decimal(1, -6);
  if (question.type.measure == Measure::ratio) return Rational::fraction(9, 10);
  return question.type.measure == Measure::count ? 100 : 1;
}

/// 1, 2 and 5 times powers of ten, those nearest to what is typical first; then what was found, with few
/// digits first.
std::vector<Rational> round_numbers(const Question& question, const Rational& found) {
  std::vector<Rational> numbers;
  for (int exponent = -9; exponent <= 12; ++exponent) {
    for (const int digit : {1, 2, 5}) numbers.push_back(Rational::decimal(digit, exponent));
  }
  const double usual = std::log(typical(question).to_double());
  std::ranges::stable_sort(
      numbers, {}, [&](const Rational& number) { return std::fabs(std::log(number.to_double()) - usual); });
  if (question.from) numbers.push_back(*question.from);
  if (question.to) numbers.push_back(*question.to);
  numbers.emplace_back(0);
  if (found.sign() != 0) {
    for (int digits = 1; digits <= 15; ++digits) {
      numbers.push_back(rounded(found, digits, false));
      numbers.push_back(rounded(found, digits, true));
    }
  }
  std::erase_if(numbers, [&](const Rational& number) {
    return misfit(number, question.type) || (question.from && number < *question.from) ||
           (question.to && number > *question.to);
  });
  return numbers;
}

std::vector<Value> sets(const Question& question, const Set& found) {
  std::vector<Value> all{Set{}};
  for (const std::string& member : question.type.members) all.push_back(Set{{member}, {}, true});
  for (const std::string& left_out : found.in) {
    Set fewer = found;
    std::erase(fewer.in, left_out);
    all.push_back(fewer);
  }
  return all;
}

/// What to try in place of an answer, the plainest first.
std::vector<Value> plainer(const Question& question, const Value& found, Date today) {
  std::vector<Value> all;
  if (!question.required()) all.push_back(question.default_value);
  if (std::holds_alternative<bool>(found)) all.insert(all.end(), {false, true});
  if (question.type.kind == Kind::name)
    all.insert(all.end(), question.type.members.begin(), question.type.members.end());
  if (const auto* set = std::get_if<Set>(&found)) {
    const std::vector<Value> some = sets(question, *set);
    all.insert(all.end(), some.begin(), some.end());
  }
  if (std::holds_alternative<Date>(found)) {
    const Rational day = today.days;
    if (!question.from || (*question.from <= day && day <= *question.to)) all.emplace_back(today);
  }
  if (const auto* number = std::get_if<Rational>(&found)) {
    for (const Rational& round : round_numbers(question, *number)) all.emplace_back(round);
  }
  return all;
}

class Search {
 public:
  Search(const Program& program, Date today, const std::vector<Value>& found, const Shows& shows)
      : program_(program), today_(today), shows_(shows) {
    answers_.values = found;
    answers_.from.assign(found.size(), AnswerFrom::given);
  }

  std::optional<Example> run() {
    auto offer = shown();
    if (!offer) return std::nullopt;
    const auto& questions = program_.policy().questions;
    // An answer that was needed for the sake of another may not be once that one is plainer.
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t i = 0; i < questions.size(); ++i) simplify(i, questions[i]);
    }
    offer = shown();
    if (!offer) return std::nullopt;
    const std::string id = *offer == no_offer ? "" : program_.catalog().offers[*offer].id;
    Example example = example_of(program_.policy(), answers_.values, id);
    const auto read = answers_of(program_.policy(), example);
    if (!read || read->values != answers_.values) return std::nullopt;
    return example;
  }

 private:
  std::optional<std::uint32_t> shown() {
    select(program_, bind(program_, answers_), today_, workspace_, decision_, 1);
    return shows_(answers_, decision_);
  }

  void simplify(std::size_t index, const Question& question) {
    const Value before = answers_.values[index];
    for (const Value& value : plainer(question, before, today_)) {
      if (value == answers_.values[index]) return;
      answers_.values[index] = value;
      if (shown()) {
        // A set may do with fewer still.
        if (std::holds_alternative<Set>(value) && value != question.default_value) simplify(index, question);
        return;
      }
      answers_.values[index] = before;
    }
  }

  const Program& program_;
  Date today_;
  const Shows& shows_;
  Answers answers_;
  Workspace workspace_;
  Decision decision_;
};

}  // namespace

Rational rounded(const Rational& value, int digits, bool up) {
  const Rational magnitude = value.sign() < 0 ? -value : value;
  int exponent = 0;
  while (Rational::decimal(1, exponent) > magnitude) --exponent;
  while (Rational::decimal(1, exponent + 1) <= magnitude) ++exponent;
  const Rational step = Rational::decimal(1, exponent - digits + 1);
  return (up ? (value / step).ceil() : (value / step).floor()) * step;
}

std::optional<Example> find_example(const Program& program, Date today, const std::vector<Value>& found,
                                    const Shows& shows) {
  return Search(program, today, found, shows).run();
}

std::optional<Answers> answers_of(const CheckedPolicy& policy, const Example& example) {
  const auto file = read_requirements(std::make_shared<const Source>("example", to_yaml(example)));
  if (!file) return std::nullopt;
  return read_answers(policy, file->document, {}).value;
}

}  // namespace select_model::analysis
