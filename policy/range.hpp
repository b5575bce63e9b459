#pragma once
#include <string>

#include "policy/checked_policy.hpp"

/// `from … to` of a question: of quantities and of dates, which lie on one scale as days.
namespace select_model {

/// A quantity, or a date as its day, on the scale of `Question::from` and `to`.
std::optional<Rational> on_scale(const Value& value);
/// Whether the question's range holds the value; it does where there is none.
bool in_range(const Question& question, const Value& value);
/// As briefly as it is exact: `128K`, `123,456,789`, `$0.123456789`.
std::string full_text(const Value& value, const Type& type);
/// `1 to 10M`: both ends as briefly as they are exact. Of a question that has a range.
std::string range_text(const Question& question, std::string_view between = " to ");

}  // namespace select_model
