#include "policy/value.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "policy/per_time.hpp"
#include "policy/time_units.hpp"
#include "policy/value_digits.hpp"

namespace select_model {

Dimension operator*(Dimension a, Dimension b) {
  return {static_cast<std::int8_t>(a.usd + b.usd), static_cast<std::int8_t>(a.seconds + b.seconds),
          static_cast<std::int8_t>(a.tokens + b.tokens)};
}

Dimension operator/(Dimension a, Dimension b) {
  return {static_cast<std::int8_t>(a.usd - b.usd), static_cast<std::int8_t>(a.seconds - b.seconds),
          static_cast<std::int8_t>(a.tokens - b.tokens)};
}

namespace {

std::string list_units(const std::array<std::pair<std::string_view, int>, 3>& units, int sign) {
  std::string text;
  for (const auto& [name, exponent] : units) {
    const int power = exponent * sign;
    if (power <= 0) continue;
    text += (text.empty() ? "" : "*") + std::string(name);
    if (power > 1) text += "^" + std::to_string(power);
  }
  return text;
}

std::string unit_of(Dimension d) {
  const std::string above = list_units({{{"USD", d.usd}, {"tokens", d.tokens}, {"s", d.seconds}}}, 1);
  const std::string below = list_units({{{"USD", d.usd}, {"token", d.tokens}, {"s", d.seconds}}}, -1);
  if (below.empty()) return above;
  return (above.empty() ? "1" : above) + "/" + below;
}

std::string simple_name(Dimension d) {
  if (d == dimensions::none) return "a number";
  if (d == dimensions::money) return "money";
  if (d == dimensions::duration) return "a duration";
  if (d == dimensions::tokens) return "tokens";
  if (d == dimensions::price) return "money per tokens";
  if (d == dimensions::token_rate) return "tokens per duration";
  if (d == dimensions::frequency) return "a count per duration";
  if (d == dimensions::spending) return "money per duration";
  return "a quantity in " + unit_of(d);
}

std::string join(const std::vector<std::string>& members) {
  return fmt::format("{{{}}}", fmt::join(members, ", "));
}

std::string with_commas(std::string digits) {
  const std::size_t point = std::min(digits.find_first_of(".e"), digits.size());
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

/// The power of ten at or next below a value that is not zero: 1 of 12.5, -4 of 0.00012.
int exponent_of(const Rational& value) {
  const Rational magnitude = value.sign() < 0 ? -value : value;
  const auto digits = [](const Rational& number) {
    return static_cast<int>(number.floor().to_decimal(0).size());
  };
  if (magnitude >= Rational(1)) return digits(magnitude) - 1;
  const int behind = digits(Rational(1) / magnitude);
  return magnitude * Rational::decimal(1, behind - 1) >= Rational(1) ? 1 - behind : -behind;
}

/// `1.5e400`, `1e-36`, for what no suffix brings near.
std::string scientific(const Rational& value, int digits) {
  const int exponent = exponent_of(value);
  return (value * Rational::decimal(1, -exponent)).to_significant(digits) + "e" + std::to_string(exponent);
}

/// Digits behind more zeros than anybody counts stand with an exponent.
std::string significant(const Rational& value, int digits) {
  constexpr int most_zeros = 10;
  const bool tiny = value.sign() != 0 && exponent_of(value) < -most_zeros;
  return tiny ? scientific(value, digits) : value.to_significant(digits);
}

/// `1.5K`, `128K`, `2M`: powers of 1000 as the language writes them.
std::string compact(const Rational& value, int digits) {
  static constexpr std::array<std::string_view, 4> suffixes{"", "K", "M", "B"};
  std::size_t power = 0;
  Rational scaled = value;
  std::string text = significant(scaled, digits);
  const auto too_long = [&] {
    return text.find_first_of(".e") == std::string::npos && text.size() - (text[0] == '-') > 3;
  };
  while (too_long() && power + 1 < suffixes.size()) {
    ++power;
    scaled = scaled / 1000;
    text = scaled.to_significant(digits);
  }
  if (text.size() > 20) return scientific(value, digits);
  return (too_long() ? with_commas(text) : text) + std::string(suffixes[power]);
}

/// Stands for all digits that are worth writing.
constexpr int all_digits = 0;

std::string money_text(const Rational& value, int precision) {
  const Rational magnitude = value.sign() < 0 ? -value : value;
  const bool exact = precision == all_digits;
  const bool sub_decimal = magnitude.sign() != 0 && magnitude < Rational::decimal(1, -18);
  std::string digits = exact && !sub_decimal        ? magnitude.to_decimal(18)
                       : exact                      ? significant(magnitude, 18)
                       : magnitude >= Rational(100) ? magnitude.to_decimal(precision - 2)
                                                    : significant(magnitude, precision);
  if (!exact && magnitude >= Rational::decimal(1, 15))
    return (value.sign() < 0 ? "-$" : "$") + scientific(magnitude, precision);
  const std::size_t point = digits.find('.');
  const bool plain = digits.find('e') == std::string::npos;
  if (plain && point != std::string::npos && digits.size() - point == 2) digits += '0';
  return (value.sign() < 0 ? "-$" : "$") + with_commas(digits);
}

std::string duration_text(const Rational& value, int precision) {
  const Rational magnitude = value.sign() < 0 ? -value : value;
  std::size_t chosen = 1;
  if (magnitude.sign() != 0 && magnitude < Rational(1)) chosen = 0;
  if (magnitude >= Rational(120)) chosen = 2;
  if (magnitude >= Rational(2 * 3600)) chosen = 3;
  if (magnitude >= Rational(2 * 86400)) chosen = 4;
  constexpr int most_digits = 15;
  const bool exact = precision == all_digits;
  // In full: in the next smaller unit where this one would cut it.
  const auto is_cut = [&](std::size_t unit) {
    const Rational scaled = value / time_units()[unit].seconds;
    return Rational::parse(scaled.to_decimal(most_digits)) != scaled;
  };
  std::size_t full = chosen;
  while (exact && full > 0 && is_cut(full)) --full;
  if (exact && !is_cut(full)) chosen = full;
  const TimeUnit& in = time_units()[chosen];
  const Rational scaled = value / in.seconds;
  const std::string digits = exact && !is_cut(chosen) ? scaled.to_decimal(most_digits)
                                                      : significant(scaled, exact ? most_digits : precision);
  return digits + " " + std::string(in.name);
}

/// Without a suffix: one would hide digits that are wanted.
std::string written_out(const Rational& value, int precision) {
  const bool short_whole = value.is_whole() && value.to_decimal(0).size() <= 18;
  return with_commas(significant(value, precision == all_digits || short_whole ? 18 : precision));
}

std::string number_text(const Rational& value, int precision) {
  return precision == usual_digits ? compact(value, precision) : written_out(value, precision);
}

std::string per_time_text(const Rational& value, Dimension dimension, int precision) {
  const PerTime written = per_time(value);
  const std::string amount =
      dimension.usd > 0 ? money_text(written.amount, precision) : number_text(written.amount, precision);
  return amount + (dimension.tokens > 0 ? " tokens/" : "/") + std::string(written.unit);
}

std::string quantity_text(const Rational& value, const Type& type, int precision) {
  const Dimension d = type.dimension;
  if (d == dimensions::money) return money_text(value, precision);
  if (d == dimensions::duration) return duration_text(value, precision);
  if (d == dimensions::price) return money_text(value * Rational(1'000'000), precision) + "/1M tokens";
  if (is_per_time(d)) return per_time_text(value, d, precision);
  if (d == dimensions::none && type.measure == Measure::ratio)
    return significant(value * Rational(100), precision == all_digits ? 18 : precision + 2) + "%";
  const std::string number = number_text(value, precision);
  if (d == dimensions::none || d == dimensions::tokens) return number;
  const std::string of = unit_of(d);
  return number + (of.starts_with("1/") ? of.substr(1) : " " + of);
}

std::string set_text(const Set& set) {
  std::vector<std::string> parts = set.in;
  if (!set.closed) parts.emplace_back("…");
  return join(parts);
}

std::string value_text(const Value& value, const Type& type, int precision) {
  struct Visitor {
    const Type& type;
    int precision;
    std::string operator()(Unknown) const { return "unknown"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Rational& number) const { return quantity_text(number, type, precision); }
    std::string operator()(Date date) const { return to_text(date); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Set& set) const { return set_text(set); }
  };
  return std::visit(Visitor{type, precision}, value);
}

}  // namespace

std::string describe(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "a bool";
    case Kind::date:
      return "a date";
    case Kind::text:
      return "text";
    case Kind::name:
      return type.open ? "a name" : "one of " + join(type.members);
    case Kind::set:
      return type.open ? "a set of names" : "any of " + join(type.members);
    case Kind::quantity:
      break;
  }
  if (type.dimension == dimensions::none && type.measure == Measure::count) return "a count";
  if (type.dimension == dimensions::none && type.measure == Measure::ratio) return "a ratio";
  return simple_name(type.dimension);
}

std::string to_text(Date date) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(date.days))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string to_text(const Value& value, const Type& type) { return value_text(value, type, usual_digits); }
std::string to_text(const Value& value, const Type& type, int digits) {
  return value_text(value, type, digits);
}
std::string to_exact_text(const Value& value, const Type& type) {
  return value_text(value, type, all_digits);
}

