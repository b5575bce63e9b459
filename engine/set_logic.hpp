#pragma once
#include <optional>
#include <string_view>

#include "policy/value.hpp"

/// Sets of which not every member is known (section 3 of the language): the answers are true, false, or
/// nothing where unknown.
namespace select_model {

std::optional<bool> contains(const Set& set, std::string_view member);
/// Every member of `a` is in `b`.
std::optional<bool> is_subset(const Set& a, const Set& b);
std::optional<bool> overlaps(const Set& a, const Set& b);
std::optional<bool> equal(const Set& a, const Set& b);
/// Known to have no member: it is in anything and overlaps nothing, whatever is known of the other side.
inline bool is_empty(const Set& set) { return set.closed && set.in.empty(); }

}  // namespace select_model
