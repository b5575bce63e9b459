#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/lowering.hpp"

namespace select_model {

namespace {

constexpr double whole_limit = 9007199254740992.0;  // 2^53, which may stand for the whole number after it
// Beyond this a further operation could overflow, and infinity minus infinity would read as unknown.
constexpr double overflow_guard = 1e250;

// Standard model of rounding (Higham, Accuracy and Stability of Numerical Algorithms, 2.2 and 3.1): each
// operation adds one unit of 2^-53; terms of one sign keep the larger relative error, factors add theirs.
// Second-order terms are in compare()'s slack.
Bounds sum(const Bounds& a, const Bounds& b, bool subtract) {
  const double largest = a.largest + b.largest;
  const bool not_negative = a.not_negative && b.not_negative && !subtract;
  if (a.is_exact() && b.is_exact() && largest < whole_limit) return {0, largest, not_negative, true, true};
  const bool one_sign = a.not_negative && b.not_negative && !subtract;
  return {one_sign ? std::max(a.error, b.error) + 1 : infinite, largest, not_negative, a.whole && b.whole,
          false};
}

Bounds product(const Bounds& a, const Bounds& b) {
  const double largest = a.largest * b.largest;
  const bool not_negative = a.not_negative && b.not_negative;
  if (a.is_exact() && b.is_exact() && largest < whole_limit) return {0, largest, not_negative, true, true};
  return {a.error + b.error + 1, largest, not_negative, a.whole && b.whole, false};
}

Bounds quotient(const Bounds& a, const Bounds& b) {
  const double largest = b.whole ? a.largest : infinite;
  return {a.error + b.error + 1, largest, a.not_negative && b.not_negative, false,
          a.is_exact() && b.is_exact()};
}

Bounds extreme(const Bounds& a, const Bounds& b) {
  const bool ordered = (a.rounded_once && b.rounded_once) || (a.not_negative && b.not_negative);
  return {ordered ? std::max(a.error, b.error) : infinite,
          std::max(a.largest, b.largest),
          a.not_negative && b.not_negative,
          a.whole && b.whole,
          a.rounded_once && b.rounded_once,
          a.millionths && b.millionths};
}

struct Lowered {
  ScalarOp scalar;
  VectorOp vector;
  Bounds bounds;
};

Lowered operation(Op op, const Bounds& a, const Bounds& b) {
  switch (op) {
    case Op::add:
      return {ScalarOp::add, VectorOp::add, sum(a, b, false)};
    case Op::negate:
      return {ScalarOp::subtract, VectorOp::subtract, sum(a, b, true)};
    case Op::multiply:
      return {ScalarOp::multiply, VectorOp::multiply, product(a, b)};
    case Op::divide:
      return {ScalarOp::divide, VectorOp::divide, quotient(a, b)};
    case Op::minimum:
      return {ScalarOp::minimum, VectorOp::minimum, extreme(a, b)};
    case Op::maximum:
      return {ScalarOp::maximum, VectorOp::maximum, extreme(a, b)};
    default:
      return {ScalarOp::otherwise, VectorOp::otherwise, either(a, b)};
  }
}

}  // namespace

bool Lowering::may_be_unknown(const Expression& argument) const {
  if (argument.op == Op::constant) return false;
  return argument.op != Op::question || code_.policy.questions[argument.index].optional;
}

/// a op b; for `negate` a − b.
std::optional<Slot> Lowering::binary(Op op, const Slot& a, const Slot& b) {
  if (a.shape != b.shape || a.shape == Shape::set) return std::nullopt;
  const bool per_offer = a.per_offer || b.per_offer;
  if (op == Op::otherwise && a.shape == Shape::truth && per_offer) {
    VectorStep step{VectorOp::truth_known};
    step.a = broadcast(a).index;
    const Slot known = vector(step, Shape::truth, {});
    return combine(false, combine(true, known, a), combine(true, negate_truth(known), b));
  }
  // What is only near zero could read as zero, or zero as near it: the exact evaluator knows.
  if (op == Op::divide && !(b.bounds.error < infinite)) return std::nullopt;
  const Lowered lowered = operation(op, a.bounds, b.bounds);
  const bool computes = op != Op::otherwise && op != Op::minimum && op != Op::maximum;
  double largest = std::max(a.bounds.largest, b.bounds.largest);
  // Of a quotient nothing follows: compare() takes an infinite one for doubtful, and a further step stops
  // here.
  if (op != Op::divide) largest = std::max(largest, lowered.bounds.largest);
  if (computes && !(largest <= overflow_guard)) return std::nullopt;
  if (!per_offer) return scalar({lowered.scalar, a.index, b.index}, a.shape, lowered.bounds);
  VectorStep step{lowered.vector};
  step.a_scalar = !a.per_offer;
  step.b_scalar = !b.per_offer;
  step.a = a.index;
  step.b = b.index;
  return vector(step, a.shape, lowered.bounds);
}

std::optional<Slot> Lowering::lower_arithmetic(const Expression& expression) {
  std::vector<Slot> args;
  std::vector<bool> negated;
  for (const Expression& argument : expression.args) {
    const bool minus = expression.op == Op::add && argument.op == Op::negate;
    auto slot = lower(minus ? argument.args[0] : argument);
    if (!slot && argument.type.kind != Kind::set) slot = exact(minus ? argument.args[0] : argument);
    if (!slot || slot->shape != Shape::number) return std::nullopt;
    args.push_back(*slot);
    negated.push_back(minus);
  }
  const Slot zero = constant_number(0, {0, 0, true, true, true});
  if (expression.op == Op::negate) return binary(Op::negate, zero, args[0]);
  std::optional<Slot> result = negated[0] ? binary(Op::negate, zero, args[0]) : args[0];
  if (expression.op == Op::days_between) {
    result = binary(Op::negate, args[0], args[1]);
    const double milliseconds = 86'400'000;
    return result ? binary(Op::multiply, *result,
                           constant_number(milliseconds, {0, milliseconds, true, true, true}))
                  : result;
  }
  const Op op = expression.op == Op::mean ? Op::add : expression.op;
  for (std::size_t i = 1; i < args.size() && result; ++i)
    result = binary(negated[i] ? Op::negate : op, *result, args[i]);
  if (expression.op == Op::mean && result) {
    const auto count = static_cast<double>(args.size());
    result = binary(Op::divide, *result, constant_number(count, {0, count, true, true, true}));
  }
  return result;
}

std::optional<Slot> Lowering::lower_rounding(const Expression& expression) {
  const auto argument = lower(expression.args[0]);
  if (!argument || argument->per_offer) return std::nullopt;
  if (expression.op == Op::size) {
    if (argument->shape != Shape::set || !masked(*argument, expression.args[0].type)) return std::nullopt;
    return scalar({ScalarOp::set_size, argument->index}, Shape::number, {0, 64, true, true, true});
  }
  if (argument->shape != Shape::number) return std::nullopt;
  Bounds bounds = argument->bounds;
  if (expression.op == Op::absolute) {
    bounds.not_negative = true;
    return scalar({ScalarOp::absolute, argument->index}, Shape::number, bounds);
  }
  // To whole dollars, seconds, …: whole numbers of the engine's unit times its scale.
  const double scale = scale_of(expression.type).to_double();
  if (scale < 1 || !(bounds.largest <= overflow_guard)) return std::nullopt;
  ScalarStep step{expression.op == Op::ceiling ? ScalarOp::ceiling : ScalarOp::floor, argument->index,
                  constant_number(scale, {0, scale, true, true, true}).index};
  step.tolerance = (bounds.error + 4) * std::ldexp(1.0, -53) * 1.001;
  step.source = &expression;
  const double largest = bounds.largest + scale;
  return scalar(step, Shape::number,
                {largest < whole_limit ? 0.0 : 1.0, largest, bounds.not_negative, true, true});
}

std::optional<Slot> Lowering::lower_method(const Expression& expression) {
  const auto method = static_cast<Method>(expression.index);
  if (expression.of_first || method == Method::gpus_needed) return std::nullopt;
  if (method == Method::cost || method == Method::monthly_cost) return lower_cost(expression, method);
  const auto argument = lower(expression.args[0]);
  if (!argument || argument->per_offer || argument->shape != Shape::number) return std::nullopt;
  if (method == Method::quality) return chosen_quality(*argument);
  // ttft + output ÷ throughput, as ttft × 1 + (1 ÷ throughput) × output.
  std::vector<double> first(code_.offers);
  std::vector<double> pace(code_.offers);
  double slowest = 0;
  const Type price_of_time = Type::quantity({0, 1, -1});
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    const Value none = response_time(code_.catalog.offers[offer], 0);
    const Value one = response_time(code_.catalog.offers[offer], 1);
    first[offer] = to_number(none, Type::duration(), code_.names);
    pace[offer] = is_known(one) ? to_number(std::get<Rational>(one) - std::get<Rational>(none), price_of_time,
                                            code_.names)
                                : first[offer];
    if (first[offer] == first[offer])
      slowest = std::max({slowest, std::fabs(first[offer]), std::fabs(pace[offer])});
  }
  const double largest = slowest * (1 + argument->bounds.largest);
  if (!(largest <= overflow_guard)) return std::nullopt;
  VectorStep step{VectorOp::dot};
  step.a = column_slot(number_column(std::move(first)), {}).index;
  step.b = column_slot(number_column(std::move(pace)), {}).index;
  step.x = constant_number(1, {0, 1, true, true, true}).index;
  step.y = argument->index;
  return vector(step, Shape::number,
                {argument->bounds.not_negative ? argument->bounds.error + 3 : infinite, largest,
                 argument->bounds.not_negative, false, false});
}

