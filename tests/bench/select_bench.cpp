#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "tests/bench/by_hand.hpp"

/// How long a decision takes, beside a loop over columns that was written by hand for this one policy. Read
/// the two columns of one run as a ratio; the machines are shared.
namespace select_model::bench {
namespace {

Plain make_plain(std::size_t offers) {
  return {std::vector<std::uint64_t>(offers), std::vector<double>(offers), {}, 0};
}

/// Offers stand in the order of the catalogue here as there, so that indexes are the same.
void same_or_abort(const World& world) {
  Plain plain = make_plain(world.columns.mmlu.size());
  Workspace workspace;
  Decision decision;
  for (std::size_t i = 0; i < world.inputs.size(); ++i) {
    decide_by_hand(world.columns, world.plain[i], plain);
    select(world.program, world.inputs[i], Date{}, workspace, decision, top);
    bool same = decision.ranked.size() == plain.found;
    for (std::size_t j = 0; same && j < plain.found; ++j) {
      // The last bits of two sums may differ, and so equals may change places.
      same = decision.ranked[j].offer == plain.best[j] ||
             std::fabs(decision.ranked[j].score - plain.scores[plain.best[j]]) < 1e-12;
    }
    if (same) continue;
    std::fprintf(stderr, "the engine and the hand-written loop decide differently in case %zu\n", i);
    std::abort();
  }
}

void by_hand(benchmark::State& state) {
  const World world = make_world(static_cast<std::uint32_t>(state.range(0)));
  same_or_abort(world);
  Plain plain = make_plain(world.columns.mmlu.size());
  std::size_t i = 0;
  for (auto _ : state) {
    decide_by_hand(world.columns, world.plain[i++ % world.plain.size()], plain);
    benchmark::DoNotOptimize(plain.best);
    benchmark::ClobberMemory();
  }
}

void by_engine(benchmark::State& state) {
  const World world = make_world(static_cast<std::uint32_t>(state.range(0)));
  Workspace workspace;
  Decision decision;
  std::size_t i = 0;
  for (auto _ : state) {
    select(world.program, world.inputs[i++ % world.inputs.size()], Date{}, workspace, decision, top);
    benchmark::DoNotOptimize(decision.ranked.data());
    benchmark::ClobberMemory();
  }
}

BENCHMARK(by_hand)->Arg(12)->Arg(300)->Arg(3'000)->Arg(30'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(by_engine)->Arg(12)->Arg(300)->Arg(3'000)->Arg(30'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace select_model::bench
