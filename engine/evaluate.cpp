#include "engine/evaluate.hpp"

#include <algorithm>

#include "engine/set_logic.hpp"

namespace select_model {

namespace {

const Evaluated unknown_value{Unknown{}, false};
const Evaluated missing_value{Unknown{}, true};

Evaluated known(Value value) { return {std::move(value), false}; }
Evaluated verdict(std::optional<bool> truth) { return truth ? known(*truth) : unknown_value; }

const Rational& number(const Value& value) { return std::get<Rational>(value); }

Set as_set(const Value& value) {
  if (const auto* name = std::get_if<std::string>(&value)) return Set{{*name}, {}, true};
  return std::get<Set>(value);
}

Value extreme(const std::vector<Value>& values, bool largest) {
  const auto less = [](const Value& a, const Value& b) {
    if (const auto* day = std::get_if<Date>(&a)) return *day < std::get<Date>(b);
    return number(a) < number(b);
  };
  return largest ? *std::max_element(values.begin(), values.end(), less)
                 : *std::min_element(values.begin(), values.end(), less);
}

Rational total(const std::vector<Value>& values) {
  Rational sum;
  for (const Value& value : values) sum = sum + number(value);
  return sum;
}

Value shift(Date day, const Rational& duration) {
  const Rational days = duration / Rational(86400);
  const Rational whole = days.sign() < 0 ? days.ceil() : days.floor();
  const auto count = (whole + Rational(day.days)).to_int64();
  // The days that parse_date knows: 0001-01-01 to 9999-12-31.
  if (!count || *count < -719'162 || *count > 2'932'896) return Unknown{};
  return Date{static_cast<std::int32_t>(*count)};
}

Value compute(const Expression& expression, const std::vector<Value>& args) {
  switch (expression.op) {
    case Op::add:
      return total(args);
    case Op::negate:
      return -number(args[0]);
    case Op::multiply: {
      Rational product = 1;
      for (const Value& factor : args) product = product * number(factor);
      return product;
    }
    case Op::divide:
      if (number(args[1]).sign() == 0) return Unknown{};
      return number(args[0]) / number(args[1]);
    case Op::shift_date:
      return shift(std::get<Date>(args[0]), number(args[1]));
    case Op::days_between:
      return Rational(std::int64_t{std::get<Date>(args[0]).days} - std::get<Date>(args[1]).days) *
             Rational(86400);
    case Op::minimum:
      return extreme(args, false);
    case Op::maximum:
      return extreme(args, true);
    case Op::mean:
      return total(args) / Rational(static_cast<std::int64_t>(args.size()));
    case Op::absolute:
      return number(args[0]).sign() < 0 ? -number(args[0]) : number(args[0]);
    case Op::ceiling:
      return number(args[0]).ceil();
    case Op::floor:
      return number(args[0]).floor();
    case Op::size: {
      const auto& set = std::get<Set>(args[0]);
      return set.closed ? Value(Rational(static_cast<std::int64_t>(set.in.size()))) : Value(Unknown{});
    }
    case Op::set_of: {
      Set set;
      for (const Value& member : args) set.in.push_back(std::get<std::string>(member));
      std::sort(set.in.begin(), set.in.end());
      set.in.erase(std::unique(set.in.begin(), set.in.end()), set.in.end());
      return set;
    }
    default:
      return Unknown{};
  }
}

std::optional<bool> same(const Value& a, const Value& b) {
  const auto* left = std::get_if<Set>(&a);
  const auto* right = std::get_if<Set>(&b);
  return left && right ? equal(*left, *right) : std::optional(a == b);
}

std::optional<bool> negated(std::optional<bool> truth) {
  return truth ? std::optional(!*truth) : std::nullopt;
}

std::optional<bool> compare(Op op, const Value& a, const Value& b) {
  const auto order = [&]() -> std::strong_ordering {
    if (const auto* day = std::get_if<Date>(&a)) return *day <=> std::get<Date>(b);
    return number(a) <=> number(b);
  };
  switch (op) {
    case Op::equal:
      return same(a, b);
    case Op::not_equal:
      return negated(same(a, b));
    case Op::less:
      return order() < 0;
    case Op::less_equal:
      return order() <= 0;
    case Op::greater:
      return order() > 0;
    case Op::greater_equal:
      return order() >= 0;
    case Op::in:
      return is_subset(as_set(a), std::get<Set>(b));
    case Op::not_in:
      return negated(is_subset(as_set(a), std::get<Set>(b)));
    case Op::overlaps:
      return overlaps(std::get<Set>(a), std::get<Set>(b));
    default:
      return std::nullopt;
  }
}

bool is_known_empty(const Evaluated& side) {
  const auto* set = std::get_if<Set>(&side.value);
  return !side.missing && set && is_empty(*set);
}

}  // namespace

Evaluator::Evaluator(const CheckedPolicy& policy, const Catalog& catalog,
                     const std::vector<std::vector<Value>>& own_facts, const Answers& answers, Date today)
    : policy_(policy),
      catalog_(catalog),
      own_facts_(own_facts),
      answers_(answers),
      today_(today),
      lets_(policy.lets.size()) {}

void Evaluator::set_offer(std::uint32_t offer) {
  offer_ = offer;
  for (std::size_t i = 0; i < lets_.size(); ++i) {
    if (policy_.lets[i].reads.model) lets_[i].reset();
  }
}

std::optional<bool> Evaluator::truth(const Expression& expression) {
  const Evaluated result = evaluate(expression);
  const bool* truth = std::get_if<bool>(&result.value);
  return truth && !result.missing ? std::optional(*truth) : std::nullopt;
}

Evaluated Evaluator::evaluate(const Expression& expression) {
  switch (expression.op) {
    case Op::constant:
      return known(expression.constant);
    case Op::question: {
      const Value& answer = answers_.values[expression.index];
      return !is_known(answer) && policy_.questions[expression.index].required() ? missing_value
                                                                                 : known(answer);
    }
    case Op::let:
      return let_value(expression.index);
    case Op::today:
      return known(today_);
    case Op::fact:
      return fact_value(expression);
    case Op::method:
      return method_value(expression);
    case Op::negation:
    case Op::all_of:
    case Op::any_of:
    case Op::is_known:
    case Op::is_unknown:
    case Op::otherwise:
    case Op::conditional:
      return logical(expression);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::not_in:
    case Op::overlaps:
      return comparison(expression);
    case Op::add:
    case Op::negate:
    case Op::multiply:
    case Op::divide:
    case Op::shift_date:
    case Op::days_between:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
    case Op::absolute:
    case Op::ceiling:
    case Op::floor:
    case Op::size:
    case Op::set_of:
      return arithmetic(expression);
  }
  return unknown_value;
}

// In their order, so that a long chain of lets is a loop and not a deep recursion.
Evaluated Evaluator::let_value(std::uint32_t index) {
  const bool of_model = policy_.lets[index].reads.model;
  for (std::uint32_t i = 0; i <= index && !lets_[index]; ++i) {
    if (!lets_[i] && (of_model || !policy_.lets[i].reads.model)) lets_[i] = evaluate(policy_.lets[i].value);
  }
  return *lets_[index];
}

Evaluated Evaluator::fact_value(const Expression& expression) const {
  const std::uint32_t offer = expression.of_first ? first_ : offer_;
  const std::size_t built_in = builtin_facts().size();
  if (expression.index < built_in) return known(catalog_.offers[offer].facts[expression.index]);
  return known(own_facts_[expression.index - built_in][offer]);
}

Evaluated Evaluator::method_value(const Expression& expression) {
  const Offer& offer = catalog_.offers[expression.of_first ? first_ : offer_];
  const auto method = static_cast<Method>(expression.index);
  std::vector<Evaluated> args;
  for (const Expression& argument : expression.args) args.push_back(evaluate(argument));
  for (const Evaluated& argument : args) {
    if (!argument.missing && !is_known(argument.value)) return unknown_value;
  }
  // The price of tokens does not depend on the volume: a volume that is not given does not matter then.
  const bool needs_volume = method != Method::cost || is_self_hosted(offer);
  // Nor a quality on the task, where the offer has one figure for all.
  if (method == Method::quality && args[0].missing && offer.task_quality.empty())
    return known(quality(offer, ""));
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i].missing && (i != 2 || needs_volume)) return missing_value;
  }
  const auto argument = [&](std::size_t i) { return args[i].missing ? Rational(1) : number(args[i].value); };
  switch (method) {
    case Method::cost:
      return known(request_cost(offer, argument(0), argument(1), argument(2)));
    case Method::monthly_cost:
      return known(monthly_cost(offer, argument(0), argument(1), argument(2)));
    case Method::gpus_needed:
      return known(gpus_needed(offer, argument(0), argument(1), argument(2)));
    case Method::response_time:
      return known(response_time(offer, argument(0)));
    case Method::quality:
      return known(quality(offer, std::get<std::string>(args[0].value)));
  }
  return unknown_value;
}

