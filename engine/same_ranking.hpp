#pragma once
#include "engine/program.hpp"

namespace select_model::analysis {

/// Whether two programs surely order the same eligible offers alike, where they also take the same branch:
/// the rankings and the tiers of each branch are written alike, and so are all facts of the offers. Otherwise
/// they may still do.
bool ranks_alike(const Program& before, const Program& after);

}  // namespace select_model::analysis
