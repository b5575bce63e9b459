#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/program.hpp"

/// The policy, catalogues and answers that the benchmarks decide with: 8 constraints, 6 branches, 3 weighted
/// criteria.
namespace select_model::bench {

/// The same facts and answers as plain numbers, for a loop that is written by hand. Dollars, seconds, tokens.
struct Columns {
  std::vector<double> input_price, output_price, context, max_output, ttft, pace, mmlu, availability, hosted;
  std::vector<std::uint64_t> compliance;
};
struct PlainAnswers {
  double input, output, max_latency, max_cost, min_mmlu, min_availability;
  bool at_home;
  std::uint64_t compliance;
  int task;
};

struct World {
  Program program;
  Columns columns;
  std::vector<Inputs> inputs;
  std::vector<PlainAnswers> plain;
};
World make_world(std::uint32_t offers);

}  // namespace select_model::bench
