#pragma once
#include <array>
#include <string_view>

#include "policy/rational.hpp"

namespace select_model {

struct TimeUnit {
  std::string_view name;
  Rational seconds;
};
/// ms, s, min, h and d, as they are written.
const std::array<TimeUnit, 5>& time_units();

}  // namespace select_model