std::optional<Slot> Lowering::chosen_quality(const Slot& task) {
  ChosenColumn chosen{task.index, {}, 0, number_column({})};
  double largest = 0;
  bool millionths = true;
  const auto column_for = [&](const std::string& member) {
    std::vector<double> values(code_.offers);
    for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
      const Value value = quality(code_.catalog.offers[offer], member);
      values[offer] = to_number(value, Type::ratio(), code_.names);
      millionths = millionths && is_whole(value, Type::ratio(), million);
      if (values[offer] == values[offer]) largest = std::max(largest, values[offer]);
    }
    return number_column(std::move(values));
  };
  chosen.plain = column_for("");
  for (const Offer& offer : code_.catalog.offers) {
    for (const auto& [member, figure] : offer.task_quality) {
      const std::int64_t id = name(member);
      if (!chosen.columns.contains(id)) chosen.columns.emplace(id, column_for(member));
    }
  }
  const Slot slot{Shape::number,
                  true,
                  static_cast<std::uint32_t>(code_.numbers.size()),
                  {1, largest, true, false, true, millionths}};
  code_.numbers.push_back({NumberRegister::Kind::chosen, static_cast<std::uint32_t>(code_.chosen.size())});
  number_steps_.push_back(-1);
  code_.chosen.push_back(std::move(chosen));
  return slot;
}

