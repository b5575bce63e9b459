#pragma once
#include <vector>

#include "engine/answers.hpp"

namespace select_model::analysis {

/// Complete answers to try, the same each time: round numbers, ends of ranges, members, defaults, and
/// optional answers left out.
std::vector<Answers> try_answers(const CheckedPolicy& policy, Date today, std::size_t count);

}  // namespace select_model::analysis
