#pragma once
#include <cstddef>
#include <string>

#include "policy/diagnostic.hpp"

namespace select_model {

/// The text of `source` with the mends of those findings that stand in it, and how many there were. Of two
/// that touch, the first is made: the other may be another's consequence, or not be right any more.
struct Mended {
  std::string text;
  std::size_t count = 0;
};
Mended mend(const Source& source, const Diagnostics& findings);

}  // namespace select_model