Evaluated Evaluator::logical(const Expression& expression) {
  switch (expression.op) {
    case Op::negation: {
      const Evaluated operand = evaluate(expression.args[0]);
      const bool* truth = std::get_if<bool>(&operand.value);
      return operand.missing || !truth ? operand : known(!*truth);
    }
    case Op::all_of:
    case Op::any_of: {
      const bool decisive = expression.op == Op::any_of;
      bool unknown = false;
      bool missing = false;
      for (const Expression& operand : expression.args) {
        const Evaluated result = evaluate(operand);
        const bool* truth = std::get_if<bool>(&result.value);
        missing = missing || result.missing;
        unknown = unknown || (!result.missing && !truth);
        if (!result.missing && truth && *truth == decisive) return known(decisive);
      }
      return missing ? missing_value : unknown ? unknown_value : known(!decisive);
    }
    case Op::is_known:
    case Op::is_unknown: {
      const Expression& operand = expression.args[0];
      const Evaluated result = evaluate(operand);
      if (result.missing && operand.op != Op::question) return missing_value;
      return known((result.missing || is_known(result.value)) == (expression.op == Op::is_known));
    }
    case Op::otherwise:
      for (const Expression& operand : expression.args) {
        Evaluated result = evaluate(operand);
        if (result.missing || is_known(result.value)) return result;
      }
      return unknown_value;
    default: {
      const Evaluated condition = evaluate(expression.args[0]);
      const bool* truth = std::get_if<bool>(&condition.value);
      if (condition.missing || !truth) return condition;
      return evaluate(expression.args[*truth ? 1 : 2]);
    }
  }
}

