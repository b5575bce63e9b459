#include "policy/per_time.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
      {{"s", 1}, {"min", 60}, {"h", 3'600}, {"d", a_day}}};
  PerTime shortest{by_the_second, units[0].first, units[0].second};
  std::size_t digits = std::string::npos;
  for (const auto& [unit, seconds] : units) {
    Rational amount = by_the_second * Rational(seconds);
    if (!is_decimal(amount)) continue;
    if (seconds == 1 && amount >= Rational(1)) return shortest;
    const std::size_t needed = digits_of(amount) + (amount < Rational(1) ? 2 : 0);
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
