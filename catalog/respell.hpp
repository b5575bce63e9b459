#pragma once
#include <string>
#include <string_view>

#include "policy/value.hpp"

namespace select_model {

/// How a quantity that cannot be read was probably meant: `1,000` as `1000`, `3 USD` as `$3`, `3 seconds` as
/// `3s`, `50 %` as `50%`, `+.5` as `0.5`. Empty where that is no quantity of the type either.
std::string respelled(std::string_view text, const Type& type);

}  // namespace select_model