std::optional<Slot> Lowering::lower_cost(const Expression& expression, Method method) {
  std::vector<Slot> args;
  double largest = 1;
  double error = 0;
  bool not_negative = true;
  for (const Expression& argument : expression.args) {
    const auto slot = lower(argument);
    if (!slot || slot->per_offer || slot->shape != Shape::number) return std::nullopt;
    args.push_back(*slot);
    largest = std::max(largest, slot->bounds.largest);
    not_negative = not_negative && slot->bounds.not_negative;
  }
  error = std::max(args[0].bounds.error, args[1].bounds.error) + args[2].bounds.error;
  if (!(largest <= 1e60)) return std::nullopt;
  // What is paid by the token is unknown too where the requests are: tokens + 0 × requests.
  const Slot zero = constant_number(0, {0, 0, true, true, true});
  if (may_be_unknown(expression.args[2]))
    args[0].index = binary(Op::add, args[0], *binary(Op::multiply, args[2], zero))->index;
  const Bounds bounds{not_negative ? error + 8 : infinite, 1e200, not_negative, false, false};
  VectorStep step{VectorOp::dot};
  step.a = price_column("input_price");
  step.b = price_column("output_price");
  step.x = args[0].index;
  step.y = args[1].index;
  Slot result = vector(step, Shape::number, bounds);
  if (method == Method::monthly_cost) result = *binary(Op::multiply, result, args[2]);
  if (!code_.special_offers.empty()) {
    VectorStep mend{VectorOp::hosted_cost};
    mend.a = result.index;
    mend.x = static_cast<std::uint32_t>(code_.costs.size());
    mend.source = &expression;
    code_.costs.push_back({method, args[0].index, args[1].index, args[2].index, error + 4});
    result = vector(mend, Shape::number, bounds);
  }
  result.bounds = bounds;
  return result;
}

/// The base prices of what is paid by the token; the others are mended afterwards.
std::uint32_t Lowering::price_column(const char* fact) {
  const std::size_t index = fact_index(fact);
  const auto key = static_cast<std::uint32_t>(builtin_facts().size() + code_.policy.facts.size() + index);
  if (const auto found = fact_slots_.find(key); found != fact_slots_.end()) return found->second.index;
  std::vector<double> values(code_.offers);
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    values[offer] =
        to_number(code_.catalog.offers[offer].facts[index], builtin_facts()[index].type, code_.names);
  }
  const Slot slot = column_slot(number_column(std::move(values)), {});
  fact_slots_.emplace(key, slot);
  return slot.index;
}

}  // namespace select_model
