#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace select_model {

/// The candidate that was most likely meant by `name`: the least edit distance (insertion, deletion,
/// substitution, swap of neighbours; case and `-`/`_` count less), at most a third of its length. Ties go to
/// the first. Nothing where none is near.
std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace select_model
