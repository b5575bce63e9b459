#pragma once
#include <string>
#include <string_view>

namespace select_model::cli {

/// What `diff -u` prints of two versions of a text, `path` in both headings; nothing where they are equal.
/// `patch` turns one into the other.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace select_model::cli
