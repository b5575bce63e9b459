#pragma once
#include <string>

#include "engine/rationale.hpp"

/// Whether a decision is what a test expects (section 11 of the language). The verdict is read from the bits
/// of the decision, which is quick; only where it is no are there reasons to word.
namespace select_model {

struct Decided {
  const Program& program;
  const Answers& answers;
  Date today;
  const Decision& decision;
};

bool meets(const Decided& decided, const TestExpectation& expectation);

/// What came instead of an expectation that is not met. `rationale` is the decision's.
std::string found_instead(const Decided& decided, const Rationale& rationale,
                          const TestExpectation& expectation);

/// Whether a `must` or the branch rejects the offer, and all that are named among those that do.
bool is_rejected(const Decided& decided, std::uint32_t offer, const std::vector<std::string>& names);
/// Where the best offer that the name means stands in the ranking, from 1; 0 where none is eligible.
std::size_t best_rank(const Decided& decided, const ModelTarget& target);

}  // namespace select_model
