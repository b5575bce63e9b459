#pragma once
#include "catalog/catalog.hpp"
#include "policy/checked_policy.hpp"

/// What a policy says that its catalogue makes pointless, though nothing is wrong with either.
namespace select_model {

/// Literals that are compared with an open name (a provider, a family, a certificate) and that no entry of
/// the catalogue has, each with the nearest that one has: `unknown-member`.
Diagnostics unknown_members(const CheckedPolicy& policy, const Catalog& catalog);

/// Models that the tree names and of which every offer that it means is deprecated or retired, or will be
/// within 90 days of `today`: `retired-model`.
Diagnostics retired_models(const CheckedPolicy& policy, const Catalog& catalog, Date today);

}  // namespace select_model
