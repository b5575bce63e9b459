#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "cli/examine.hpp"

namespace select_model::cli {

/// A file with all the mends that are certain, and how many there were: none that breaks it, or leaves more
/// errors than there were. Nothing is written. Nothing where it cannot be read.
struct Fixed {
  std::string before, after;
  std::size_t count = 0;
};
std::optional<Fixed> fix(const std::string& path, Examiner& examiner);

}  // namespace select_model::cli
