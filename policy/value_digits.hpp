#pragma once
#include "policy/value.hpp"

namespace select_model {

/// How many significant digits `to_text` shows of a quantity.
constexpr int usual_digits = 4;

/// As a person would write it, with that many significant digits, for values that the usual ones would show
/// alike; then whole numbers are written out: `128,001`.
std::string to_text(const Value& value, const Type& type, int digits);

}  // namespace select_model
