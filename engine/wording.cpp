#include "engine/wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "engine/tell_apart.hpp"

#include "policy/grammar.hpp"
#include "policy/range.hpp"

namespace select_model {

namespace {

bool is_comparison(Op op) { return op >= Op::equal && op <= Op::overlaps; }

/// The comparison that a condition is, and whether a `not` turns it round.
struct Comparison {
  const Expression* expression;
  bool negated;
};
std::optional<Comparison> comparison_of(const Expression& condition) {
  const Expression* at = &condition;
  bool negated = false;
  while (at->op == Op::negation) {
    negated = !negated;
    at = &at->args[0];
  }
  if (!is_comparison(at->op)) return std::nullopt;
  return Comparison{at, negated};
}

/// How a comparison that does not hold reads.
std::string_view opposite(Op op, bool negated) {
  struct Words {
    Op op;
    std::string_view holds, fails;
  };
  static constexpr std::array<Words, 7> words{{{Op::less, "<", ">="},
                                               {Op::less_equal, "<=", ">"},
                                               {Op::greater, ">", "<="},
                                               {Op::greater_equal, ">=", "<"},
                                               {Op::in, "is in", "is not in"},
                                               {Op::not_in, "is not in", "is in"},
                                               {Op::overlaps, "overlaps", "does not overlap"}}};
  const auto* const found = std::ranges::find(words, op, &Words::op);
  return negated ? found->holds : found->fails;
}

/// An expression as it stands in a file, as `fmt` would write it on one line.
std::string in_style(std::string_view written) {
  const auto parsed =
      parse(std::make_shared<const Source>("", "policy p let x = " + std::string(written) + "\n"));
  const auto* let = parsed ? std::get_if<ast::Let>(&parsed->declarations.front()) : nullptr;
  return let ? to_text(let->value) : std::string(written);
}
}

}  // namespace

void Wording::set_offer(std::uint32_t offer) {
  offer_ = offer;
  evaluator_.set_offer(offer);
}

Shown Wording::show(const Expression& expression) {
  Evaluated found = evaluator_.evaluate(expression);
  if (found.missing) found.value = Unknown{};
  std::string text = to_text(found.value, expression.type);
  int steps = 100;
  std::string lack = is_known(found.value) ? stood_in_for(expression, steps) : "";
  return {std::move(found.value), expression.type, std::move(text), std::move(lack)};
}

/// Looked for only in what passes a quantity on, and in lets of lets not without end.
std::string Wording::stood_in_for(const Expression& expression, int& steps) {
  if (steps-- <= 0 || !reads_of(expression, policy_.lets).model) return "";
  if (expression.op == Op::let) return stood_in_for(policy_.lets[expression.index].value, steps);
  if (expression.op == Op::otherwise) return stood_in_by_default(expression, steps);
  if (expression.op == Op::conditional) {
    const auto taken = evaluator_.truth(expression.args[0]);
    return taken ? stood_in_for(expression.args[*taken ? 1 : 2], steps) : "";
  }
  if (expression.op < Op::add || expression.op > Op::size) return "";
  for (const Expression& argument : expression.args) {
    std::string lack = stood_in_for(argument, steps);
    if (!lack.empty()) return lack;
  }
  return "";
}

/// What another fact of the offer gives is as good as the first; what the policy gives only stands in.
std::string Wording::stood_in_by_default(const Expression& expression, int& steps) {
  std::string lack;
  for (const Expression& argument : expression.args) {
    const bool of_model = reads_of(argument, policy_.lets).model;
    const Evaluated found = evaluator_.evaluate(argument);
    if (found.missing) return "";
    if (is_known(found.value)) return of_model ? stood_in_for(argument, steps) : lack;
    if (of_model && lack.empty()) lack = unknown(argument);
  }
  return "";
}

std::string Wording::fill(const Template& text) {
  std::vector<Shown> values;
  for (const auto& part : text.parts) {
    if (const auto* expression = std::get_if<Expression>(&part)) values.push_back(show(*expression));
  }
  std::vector<Shown*> pointers;
  for (Shown& value : values) pointers.push_back(&value);
  tell_apart(pointers);

  std::string result;
  auto next = values.begin();
  for (const auto& part : text.parts) {
    if (const auto* words = std::get_if<std::string>(&part)) {
      result += *words;
      continue;
    }
    const Shown& shown = *next++;
    // An answer is what somebody wrote: not rounded.
    const bool brief = shown.text == to_text(shown.value, shown.type);
    const bool answer = std::get<Expression>(part).op == Op::question;
    result += answer && brief ? full_text(shown.value, shown.type) : shown.text;
  }
  return result;
}

std::optional<Wording::Sides> Wording::sides(const Expression& condition) {
  const auto found = comparison_of(condition);
  if (!found) return std::nullopt;
  Sides sides{show(found->expression->args[0]), show(found->expression->args[1])};
  tell_apart({&sides.left, &sides.right});
  return sides;
}

std::string Wording::written(const Expression& expression, const Shown& shown, const Place& where) {
  if (expression.op == Op::constant || !where.source) return "";
  const auto [known, is_new] = written_.try_emplace(&expression);
  if (is_new) known->second = in_style(where.source->slice(expression.span));
  return known->second == shown.text ? "" : known->second;
}

std::string Wording::side(const Expression& expression, const Shown& shown, const Place& where) {
  const std::string name = written(expression, shown, where);
  return name.empty() ? shown.text : "`" + name + "` " + shown.text;
}

std::string Wording::failure(const Constraint& constraint) {
  const auto found = comparison_of(constraint.condition);
  if (!found) return "`" + constraint.condition_text + "` does not hold";
  const Expression& comparison = *found->expression;
  const Sides shown = *sides(constraint.condition);
  const std::string lack = !shown.left.lack.empty() ? shown.left.lack : shown.right.lack;
  return comparison_text(comparison, shown, found->negated, constraint.place) +
         (lack.empty() ? "" : ": " + lack);
}

std::string Wording::comparison_text(const Expression& comparison, const Sides& shown, bool negated,
                                     const Place& where) {
  const bool equality = comparison.op == Op::equal || comparison.op == Op::not_equal;
  if (equality) {
    const bool wanted = (comparison.op == Op::equal) != negated;
    return inequality(comparison, shown, wanted, where);
  }
  return side(comparison.args[0], shown.left, where) + " " + std::string(opposite(comparison.op, negated)) +
         " " + side(comparison.args[1], shown.right, where) + (negated ? "" : lacking(comparison.op, shown));
}

/// "`hosting` is api, not self-hosted"; where both sides are named, "`a` is x, `b` is y".
std::string Wording::inequality(const Expression& comparison, const Sides& shown, bool wanted,
                                const Place& where) {
  const std::string left = written(comparison.args[0], shown.left, where);
  const std::string right = written(comparison.args[1], shown.right, where);
  if (left.empty() && right.empty())
    return shown.left.text + (wanted ? " is not " : " is ") + shown.right.text;
  if (left.empty() || right.empty()) {
    const auto& [named, other] =
        right.empty() ? std::tie(shown.left, shown.right) : std::tie(shown.right, shown.left);
    return "`" + left + right + "` is " + named.text + (wanted ? ", not " + other.text : "");
  }
  if (!wanted) return "`" + left + "` and `" + right + "` are both " + shown.left.text;
  return "`" + left + "` is " + shown.left.text + ", `" + right + "` is " + shown.right.text;
}

}  // namespace select_model
