#include <random>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engine/verify_difference.hpp"
#include "policy/checker.hpp"

/// What `diff` takes on a policy of 60 branches and 40 constraints with 300 offers: against itself, with a
/// threshold of the tree changed, with a budget halved, and with every price raised.
namespace select_model {
namespace {

constexpr int branches = 60, constraints = 40, offers = 300;
const Date today{20'544};

std::string constraint(int i) {
  switch (i % 5) {
    case 0:
      return fmt::format("when context > {}K: model.context_window >= context", i + 1);
    case 1:
      return fmt::format("when budget is known and task != t{}: price <= budget", i % 12);
    case 2:
      return fmt::format("when latency is known and context < {}K: wait <= latency", 20 + i);
    case 3:
      return fmt::format("when privacy == strict and output < {}: model.hosting != api", 1000 + i);
    default:
      return fmt::format(": not live or context < {}K or model.throughput >= {}/s", 100 + i, 10 + i % 7);
  }
}

std::string branch(int i) {
  const int limit = 5 + 3 * (branches - i), task = i % 12;
  if (i % 3 == 0) return fmt::format("task == t{} and context > {}K", task, limit);
  if (i % 3 == 1) return fmt::format("live and output > {} and task == t{}", limit * 20, task);
  return fmt::format("privacy == strict and context > {}K and soc2 in need and task == t{}", limit, task);
}

std::string large_policy() {
  std::string text = R"(policy large language 1
ask task: one of {t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11}
ask context: tokens, from 1 to 2M, default 4_000
ask output: tokens, from 1 to 64K, default 500
ask budget: money, optional, from $0 to $10
ask latency: duration, optional, from 100ms to 600s
ask privacy: one of {standard, strict, on_prem}, default standard
ask need: any of {soc2, hipaa, gdpr}, default {}
ask live: bool, default false
let price = model.cost(context, output, 1000)
let wait = model.response_time(output)
)";
  for (int i = 0; i < constraints; ++i) text += fmt::format("must c{} {}\n", i, constraint(i));
  text += "choose {\n";
  for (int i = 0; i < branches - 1; ++i)
    text += fmt::format("  b{} when {} -> m{}, m{} then any\n", i, branch(i), i, i + 60);
  return text + "  otherwise rest -> any\n}\n" +
         "rank by weight { minimize price weight 2 from $0 to $1  maximize model.mmlu weight 1 }\n";
}

std::string large_catalog(unsigned dearer) {
  std::mt19937 random(5);
  const auto number = [&](unsigned from, unsigned to) { return from + random() % (to - from); };
  constexpr const char* windows[] = {"8K", "32K", "128K", "200K", "1M"};
  std::string text = "catalog: large\nas_of: 2026-04-01\nmodels:\n";
  for (int i = 0; i < offers; ++i) {
    text += fmt::format("  - id: m{}\n    mmlu: {}%\n    context_window: {}\n", i, number(40, 95),
                        windows[number(0, 5)]);
    text += fmt::format("    offers: [{{provider: p{}, hosting: {}, ttft: {}ms, throughput: {}/s, ", i % 7,
                        number(0, 2) ? "api" : "dedicated", number(100, 3000), number(10, 200));
    text +=
        fmt::format("price: {{input: ${}/1M, output: ${}/1M}}}}]\n", number(1, 15) + dearer, number(1, 60));
  }
  return text;
}

Program program_of(const std::string& policy, const std::string& catalog) {
  const auto read = [&](const std::string&) -> std::variant<FileText, FileError> { return FileText{policy}; };
  const auto layers = load_layers("large.policy", read);
  auto checked = layers ? check(*layers) : Result<CheckedPolicy>{};
  auto built = build_catalog({std::make_shared<const Source>("large.yaml", catalog)});
  if (!checked || !built)
    throw std::invalid_argument("the policy or the catalogue of the benchmark is invalid");
  return *compile(std::move(*checked), std::move(*built));
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument(from);
  return text.replace(at, from.size(), to);
}

void difference(benchmark::State& state, const std::string& after, unsigned dearer) {
  const Program old = program_of(large_policy(), large_catalog(0));
  const Program now = program_of(after, large_catalog(dearer));
  std::size_t regions = 0, changes = 0;
  for (auto _ : state) {
    const Difference found =
        verify_difference(old, now, today, analysis::Effort::within(std::chrono::seconds(60)));
    changes = found.changes.size();
    regions = 0;
    for (const ShownChange& shown : found.changes) regions += shown.region.has_value();
  }
  state.counters["changes"] = static_cast<double>(changes);
  state.counters["regions"] = static_cast<double>(regions);
}

const std::string policy = large_policy();
BENCHMARK_CAPTURE(difference, itself, policy, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(difference, a_threshold, with(policy, "context > 98K", "context > 99K"), 0)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(difference, a_budget, with(policy, "task != t11: price <=", "task != t11: price * 2 <="), 0)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(difference, prices, policy, 10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace select_model
