#include "engine/lowering.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace select_model {

Bounds either(const Bounds& a, const Bounds& b) {
  return {std::max(a.error, b.error), std::max(a.largest, b.largest),   a.not_negative && b.not_negative,
          a.whole && b.whole,         a.rounded_once && b.rounded_once, a.millionths && b.millionths};
}

Lowering::Lowering(Program::Code& code)
    : code_(code),
      no_answers_{std::vector<Value>(code.policy.questions.size()),
                  std::vector<AnswerFrom>(code.policy.questions.size(), AnswerFrom::absent)},
      facts_(code.policy, code.catalog, code.own_facts, no_answers_, Date{}),
      lets_(code.policy.lets.size()) {}

Slot Lowering::truth(const Expression& expression) {
  const auto slot = lower(expression);
  return slot && slot->shape == Shape::truth ? *slot : exact(expression);
}

Slot Lowering::number(const Expression& expression) {
  if (expression.type.kind == Kind::boolean) {
    const Slot slot = truth(expression);
    if (!slot.per_offer) return slot;
    VectorStep step{VectorOp::truth_number};
    step.a = slot.index;
    return vector(step, Shape::number, {0, 1, true, true, true});
  }
  const auto slot = lower(expression);
  return slot && slot->shape == Shape::number ? *slot : exact(expression);
}

void Lowering::add_steps(const Slot& slot, Bits& steps) const {
  if (!slot.per_offer || slot.shape == Shape::set) return;
  const std::int64_t step = slot.shape == Shape::truth ? truth_steps_[slot.index] : number_steps_[slot.index];
  if (step < 0) return;
  const Bits& needs = step_needs_[static_cast<std::size_t>(step)];
  if (steps.size() < needs.size()) steps.resize(needs.size());
  for (std::size_t i = 0; i < needs.size(); ++i) steps[i] |= needs[i];
}

