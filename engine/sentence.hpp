#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace select_model::sentence {

/// "a, b and c".
std::string join(const std::vector<std::string>& items, std::string_view last = " and ");

}  // namespace select_model::sentence
