#pragma once
#include "engine/program.hpp"

namespace select_model {

/// Where nothing that decides reads a missing answer, a decision is made with any value in its place. Takes
/// back what such a decision says on the strength of that value: which ranking applies, the scores, the
/// fallbacks. `answers`: those of the decision, but for what was filled in.
void forget_guesses(const Program& program, const Answers& answers, Date today, Decision& decision);

}  // namespace select_model
