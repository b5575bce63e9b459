#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace select_model {

/// The candidates that were most likely meant by `name`: those at the least edit distance (insertion,
/// deletion, substitution, swap of neighbours; case and `-`/`_` count less), at most a third of its length.
/// In their order, each once; none where none is near.
std::vector<std::string> all_nearest(std::string_view name, const std::vector<std::string>& candidates);
/// The first of them.
std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace select_model
