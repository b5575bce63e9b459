#pragma once
#include "tests/bench/world.hpp"

/// The same decision by a loop over columns that was written by hand for this one policy.
namespace select_model::bench {

inline constexpr std::size_t top = 5;

/// What the hand-written loop leaves: the reasons of every offer, and the best.
struct Plain {
  std::vector<std::uint64_t> reasons;
  std::vector<double> scores;
  std::uint32_t best[top];
  std::size_t found;
};

void decide_by_hand(const Columns& columns, const PlainAnswers& answers, Plain& plain);

/// What is alike for all offers of a decision.
struct Limits {
  double total, per_dollar, per_second, home;
  explicit Limits(const PlainAnswers& a)
      : total(a.input + a.output),
        per_dollar(a.max_cost > 0 ? 1 / a.max_cost : 0),
        per_second(a.max_latency > 0 ? 1 / a.max_latency : 0),
        home(a.at_home ? 1 : 0) {}
};

/// Judges the offers four at a time where this machine can; how many it did.
std::size_t judge_fours(const Columns& columns, const PlainAnswers& answers, const Limits& limits,
                        Plain& plain);

}  // namespace select_model::bench
