#pragma once
#include <vector>

#include "catalog/catalog.hpp"
#include "policy/checked_policy.hpp"

/// Models that a policy names and a catalogue does not hold (`unknown-model`), each with the nearest that it
/// does.
namespace select_model {

/// Of the tree, and of the tests that name no catalogue of their own; by place.
Diagnostics check_references(const CheckedPolicy& policy, const Catalog& catalog);
Diagnostics unknown_models(const std::vector<Branch>& tree, const Catalog& catalog);
Diagnostics unknown_models(const Test& test, const Catalog& catalog);

}  // namespace select_model
