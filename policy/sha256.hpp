#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "policy/source.hpp"

namespace select_model {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 hexadecimal digits.
std::string sha256(std::string_view bytes);
/// Of files in their order: over each as its length, a line break and its bytes.
std::string sha256(const std::vector<SourcePtr>& files);

}  // namespace select_model
