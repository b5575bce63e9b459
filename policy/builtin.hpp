#pragma once
#include <string_view>

/// What is built into the library; the build embeds it.
namespace select_model {

/// The text of policy/builtin/guide.policy.
std::string_view builtin_guide_policy();
/// The page of docs/diagnostics that explains a code (`unit-mismatch`); empty where there is none.
std::string_view builtin_explanation(std::string_view code);

}  // namespace select_model
