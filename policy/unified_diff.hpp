#pragma once
#include <string>
#include <string_view>

namespace select_model {

/// What `patch -p0` needs to make `after` of `before`, both the text of the file `name`: three lines of
/// context round each change. Empty where they are equal. In time that hardly grows faster than the texts, so
/// that of a long run of changed lines it may not find the shortest account.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view name);

}  // namespace select_model
