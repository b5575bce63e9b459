#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "tests/bench/world.hpp"

/// How long a decision takes, beside a loop over columns that was written by hand for this one policy. Read
/// the two columns of one run as a ratio; the machines are shared.
namespace select_model::bench {
namespace {

constexpr std::size_t top = 5;

/// What the hand-written loop leaves: the reasons of every offer, and the best.
struct Plain {
  std::vector<std::uint64_t> reasons;
  std::vector<double> scores;
  std::uint32_t best[top];
  std::size_t found;
};

#if defined(__x86_64__)
__attribute__((target("avx2")))
#endif
void judge(const Columns& c, const PlainAnswers& a, std::size_t count, std::uint64_t* __restrict reasons, double* __restrict scores) {
  const double total = a.input + a.output;
  const double per_dollar = a.max_cost > 0 ? 1 / a.max_cost : 0;
  const double per_second = a.max_latency > 0 ? 1 / a.max_latency : 0;
  const double home = a.at_home ? 1 : 0;
  const double* __restrict in = c.input_price.data(), * __restrict out = c.output_price.data();
  const double* __restrict ttft = c.ttft.data(), * __restrict pace = c.pace.data();
  const double *context = c.context.data(), *longest = c.max_output.data(), *mmlu = c.mmlu.data(),
               *up = c.availability.data();
  const double* hosted = c.hosted.data();
  const std::uint64_t* compliance = c.compliance.data();
  for (std::size_t i = 0; i < count; ++i) {
    const double cost = in[i] * a.input + out[i] * a.output;
    const double time = ttft[i] + pace[i] * a.output;
    std::uint64_t bad = context[i] < total ? 1 : 0;
    bad |= longest[i] < a.output ? 2 : 0;
    bad |= time > a.max_latency ? 4 : 0;
    bad |= cost > a.max_cost ? 8 : 0;
    bad |= mmlu[i] < a.min_mmlu ? 16 : 0;
    bad |= up[i] < a.min_availability ? 32 : 0;
    bad |= (a.compliance & ~compliance[i]) ? 64 : 0;
    bad |= hosted[i] < home ? 128 : 0;
    reasons[i] = bad;
    double cheap = (a.max_cost - cost) * per_dollar;
    double quick = (a.max_latency - time) * per_second;
    cheap = cheap < 0 ? 0 : cheap;
    quick = quick < 0 ? 0 : quick;
    scores[i] = mmlu[i] * 0.5 + cheap * 0.3 + quick * 0.2;
  }
}

void listed(const PlainAnswers& a, std::uint32_t (&models)[3], std::size_t& count) {
  const auto list = [&](std::initializer_list<std::uint32_t> wanted) {
    count = 0;
    for (const std::uint32_t model : wanted) models[count++] = model;
  };
  if (a.at_home) return list({1, 2, 3});
  if (a.input > 200'000) return list({4, 5});
  if (a.task == 2) return list({6});
  if (a.max_latency < 2) return list({7, 8, 9});
  if (a.max_cost < 0.005) return list({10, 11});
  list({0});
}

void decide_by_hand(const Columns& c, const PlainAnswers& a, Plain& plain) {
  const std::size_t count = c.mmlu.size();
  judge(c, a, count, plain.reasons.data(), plain.scores.data());
  plain.found = 0;
  std::uint32_t models[3];
  std::size_t wanted = 0;
  listed(a, models, wanted);
  const auto insert = [&](std::uint32_t offer, std::size_t from) {
    const double score = plain.scores[offer];
    if (plain.found == top) {
      if (score <= plain.scores[plain.best[top - 1]]) return;
      --plain.found;
    }
    std::size_t at = plain.found++;
    for (; at > from && plain.scores[plain.best[at - 1]] < score; --at) plain.best[at] = plain.best[at - 1];
    plain.best[at] = offer;
  };
  for (std::size_t i = 0; i < wanted; ++i) {
    if (models[i] < count && plain.reasons[models[i]] == 0) insert(models[i], 0);
  }
  const std::size_t first_tier = plain.found;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (plain.reasons[i] != 0) continue;
    bool before = false;
    for (std::size_t j = 0; j < wanted; ++j) before = before || models[j] == i;
    if (!before) insert(i, first_tier);
  }
}

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
