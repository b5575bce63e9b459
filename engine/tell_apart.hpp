#pragma once
#include <vector>

#include "engine/rationale.hpp"

namespace select_model {

/// Gives values that stand side by side, and would read alike though they differ, as many more digits as it
/// takes to tell them apart.
void tell_apart(const std::vector<Shown*>& shown);

}  // namespace select_model
