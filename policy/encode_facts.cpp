#include <algorithm>

#include "policy/encoder.hpp"

namespace select_model::analysis {

namespace {

const Rational seconds_a_month = 30 * 86'400;

const Rational* number_of(const OfferFacts& offer, std::string_view name) {
  return std::get_if<Rational>(&offer.values[fact_index(name)]);
}

}  // namespace

Symbolic Encoder::fact(std::uint32_t index) {
  if (offer_) return constant(offer_->values[index]);
  const auto known = free_facts_.find(index);
  if (known != free_facts_.end()) return known->second;
  return free_facts_.emplace(index, free_fact(index)).first->second;
}

Symbolic Encoder::named_fact(std::string_view name) {
  return fact(static_cast<std::uint32_t>(fact_index(name)));
}

Symbolic Encoder::free_fact(std::uint32_t index) {
  const bool built_in = index < builtin_facts().size();
  const Type& type =
      built_in ? builtin_facts()[index].type : policy_.facts[index - builtin_facts().size()].type;
  const bool always = built_in && builtin_facts()[index].always_known;
  Symbolic result = unknown();
  switch (type.kind) {
    case Kind::boolean:
      result.truth = solver_.variable(Sort::boolean);
      break;
    case Kind::quantity:
    case Kind::date:
      result = free_number(type, built_in);
      break;
    case Kind::text:
    case Kind::name:
      result.names =
          one_of(solver_, type.members.empty() ? std::vector(texts_.begin(), texts_.end()) : type.members);
      break;
    case Kind::set:
      result = free_set(type);
      break;
  }
  result.known = always ? solver_.constant(true) : solver_.variable(Sort::boolean);
  return result;
}

Symbolic Encoder::free_number(const Type& type, bool built_in) {
  Bounds bounds;
  if (built_in || type.whole || type.measure == Measure::ratio) bounds.low = Rational(0);
  if (type.measure == Measure::ratio) bounds.high = Rational(1);
  if (type.kind == Kind::date) bounds = {Rational(-719'162), Rational(2'932'896)};
  const bool whole = type.whole || type.kind == Kind::date;
  const std::uint32_t variable = arithmetic_.add_variable(whole ? Sort::whole : Sort::real, bounds, "");
  Symbolic result = unknown();
  result.numbers = {{solver_.constant(true), {Polynomial::variable(variable)}}};
  return result;
}

Symbolic Encoder::free_set(const Type& type) {
  Symbolic result = unknown();
  std::set<std::string> names(type.members.begin(), type.members.end());
  if (names.empty()) names = texts_;
  result.closed = solver_.variable(Sort::boolean);
  for (const std::string& name : names) {
    const Term in = solver_.variable(Sort::boolean);
    const Term out = solver_.all_of(
        {solver_.negation(in), solver_.any_of({result.closed, solver_.variable(Sort::boolean)})});
    result.members.emplace(name, Membership{in, out});
  }
  return result;
}

Symbolic Encoder::method(const Expression& expression) {
  std::vector<Symbolic> args;
  std::vector<Term> known;
  for (const Expression& argument : expression.args) {
    args.push_back(encode(argument));
    known.push_back(args.back().known);
  }
  Symbolic result = unknown();
  switch (static_cast<Method>(expression.index)) {
    case Method::cost:
      result = cost(args, false);
      break;
    case Method::monthly_cost:
      result = cost(args, true);
      break;
    case Method::gpus_needed:
      result = gpus_needed(args);
      break;
    case Method::response_time:
      result = response_time(args[0]);
      break;
    case Method::quality:
      result = quality(args[0]);
      break;
  }
  known.push_back(result.known);
  result.known = solver_.all_of(known);
  return result;
}

/// Of an offer left open: anything, each time that it is asked, so that whatever no such cost satisfies no
/// cost does.
Symbolic Encoder::cost(const std::vector<Symbolic>& args, bool monthly) {
  if (!offer_) {
    Symbolic result = free_number(Type::money(), false);
    result.known = solver_.variable(Sort::boolean);
    return result;
  }
  const auto* hosting = std::get_if<std::string>(&offer_->values[fact_index("hosting")]);
  if (!hosting || *hosting != "self-hosted") {
    const Symbolic request = token_cost(args);
    return monthly ? product_of(request, args[2]) : request;
  }
  const Rational* each = number_of(*offer_, "gpu_monthly_cost");
  Symbolic month = gpus_needed(args);
  if (!each) return unknown();
  month.numbers = scale(month.numbers, *each);
  return monthly ? month : divide(month, args[2]);
}

Symbolic Encoder::token_cost(const std::vector<Symbolic>& args) {
  const auto at = [&](const Rational* input, const Rational* output) {
    if (!input || !output) return unknown();
    Symbolic of_input = args[0], of_output = args[1];
    of_input.numbers = scale(of_input.numbers, *input);
    of_output.numbers = scale(of_output.numbers, *output);
    return sum_of({of_input, of_output});
  };
  Symbolic result = at(number_of(*offer_, "input_price"), number_of(*offer_, "output_price"));
  for (const PriceStep& step : offer_->steps) {
    const Cases above{{solver_.constant(true), {step.above}}};
    const Term exceeds = any_pair(
        above, args[0].numbers, [&](const Fraction& x, const Fraction& y) { return arithmetic_.less(x, y); });
    result = choose(exceeds, at(step.input ? &*step.input : nullptr, step.output ? &*step.output : nullptr),
                    result);
  }
  return result;
}

Symbolic Encoder::gpus_needed(const std::vector<Symbolic>& args) {
  if (!offer_) {
    Symbolic result = free_number(Type::number(), false);
    result.known = solver_.variable(Sort::boolean);
    return result;
  }
  const Rational* replica = number_of(*offer_, "gpus");
  const Rational* throughput = number_of(*offer_, "gpu_throughput");
  if (!replica || !throughput) return unknown();
  const Rational capacity = *replica * *throughput * seconds_a_month;
  if (capacity.sign() == 0) return unknown();
  Symbolic tokens = product_of(args[2], sum_of({args[0], args[1]}));
  tokens.numbers = scale(round_up(scale(tokens.numbers, Rational(1) / capacity)), *replica);
  return tokens;
}

Symbolic Encoder::response_time(const Symbolic& output) {
  const Symbolic streaming = divide(output, named_fact("throughput"));
  return sum_of({named_fact("ttft"), streaming});
}

Symbolic Encoder::quality(const Symbolic& task) {
  if (!offer_) {
    Symbolic result = unknown();
    for (const auto& [name, is] : task.names) {
      auto figure = free_quality_.find(name);
      if (figure == free_quality_.end()) {
        Symbolic free = free_number(Type::ratio(), true);
        free.known = solver_.variable(Sort::boolean);
        figure = free_quality_.emplace(name, std::move(free)).first;
      }
      result = choose(is, figure->second, result);
    }
    return result;
  }
  Symbolic result = named_fact("quality");
  for (const auto& [name, is] : task.names) {
    const auto figure = offer_->quality.find(name);
    if (figure != offer_->quality.end()) result = choose(is, constant(figure->second), result);
  }
  return result;
}

}  // namespace select_model::analysis
