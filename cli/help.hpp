#pragma once
#include <string_view>

namespace select_model::cli {

/// The help of a command; of the program for an empty name.
std::string_view help_of(std::string_view command);

}  // namespace select_model::cli
