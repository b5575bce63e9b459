#include <algorithm>

#include "engine/sentence.hpp"
#include "engine/set_logic.hpp"
#include "engine/tell_apart.hpp"
#include "engine/wording.hpp"

namespace select_model {

namespace {

bool is_comparison(Op op) { return op >= Op::equal && op <= Op::overlaps; }

std::string name_of_fact(const CheckedPolicy& policy, std::uint32_t index) {
  const std::size_t built_in = builtin_facts().size();
  return index < built_in ? std::string(builtin_facts()[index].name) : policy.facts[index - built_in].name;
}

/// Members of `asked` of which nobody knows whether they are in `holder`.
std::vector<std::string> undecided(const Set& asked, const Set& holder) {
  std::vector<std::string> members;
  for (const std::string& member : asked.in) {
    if (!contains(holder, member)) members.push_back(member);
  }
  return members;
}

}  // namespace

std::string Wording::lacking(Op op, const Sides& shown) {
  const auto* asked = std::get_if<Set>(&shown.left.value);
  const auto* holder = std::get_if<Set>(&shown.right.value);
  if (op != Op::in || !asked || !holder) return "";
  std::vector<std::string> out;
  for (const std::string& member : asked->in) {
    if (contains(*holder, member) == false) out.push_back(member);
  }
  if (out.empty() || (out.size() == asked->in.size() && asked->closed)) return "";
  return ": " + sentence::join(out) + (out.size() == 1 ? " is not" : " are not");
}

std::string Wording::unverified(const Expression& condition) {
  return "cannot be verified: " + unknown(condition);
}

/// Names of what is not known, each once, in the order in which the expression reads them.
struct Wording::Gaps {
  std::vector<std::string> names;
  std::vector<std::string> sentences;  // what is not the lack of a name: a division by zero
  std::vector<std::uint32_t> lets;     // looked into: one may stand in many places

  static void add(std::vector<std::string>& to, std::string item) {
    if (std::ranges::find(to, item) == to.end()) to.push_back(std::move(item));
  }
};

std::string Wording::unknown(const Expression& expression) {
  Gaps gaps;
  find_gaps(expression, gaps);
  std::vector<std::string> said;
  if (!gaps.names.empty())
    said.push_back(sentence::join(gaps.names) +
                   (gaps.names.size() == 1 ? " is not known" : " are not known"));
  said.insert(said.end(), gaps.sentences.begin(), gaps.sentences.end());
  return said.empty() ? "not everything that it reads is known" : sentence::join(said);
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
      if (std::ranges::find(gaps.lets, expression.index) != gaps.lets.end()) return;
      gaps.lets.push_back(expression.index);
      return find_gaps(policy_.lets[expression.index].value, gaps);
    case Op::fact:
      return Gaps::add(gaps.names, name_of_fact(policy_, expression.index));
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
  const std::size_t before = gaps.names.size() + gaps.sentences.size();
  find_gaps_of_parts(expression, gaps);
  if (gaps.names.size() + gaps.sentences.size() > before) return;

  const Offer& offer = catalog_.offers[offer_];
  const auto need = [&](std::string_view name) {
    if (!is_known(offer.facts[fact_index(name)])) Gaps::add(gaps.names, std::string(name));
  };
  const auto nonzero = [&](std::string_view name) {
    const auto* number = std::get_if<Rational>(&offer.facts[fact_index(name)]);
    if (number && number->sign() == 0) Gaps::add(gaps.sentences, std::string(name) + " is 0");
  };
  const auto method = static_cast<Method>(expression.index);
  switch (method) {
    case Method::cost:
    case Method::monthly_cost:
      if (!is_self_hosted(offer)) return find_gaps_of_prices(expression, gaps);
      need("gpus");
      need("gpu_monthly_cost");
      need("gpu_throughput");
      nonzero("gpu_throughput");
      if (gaps.names.size() + gaps.sentences.size() == before)
        Gaps::add(gaps.sentences, "without a request none has a share of the cost");
      break;
    case Method::gpus_needed:
      need("gpus");
      need("gpu_throughput");
      nonzero("gpu_throughput");
      break;
    case Method::response_time:
      need("ttft");
      need("throughput");
      nonzero("throughput");
      break;
    case Method::quality:
      need("quality");
      break;
  }
}

/// The prices of the tier that applies: "the output_price above 200K tokens".
void Wording::find_gaps_of_prices(const Expression& expression, Gaps& gaps) {
  const Offer& offer = catalog_.offers[offer_];
  const Value input = evaluator_.evaluate(expression.args[0]).value;
  const auto* tokens = std::get_if<Rational>(&input);
  const PriceTier* tier = tokens ? applying_tier(offer, *tokens) : nullptr;
  const std::string where = tier ? " above " + faithful_text(tier->above, Type::tokens()) : "";
  const auto need = [&](std::string_view name, const std::optional<Rational>& of_tier) {
    const bool known = tier ? of_tier.has_value() : is_known(offer.facts[fact_index(name)]);
    if (!known) Gaps::add(gaps.names, std::string(name) + where);
  };
  need("input_price", tier ? tier->input : std::nullopt);
  need("output_price", tier ? tier->output : std::nullopt);
}

/// Both sides are known, but of an open set not every member is.
void Wording::find_gaps_of_membership(const Expression& expression, Gaps& gaps) {
  const Value left = evaluator_.evaluate(expression.args[0]).value;
  const Value right = evaluator_.evaluate(expression.args[1]).value;
  const auto* a = std::get_if<Set>(&left);
  const auto* b = std::get_if<Set>(&right);
  if (!b) return;
  const std::size_t before = gaps.names.size();
  const auto name_undecided = [&](const Set& asked, const Set& holder) {
    for (std::string& member : undecided(asked, holder)) Gaps::add(gaps.names, std::move(member));
  };
  if (const auto* member = std::get_if<std::string>(&left)) return Gaps::add(gaps.names, *member);
  if (!a) return;
  const bool subset = expression.op == Op::in || expression.op == Op::not_in;
  // Of two sets that overlap, what the closed one holds is what is sought in the other.
  if (subset || expression.op != Op::overlaps || a->closed || !b->closed) name_undecided(*a, *b);
  if (!subset && (expression.op != Op::overlaps || !a->closed)) name_undecided(*b, *a);
  if (gaps.names.size() > before) return;
  for (std::size_t i = 0; i < 2; ++i) {
    const Expression& side = expression.args[i];
    const bool open = !(i == 0 ? a : b)->closed;
    if (open && !(subset && i == 1))
      Gaps::add(gaps.sentences, "what else " + named(side) + " holds is not known");
  }
}

/// What a person calls a set: its fact, question or let.
std::string Wording::named(const Expression& expression) const {
  if (expression.op == Op::fact) return name_of_fact(policy_, expression.index);
  if (expression.op == Op::question) return policy_.questions[expression.index].name;
  if (expression.op == Op::let) return policy_.lets[expression.index].name;
  return "the set";
}

}  // namespace select_model
