#include "engine/schema_patterns.hpp"

#include <fmt/format.h>

namespace select_model::schema {

namespace {

// `1_500`, `2.5K`, `1e-3`.
constexpr std::string_view number = "[0-9]+(_[0-9]+)*(\\.[0-9]+(_[0-9]+)*)?([eE][+-]?[0-9]+)?[KMB]?";
constexpr std::string_view whole = "[0-9]+(_[0-9]+)*(\\.[0-9]+)?([eE][+-]?[0-9]+)?[KMB]?";
// 0 to 1, or 0% to 100%.
constexpr std::string_view ratio =
    "(0+(\\.[0-9_]+)?|0*1(\\.0+)?|0*[0-9]{1,2}(\\.[0-9_]+)?%|0*100(\\.0+)?%|[0-9.]+[eE]-[0-9]+%?)";
constexpr std::string_view time_units = "(ms|s|min|h|d)";

std::string unsigned_pattern(const Type& type) {
  const Dimension d = type.dimension;
  if (d == dimensions::none && type.measure == Measure::ratio) return std::string(ratio);
  if (d == dimensions::none && type.measure == Measure::count) return std::string(whole);
  if (d == dimensions::none) return fmt::format("{}%?", number);
  if (d == dimensions::tokens) return fmt::format("{}( *tokens?)?", whole);
  if (d == dimensions::money) return fmt::format("\\$?{}", number);
  if (d == dimensions::duration) return fmt::format("{} *{}", number, time_units);
  if (d == dimensions::price) return fmt::format("\\${0} */ *({0}( *tokens?)?|tokens?)", number);
  if (d == dimensions::token_rate) return fmt::format("{}( *tokens?)? */ *{}", number, time_units);
  if (d == dimensions::frequency) return fmt::format("{} */ *{}", number, time_units);
  if (d == Dimension{1, -1, 0}) return fmt::format("\\${} */ *{}", number, time_units);
  return "";
}

std::string anchored(std::string_view pattern, bool may_be_negative) {
  return fmt::format("^{}{}$", may_be_negative ? "-?" : "", pattern);
}

/// Behind the point: a digit that counts after so many others.
std::string finer_than(int decimals) { return fmt::format("[0-9]{{{},}}[1-9]0*", decimals); }

std::string finer_number(int decimals) {
  return fmt::format("{}|{}K|{}M|{}B", finer_than(decimals), finer_than(decimals + 3),
                     finer_than(decimals + 6), finer_than(decimals + 9));
}

}  // namespace

std::string quantity_pattern(const Type& type, bool may_be_negative) {
  const std::string pattern = unsigned_pattern(type);
  return pattern.empty() ? "" : anchored(pattern, may_be_negative);
}

std::string too_fine_pattern(const Type& type) {
  const Dimension d = type.dimension;
  if (d == dimensions::none && type.measure == Measure::ratio)
    return fmt::format("\\.({}|{}%)$", finer_than(6), finer_than(4));
  if (d == dimensions::none) return too_fine_pattern(type.measure == Measure::count ? 0 : 6);
  if (d == dimensions::tokens) return fmt::format("\\.({})( *tokens?)?$", finer_number(0));
  if (d == dimensions::money) return too_fine_pattern(9);
  if (d == dimensions::duration) return fmt::format("\\.({} *ms|{} *s)$", finer_than(0), finer_than(3));
  return "";
}

std::string number_pattern(bool may_be_negative) {
  return anchored(fmt::format("{}%?", number), may_be_negative);
}

std::string too_fine_pattern(int decimals) { return fmt::format("\\.({})$", finer_number(decimals)); }

}  // namespace select_model::schema
