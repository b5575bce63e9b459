#pragma once
#include <string>
#include <vector>

#include "engine/rationale.hpp"

namespace select_model {

/// Gives values that stand side by side, and would read alike though they differ, as many more digits as it
/// takes to tell them apart.
void tell_apart(const std::vector<Shown*>& shown);

/// With all its digits, as few as usual where no more are there: an answer stands beside the limits that it
/// was compared with, and 200,001 is not 200K.
std::string faithful_text(const Value& value, const Type& type);

}  // namespace select_model
