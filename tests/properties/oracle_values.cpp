#include <algorithm>
#include <cassert>
#include <set>

#include "policy/vocabulary.hpp"
#include "tests/properties/oracle.hpp"
#include "tests/properties/oracle_sets.hpp"

namespace select_model::properties {

using Whole = boost::multiprecision::cpp_int;

Exact exact(const Rational& value) { return Exact(value.to_fraction()); }
double nearest(const Exact& value) { return value.convert_to<double>(); }

Exact whole_below(const Exact& value) {
  Whole quotient, remainder;
  divide_qr(numerator(value), denominator(value), quotient, remainder);
  if (remainder < 0) quotient -= 1;
  return Exact(quotient);
}

namespace {

constexpr int seconds_a_day = 86'400;

Exact whole_above(const Exact& value) { return -whole_below(-value); }

Known known(const Value& value) {
  struct Visitor {
    Known operator()(Unknown) const { return Unknown{}; }
    Known operator()(bool truth) const { return truth; }
    Known operator()(const Rational& number) const { return exact(number); }
    Known operator()(Date date) const { return Day{Exact(date.days)}; }
    Known operator()(const std::string& text) const { return text; }
    Known operator()(const Set& set) const { return set; }
  };
  return std::visit(Visitor{}, value);
}

bool holds(Op op, int order) {
  switch (op) {
    case Op::equal:
      return order == 0;
    case Op::not_equal:
      return order != 0;
    case Op::less:
      return order < 0;
    case Op::less_equal:
      return order <= 0;
    case Op::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

int order(const Known& a, const Known& b) {
  if (const auto* number = std::get_if<Exact>(&a)) return number->compare(std::get<Exact>(b));
  if (const auto* day = std::get_if<Day>(&a)) return day->number.compare(std::get<Day>(b).number);
  if (const auto* truth = std::get_if<bool>(&a)) return *truth == std::get<bool>(b) ? 0 : 1;
  return std::get<std::string>(a).compare(std::get<std::string>(b));
}

}  // namespace

Evaluator::Evaluator(const CheckedPolicy& policy, const Catalog& catalog, Date today, OpCounts& counts)
    : policy_(policy), catalog_(catalog), today_{Exact(today.days)}, counts_(counts) {
  for (const Offer& offer : catalog.offers) {
    std::vector<Known>& facts = facts_.emplace_back();
    for (const Value& fact : offer.facts) facts.push_back(known(fact));
    for (const OwnFact& own : policy.facts) {
      const auto found = offer.own_facts.find(own.name);
      const auto typed =
          found == offer.own_facts.end() ? std::nullopt : read_value(found->second, own.type, own.name).value;
      facts.push_back(typed ? known(typed->value) : Known(Unknown{}));
    }
  }
}

void Evaluator::answer(const Answers& answers) {
  lets_.clear();
  answers_.clear();
  for (const Value& value : answers.values) answers_.push_back(known(value));
}

Known Evaluator::value(const Expression& expression, std::size_t offer, std::size_t first) {
  Known result = compute(expression, {offer, first});
  auto& counts = is_unknown(result) ? counts_.unknown : counts_.known;
  ++counts[static_cast<std::size_t>(expression.op)];
  return result;
}

Truth Evaluator::truth(const Expression& expression, std::size_t offer, std::size_t first) {
  const Known result = value(expression, offer, first);
  return is_unknown(result) ? std::nullopt : Truth(std::get<bool>(result));
}

Known Evaluator::let(std::size_t index, std::size_t offer) {
  const std::pair key(index, offer);
  const auto found = lets_.find(key);
  if (found != lets_.end()) return found->second;
  return lets_[key] = value(policy_.lets[index].value, offer);
}

Known Evaluator::fact(std::size_t index, std::size_t offer) const { return facts_.at(offer).at(index); }

Known Evaluator::compute(const Expression& expression, Where where) {
  switch (expression.op) {
    case Op::constant:
    case Op::question:
    case Op::let:
    case Op::today:
    case Op::fact:
      return read(expression, where);
    case Op::method:
      return method(expression, where);
    case Op::negation:
    case Op::all_of:
    case Op::any_of:
      return logic(expression, where);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::not_in:
    case Op::overlaps:
      return compare(expression, where);
    case Op::is_known:
    case Op::is_unknown:
    case Op::otherwise:
    case Op::conditional:
      return choose(expression, where);
    case Op::shift_date:
    case Op::days_between:
      return on_dates(expression, where);
    case Op::size:
    case Op::set_of:
      return set_of(expression, where);
    case Op::add:
    case Op::negate:
    case Op::multiply:
    case Op::divide:
    case Op::minimum:
    case Op::maximum:
    case Op::mean:
    case Op::absolute:
    case Op::ceiling:
    case Op::floor:
      break;
  }
  std::vector<Exact> numbers;
  bool all_known = true;
  for (const Expression& argument : expression.args) {
    const Known number = value(argument, where.offer, where.first);
    if (is_unknown(number))
      all_known = false;
    else
      numbers.push_back(std::get<Exact>(number));
  }
  return all_known ? arithmetic(expression, numbers) : Known(Unknown{});
}

Known Evaluator::read(const Expression& expression, Where where) {
  switch (expression.op) {
    case Op::question:
      return answers_.at(expression.index);
    case Op::let:
      return let(expression.index, where.offer);
    case Op::today:
      return today_;
    case Op::fact:
      return fact(expression.index, expression.of_first ? where.first : where.offer);
    default:
      break;
  }
  const auto [entry, added] = constants_.try_emplace(&expression);
  if (added) entry->second = known(expression.constant);
  return entry->second;
}

Known Evaluator::logic(const Expression& expression, Where where) {
  const bool conjunction = expression.op != Op::any_of;
  Truth result = conjunction;
  for (const Expression& argument : expression.args) {
    const Truth truth_of_it = truth(argument, where.offer, where.first);
    result = conjunction ? both(result, truth_of_it) : either(result, truth_of_it);
  }
  return known(expression.op == Op::negation ? negation(result) : result);
}

Known Evaluator::compare(const Expression& expression, Where where) {
  const Expression &left = expression.args[0], &right = expression.args[1];
  const Known a = value(left, where.offer, where.first), b = value(right, where.offer, where.first);
  if (left.type.kind == Kind::set) return known(compare_sets(expression.op, a, left.type, b, right.type));
  if (expression.op == Op::in || expression.op == Op::not_in) {
    if (is_unknown(a) || is_unknown(b)) return Unknown{};
    const Truth in = member(b, right.type, std::get<std::string>(a));
    return known(expression.op == Op::in ? in : negation(in));
  }
  if (is_unknown(a) || is_unknown(b)) return Unknown{};
  return holds(expression.op, order(a, b));
}

Known Evaluator::choose(const Expression& expression, Where where) {
  const auto argument = [&](std::size_t i) { return value(expression.args[i], where.offer, where.first); };
  switch (expression.op) {
    case Op::is_known:
      return !is_unknown(argument(0));
    case Op::is_unknown:
      return is_unknown(argument(0));
    case Op::conditional: {
      const Known condition = argument(0);
      if (is_unknown(condition)) return Unknown{};
      return argument(std::get<bool>(condition) ? 1 : 2);
    }
    default:
      break;
  }
  for (std::size_t i = 0; i < expression.args.size(); ++i) {
    const Known candidate = argument(i);
    if (!is_unknown(candidate)) return candidate;
  }
  return Unknown{};
}

Known Evaluator::arithmetic(const Expression& expression, const std::vector<Exact>& numbers) const {
  Exact sum = 0, product = 1;
  for (const Exact& number : numbers) {
    sum += number;
    product *= number;
  }
  switch (expression.op) {
    case Op::add:
      return sum;
    case Op::negate:
      return Exact(-numbers[0]);
    case Op::multiply:
      return product;
    case Op::divide:
      return numbers[1] == 0 ? Known(Unknown{}) : Known(Exact(numbers[0] / numbers[1]));
    case Op::minimum:
      return *std::min_element(numbers.begin(), numbers.end());
    case Op::maximum:
      return *std::max_element(numbers.begin(), numbers.end());
    case Op::mean:
      return Exact(sum / static_cast<int>(numbers.size()));
    case Op::absolute:
      return Exact(abs(numbers[0]));
    case Op::ceiling:
      return whole_above(numbers[0]);
    default:
      break;
  }
  assert(expression.op == Op::floor);
  return whole_below(numbers[0]);
}

Known Evaluator::on_dates(const Expression& expression, Where where) {
  const Known a = value(expression.args[0], where.offer, where.first);
  const Known b = value(expression.args[1], where.offer, where.first);
  if (is_unknown(a) || is_unknown(b)) return Unknown{};
  if (expression.op == Op::days_between) {
    return Exact((std::get<Day>(a).number - std::get<Day>(b).number) * seconds_a_day);
  }
  const Exact days = std::get<Exact>(b) / seconds_a_day;
  const Exact day = std::get<Day>(a).number + (days < 0 ? whole_above(days) : whole_below(days));
  // Beyond the calendar that dates can be written in, 0001-01-01 to 9999-12-31, a day is unknown.
  if (day < -719'162 || day > 2'932'896) return Unknown{};
  return Day{day};
}

Known Evaluator::set_of(const Expression& expression, Where where) {
  if (expression.op == Op::set_of) {
    std::set<std::string> names;
    for (const Expression& argument : expression.args) {
      const Known name = value(argument, where.offer, where.first);
      if (is_unknown(name)) return Unknown{};
      names.insert(std::get<std::string>(name));
    }
    return Set{{names.begin(), names.end()}, {}, true};
  }
  const Known set = value(expression.args[0], where.offer, where.first);
  if (is_unknown(set)) return Unknown{};
  std::set<std::string> names{no_name};
  mention(names, set, expression.args[0].type);
  int size = 0;
  for (const std::string& name : names) {
    const Truth in = member(set, expression.args[0].type, name);
    if (!in) return Unknown{};
    size += *in;
  }
  return Exact(size);
}

Known Evaluator::method(const Expression& expression, Where where) {
  const std::size_t offer = expression.of_first ? where.first : where.offer;
  std::vector<Exact> numbers;
  std::string name;
  for (const Expression& argument : expression.args) {
    const Known given = value(argument, where.offer, where.first);
    if (is_unknown(given)) return Unknown{};
    if (const auto* number = std::get_if<Exact>(&given))
      numbers.push_back(*number);
    else
      name = std::get<std::string>(given);
  }
  switch (static_cast<Method>(expression.index)) {
    case Method::cost:
      return cost(offer, numbers, false);
    case Method::monthly_cost:
      return cost(offer, numbers, true);
    case Method::gpus_needed:
      return gpus_needed(offer, numbers);
    case Method::response_time: {
      const Known ttft = fact(fact_index("ttft"), offer), throughput = fact(fact_index("throughput"), offer);
      if (is_unknown(ttft) || is_unknown(throughput) || std::get<Exact>(throughput) == 0) return Unknown{};
      return Exact(std::get<Exact>(ttft) + numbers[0] / std::get<Exact>(throughput));
    }
    case Method::quality:
      break;
  }
  const auto& figures = catalog_.offers[offer].task_quality;
  const auto figure = figures.find(name);
  return figure == figures.end() ? fact(fact_index("quality"), offer) : Known(exact(figure->second));
}

Known Evaluator::gpus_needed(std::size_t offer, const std::vector<Exact>& arguments) const {
  const Known gpus = fact(fact_index("gpus"), offer), throughput = fact(fact_index("gpu_throughput"), offer);
  if (is_unknown(gpus) || is_unknown(throughput)) return Unknown{};
  const Exact a_month = std::get<Exact>(gpus) * std::get<Exact>(throughput) * (30 * seconds_a_day);
  if (a_month == 0) return Unknown{};
  return Exact(std::get<Exact>(gpus) * whole_above(arguments[2] * (arguments[0] + arguments[1]) / a_month));
}

Known Evaluator::cost(std::size_t offer, const std::vector<Exact>& arguments, bool monthly) const {
  const Exact &input = arguments[0], &output = arguments[1], &requests = arguments[2];
  if (std::get<std::string>(fact(fact_index("hosting"), offer)) == "self-hosted") {
    const Known gpus = gpus_needed(offer, arguments), price = fact(fact_index("gpu_monthly_cost"), offer);
    if (is_unknown(gpus) || is_unknown(price)) return Unknown{};
    const Exact a_month = std::get<Exact>(gpus) * std::get<Exact>(price);
    if (monthly) return a_month;
    return requests == 0 ? Known(Unknown{}) : Known(Exact(a_month / requests));
  }
  Known input_price = fact(fact_index("input_price"), offer),
        output_price = fact(fact_index("output_price"), offer);
  for (const PriceTier& tier : catalog_.offers[offer].tiers) {
    if (input <= exact(tier.above)) continue;
    input_price = tier.input ? Known(exact(*tier.input)) : Known(Unknown{});
    output_price = tier.output ? Known(exact(*tier.output)) : Known(Unknown{});
  }
  if (is_unknown(input_price) || is_unknown(output_price)) return Unknown{};
  const Exact a_request = std::get<Exact>(input_price) * input + std::get<Exact>(output_price) * output;
  return monthly ? Exact(a_request * requests) : a_request;
}

}  // namespace select_model::properties
