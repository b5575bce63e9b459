#pragma once
#include <optional>

#include "catalog/catalog.hpp"
#include "cli/options.hpp"
#include "policy/checked_policy.hpp"

namespace select_model::cli {

/// What `check` finds by proof: of the policy alone, of the policy with the catalogue where one is given, and
/// of its proofs, which speak of the built-in catalogue where none is. A note where there is no solver.
/// `tests`, where wanted: a `test` block of each example is added.
Diagnostics analyse(const CheckedPolicy& policy, const std::optional<Catalog>& catalog,
                    const AnalysisOptions& options, std::string* tests = nullptr);

}  // namespace select_model::cli
