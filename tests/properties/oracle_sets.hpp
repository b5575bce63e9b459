#pragma once
#include <set>
#include <string>

#include "tests/properties/oracle.hpp"

/// Truth with an unknown, and sets of which not every member is known: the oracle's own.
namespace select_model::properties {

inline bool is_unknown(const Known& value) { return std::holds_alternative<Unknown>(value); }
inline Known known(Truth truth) { return truth ? Known(*truth) : Known(Unknown{}); }

Truth negation(Truth a);
Truth both(Truth a, Truth b);
Truth either(Truth a, Truth b);

/// Stands for all the names that nobody mentions.
inline const std::string no_name = "\x01";
/// The names that a set and its type mention.
void mention(std::set<std::string>& names, const Known& value, const Type& type);
/// Whether `name` is in a set.
Truth member(const Known& value, const Type& type, const std::string& name);
/// Section 3, member by member: `in` is "every member of a is in b", `overlaps` "some member is", `==` "the
/// same members".
Truth compare_sets(Op op, const Known& a, const Type& a_type, const Known& b, const Type& b_type);

}  // namespace select_model::properties