Slot Lowering::scalar(ScalarStep step, Shape shape, Bounds bounds) {
  const Key key{0, static_cast<int>(step.op), false, false, step.a, step.b, step.c, 0, 0};
  const bool shared = step.op != ScalarOp::exact;
  if (shared) {
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  step.out = static_cast<std::uint32_t>(code_.scalars.size());
  code_.scalars.push_back(std::numeric_limits<double>::quiet_NaN());
  code_.scalar_sets.push_back(0);
  code_.scalar_steps.push_back(step);
  const Slot slot{shape, false, step.out, bounds};
  if (shared) known_.emplace(key, slot);
  return slot;
}

Slot Lowering::vector(VectorStep step, Shape shape, Bounds bounds) {
  const Key key{1 + static_cast<int>(step.relation),
                static_cast<int>(step.op),
                step.a_scalar,
                step.b_scalar,
                step.a,
                step.b,
                step.c,
                step.x,
                step.y};
  const bool shared = step.op != VectorOp::exact_truth && step.op != VectorOp::exact_number;
  if (shared) {
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  const auto number = static_cast<std::int64_t>(code_.vector_steps.size());
  Bits needs(words(static_cast<std::size_t>(number) + 1));
  set_bit(needs, static_cast<std::size_t>(number));
  const auto need = [&](std::int64_t made_by) {
    if (made_by < 0) return;
    const Bits& before = step_needs_[static_cast<std::size_t>(made_by)];
    for (std::size_t i = 0; i < before.size(); ++i) needs[i] |= before[i];
  };
  const bool on_truth = step.op == VectorOp::all_of || step.op == VectorOp::any_of ||
                        step.op == VectorOp::negation || step.op == VectorOp::truth_known ||
                        step.op == VectorOp::truth_number;
  const bool on_numbers = step.op == VectorOp::compare || step.op == VectorOp::number_known ||
                          step.op == VectorOp::hosted_cost || step.op == VectorOp::dot ||
                          step.op == VectorOp::choose ||
                          (step.op >= VectorOp::add && step.op <= VectorOp::otherwise);
  if (on_truth) {
    need(truth_steps_[step.a]);
    if (step.op == VectorOp::all_of || step.op == VectorOp::any_of) need(truth_steps_[step.b]);
  } else if (on_numbers) {
    const bool one = step.op == VectorOp::number_known || step.op == VectorOp::hosted_cost;
    if (!step.a_scalar) need(number_steps_[step.a]);
    if (!one && !step.b_scalar) need(number_steps_[step.b]);
    if (step.op == VectorOp::choose) need(truth_steps_[step.c]);
  }
  if (shape == Shape::truth) {
    step.out = static_cast<std::uint32_t>(code_.truths.size());
    code_.truths.push_back({false, code_.truth_temporaries++});
    truth_steps_.push_back(number);
  } else {
    step.out = static_cast<std::uint32_t>(code_.numbers.size());
    code_.numbers.push_back({NumberRegister::Kind::temporary, code_.number_temporaries++});
    number_steps_.push_back(number);
  }
  code_.vector_steps.push_back(step);
  step_needs_.push_back(std::move(needs));
  const Slot slot{shape, true, step.out, bounds};
  if (shared) known_.emplace(key, slot);
  return slot;
}

Slot Lowering::exact(const Expression& expression) {
  const bool is_truth = expression.type.kind == Kind::boolean;
  const Shape shape = is_truth ? Shape::truth : Shape::number;
  const Bounds bounds{1, infinite, false, false, true};
  if (reads_of(expression, code_.policy.lets).model) {
    VectorStep step{is_truth ? VectorOp::exact_truth : VectorOp::exact_number};
    step.source = &expression;
    return vector(step, shape, bounds);
  }
  ScalarStep step{ScalarOp::exact};
  step.source = &expression;
  return scalar(step, shape, bounds);
}

std::optional<Slot> Lowering::lower(const Expression& expression) {
  if (expression.op == Op::let) {
    std::optional<Slot>& slot = lets_[expression.index];
    if (!slot) {
      const Expression& value = code_.policy.lets[expression.index].value;
      slot = lower(value);
      const bool nameless = value.type.kind == Kind::boolean || value.type.kind == Kind::quantity ||
                            value.type.kind == Kind::date;
      if (!slot && nameless) slot = exact(value);
    }
    return slot;
  }
  if (expression.op == Op::question) return question(expression);
  if (expression.op == Op::today)
    return Slot{Shape::number, false, code_.today_scalar, {0, 1e7, false, true, true}};
  if (auto slot = fold(expression)) return slot;
  switch (expression.op) {
    case Op::negation:
    case Op::all_of:
    case Op::any_of:
    case Op::is_known:
    case Op::is_unknown:
    case Op::otherwise:
    case Op::conditional:
      return lower_logic(expression);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return lower_comparison(expression);
    case Op::in:
    case Op::not_in:
    case Op::overlaps:
      return lower_membership(expression);
    case Op::add:
    case Op::negate:
    case Op::multiply:
    case Op::divide:
    case Op::days_between:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
      return lower_arithmetic(expression);
    case Op::absolute:
    case Op::ceiling:
    case Op::floor:
    case Op::size:
      return lower_rounding(expression);
    case Op::method:
      return lower_method(expression);
    case Op::constant:
    case Op::question:
    case Op::let:
    case Op::today:
    case Op::fact:
    case Op::shift_date:
    case Op::set_of:
      return std::nullopt;
  }
  return std::nullopt;
}

Slot Lowering::question(const Expression& expression) {
  const Type& type = code_.policy.questions[expression.index].type;
  // bind() sends answers beyond these bounds to the exact evaluator.
  switch (type.kind) {
    case Kind::boolean:
      return {Shape::truth, false, expression.index, {0, 1, true, true, true}};
    case Kind::set:
      return {Shape::set, false, expression.index, {}};
    case Kind::date:
      return {Shape::number, false, expression.index, {0, 1e7, false, true, true}};
    case Kind::name:
    case Kind::text:
      return {Shape::number, false, expression.index, {0, 1e9, false, true, true}};
    case Kind::quantity:
      break;
  }
  if (type.measure == Measure::ratio)
    return {Shape::number, false, expression.index, {1, 1, true, false, true, true}};
  const bool whole = type.whole || type.dimension == dimensions::duration;
  return {Shape::number,
          false,
          expression.index,
          {whole ? 0.0 : 1.0, whole ? largest_whole_answer : largest_answer, true, whole, true}};
}

Slot Lowering::broadcast(const Slot& scalar_truth) {
  if (scalar_truth.per_offer) return scalar_truth;
  VectorStep step{VectorOp::from_scalar};
  step.a_scalar = true;
  step.a = scalar_truth.index;
  return vector(step, Shape::truth, {});
}

Slot Lowering::negate_truth(const Slot& a) {
  if (!a.per_offer) return scalar({ScalarOp::negation, a.index}, Shape::truth, a.bounds);
  VectorStep step{VectorOp::negation};
  step.a = a.index;
  return vector(step, Shape::truth, {});
}

Slot Lowering::combine(bool all, const Slot& a, const Slot& b) {
  if (!a.per_offer && !b.per_offer)
    return scalar({all ? ScalarOp::all_of : ScalarOp::any_of, a.index, b.index}, Shape::truth, a.bounds);
  VectorStep step{all ? VectorOp::all_of : VectorOp::any_of};
  step.a = broadcast(a).index;
  step.b = broadcast(b).index;
  return vector(step, Shape::truth, {});
}

Slot Lowering::compare(kernels::Relation relation, const Slot& a, const Slot& b, const Expression& source) {
  double tolerance = -1;
  const bool exact =
      (a.bounds.is_exact() && b.bounds.is_exact()) || (a.bounds.tells_equals() && b.bounds.tells_equals());
  if (!exact) {
    // Two correctly rounded doubles keep the order of what they stand for: only equal ones are in doubt.
    const bool monotone = a.bounds.rounded_once && b.bounds.rounded_once;
    const double unit = std::ldexp(1.0, -53);
    tolerance = monotone ? 0 : (a.bounds.error + b.bounds.error + 2) * unit * 1.001;
    // Everything is in doubt, two zeros too: infinity times zero would be in none.
    if (!(tolerance < 0.01)) tolerance = std::numeric_limits<double>::max();
  }
  if (!a.per_offer && !b.per_offer) {
    const ScalarOp op = relation == kernels::Relation::less         ? ScalarOp::less
                        : relation == kernels::Relation::less_equal ? ScalarOp::less_equal
                                                                    : ScalarOp::equal;
    ScalarStep step{op, a.index, b.index};
    step.tolerance = tolerance;
    step.source = &source;
    return scalar(step, Shape::truth, {0, 1, true, true, true});
  }
  VectorStep step{VectorOp::compare, relation, !a.per_offer, !b.per_offer, a.index, b.index};
  step.tolerance = tolerance;
  step.source = &source;
  return vector(step, Shape::truth, {});
}

std::optional<Slot> Lowering::lower_logic(const Expression& expression) {
  std::vector<Slot> args;
  for (const Expression& argument : expression.args) {
    auto slot = lower(argument);
    if (!slot && argument.type.kind == Kind::boolean) slot = exact(argument);
    if (!slot) return std::nullopt;
    args.push_back(*slot);
  }
  const bool per_offer =
      std::any_of(args.begin(), args.end(), [](const Slot& slot) { return slot.per_offer; });
  switch (expression.op) {
    case Op::negation:
      return negate_truth(args[0]);
    case Op::all_of:
    case Op::any_of: {
      Slot result = args[0];
      for (std::size_t i = 1; i < args.size(); ++i)
        result = combine(expression.op == Op::all_of, result, args[i]);
      return result;
    }
    case Op::is_known:
    case Op::is_unknown: {
      Slot known;
      if (!per_offer) {
        known = scalar({ScalarOp::is_known, args[0].index}, Shape::truth, {0, 1, true, true, true});
      } else if (args[0].shape == Shape::set) {
        return std::nullopt;
      } else {
        VectorStep step{args[0].shape == Shape::truth ? VectorOp::truth_known : VectorOp::number_known};
        step.a = args[0].index;
        known = vector(step, Shape::truth, {});
      }
      return expression.op == Op::is_known ? known : negate_truth(known);
    }
    case Op::otherwise: {
      Slot result = args[0];
      for (std::size_t i = 1; i < args.size(); ++i) {
        const auto next = binary(Op::otherwise, result, args[i]);
        if (!next) return std::nullopt;
        result = *next;
      }
      return result;
    }
    default: {
      if (args[1].shape == Shape::set || args[2].shape == Shape::set) return std::nullopt;
      const Bounds bounds = either(args[1].bounds, args[2].bounds);
      if (!per_offer)
        return scalar({ScalarOp::conditional, args[0].index, args[1].index, args[2].index}, args[1].shape,
                      bounds);
      if (args[1].shape == Shape::truth) return std::nullopt;
      VectorStep step{VectorOp::choose};
      step.a_scalar = !args[1].per_offer;
      step.b_scalar = !args[2].per_offer;
      step.a = args[1].index;
      step.b = args[2].index;
      step.c = broadcast(args[0]).index;
      return vector(step, Shape::number, bounds);
    }
  }
}

std::optional<Slot> Lowering::lower_comparison(const Expression& expression) {
  const auto left = lower(expression.args[0]);
  const auto right = lower(expression.args[1]);
  if (!left || !right || left->shape != right->shape) return std::nullopt;
  const bool equality = expression.op == Op::equal || expression.op == Op::not_equal;
  Slot result;
  if (left->shape == Shape::set) {
    if (left->per_offer || right->per_offer) return std::nullopt;
    if (!masked(*left, expression.args[0].type) || !masked(*right, expression.args[1].type))
      return std::nullopt;
    result = scalar({ScalarOp::set_equal, left->index, right->index}, Shape::truth, {0, 1, true, true, true});
  } else if (left->shape == Shape::truth && (left->per_offer || right->per_offer)) {
    result = combine(false, combine(true, *left, *right),
                     combine(true, negate_truth(*left), negate_truth(*right)));
  } else if (equality) {
    result = compare(kernels::Relation::equal, *left, *right, expression);
  } else {
    const bool strict = expression.op == Op::less || expression.op == Op::greater;
    const bool swap = expression.op == Op::greater || expression.op == Op::greater_equal;
    result = compare(strict ? kernels::Relation::less : kernels::Relation::less_equal, swap ? *right : *left,
                     swap ? *left : *right, expression);
  }
  return expression.op == Op::not_equal ? negate_truth(result) : result;
}

std::optional<Slot> Lowering::lower_membership(const Expression& expression) {
  auto left = lower(expression.args[0]);
  auto right = lower(expression.args[1]);
  if (!left || !right || !masked(*left, expression.args[0].type) || !masked(*right, expression.args[1].type))
    return std::nullopt;
  if (expression.op == Op::overlaps && left->per_offer) std::swap(left, right);
  if (left->per_offer || right->shape != Shape::set) return std::nullopt;
  Slot wanted = *left;
  if (wanted.shape == Shape::number) wanted = scalar({ScalarOp::singleton, wanted.index}, Shape::set, {});
  if (wanted.shape != Shape::set) return std::nullopt;
  const bool overlap = expression.op == Op::overlaps;
  Slot result;
  if (!right->per_offer) {
    result = scalar({overlap ? ScalarOp::overlap : ScalarOp::subset, wanted.index, right->index},
                    Shape::truth, {0, 1, true, true, true});
  } else {
    VectorStep step{overlap ? VectorOp::overlap : VectorOp::subset};
    step.a_scalar = true;
    step.a = wanted.index;
    step.b = right->index;
    step.source = &expression;
    result = vector(step, Shape::truth, {});
  }
  return expression.op == Op::not_in ? negate_truth(result) : result;
}

}  // namespace select_model
