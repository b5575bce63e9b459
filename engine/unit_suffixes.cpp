#include "engine/unit_suffixes.hpp"

namespace select_model {

const std::array<UnitSuffix, 4>& unit_suffixes() {
  static const std::array<UnitSuffix, 4> all{{
      {"_ms", "milliseconds", {0, 1, 0}, Rational::fraction(1, 1000)},
      {"_s", "seconds", {0, 1, 0}, 1},
      {"_min", "minutes", {0, 1, 0}, 60},
      {"_usd", "dollars", {1, 0, 0}, 1},
  }};
  return all;
}

}  // namespace select_model
