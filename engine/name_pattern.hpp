#pragma once
#include <string_view>

namespace select_model {

/// Whether the pattern stands anywhere in the name; a `*` in it stands for any text. Case counts.
bool matches(std::string_view name, std::string_view pattern);

}  // namespace select_model
