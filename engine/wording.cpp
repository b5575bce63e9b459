#include "engine/wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>

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
  static constexpr std::array<Words, 9> words{{{Op::equal, "is", "is not"},
                                               {Op::not_equal, "is not", "is"},
                                               {Op::less, "<", ">="},
                                               {Op::less_equal, "<=", ">"},
                                               {Op::greater, ">", "<="},
                                               {Op::greater_equal, ">=", "<"},
                                               {Op::in, "is in", "is not in"},
                                               {Op::not_in, "is not in", "is in"},
                                               {Op::overlaps, "overlaps", "does not overlap"}}};
  const auto* const found = std::ranges::find(words, op, &Words::op);
  return negated ? found->holds : found->fails;
}

/// Writes in full those values that would read alike though they differ.
void tell_apart(std::vector<Shown*> shown) {
  std::vector<Shown*> alike;
  for (Shown* one : shown) {
    const bool doubled = std::ranges::any_of(shown, [&](const Shown* other) {
      return one->text == other->text && one->value != other->value && one->type.kind == other->type.kind;
    });
    if (doubled) alike.push_back(one);
  }
  for (Shown* one : alike) one->text = to_exact_text(one->value, one->type);
}

std::string join(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    text += i == 0 ? "" : i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

/// An expression as it stands in a file, as `fmt` would write it on one line.
std::string in_style(std::string_view written) {
  const auto parsed =
      parse(std::make_shared<const Source>("", "policy p let x = " + std::string(written) + "\n"));
  const auto* let = parsed ? std::get_if<ast::Let>(&parsed->declarations.front()) : nullptr;
  return let ? to_text(let->value) : std::string(written);
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
  return {std::move(found.value), expression.type, std::move(text)};
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

std::string Wording::side(const Expression& expression, const Shown& shown, const Place& where) {
  if (expression.op == Op::constant || !where.source) return shown.text;
  const auto [known, is_new] = written_.try_emplace(&expression);
  if (is_new) known->second = in_style(where.source->slice(expression.span));
  const std::string& written = known->second;
  return written.empty() || written == shown.text ? shown.text : "`" + written + "` " + shown.text;
}

std::string Wording::failure(const Constraint& constraint) {
  const auto found = comparison_of(constraint.condition);
  if (!found) return "`" + constraint.condition_text + "` does not hold";
  const Sides shown = *sides(constraint.condition);
  return side(found->expression->args[0], shown.left, constraint.place) + " " +
         std::string(opposite(found->expression->op, found->negated)) + " " +
         side(found->expression->args[1], shown.right, constraint.place);
}

std::string Wording::unverified(const Expression& condition) {
  return "cannot be verified: " + unknown(condition);
}

/// Names of what is not known, each once, in the order in which the expression reads them.
struct Wording::Gaps {
  std::vector<std::string> names;
  std::vector<std::string> sentences;  // what is not the lack of a name: a division by zero

  static void add(std::vector<std::string>& to, std::string item) {
    if (std::ranges::find(to, item) == to.end()) to.push_back(std::move(item));
  }
};

std::string Wording::unknown(const Expression& expression) {
  Gaps gaps;
  find_gaps(expression, gaps);
  std::vector<std::string> said;
  if (!gaps.names.empty())
    said.push_back(join(gaps.names) + (gaps.names.size() == 1 ? " is not known" : " are not known"));
  said.insert(said.end(), gaps.sentences.begin(), gaps.sentences.end());
  return said.empty() ? "not everything that it reads is known" : join(said);
}

void Wording::find_gaps(const Expression& expression, Gaps& gaps) {
  const Evaluated found = evaluator_.evaluate(expression);
  if (!found.missing && is_known(found.value)) return;
  switch (expression.op) {
    case Op::question: {
      const std::string& name = policy_.questions[expression.index].name;
      return found.missing ? Gaps::add(gaps.sentences, name + " is not given") : Gaps::add(gaps.names, name);
    }
    case Op::let:
      return find_gaps(policy_.lets[expression.index].value, gaps);
    case Op::fact: {
      const std::size_t built_in = builtin_facts().size();
      const std::string name = expression.index < built_in
                                   ? std::string(builtin_facts()[expression.index].name)
                                   : policy_.facts[expression.index - built_in].name;
      return Gaps::add(gaps.names, name);
    }
    case Op::method:
      return find_gaps_of_method(expression, gaps);
    default:
      break;
  }
  const std::size_t before = gaps.names.size() + gaps.sentences.size();
  // Of an `if`, only the branch that is taken counts.
  if (expression.op == Op::conditional) {
    const auto taken = evaluator_.truth(expression.args[0]);
    return find_gaps(expression.args[!taken ? 0 : *taken ? 1 : 2], gaps);
  }
  find_gaps_of_parts(expression, gaps);
  if (gaps.names.size() + gaps.sentences.size() > before) return;
  if (expression.op == Op::divide) return Gaps::add(gaps.sentences, "it divides by zero");
  if (is_comparison(expression.op)) return find_gaps_of_membership(expression, gaps);
  if (expression.op == Op::shift_date) Gaps::add(gaps.sentences, "it is no date of the calendar");
}

/// What is unknown whatever a missing answer is, is not so for the lack of it.
void Wording::find_gaps_of_parts(const Expression& expression, Gaps& gaps) {
  const bool missing = evaluator_.evaluate(expression).missing;
  for (const Expression& argument : expression.args) {
    if (missing || !evaluator_.evaluate(argument).missing) find_gaps(argument, gaps);
  }
}

void Wording::find_gaps_of_method(const Expression& expression, Gaps& gaps) {
  const std::size_t before = gaps.names.size();
  const std::size_t sentences = gaps.sentences.size();
  find_gaps_of_parts(expression, gaps);
  if (gaps.names.size() > before || gaps.sentences.size() > sentences) return;

  const Offer& offer = catalog_.offers[offer_];
  const auto method = static_cast<Method>(expression.index);
  const bool hosted = is_self_hosted(offer);
  std::vector<std::string_view> needed;
  switch (method) {
    case Method::cost:
    case Method::monthly_cost:
      needed = hosted ? std::vector<std::string_view>{"gpus", "gpu_monthly_cost", "gpu_throughput"}
                      : std::vector<std::string_view>{"input_price", "output_price"};
      break;
    case Method::gpus_needed:
      needed = {"gpus", "gpu_throughput"};
      break;
    case Method::response_time:
      needed = {"ttft", "throughput"};
      break;
    case Method::quality:
      needed = {"quality"};
      break;
  }
  for (const std::string_view name : needed) {
    if (!is_known(offer.facts[fact_index(name)])) Gaps::add(gaps.names, std::string(name));
  }
  if (gaps.names.size() == before) Gaps::add(gaps.sentences, "it divides by zero");
}

/// Both sides are known, but of an open set not every member is.
void Wording::find_gaps_of_membership(const Expression& expression, Gaps& gaps) {
  const Evaluated left = evaluator_.evaluate(expression.args[0]);
  const Evaluated right = evaluator_.evaluate(expression.args[1]);
  const auto* holder = std::get_if<Set>(&right.value);
  if (!holder) return;
  std::vector<std::string> asked;
  if (const auto* name = std::get_if<std::string>(&left.value)) asked.push_back(*name);
  if (const auto* set = std::get_if<Set>(&left.value)) asked = set->in;
  std::erase_if(asked, [&](const std::string& member) {
    return std::ranges::find(holder->in, member) != holder->in.end() ||
           std::ranges::find(holder->out, member) != holder->out.end();
  });
  for (std::string& member : asked) Gaps::add(gaps.names, std::move(member));
}

}  // namespace select_model
