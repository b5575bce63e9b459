#pragma once
#include <array>
#include <string_view>

#include "policy/value.hpp"

namespace select_model {

/// A unit that a key of a requirements file may carry, so that its value is a bare number: `max_latency_ms`.
struct UnitSuffix {
  std::string_view text;
  std::string_view counts;  // what the number then counts
  Dimension dimension;
  Rational scale;  // of one of them, in base units
};
const std::array<UnitSuffix, 4>& unit_suffixes();

}  // namespace select_model
