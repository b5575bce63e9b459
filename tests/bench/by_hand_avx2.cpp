#include <immintrin.h>

#include "tests/bench/by_hand.hpp"

namespace select_model::bench {

/// Four offers at a time; whoever writes such a loop for speed writes this one.
std::size_t judge_fours(const Columns& c, const PlainAnswers& a, const Limits& limits, Plain& plain) {
  using Lanes = __m256d;
  const auto all = [](double value) { return _mm256_set1_pd(value); };
  const Lanes input = all(a.input), output = all(a.output), total = all(limits.total),
              home = all(limits.home);
  const Lanes latency = all(a.max_latency), budget = all(a.max_cost), zero = _mm256_setzero_pd();
  const Lanes mmlu_least = all(a.min_mmlu), up_least = all(a.min_availability);
  const Lanes per_dollar = all(limits.per_dollar), per_second = all(limits.per_second);
  const __m256i wanted = _mm256_set1_epi64x(static_cast<long long>(a.compliance));
  const auto flag = [](Lanes where, long long bit) {
    return _mm256_and_si256(_mm256_castpd_si256(where), _mm256_set1_epi64x(bit));
  };
  std::size_t i = 0;
  if (!__builtin_cpu_supports("avx2")) return i;
  for (; i + 4 <= c.mmlu.size(); i += 4) {
    const auto at = [i](const std::vector<double>& column) { return _mm256_loadu_pd(column.data() + i); };
    const Lanes mmlu = at(c.mmlu);
    const Lanes cost =
        _mm256_add_pd(_mm256_mul_pd(at(c.input_price), input), _mm256_mul_pd(at(c.output_price), output));
    const Lanes time = _mm256_add_pd(at(c.ttft), _mm256_mul_pd(at(c.pace), output));
    const __m256i held = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(c.compliance.data() + i));
    const __m256i lacking = _mm256_cmpeq_epi64(_mm256_andnot_si256(held, wanted), _mm256_setzero_si256());
    __m256i bad = _mm256_andnot_si256(lacking, _mm256_set1_epi64x(64));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(at(c.context), total, _CMP_LT_OQ), 1));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(at(c.max_output), output, _CMP_LT_OQ), 2));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(time, latency, _CMP_GT_OQ), 4));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(cost, budget, _CMP_GT_OQ), 8));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(mmlu, mmlu_least, _CMP_LT_OQ), 16));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(at(c.availability), up_least, _CMP_LT_OQ), 32));
    bad = _mm256_or_si256(bad, flag(_mm256_cmp_pd(at(c.hosted), home, _CMP_LT_OQ), 128));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(plain.reasons.data() + i), bad);
    const Lanes cheap = _mm256_max_pd(zero, _mm256_mul_pd(_mm256_sub_pd(budget, cost), per_dollar));
    const Lanes quick = _mm256_max_pd(zero, _mm256_mul_pd(_mm256_sub_pd(latency, time), per_second));
    const Lanes score =
        _mm256_add_pd(_mm256_add_pd(_mm256_mul_pd(mmlu, all(0.5)), _mm256_mul_pd(cheap, all(0.3))),
                      _mm256_mul_pd(quick, all(0.2)));
    _mm256_storeu_pd(plain.scores.data() + i, score);
  }
  return i;
}

}  // namespace select_model::bench
