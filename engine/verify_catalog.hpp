#pragma once
#include "engine/catalog_inquiry.hpp"
#include "engine/program.hpp"
#include "policy/diagnostic.hpp"

/// What a policy can and cannot do with a catalogue, for all complete answers: whether they may leave no
/// model, empty a branch, whether a model that a leaf lists can ever be eligible there, a must ever reject,
/// and whether its proofs hold. What shows a claim was replayed through the engine; what could not be settled
/// is said to be `not-analysed`, or a proof `unproved`.
namespace select_model {

/// All but the proofs; by place. There must be a solver (analysis::Solver::absence).
Diagnostics verify_with_catalog(const Program& program, Date today, const analysis::Effort& effort);
/// The proofs alone.
Diagnostics verify_proofs(const Program& program, Date today, const analysis::Effort& effort);

}  // namespace select_model
