#pragma once
#include "engine/difference.hpp"
#include "policy/inquiry.hpp"

namespace select_model {

/// For which answers two policies, or one with two catalogues, decide differently; or that there are none.
///
/// Of all answers that both read: branches, refusals and eligible offers exactly, each with the region in
/// which its change is proved to be seen; the recommendation exactly where the rest and what orders it are
/// the same, else by answers that were found or tried. Each change is replayed through the engine before it
/// is shown. There must be a solver (analysis::Solver::absence).
Difference verify_difference(const Program& before, const Program& after, Date today,
                             const analysis::Effort& effort);

}  // namespace select_model
