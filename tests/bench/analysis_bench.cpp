#include <algorithm>

#include <benchmark/benchmark.h>

#include "engine/verify_catalog.hpp"
#include "policy/verifier.hpp"
#include "tests/bench/analysis_policy.hpp"

/// How long `check` analyses, as policies and catalogues grow; what it leaves unsettled is counted beside it.
namespace select_model::bench {
namespace {

constexpr std::chrono::minutes long_enough{2};

void analyse(benchmark::State& state, const Size& size) {
  if (const auto absence = analysis::Solver::absence()) {
    state.SkipWithError(absence->c_str());
    return;
  }
  const Program program = make_policy(size);
  const Date today{20'544};
  Diagnostics found;
  for (auto _ : state) {
    const auto effort = analysis::Effort::within(long_enough);
    found = verify(program.policy(), today, effort);
    std::ranges::move(verify_with_catalog(program, today, effort), std::back_inserter(found));
  }
  const auto unsettled = std::ranges::count_if(found, [](const Diagnostic& finding) {
    return finding.code == Code::not_analysed || finding.code == Code::unproved;
  });
  state.counters["found"] = static_cast<double>(static_cast<std::ptrdiff_t>(found.size()) - unsettled);
  state.counters["unsettled"] = static_cast<double>(unsettled);
}

int first(const benchmark::State& state) { return static_cast<int>(state.range(0)); }

void analysis_branches(benchmark::State& state) { analyse(state, {.branches = first(state)}); }
void analysis_constraints(benchmark::State& state) { analyse(state, {.constraints = first(state)}); }
void analysis_offers_alike(benchmark::State& state) {
  analyse(state, {.offers = first(state), .alike = true});
}
void analysis_offers_unlike(benchmark::State& state) { analyse(state, {.offers = first(state)}); }
void analysis_products(benchmark::State& state) {
  analyse(state, {.branches = first(state), .constraints = first(state), .offers = 30, .products = true});
}
/// 60 branches and 40 constraints.
void analysis_large(benchmark::State& state) {
  analyse(state, {.branches = 60, .constraints = 40, .offers = first(state)});
}

void once(benchmark::internal::Benchmark* benchmark) {
  benchmark->Iterations(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
}
BENCHMARK(analysis_branches)->Arg(10)->Arg(20)->Arg(40)->Arg(60)->Arg(120)->Apply(once);
BENCHMARK(analysis_constraints)->Arg(10)->Arg(20)->Arg(40)->Arg(80)->Apply(once);
BENCHMARK(analysis_offers_alike)->Arg(30)->Arg(300)->Arg(2'500)->Apply(once);
BENCHMARK(analysis_offers_unlike)->Arg(30)->Arg(300)->Arg(2'500)->Apply(once);
BENCHMARK(analysis_products)->Arg(10)->Arg(20)->Arg(40)->Apply(once);
BENCHMARK(analysis_large)->Arg(300)->Arg(2'500)->Apply(once);

}  // namespace
}  // namespace select_model::bench
