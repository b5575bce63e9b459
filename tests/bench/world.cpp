#include "tests/bench/world.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "policy/checker.hpp"
#include "policy/grammar.hpp"
#include "tests/bench/draw.hpp"

namespace select_model::bench {

namespace {

constexpr const char* policy_text = R"(policy bench language 1
ask task: one of {classification, extraction, reasoning, code, chat, summary}
ask at_home: bool, default false
ask input_tokens: tokens, from 1 to 10M
ask output_tokens: tokens, from 1 to 1M
ask requests_per_month: count, default 10K
ask max_latency: duration, from 0s to 1h
ask max_cost: money, from $0 to $100
ask min_mmlu: ratio, from 0 to 1
ask min_availability: ratio, from 0 to 1
ask compliance: any of {soc2, hipaa, gdpr}, default {}

let request_cost  = model.cost(input_tokens, output_tokens, requests_per_month)
let response_time = model.response_time(output_tokens)

must fits_context: model.context_window >= input_tokens + output_tokens
must fits_output: model.max_output >= output_tokens
must fast_enough: response_time <= max_latency
must affordable: request_cost <= max_cost
must good_enough: model.mmlu >= min_mmlu
must available: model.availability >= min_availability
must certified: compliance in model.compliance
must stays_home when at_home: model.hosting == dedicated

choose "Which?" {
  home when at_home -> m1, m2, m3 then any
  long when input_tokens > 200K -> m4, m5 then any
  thinking when task == reasoning -> m6 then any
  quick when max_latency < 2s -> m7, m8, m9 then any
  cheap when max_cost < $0.005 -> m10, m11 then any
  otherwise general -> m0 then any
}

rank by weight {
  maximize model.mmlu    weight 50%
  minimize request_cost  weight 30% from $0 to max_cost
  minimize response_time weight 20% from 0s to max_latency
}
)";

Offer make_offer(std::uint32_t number, std::mt19937_64& random, Columns& columns) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return draw(random, low, high); };
  Offer offer = named_offer(number);
  const auto set = [&](const char* fact, Value value) { set_fact(offer, fact, std::move(value)); };
  const std::int64_t cents_in = pick(5, 1500);  // per 1M tokens
  const std::int64_t cents_out = pick(10, 6000);
  const std::int64_t context = pick(8, 1000) * 1000;
  const std::int64_t longest = pick(1, 64) * 1000;
  const std::int64_t milliseconds = pick(100, 3000);
  const std::int64_t rate = pick(20, 300);
  const std::int64_t mmlu = pick(400, 950);
  const std::int64_t nines = pick(950, 1000);
  const bool dedicated = pick(0, 4) == 0;
  Set certificates;
  std::uint64_t mask = 0;
  static const char* const names[] = {"gdpr", "hipaa", "soc2"};
  for (unsigned i = 0; i < 3; ++i) {
    if (pick(0, 9) < 6) {
      certificates.in.emplace_back(names[i]);
      mask |= 1u << i;
    }
  }
  set("hosting", std::string(dedicated ? "dedicated" : "api"));
  set("input_price", Rational::fraction(cents_in, 100'000'000));
  set("output_price", Rational::fraction(cents_out, 100'000'000));
  set("context_window", Rational(context));
  set("max_output", Rational(longest));
  set("ttft", Rational::fraction(milliseconds, 1000));
  set("throughput", Rational(rate));
  set("mmlu", Rational::fraction(mmlu, 1000));
  set("availability", Rational::fraction(nines, 1000));
  set("compliance", certificates);
  columns.input_price.push_back(static_cast<double>(cents_in) / 1e8);
  columns.output_price.push_back(static_cast<double>(cents_out) / 1e8);
  columns.context.push_back(static_cast<double>(context));
  columns.max_output.push_back(static_cast<double>(longest));
  columns.ttft.push_back(static_cast<double>(milliseconds) / 1000);
  columns.pace.push_back(1.0 / static_cast<double>(rate));
  columns.mmlu.push_back(static_cast<double>(mmlu) / 1000);
  columns.availability.push_back(static_cast<double>(nines) / 1000);
  columns.hosted.push_back(dedicated);
  columns.compliance.push_back(mask);
  return offer;
}

void add_answers(World& world, std::mt19937_64& random) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return draw(random, low, high); };
  static const char* const tasks[] = {"classification", "extraction", "reasoning", "code", "chat", "summary"};
  const std::int64_t input = pick(100, 300'000);
  const std::int64_t output = pick(10, 4000);
  const std::int64_t latency = pick(500, 60'000);
  const std::int64_t cost = pick(100'000, 500'000'000);  // nano-dollars
  const std::int64_t mmlu = pick(300, 800);
  const std::int64_t nines = pick(900, 990);
  const auto task = static_cast<std::size_t>(pick(0, 5));
  const bool at_home = pick(0, 7) == 0;
  const bool certified = pick(0, 2) == 0;
  Answers answers;
  answers.values = {std::string(tasks[task]),
                    at_home,
                    Rational(input),
                    Rational(output),
                    Rational(10'000),
                    Rational::fraction(latency, 1000),
                    Rational::fraction(cost, 1'000'000'000),
                    Rational::fraction(mmlu, 1000),
                    Rational::fraction(nines, 1000),
                    certified ? Set{{"gdpr"}, {}, true} : Set{}};
  answers.from.assign(answers.values.size(), AnswerFrom::given);
  world.inputs.push_back(bind(world.program, std::move(answers)));
  world.plain.push_back({static_cast<double>(input), static_cast<double>(output),
                         static_cast<double>(latency) / 1000, static_cast<double>(cost) / 1e9,
                         static_cast<double>(mmlu) / 1000, static_cast<double>(nines) / 1000, at_home,
                         certified ? std::uint64_t{1} : 0, static_cast<int>(task)});
}

}  // namespace

World make_world(std::uint32_t offers) {
  std::mt19937_64 random(42);
  Catalog catalog;
  catalog.name = "generated";
  Columns columns;
  for (std::uint32_t i = 0; i < offers; ++i) catalog.offers.push_back(make_offer(i, random, columns));
  auto tree = parse(std::make_shared<const Source>("bench.policy", policy_text));
  PolicyLayers layers;
  if (tree) layers = {{std::move(*tree)}, {{}}};
  auto policy = tree ? check(layers) : Result<CheckedPolicy>{};
  if (!policy) {
    for (const Diagnostic& diagnostic : tree ? policy.diagnostics : tree.diagnostics)
      fmt::print(stderr, "{}", to_text(diagnostic, false));
    std::abort();
  }
  World world{*compile(std::move(*policy), std::move(catalog)), std::move(columns), {}, {}};
  for (int i = 0; i < 256; ++i) add_answers(world, random);
  return world;
}

}  // namespace select_model::bench
