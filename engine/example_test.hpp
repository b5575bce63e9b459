#pragma once
#include <optional>
#include <set>
#include <string>

#include "engine/program.hpp"

namespace select_model {

/// A `test` block that gives what the finding's example does and expects what is decided now, named after the
/// finding; nothing where it has no example, or one that no test can give. `names` holds those that are
/// taken.
std::optional<std::string> test_of(const Program& program, const Diagnostic& finding, Date today,
                                   std::set<std::string>& names);

}  // namespace select_model
