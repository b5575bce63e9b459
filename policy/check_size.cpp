#include "policy/check_size.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace select_model::checking {

namespace {

constexpr std::size_t most_bits = 16'384;
constexpr ExactSize size_of_day{64, 0, 0};
constexpr ExactSize size_of_truth{1, 0, 0};
/// Of an expression that is too large, and of all that is built of it.
constexpr ExactSize reported{std::numeric_limits<std::size_t>::max(), 0, 0};

bool was_reported(const ExactSize& size) { return size.whole == reported.whole; }

ExactSize size_of_constant(const Value& value) {
  const auto* number = std::get_if<Rational>(&value);
  return number ? size_of(*number) : size_of_day;
}

ExactSize size_of_question(const Question& question) {
  std::vector<ExactSize> all{size_of_answer(question.type), size_of_constant(question.default_value)};
  for (const auto& bound : {question.from, question.to}) {
    if (bound) all.push_back(size_of(*bound));
  }
  return largest_of(all);
}

/// What is written per second may have any divisor: `80/min` is 4/3 of a token a second.
ExactSize size_of_fact(const Type& type) {
  ExactSize size = size_of_answer(type);
  if (type.dimension.seconds < 0) size.divisor = 64;
  return size;
}

/// Of a few facts and all the arguments multiplied; what is divided by adds its own.
ExactSize size_of_method(Method method, std::vector<ExactSize> args) {
  const ExactSize facts{256, 36, 0};
  const ExactSize requests = args.empty() ? ExactSize{} : args.back();
  args.push_back(facts);
  ExactSize size = method == Method::quality ? ExactSize{1, 18, 0} : product_of(args);
  if (method == Method::gpus_needed) size = {size.whole, 0, 0};
  if (method == Method::cost) size.divisor += requests.bits();
  if (method == Method::response_time) size.divisor += 192;
  return size;
}

ExactSize size_of_parts(Op op, const std::vector<ExactSize>& parts) {
  switch (op) {
    case Op::add:
      return sum_of(parts);
    case Op::mean: {
      ExactSize mean = sum_of(parts);
      mean.divisor += size_of(static_cast<std::int64_t>(parts.size())).whole;
      return mean;
    }
    case Op::multiply:
      return product_of(parts);
    case Op::divide:
      return quotient_of(parts[0], parts[1]);
    case Op::ceiling:
    case Op::floor:
      return {parts[0].whole + 1, 0, 0};
    default:
      return largest_of(parts);
  }
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

ExactSize size_of_node(const Context& context, const Expression& expression,
                       const std::vector<ExactSize>& parts) {
  switch (expression.op) {
    case Op::constant:
      return size_of_constant(expression.constant);
    case Op::question:
      return size_of_question(context.policy.questions[expression.index]);
    case Op::let:
      return context.lets[expression.index].size;
    case Op::fact:
      return size_of_fact(expression.type);
    case Op::method:
      return size_of_method(static_cast<Method>(expression.index), parts);
    case Op::today:
    case Op::size:
    case Op::days_between:
    case Op::shift_date:
      return size_of_day;
    default:
      return expression.type.kind == Kind::boolean ? size_of_truth : size_of_parts(expression.op, parts);
  }
}

}  // namespace

ExactSize check_size(Context& context, const View& view, const Expression& expression) {
  std::vector<ExactSize> parts;
  for (const Expression& argument : expression.args) parts.push_back(check_size(context, view, argument));
  const bool said = std::ranges::any_of(parts, was_reported);
  const ExactSize size = said ? reported : size_of_node(context, expression, parts);
  if (was_reported(size) || size.bits() <= most_bits) return size;
  context.report.add(Code::limit, view.at(expression.span),
                     "the exact value of this can grow past 16,384 bits",
                     "multiply, divide and add fewer values");
  return reported;
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
