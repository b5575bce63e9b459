#pragma once
#include <optional>
#include <string>

#include "policy/value.hpp"

namespace select_model {

/// A value as somebody would write it into a policy, exactly: `300ms`, `$0.005`, `200K`, `1_500`, `99.9%`,
/// `{soc2, gdpr}`. Nothing where the language has no literal for it (a price per token) or it is unknown.
std::optional<std::string> literal_text(const Value& value, const Type& type);
/// In quotes, with what must be escaped.
std::string text_literal(std::string_view text);

}  // namespace select_model
