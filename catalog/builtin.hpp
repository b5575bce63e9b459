#pragma once
#include <string_view>

namespace select_model {

/// catalog/builtin/guide.yaml as compact JSON in the same form; the build makes it.
std::string_view builtin_guide_catalog_json();

}  // namespace select_model
