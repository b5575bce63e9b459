#include "tests/bench/by_hand.hpp"

#include <algorithm>
#include <initializer_list>

namespace select_model::bench {
namespace {

void judge_from(std::size_t first, const Columns& c, const PlainAnswers& a, const Limits& limits,
                Plain& plain) {
  for (std::size_t i = first; i < c.mmlu.size(); ++i) {
    const double cost = c.input_price[i] * a.input + c.output_price[i] * a.output;
    const double time = c.ttft[i] + c.pace[i] * a.output;
    std::uint64_t bad = c.context[i] < limits.total ? 1u : 0u;
    bad |= c.max_output[i] < a.output ? 2u : 0u;
    bad |= time > a.max_latency ? 4u : 0u;
    bad |= cost > a.max_cost ? 8u : 0u;
    bad |= c.mmlu[i] < a.min_mmlu ? 16u : 0u;
    bad |= c.availability[i] < a.min_availability ? 32u : 0u;
    bad |= (a.compliance & ~c.compliance[i]) ? 64u : 0u;
    bad |= c.hosted[i] < limits.home ? 128u : 0u;
    plain.reasons[i] = bad;
    const double cheap = std::max(0.0, (a.max_cost - cost) * limits.per_dollar);
    const double quick = std::max(0.0, (a.max_latency - time) * limits.per_second);
    plain.scores[i] = c.mmlu[i] * 0.5 + cheap * 0.3 + quick * 0.2;
  }
}

void judge(const Columns& c, const PlainAnswers& a, Plain& plain) {
  const Limits limits(a);
  judge_from(judge_fours(c, a, limits, plain), c, a, limits, plain);
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

}  // namespace

void decide_by_hand(const Columns& c, const PlainAnswers& a, Plain& plain) {
  const std::size_t count = c.mmlu.size();
  judge(c, a, plain);
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

#if !SELECT_MODEL_AVX2
std::size_t judge_fours(const Columns&, const PlainAnswers&, const Limits&, Plain&) { return 0; }
#endif

}  // namespace select_model::bench
