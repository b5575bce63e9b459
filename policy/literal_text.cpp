#include "policy/literal_text.hpp"

#include <algorithm>
#include <array>

#include "policy/grammar.hpp"
#include "policy/lexer.hpp"

namespace select_model {

namespace {

constexpr int most_decimals = 18;

bool is_whole(const Rational& number) { return number.floor() == number; }

/// `1500` as `1_500`.
std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, "_");
  }
  return digits;
}

/// With a suffix where that is shorter: `200K`, `2.5M`, `199_500`.
std::string whole_text(const Rational& number) {
  struct Suffix {
    std::int64_t scale, parts;  // under it stand whole numbers, or hundredths
    const char* letter;
  };
  constexpr std::array<Suffix, 3> suffixes{
      {{1'000'000'000, 100, "B"}, {1'000'000, 100, "M"}, {1'000, 1, "K"}}};
  for (const Suffix& suffix : suffixes) {
    const Rational scaled = number / Rational(suffix.scale);
    if (scaled >= Rational(1) && scaled < Rational(1'000) && is_whole(scaled * Rational(suffix.parts)))
      return scaled.to_decimal(most_decimals) + suffix.letter;
  }
  return grouped(number.to_decimal(most_decimals));
}

std::string number_text(const Rational& number) {
  return is_whole(number) ? whole_text(number) : number.to_decimal(most_decimals);
}

/// In the largest unit in which it is whole; seconds may have decimals.
std::string duration_text(const Rational& seconds) {
  struct Unit {
    std::int64_t seconds;
    const char* name;
  };
  constexpr std::array<Unit, 3> units{{{86'400, "d"}, {3'600, "h"}, {60, "min"}}};
  for (const Unit& unit : units) {
    const Rational count = seconds / Rational(unit.seconds);
    if (count >= Rational(1) && is_whole(count)) return count.to_decimal(most_decimals) + unit.name;
  }
  if (seconds.sign() > 0 && seconds < Rational(1)) {
    return (seconds * Rational(1'000)).to_decimal(most_decimals) + "ms";
  }
  return seconds.to_decimal(most_decimals) + "s";
}

/// `$0.10`, not `$0.1`.
std::string money_text(const Rational& dollars) {
  std::string decimal = dollars.to_decimal(most_decimals);
  const std::size_t point = decimal.find('.');
  if (point != std::string::npos && decimal.size() - point == 2) decimal += '0';
  return "$" + decimal;
}

std::optional<std::string> quantity_text(const Rational& amount, const Type& type) {
  if (amount.sign() < 0) {
    // The grammar has a sign before a plain number only.
    if (type.dimension != dimensions::none || type.measure == Measure::ratio) return std::nullopt;
    return "-" + number_text(-amount);
  }
  if (type.dimension == dimensions::money) return money_text(amount);
  if (type.dimension == dimensions::duration) return duration_text(amount);
  if (type.dimension == dimensions::token_rate) return number_text(amount) + " tokens/s";
  if (type.dimension == dimensions::frequency) return number_text(amount) + "/s";
  if (type.dimension == dimensions::tokens) return number_text(amount);
  if (type.dimension != dimensions::none) return std::nullopt;
  if (type.measure == Measure::ratio) return (amount * Rational(100)).to_decimal(most_decimals) + "%";
  return number_text(amount);
}

std::string member_text(const std::string& member) { return is_name(member) ? member : text_literal(member); }

/// In the order in which they were declared.
std::string set_text(const Set& set, const Type& type) {
  std::vector<std::string> members = set.in;
  const auto place = [&](const std::string& member) { return std::ranges::find(type.members, member); };
  std::ranges::stable_sort(members, {},
                           [&](const std::string& one) { return place(one) - type.members.begin(); });
  std::string text;
  for (const std::string& member : members) text += (text.empty() ? "" : ", ") + member_text(member);
  return "{" + text + "}";
}

}  // namespace

std::optional<std::string> literal_text(const Value& value, const Type& type) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<Rational>(&value)) return quantity_text(*number, type);
  if (const auto* date = std::get_if<Date>(&value)) return to_text(*date);
  if (const auto* set = std::get_if<Set>(&value)) return set_text(*set, type);
  if (const auto* text = std::get_if<std::string>(&value))
    return type.kind == Kind::text ? text_literal(*text) : member_text(*text);
  return std::nullopt;
}

std::string text_literal(std::string_view text) {
  ast::Literal literal;
  literal.kind = ast::LiteralKind::text;
  literal.value = std::string(text);
  return to_text(ast::Expression{literal, {}});
}

}  // namespace select_model
