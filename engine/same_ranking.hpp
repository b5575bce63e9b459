#pragma once
#include <string>
#include <vector>

#include "engine/catalog_inquiry.hpp"
#include "engine/program.hpp"

namespace select_model::analysis {

/// For two programs that take the same branches and have the same offers eligible: what may make them order
/// those offers differently, in words that `differ` can follow. Empty: nothing does.
///
/// Looked at are the rankings and lists of each branch, and the facts that they read, of offers that can be
/// eligible there. A branch that never has two to choose from is passed over.
std::vector<std::string> ranking_differences(const Program& before, const Program& after,
                                             CatalogInquiry& old);

}  // namespace select_model::analysis
