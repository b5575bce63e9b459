#include <bit>
#include <cmath>
#include <limits>

#include "engine/run.hpp"

namespace select_model {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool is_unknown(double value) { return value != value; }

double all_of(double a, double b) {
  if (a == 0 || b == 0) return 0;
  return a == 1 && b == 1 ? 1 : unknown;
}

double any_of(double a, double b) {
  if (a == 1 || b == 1) return 1;
  return a == 0 && b == 0 ? 0 : unknown;
}

double extreme(double a, double b, bool largest) {
  if (is_unknown(a) || is_unknown(b)) return unknown;
  return (largest ? a > b : a < b) ? a : b;
}

}  // namespace

Run::Run(const Program::Code& code, const Inputs& inputs, Date today, Workspace::Memory& memory)
    : code_(code), inputs_(inputs), today_(today), memory_(memory), kernels_(kernels::table()) {
  if (memory.code.get() != &code) {
    memory.code = code.shared_from_this();
    memory.scalars = code.scalars;
    memory.sets = code.scalar_sets;
    memory.numbers.assign(code.number_temporaries * block_offers, 0);
    memory.truths.assign(code.truth_temporaries * 2 * block_words, 0);
    memory.chosen.resize(code.chosen.size());
  }
  memory.exact.reset();
  std::copy(inputs.numbers.begin(), inputs.numbers.end(), memory.scalars.begin());
  std::copy(inputs.masks.begin(), inputs.masks.end(), memory.sets.begin());
  memory.scalars[code.today_scalar] = today.days;
}

Evaluator& Run::exact() {
  if (!memory_.exact)
    memory_.exact.emplace(code_.policy, code_.catalog, code_.own_facts, inputs_.answers, today_);
  return *memory_.exact;
}

void Run::scalars() {
  for (const ScalarStep& step : code_.scalar_steps) scalar_step(step);
  for (std::size_t i = 0; i < code_.chosen.size(); ++i) {
    const ChosenColumn& choice = code_.chosen[i];
    const double selector = memory_.scalars[choice.selector];
    if (is_unknown(selector)) {
      memory_.chosen[i] = code_.columns[choice.unknown].data();
      continue;
    }
    const auto found = choice.columns.find(static_cast<std::int64_t>(selector));
    memory_.chosen[i] = code_.columns[found == choice.columns.end() ? choice.plain : found->second].data();
  }
}

double Run::exact_scalar(const Expression& source) {
  return to_number(exact().evaluate(source).value, source.type, code_.names);
}

double Run::scalar_compare(const ScalarStep& step, double a, double b) {
  if (is_unknown(a) || is_unknown(b)) return unknown;
  const bool doubtful =
      step.tolerance >= 0 && !(std::fabs(a - b) > (std::fabs(a) + std::fabs(b)) * step.tolerance + 1e-290);
  if (doubtful || inputs_.exact_only) {
    const double truth = exact_scalar(*step.source);
    return step.source->op == Op::not_equal ? 1 - truth : truth;
  }
  if (step.op == ScalarOp::less) return a < b;
  return step.op == ScalarOp::less_equal ? a <= b : a == b;
}

double Run::scalar_rounding(const ScalarStep& step, double value) {
  if (is_unknown(value)) return unknown;
  const double scale = memory_.scalars[step.b];
  const double parts = value / scale;
  const double nearest_whole = std::nearbyint(parts);
  // Near a whole number the exact value may lie on its other side.
  const bool doubtful = !(std::fabs(parts - nearest_whole) > std::fabs(parts) * step.tolerance + 1e-290);
  if (doubtful || inputs_.exact_only) return exact_scalar(*step.source);
  return (step.op == ScalarOp::ceiling ? std::ceil(parts) : std::floor(parts)) * scale;
}

double Run::scalar_set(const ScalarStep& step) {
  const double a_known = memory_.scalars[step.a];
  const std::uint64_t a = memory_.sets[step.a];
  if (step.op == ScalarOp::singleton) {
    memory_.sets[step.out] =
        a_known >= 0 && a_known < 64 ? std::uint64_t{1} << static_cast<unsigned>(a_known) : 0;
    return is_unknown(a_known) ? unknown : 1;
  }
  if (step.op == ScalarOp::set_size) return is_unknown(a_known) ? unknown : std::popcount(a);
  const double b_known = memory_.scalars[step.b];
  const std::uint64_t b = memory_.sets[step.b];
  const bool a_empty = !is_unknown(a_known) && a == 0;
  const bool b_empty = !is_unknown(b_known) && b == 0;
  if (step.op == ScalarOp::subset && a_empty) return 1;
  if (step.op == ScalarOp::overlap && (a_empty || b_empty)) return 0;
  if (is_unknown(a_known) || is_unknown(b_known)) return unknown;
  if (step.op == ScalarOp::subset) return (a & ~b) == 0;
  return step.op == ScalarOp::overlap ? (a & b) != 0 : a == b;
}

void Run::scalar_step(const ScalarStep& step) {
  const double a = memory_.scalars[step.a];
  const double b = memory_.scalars[step.b];
  double& out = memory_.scalars[step.out];
  switch (step.op) {
    case ScalarOp::less:
    case ScalarOp::less_equal:
    case ScalarOp::equal:
      out = scalar_compare(step, a, b);
      return;
    case ScalarOp::negation:
      out = 1 - a;
      return;
    case ScalarOp::all_of:
      out = all_of(a, b);
      return;
    case ScalarOp::any_of:
      out = any_of(a, b);
      return;
    case ScalarOp::is_known:
      out = !is_unknown(a);
      return;
    case ScalarOp::otherwise:
      out = is_unknown(a) ? b : a;
      return;
    case ScalarOp::conditional:
      out = is_unknown(a) ? unknown : a == 1 ? b : memory_.scalars[step.c];
      return;
    case ScalarOp::add:
      out = a + b;
      return;
    case ScalarOp::subtract:
      out = a - b;
      return;
    case ScalarOp::multiply:
      out = a * b;
      return;
    case ScalarOp::divide:
      out = b == 0 ? unknown : a / b;
      return;
    case ScalarOp::minimum:
      out = extreme(a, b, false);
      return;
    case ScalarOp::maximum:
      out = extreme(a, b, true);
      return;
    case ScalarOp::absolute:
      out = std::fabs(a);
      return;
    case ScalarOp::ceiling:
    case ScalarOp::floor:
      out = scalar_rounding(step, a);
      return;
    case ScalarOp::subset:
    case ScalarOp::overlap:
    case ScalarOp::set_equal:
    case ScalarOp::set_size:
    case ScalarOp::singleton:
      out = scalar_set(step);
      return;
    case ScalarOp::exact:
      out = exact_scalar(*step.source);
      return;
  }
}

}  // namespace select_model
