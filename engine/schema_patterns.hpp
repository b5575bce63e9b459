#pragma once
#include <string>

#include "policy/value.hpp"

/// Regular expressions for quantities as text, as parse_quantity reads them: what JSON Schema can say of
/// `3s`.
namespace select_model::schema {

/// Of the whole text; empty where no text is a quantity of that dimension.
std::string quantity_pattern(const Type& type, bool may_be_negative);
/// Of text that is finer than an answer of the type may be, as far as its decimals tell; empty where none is.
std::string too_fine_pattern(const Type& type);

/// The same of numbers without a unit, of which at most so many decimals may count.
std::string number_pattern(bool may_be_negative);
std::string too_fine_pattern(int decimals);

}  // namespace select_model::schema
