#pragma once
#include <limits>

#include "engine/kernels.hpp"

/// What both builds of the kernels share.
namespace select_model::kernels {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// Below this, products may have lost bits to underflow, which no relative bound covers; nothing real is that
/// small.
inline constexpr double smallest_slack = 1e-290;

const Table& avx2_table();

}  // namespace select_model::kernels
