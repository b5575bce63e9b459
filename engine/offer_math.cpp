#include "engine/evaluate.hpp"

namespace select_model {

namespace {

struct FactIndexes {
  std::size_t hosting = fact_index("hosting");
  std::size_t input_price = fact_index("input_price");
  std::size_t output_price = fact_index("output_price");
  std::size_t ttft = fact_index("ttft");
  std::size_t throughput = fact_index("throughput");
  std::size_t gpus = fact_index("gpus");
  std::size_t gpu_monthly_cost = fact_index("gpu_monthly_cost");
  std::size_t gpu_throughput = fact_index("gpu_throughput");
  std::size_t quality = fact_index("quality");
};
const FactIndexes& facts() {
  static const FactIndexes indexes;
  return indexes;
}

const Rational* quantity(const Offer& offer, std::size_t fact) {
  return std::get_if<Rational>(&offer.facts[fact]);
}

constexpr std::int64_t seconds_per_month = 30 * 86400;

}  // namespace

bool is_self_hosted(const Offer& offer) {
  const auto* hosting = std::get_if<std::string>(&offer.facts[facts().hosting]);
  return hosting && *hosting == "self-hosted";
}

const PriceTier* applying_tier(const Offer& offer, const Rational& input) {
  const PriceTier* found = nullptr;
  for (const PriceTier& tier : offer.tiers) {
    if (!(input > tier.above)) break;
    found = &tier;
  }
  return found;
}

// The guide, section 8: prices × tokens. A price that the tier does not name is unknown: the base's would be
// a guess.
static Value token_cost(const Offer& offer, const Rational& input, const Rational& output) {
  const Rational* input_price = quantity(offer, facts().input_price);
  const Rational* output_price = quantity(offer, facts().output_price);
  if (const PriceTier* tier = applying_tier(offer, input)) {
    input_price = tier->input ? &*tier->input : nullptr;
    output_price = tier->output ? &*tier->output : nullptr;
  }
  if (!input_price || !output_price) return Unknown{};
  return *input_price * input + *output_price * output;
}

// The guide, section 5; its code adds one to the whole part where this rounds up, and its printed 3 GPUs are
// neither.
Value gpus_needed(const Offer& offer, const Rational& input, const Rational& output,
                  const Rational& requests) {
  const Rational* replica = quantity(offer, facts().gpus);
  const Rational* throughput = quantity(offer, facts().gpu_throughput);
  if (!replica || !throughput) return Unknown{};
  const Rational capacity = *replica * *throughput * Rational(seconds_per_month);
  if (capacity.sign() == 0) return Unknown{};
  return *replica * (requests * (input + output) / capacity).ceil();
}

Value monthly_cost(const Offer& offer, const Rational& input, const Rational& output,
                   const Rational& requests) {
  if (!is_self_hosted(offer)) {
    const Value cost = token_cost(offer, input, output);
    const auto* dollars = std::get_if<Rational>(&cost);
    return dollars ? Value(*dollars * requests) : cost;
  }
  const Value gpus = gpus_needed(offer, input, output, requests);
  const Rational* each = quantity(offer, facts().gpu_monthly_cost);
  const auto* count = std::get_if<Rational>(&gpus);
  if (!count || !each) return Unknown{};
  return *count * *each;
}

Value request_cost(const Offer& offer, const Rational& input, const Rational& output,
                   const Rational& requests) {
  if (!is_self_hosted(offer)) return token_cost(offer, input, output);
  const Value month = monthly_cost(offer, input, output, requests);
  const auto* dollars = std::get_if<Rational>(&month);
  if (!dollars || requests.sign() == 0) return Unknown{};
  return *dollars / requests;
}

Value response_time(const Offer& offer, const Rational& output) {
  const Rational* ttft = quantity(offer, facts().ttft);
  const Rational* throughput = quantity(offer, facts().throughput);
  if (!ttft || !throughput || throughput->sign() == 0) return Unknown{};
  return *ttft + output / *throughput;
}

Value quality(const Offer& offer, const std::string& task) {
  const auto figure = offer.task_quality.find(task);
  if (figure != offer.task_quality.end()) return figure->second;
  return offer.facts[facts().quality];
}

}  // namespace select_model
