#include "engine/set_logic.hpp"

#include <algorithm>

namespace select_model {

namespace {

bool has(const std::vector<std::string>& sorted, std::string_view member) {
  return std::binary_search(sorted.begin(), sorted.end(), member);
}

}  // namespace

std::optional<bool> contains(const Set& set, std::string_view member) {
  if (has(set.in, member)) return true;
  if (set.closed || has(set.out, member)) return false;
  return std::nullopt;
}

std::optional<bool> is_subset(const Set& a, const Set& b) {
  bool all_known = a.closed;
  for (const std::string& member : a.in) {
    const std::optional<bool> inside = contains(b, member);
    if (inside == false) return false;
    all_known = all_known && inside.has_value();
  }
  return all_known ? std::optional(true) : std::nullopt;
}

std::optional<bool> overlaps(const Set& a, const Set& b) {
  bool all_known = a.closed || b.closed;
  const Set& listed = a.closed ? a : b;
  const Set& other = a.closed ? b : a;
  for (const std::string& member : listed.in) {
    const std::optional<bool> inside = contains(other, member);
    if (inside == true) return true;
    all_known = all_known && inside.has_value();
  }
  return all_known ? std::optional(false) : std::nullopt;
}

std::optional<bool> equal(const Set& a, const Set& b) {
  const std::optional<bool> forth = is_subset(a, b);
  const std::optional<bool> back = is_subset(b, a);
  if (forth == false || back == false) return false;
  return forth && back ? std::optional(true) : std::nullopt;
}

}  // namespace select_model
