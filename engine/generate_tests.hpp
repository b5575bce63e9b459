#pragma once
#include <string>
#include <vector>

#include "engine/coverage.hpp"
#include "policy/inquiry.hpp"

namespace select_model {

struct GeneratedTests {
  std::vector<std::string> tests;    // blocks of the language, each ended by a line break
  std::vector<std::string> without;  // what got none, and why
};

/// Tests of what those of the policy have not seen: every branch taken and passed over, every gate passed and
/// refusing, every must holding and rejecting, and both sides of every limit that a condition sets an answer.
/// Each gives answers that were found by proof and expects what is decided for them now, to be read and kept.
/// There must be a solver (analysis::Solver::absence).
GeneratedTests generate_tests(const Program& program, const Seen& seen, Date today,
                              const analysis::Effort& effort);

}  // namespace select_model
