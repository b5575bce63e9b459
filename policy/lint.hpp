#pragma once
#include "policy/checked_policy.hpp"
#include "policy/diagnostic.hpp"

/// What stands in a sound policy and does nothing: it can be told without deciding anything.
namespace select_model {

/// Questions, lets and facts that nothing reads which decides or proves (`unused-question`, `unused-let`,
/// `unused-fact`). Only those that are declared in `own`: a layer answers for itself, and what it declares
/// may be there for those that extend it.
Diagnostics lint(const CheckedPolicy& policy, const SourcePtr& own);

}  // namespace select_model
