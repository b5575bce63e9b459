#include "policy/check_size.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace select_model::checking {

namespace {

constexpr std::size_t most_bits = 16'384;
constexpr std::size_t bits_of_answer = 128;  // a question or a fact; a value beyond it is a curiosity
constexpr std::size_t bits_of_method = 1'024;
constexpr std::size_t bits_of_date = 64;
/// Of an expression that is too large, and of all that is built of it.
constexpr std::size_t bits_reported = std::numeric_limits<std::size_t>::max();

std::size_t bits_of_constant(const Value& value) {
  const auto* number = std::get_if<Rational>(&value);
  return number ? number->bits() : bits_of_date;
}

std::size_t bits_of_question(const Question& question) {
  std::size_t bits = bits_of_answer;
  for (const auto& bound : {question.from, question.to}) {
    if (bound) bits = std::max(bits, bound->bits());
  }
  return std::max(bits, bits_of_constant(question.default_value));
}

/// The first use of `model` or of a let that speaks of it.
const Expression* use_of_model(const Context& context, const Expression& expression) {
  const bool of_fact = (expression.op == Op::fact || expression.op == Op::method) && !expression.of_first;
  if (of_fact || (expression.op == Op::let && context.policy.lets[expression.index].reads.model))
    return &expression;
  for (const Expression& argument : expression.args) {
    if (const Expression* found = use_of_model(context, argument)) return found;
  }
  return nullptr;
}

}  // namespace

std::size_t check_size(Context& context, const View& view, const Expression& expression) {
  std::size_t sum = 0;
  std::size_t most = 0;
  bool reported = false;
  for (const Expression& argument : expression.args) {
    const std::size_t bits = check_size(context, view, argument);
    reported = reported || bits == bits_reported;
    sum += bits;
    most = std::max(most, bits);
  }
  std::size_t bits = most;
  switch (expression.op) {
    case Op::constant:
      bits = bits_of_constant(expression.constant);
      break;
    case Op::question:
      bits = bits_of_question(context.policy.questions[expression.index]);
      break;
    case Op::let:
      bits = context.lets[expression.index].bits;
      break;
    case Op::fact:
      bits = bits_of_answer;
      break;
    case Op::method:
      bits = bits_of_method;
      break;
    case Op::today:
    case Op::size:
    case Op::days_between:
      bits = bits_of_date;
      break;
    case Op::add:
    case Op::mean:
      bits = sum + expression.args.size();
      break;
    case Op::multiply:
    case Op::divide:
      bits = sum;
      break;
    default:
      break;
  }
  if (expression.type.kind == Kind::boolean) bits = 1;
  if (reported || bits == bits_reported) return bits_reported;
  if (bits <= most_bits) return bits;
  context.report.add(Code::limit, view.at(expression.span),
                     "the exact value of this can grow past 16,384 bits",
                     "multiply, divide and add fewer values");
  return bits_reported;
}

std::optional<Place> place_of_model(const Context& context, const View& view, const Expression& expression) {
  const Expression* use = use_of_model(context, expression);
  if (!use) return std::nullopt;
  return use->op == Op::let ? context.lets[use->index].of_model : view.at(use->span);
}

void forbid_model(Context& context, const View& view, const Expression& expression, const std::string& what,
                  const std::string& help) {
  const Expression* use = use_of_model(context, expression);
  if (!use) return;
  if (use->op != Op::let) {
    context.report.add(Code::model_in_condition, view.at(use->span),
                       fmt::format("{} cannot speak of `model`", what), help);
    return;
  }
  const Let& let = context.policy.lets[use->index];
  std::vector<Related> related;
  if (const auto& place = context.lets[use->index].of_model)
    related.push_back({*place, "it speaks of `model` here"});
  context.report.add(Code::model_in_condition, view.at(use->span),
                     fmt::format("{} cannot speak of `model`, and `{}` does", what, let.name), help,
                     std::move(related));
}

}  // namespace select_model::checking
