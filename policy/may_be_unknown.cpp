#include "policy/may_be_unknown.hpp"

#include <algorithm>

namespace select_model {

// Lets in their order: each reads only those before it.
Doubts::Doubts(const CheckedPolicy& policy) : policy_(policy) {
  for (const Let& let : policy.lets) {
    lets_.push_back(may_be_unknown(let.value));
    positive_lets_.push_back(is_positive(let.value));
  }
}

bool Doubts::any_argument(const Expression& expression) const {
  return std::ranges::any_of(expression.args,
                             [&](const Expression& argument) { return may_be_unknown(argument); });
}

bool Doubts::is_positive(const Expression& expression) const {
  const auto all = [&] {
    return std::ranges::all_of(expression.args,
                               [&](const Expression& argument) { return is_positive(argument); });
  };
  switch (expression.op) {
    case Op::constant: {
      const auto* number = std::get_if<Rational>(&expression.constant);
      return number && number->sign() > 0;
    }
    case Op::question: {
      const auto& from = policy_.questions[expression.index].from;
      return from && from->sign() > 0;
    }
    case Op::let:
      return positive_lets_[expression.index];
    case Op::add:
    case Op::multiply:
    case Op::divide:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
    case Op::ceiling:
      return all();
    default:
      return false;
  }
}

/// A century, counted from a day that anybody writes, does not leave the calendar.
bool Doubts::is_short(const Expression& duration) const {
  const Rational century(std::int64_t{36'525} * 86'400);
  const auto lies_within = [&](const Rational& seconds) { return -century <= seconds && seconds <= century; };
  if (duration.op == Op::negate) return is_short(duration.args[0]);
  if (duration.op == Op::constant) {
    const auto* seconds = std::get_if<Rational>(&duration.constant);
    return seconds && lies_within(*seconds);
  }
  if (duration.op != Op::question) return false;
  const Question& question = policy_.questions[duration.index];
  return question.from && question.to && lies_within(*question.from) && lies_within(*question.to);
}

bool Doubts::may_be_unknown(const Expression& expression) const {
  switch (expression.op) {
    case Op::constant:
      return !is_known(expression.constant);
    case Op::question:  // an optional one is guarded wherever it stands
    case Op::today:
    case Op::is_known:
    case Op::is_unknown:
      return false;
    case Op::let:
      return lets_[expression.index];
    case Op::fact: {
      const auto facts = builtin_facts();
      return expression.index >= facts.size() || !facts[expression.index].always_known;
    }
    case Op::method:
      return true;
    case Op::otherwise:
      return std::ranges::all_of(expression.args,
                                 [&](const Expression& argument) { return may_be_unknown(argument); });
    case Op::divide:
      return any_argument(expression) || !is_positive(expression.args[1]);
    case Op::shift_date:
      return any_argument(expression) || !is_short(expression.args[1]);
    case Op::negation:
    case Op::all_of:
    case Op::any_of:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::not_in:
    case Op::overlaps:
    case Op::conditional:
    case Op::add:
    case Op::negate:
    case Op::multiply:
    case Op::days_between:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
    case Op::absolute:
    case Op::ceiling:
    case Op::floor:
    case Op::size:
    case Op::set_of:
      return any_argument(expression);
  }
  return true;
}

}  // namespace select_model
