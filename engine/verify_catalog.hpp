#pragma once
#include "engine/catalog_inquiry.hpp"
#include "engine/program.hpp"
#include "policy/diagnostic.hpp"

/// What a policy can and cannot do with a catalogue, for all complete answers: whether they may leave no
/// model, empty a branch, whether a model that a leaf lists can ever be eligible there, a must ever reject,
/// and whether its proofs hold. What shows a claim was replayed through the engine; what could not be settled
/// is said to be `not-analysed`, or a proof `unproved`.
namespace select_model {

/// By place. Without `models` the proofs alone. There must be a solver (analysis::Solver::absence).
Diagnostics verify_with_catalog(const Program& program, Date today, const analysis::Effort& effort,
                                bool models = true);

namespace analysis {

/// The two halves of it.
void verify_models(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found);
void verify_proofs(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found);

}  // namespace analysis

}  // namespace select_model
