#include <algorithm>

#include "engine/run.hpp"

namespace select_model {

namespace {

/// Whether what lowering assumes of such an answer holds.
bool within_bounds(const Question& question, double value) {
  if (question.type.kind != Kind::quantity || value != value) return true;
  const bool whole = question.type.whole || question.type.dimension == dimensions::duration;
  const double largest = question.type.measure == Measure::ratio ? 1 : largest_answer;
  return value >= 0 && value <= (whole ? largest_whole_answer : largest);
}

}  // namespace

Inputs bind(const Program& program, Answers answers) {
  const Program::Code& code = program.code();
  const std::vector<Question>& questions = code.policy.questions;
  Inputs inputs;
  inputs.numbers.resize(questions.size());
  inputs.masks.resize(questions.size());
  std::vector<std::string>
      strangers;  // texts that neither policy nor catalogue holds: alike only among themselves
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Value& answer = answers.values[i];
    double& number = inputs.numbers[i];
    number = to_number(answer, questions[i].type, code.names);
    if (const auto* set = std::get_if<Set>(&answer)) {
      number = 1;
      inputs.masks[i] = to_mask(set->in, code.names);
    }
    const auto* text = std::get_if<std::string>(&answer);
    if (text && number < 0) {
      strangers.push_back(*text);
      const auto first = std::find(strangers.begin(), strangers.end(), *text) - strangers.begin();
      number = -2.0 - static_cast<double>(first);
    }
    inputs.exact_only = inputs.exact_only || !within_bounds(questions[i], number);
    inputs.complete = inputs.complete && (is_known(answer) || !questions[i].required());
  }
  inputs.answers = std::move(answers);
  return inputs;
}

Workspace::Workspace() : memory_(std::make_unique<Memory>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

}  // namespace select_model
