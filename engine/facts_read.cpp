#include "engine/facts_read.hpp"

#include "policy/vocabulary.hpp"

namespace select_model::analysis {

void FactReader::visit(const Expression& expression) {
  if (expression.op == Op::fact) read_.facts.insert(expression.index);
  if (expression.op == Op::method) call(static_cast<Method>(expression.index));
  if (expression.op == Op::let && !lets_[expression.index]) {
    lets_[expression.index] = true;
    visit(policy_.lets[expression.index].value);
  }
  for (const Expression& argument : expression.args) visit(argument);
}

void FactReader::add(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) read_.facts.insert(fact_index(name));
}

void FactReader::call(Method method) {
  switch (method) {
    case Method::cost:
    case Method::monthly_cost:
      add({"hosting", "input_price", "output_price", "gpu_monthly_cost"});
      read_.prices = true;
      [[fallthrough]];
    case Method::gpus_needed:
      add({"gpus", "gpu_throughput"});
      break;
    case Method::response_time:
      add({"ttft", "throughput"});
      break;
    case Method::quality:
      add({"quality"});
      read_.quality = true;
      break;
  }
}

const Value& fact_of(const Program& program, std::uint32_t offer, std::size_t fact) {
  const std::size_t built_in = builtin_facts().size();
  return fact < built_in ? program.catalog().offers[offer].facts[fact]
                         : program.own_facts()[fact - built_in][offer];
}

OfferFacts facts_of(const Program& program, std::uint32_t index, const FactsRead& read) {
  const Offer& offer = program.catalog().offers[index];
  OfferFacts facts;
  facts.values.resize(builtin_facts().size() + program.own_facts().size());
  for (const std::size_t fact : read.facts) facts.values[fact] = fact_of(program, index, fact);
  if (read.prices) {
    for (const PriceTier& tier : offer.tiers) facts.steps.push_back({tier.above, tier.input, tier.output});
  }
  if (read.quality) facts.quality = offer.task_quality;
  return facts;
}

}  // namespace select_model::analysis