std::string unit(const Type& type) {
  if (type.kind != Kind::quantity) return "";
  if (type.dimension == dimensions::none) return type.measure == Measure::ratio ? "ratio" : "";
  return unit_of(type.dimension);
}

Rational resolution(const Type& type) {
  if (type.dimension == dimensions::tokens || type.measure == Measure::count) return 1;
  if (type.dimension == dimensions::duration) return Rational::fraction(1, 1000);
  if (type.dimension == dimensions::money) return Rational::fraction(1, 1'000'000'000);
  if (type.dimension == dimensions::none) return Rational::fraction(1, 1'000'000);
  if (is_per_time(type.dimension)) return resolution_per_time(type.dimension);
  // Other quotients: one of their units at a millionth, fine enough for a price per token ($10^-15).
  return type.dimension.usd > 0 ? Rational::decimal(1, -15) : Rational::fraction(1, 1'000'000);
}

std::optional<std::string> misfit(const Value& value, const Type& type) {
  const auto* number = std::get_if<Rational>(&value);
  if (!number || type.kind != Kind::quantity) return std::nullopt;
  if (type.whole && number->sign() < 0) return "must not be negative";
  if (type.whole && !number->is_whole()) return "must be whole";
  if (type.measure == Measure::ratio && (number->sign() < 0 || *number > Rational(1)))
    return "must lie between 0% and 100%";
  const Rational step = resolution(type);
  if (!(*number / step).is_whole()) {
    return type.dimension == dimensions::duration ? "is finer than the resolution of a duration, 1ms"
           : type.dimension == dimensions::money  ? "is finer than the resolution of money, $0.000000001"
           : type.dimension == dimensions::none
               ? "is finer than the resolution, " + step.to_decimal(15)
               : "is finer than the resolution, " + to_exact_text(step, type);
  }
  return std::nullopt;
}

}  // namespace select_model
