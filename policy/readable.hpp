#pragma once
#include <optional>
#include <string_view>

#include "policy/literal.hpp"

namespace select_model {

/// What stands against reading a file at all: its size, or that it is no UTF-8 text with lines as we know
/// them.
std::optional<LiteralMistake> why_unreadable(std::string_view text);

}  // namespace select_model
