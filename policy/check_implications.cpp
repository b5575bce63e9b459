#include <algorithm>
#include <iterator>

#include "policy/check_guards.hpp"

/// What follows for optional answers of an expression that is known, not false, or not true. Kleene's logic
/// makes "not false" the right question: the right side of an `and` counts only where the left is not false.
namespace select_model::checking {

namespace {

/// A guard that establishes more than this at once is nobody's; the rest would only cost time.
constexpr std::size_t most_keys = 256;

Keys tidy(Keys keys) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.size() > most_keys) keys.resize(most_keys);
  return keys;
}

Keys both(const Keys& a, const Keys& b) {
  Keys common;
  std::ranges::set_intersection(a, b, std::back_inserter(common));
  return common;
}

Keys either(const Keys& a, const Keys& b) {
  Keys all;
  std::ranges::set_union(a, b, std::back_inserter(all));
  return all;
}

template <typename Of>
Keys union_of(const std::vector<Expression>& expressions, Of of) {
  Keys all;
  for (const Expression& expression : expressions) std::ranges::copy(of(expression), std::back_inserter(all));
  return tidy(std::move(all));
}

template <typename Of>
Keys intersection_of(const std::vector<Expression>& expressions, Of of) {
  Keys all = of(expressions.front());
  for (const Expression& expression : expressions) all = both(all, of(expression));
  return all;
}

/// Operations that are unknown as soon as one operand is.
bool is_strict(Op op) {
  switch (op) {
    case Op::negation:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
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
      return true;
    default:
      return false;
  }
}

Implied imply_in_turn(const Context& context, const Expression& expression) {
  std::vector<Implied> inner;
  for (const Expression& argument : expression.args) inner.push_back(implied(context, argument));
  const bool conjunction = expression.op == Op::all_of;
  Keys any;
  Keys every = conjunction ? inner.front().unless_true : inner.front().unless_false;
  for (const Implied& one : inner) {
    std::ranges::copy(conjunction ? one.unless_false : one.unless_true, std::back_inserter(any));
    every = both(every, conjunction ? one.unless_true : one.unless_false);
  }
  any = tidy(std::move(any));
  return conjunction ? Implied{std::move(any), std::move(every)} : Implied{std::move(every), std::move(any)};
}

Implied imply_conditional(const Context& context, const Expression& expression) {
  const Implied test = implied(context, expression.args[0]);
  const Implied then = implied(context, expression.args[1]);
  const Implied otherwise = implied(context, expression.args[2]);
  const Keys undecided = either(test.unless_false, test.unless_true);
  const auto of = [&](const Keys& taken, const Keys& not_taken) {
    return both(both(either(test.unless_false, taken), either(test.unless_true, not_taken)), undecided);
  };
  return {of(then.unless_false, otherwise.unless_false), of(then.unless_true, otherwise.unless_true)};
}

}  // namespace

Keys known_with(const Context& context, const Expression& expression) {
  const auto inner = [&](const Expression& argument) { return known_with(context, argument); };
  switch (expression.op) {
    case Op::question:
      return context.policy.questions[expression.index].optional ? Keys{key_of_question(expression.index)}
                                                                 : Keys{};
    case Op::let:
      return either({key_of_let(expression.index)}, context.lets[expression.index].when_known);
    case Op::conditional:
      return either(inner(expression.args[0]), both(inner(expression.args[1]), inner(expression.args[2])));
    case Op::all_of:
    case Op::any_of:  // known by one of them alone, perhaps
      return intersection_of(expression.args, inner);
    default:
      return is_strict(expression.op) ? union_of(expression.args, inner) : Keys{};
  }
}

Keys known_if(const Context& context, bool truth, const Expression& condition) {
  const auto inner = [&](const Expression& argument) { return known_if(context, truth, argument); };
  const std::vector<Expression>& args = condition.args;
  switch (condition.op) {
    case Op::negation:
      return known_if(context, !truth, args[0]);
    case Op::all_of:
    case Op::any_of:
      return truth == (condition.op == Op::all_of) ? union_of(args, inner) : intersection_of(args, inner);
    case Op::is_known:
    case Op::is_unknown:
      return truth == (condition.op == Op::is_known) ? known_with(context, args[0]) : Keys{};
    case Op::conditional:
      return both(either(known_if(context, true, args[0]), inner(args[1])),
                  either(known_if(context, false, args[0]), inner(args[2])));
    default:
      return known_with(context, condition);
  }
}

Implied implied(const Context& context, const Expression& expression) {
  switch (expression.op) {
    case Op::let:
      return context.lets[expression.index].implied;
    case Op::is_known:
      return {known_with(context, expression.args.front()), {}};
    case Op::is_unknown:
      return {{}, known_with(context, expression.args.front())};
    case Op::negation: {
      Implied inner = implied(context, expression.args.front());
      std::swap(inner.unless_false, inner.unless_true);
      return inner;
    }
    case Op::all_of:
    case Op::any_of:
      return imply_in_turn(context, expression);
    case Op::conditional:
      return imply_conditional(context, expression);
    default:
      return {};
  }
}

}  // namespace select_model::checking
