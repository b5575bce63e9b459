#include "tests/bench/analysis_policy.hpp"

#include <cstdlib>
#include <random>

#include <fmt/format.h>

#include "policy/checker.hpp"
#include "policy/grammar.hpp"
#include "tests/bench/draw.hpp"

namespace select_model::bench {

namespace {

constexpr int tasks = 12;

constexpr const char* head = R"(policy bench language 1
ask task: one of {t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11}
ask region: one of {eu, us, apac}
ask sensitive: bool, default false
ask input_tokens: tokens, from 1 to 1M
ask output_tokens: tokens, from 1 to 64K
ask requests: count, from 1 to 10M
ask max_latency: duration, optional, from 100ms to 10min
ask budget: money, from $0 to $1M
ask quality: ratio, from 0 to 1, default 70%
ask compliance: any of {soc2, hipaa, gdpr}, default {}

let request_cost = model.cost(input_tokens, output_tokens, requests)
let latency      = model.response_time(output_tokens)
let volume       = requests * (input_tokens + output_tokens)
)";

std::string constraint(int i, bool products) {
  const int task = i % tasks;
  switch (i % 8) {
    case 0:
      return fmt::format(
          "must c{} when task == t{}: model.context_window >= input_tokens + output_tokens + {}\n", i, task,
          i * 64);
    case 1:
      return fmt::format("must c{} when task == t{} and not sensitive: request_cost <= ${}\n", i, task,
                         1 + i);
    case 2:
      return fmt::format(
          "must c{} when max_latency is known and region == us: latency <= max_latency + {}ms\n", i, i);
    case 3:
      return fmt::format("must c{} when sensitive and task != t{}: model.hosting == dedicated\n", i, task);
    case 4:
      return fmt::format("must c{} when region == eu or task == t{}: compliance in model.compliance\n", i,
                         task);
    case 5:
      return fmt::format("must c{} when task == t{}: model.mmlu >= quality - {}%\n", i, task, i % 40);
    case 6:
      return fmt::format("must c{} when task == t{}: input_tokens <= {}\n", i, task, 999'000 - i * 1000);
    default:
      break;
  }
  if (!products)
    return fmt::format("must c{} when region == apac: model.max_output >= output_tokens - {}\n", i, i * 16);
  if (i % 16 == 7)
    return fmt::format("must c{} when task == t{}: requests * request_cost <= budget + ${}\n", i, task,
                       i * 100);
  return fmt::format("must c{} when task == t{} and requests <= 1M: volume <= {}B tokens\n", i, task, 2 + i);
}

std::string branch(int i, bool products, int offers) {
  const int models = offers < 60 ? offers : 60;
  const std::string to = fmt::format("-> m{}, m{} then any\n", i % models, (i * 7 + 1) % models);
  if (products && i % 4 == 3)
    return fmt::format("  b{} when task == t{} and requests <= {}K and volume > {}M tokens {}", i, i % tasks,
                       100 + i, 900 + 10 * i, to);
  if (i % 4 == 1)
    return fmt::format("  b{} when max_latency is known and max_latency < {}ms and region == us {}", i,
                       100 + 20 * i, to);
  if (i % 4 == 2)
    return fmt::format("  b{} when sensitive and input_tokens > {} {}", i, 1'000'000 - i * 4000, to);
  return fmt::format("  b{} when task == t{} and output_tokens > {} {}", i, i % tasks, 64'000 - i * 500, to);
}

std::string text_of(const Size& size) {
  std::string text = head;
  for (int i = 0; i < size.constraints; ++i) text += constraint(i, size.products);
  text += "choose \"Which?\" {\n";
  for (int i = 0; i < size.branches; ++i) text += branch(i, size.products, size.offers);
  text += "  otherwise rest -> m0 then any\n}\nrank by order { maximize model.mmlu }\n";
  text +=
      "prove \"private data stays home\" when sensitive and task == t4: every eligible model.hosting == "
      "dedicated\n";
  text +=
      "prove \"all fits\" when task == t0: every eligible model.context_window >= input_tokens + "
      "output_tokens\n";
  text += "prove \"there is one for each task\" when not sensitive: some eligible\n";
  return text;
}

Offer make_offer(std::uint32_t number, int kind, std::mt19937_64& random) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return draw(random, low, high); };
  Offer offer = named_offer(number);
  const auto set = [&](const char* fact, Value value) { set_fact(offer, fact, std::move(value)); };
  set("hosting", std::string(kind % 4 == 0 ? "dedicated" : "api"));
  set("input_price", Rational::fraction(pick(5, 1500), 100'000'000));
  set("output_price", Rational::fraction(pick(10, 6000), 100'000'000));
  set("context_window", Rational(pick(8, 1100) * 1000));
  set("max_output", Rational(pick(1, 70) * 1000));
  set("ttft", Rational::fraction(pick(100, 3000), 1000));
  set("throughput", Rational(pick(20, 300)));
  set("mmlu", Rational::fraction(pick(400, 950), 1000));
  Set certificates;
  for (const char* name : {"gdpr", "hipaa", "soc2"}) {
    if (pick(0, 9) < 6) certificates.in.emplace_back(name);
  }
  set("compliance", certificates);
  return offer;
}

}  // namespace

Program make_policy(const Size& size) {
  Catalog catalog;
  catalog.name = "generated";
  std::mt19937_64 all(42);
  constexpr int kinds = 12;
  for (int i = 0; i < size.offers; ++i) {
    std::mt19937_64 of_kind(static_cast<std::uint64_t>(i % kinds));
    catalog.offers.push_back(
        make_offer(static_cast<std::uint32_t>(i), i % kinds, size.alike ? of_kind : all));
  }
  auto tree = parse(std::make_shared<const Source>("bench.policy", text_of(size)));
  PolicyLayers layers;
  if (tree) layers = {{std::move(*tree)}, {{}}};
  auto policy = tree ? check(layers) : Result<CheckedPolicy>{};
  if (!policy) {
    for (const Diagnostic& diagnostic : tree ? policy.diagnostics : tree.diagnostics)
      fmt::print(stderr, "{}", to_text(diagnostic, false));
    std::abort();
  }
  return *compile(std::move(*policy), std::move(catalog));
}

}  // namespace select_model::bench
