#pragma once
#include <cstdint>
#include <vector>

#include "engine/program.hpp"
#include "policy/encoder.hpp"

namespace select_model::analysis {

/// Offers that the policy cannot tell apart, but by name: they agree in every fact that a must, a `where` or
/// a proof reads. Whatever is true of one is true of all.
struct OfferGroup {
  OfferFacts facts;  // those that nothing reads are unknown
  std::vector<std::uint32_t> offers;
};

/// In the order of their first offers.
std::vector<OfferGroup> group_offers(const Program& program);

}  // namespace select_model::analysis
