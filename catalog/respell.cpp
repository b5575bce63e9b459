#include "catalog/respell.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "policy/utf8.hpp"

namespace select_model {

namespace {

constexpr std::size_t longest = 60;

struct Unit {
  std::string_view written, meant;
};
constexpr std::array<Unit, 21> units{{{"milliseconds", "ms"}, {"millis", "ms"},   {"msec", "ms"},
                                      {"seconds", "s"},       {"second", "s"},    {"secs", "s"},
                                      {"sec", "s"},           {"minutes", "min"}, {"minute", "min"},
                                      {"mins", "min"},        {"hours", "h"},     {"hour", "h"},
                                      {"hrs", "h"},           {"hr", "h"},        {"days", "d"},
                                      {"day", "d"},           {"percent", "%"},   {"k", "K"},
                                      {"mil", "M"},           {"bn", "B"},        {"b", "B"}}};

/// Commas and blanks, of which a number has none.
std::string without_gaps(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool groups = text[at] == ',' && at > 0 && is_digit(text[at - 1]) && at + 3 < text.size() &&
                        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                    text.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit);
    if (text[at] != ' ' && !groups) kept += text[at];
  }
  return kept;
}

std::string with_zero(std::string text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = sign + (text.substr(sign).starts_with('$') ? 1 : 0);
  if (text.substr(digits).starts_with('.')) text.insert(digits, "0");
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// What stands behind the last digit, in small letters.
std::string unit_of(const std::string& text) {
  const auto digit = std::find_if(text.rbegin(), text.rend(), is_digit);
  std::string unit(digit.base(), text.end());
  std::ranges::transform(unit, unit.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return unit;
}

void replace(std::string& text, std::string_view words, std::string_view by) {
  if (const std::size_t at = text.find(words); at != std::string::npos) text.replace(at, words.size(), by);
}

/// `$2.50 per 1M`, `2.5/MTok`, `$3/million`: behind the `/` a number of tokens.
std::string price_of(std::string text) {
  replace(text, "per", "/");
  for (const std::string_view million : {"/MTok", "/Mtok", "/million", "/1million", "/mil", "/M", "/m"}) {
    if (text.ends_with(million)) text.replace(text.size() - million.size(), million.size(), "/1M");
  }
  if (text.ends_with("/K") || text.ends_with("/k")) text.replace(text.size() - 2, 2, "/1K");
  if (text.ends_with("/1m") || text.ends_with("/1k")) text.back() = text.back() == 'm' ? 'M' : 'K';
  return text.empty() || !is_digit(text[0]) ? text : "$" + text;
}

/// `80 tok/s`, `80 tokens per second`: behind the `/` a unit of time.
std::string rate_of(std::string text) {
  replace(text, "per", "/");
  for (const std::string_view word : {"tokens", "token", "toks", "tok"}) replace(text, word, "");
  for (const std::string_view word : {"tps", "t/s"}) {
    if (unit_of(text) == word) text.replace(text.size() - word.size(), word.size(), "/s");
  }
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return text;
  const auto known = std::ranges::find(units, std::string_view(text).substr(slash + 1), &Unit::written);
  if (known != units.end()) text.replace(slash + 1, std::string::npos, known->meant);
  return text;
}

std::string with_dollars_first(std::string text) {
  for (const std::string_view sign : {"$", "usd", "dollars", "dollar"}) {
    if (unit_of(text) != sign) continue;
    text.resize(text.size() - sign.size());
    return text.starts_with('$') ? text : "$" + text;
  }
  return text;
}

}  // namespace

std::string respelled(std::string_view text, const Type& type) {
  if (text.size() > longest) return {};
  std::string candidate = without_gaps(text);
  if (candidate.starts_with('+')) candidate.erase(0, 1);
  candidate = with_zero(std::move(candidate));
  if (type.dimension == dimensions::money) candidate = with_dollars_first(std::move(candidate));
  if (type.dimension == dimensions::price) candidate = price_of(std::move(candidate));
  if (type.dimension.seconds < 0) candidate = rate_of(std::move(candidate));
  const std::string unit = unit_of(candidate);
  if (const auto known = std::ranges::find(units, unit, &Unit::written); known != units.end()) {
    candidate.resize(candidate.size() - unit.size());
    candidate += known->meant;
  }
  const auto read = candidate == text ? std::nullopt : parse_quantity(candidate);
  if (!read) return {};
  const bool bare = read->bare && read->dimension == dimensions::none;
  const bool counted = type.dimension == dimensions::none || type.dimension == dimensions::tokens ||
                       type.dimension == dimensions::money;
  const bool bare_rate = type.dimension == dimensions::token_rate && read->dimension == dimensions::frequency;
  return read->dimension == type.dimension || (bare && counted) || bare_rate ? candidate : std::string();
}

}  // namespace select_model
