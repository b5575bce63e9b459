#include "policy/per_time.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "policy/time_units.hpp"

namespace select_model {

namespace {

constexpr int rate_decimals = 15;
constexpr std::int64_t a_day = 86'400;

bool is_decimal(const Rational& amount) { return (amount * Rational::decimal(1, rate_decimals)).is_whole(); }

std::size_t digits_of(const Rational& amount) {
  std::string digits = amount.to_decimal(rate_decimals);
  std::erase_if(digits, [](char c) { return c == '.' || c == '-'; });
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.size() - std::min(digits.find_first_not_of('0'), digits.size());
}

}  // namespace

bool is_per_time(Dimension dimension) {
  return dimension == dimensions::frequency || dimension == dimensions::token_rate ||
         dimension == dimensions::spending;
}

PerTime per_time(const Rational& by_the_second) {
  const Rational one(1);
  PerTime shortest{by_the_second, "s", one};
  std::size_t digits = std::string::npos;
  for (const auto& [unit, seconds] : time_units()) {
    if (seconds < one) continue;
    Rational amount = by_the_second * seconds;
    if (!is_decimal(amount)) continue;
    if (seconds == one && amount >= one) return shortest;
    const std::size_t needed = digits_of(amount) + (amount < one ? 2 : 0);
    if (needed >= digits) continue;
    digits = needed;
    shortest = {std::move(amount), unit, seconds};
  }
  return shortest;
}

Rational resolution_per_time(Dimension dimension) {
  return Rational::decimal(1, dimension.usd > 0 ? -9 : -6) / Rational(a_day);
}

}  // namespace select_model
