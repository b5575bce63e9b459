#include "policy/time_units.hpp"

namespace select_model {

const std::array<TimeUnit, 5>& time_units() {
  static const std::array<TimeUnit, 5> units{
      {{"ms", Rational::fraction(1, 1000)}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}}};
  return units;
}

}  // namespace select_model