Evaluated Evaluator::comparison(const Expression& expression) {
  const Evaluated left = evaluate(expression.args[0]);
  const Evaluated right = evaluate(expression.args[1]);
  const bool membership = expression.op == Op::in || expression.op == Op::not_in;
  if (membership && is_known_empty(left)) return known(expression.op == Op::in);
  if (expression.op == Op::overlaps && (is_known_empty(left) || is_known_empty(right))) return known(false);
  // Beside an unknown set the missing one could still be empty, which decides.
  const bool sets = membership || expression.op == Op::overlaps;
  if (sets && (left.missing || right.missing)) return missing_value;
  if ((!left.missing && !is_known(left.value)) || (!right.missing && !is_known(right.value)))
    return unknown_value;
  if (left.missing || right.missing) return missing_value;
  return verdict(compare(expression.op, left.value, right.value));
}

Evaluated Evaluator::arithmetic(const Expression& expression) {
  std::vector<Value> args;
  args.reserve(expression.args.size());
  bool missing = false;
  for (const Expression& argument : expression.args) {
    Evaluated result = evaluate(argument);
    if (!result.missing && !is_known(result.value)) return unknown_value;
    missing = missing || result.missing;
    args.push_back(std::move(result.value));
  }
  return missing ? missing_value : known(compute(expression, args));
}

}  // namespace select_model
