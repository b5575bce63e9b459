#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "policy/checked_policy.hpp"
#include "policy/diagnostic.hpp"
#include "policy/inquiry.hpp"

/// What a policy can never do, for all complete answers and whatever the catalogue says: branches that
/// nothing leads to, constraints that nothing satisfies, gates that refuse nothing. Each finding is exact;
/// what could not be settled is said to be `not-analysed`.
namespace select_model {

/// By place. There must be a solver (analysis::Solver::absence).
Diagnostics verify(const CheckedPolicy& policy, Date today, const analysis::Effort& effort);

/// `not-analysed`: what was not settled, and why.
Diagnostic not_analysed(const std::string& what, const std::string& why, const Place& place);

namespace analysis {

/// The two halves of `verify`.
void verify_tree(const CheckedPolicy& policy, const Subject& subject, const Effort& effort, Inquiry& inquiry,
                 Diagnostics& found);
void verify_constraints(const CheckedPolicy& policy, Date today, Inquiry& inquiry, Diagnostics& found);

/// `on 2026-04-01 `, in front of what may be otherwise on another day; nothing where no day matters.
std::string when_it_is(bool by_day, Date today);
/// Behind the help of such a finding.
inline constexpr std::string_view other_day = "; `--today` looks at another day";

}  // namespace analysis

}  // namespace select_model
