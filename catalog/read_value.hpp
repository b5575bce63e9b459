#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/document.hpp"
#include "catalog/mistakes.hpp"
#include "policy/value.hpp"

/// From what a file holds to a typed value. A quantity or a date may stand in quotes, since JSON knows no
/// other way to write `3s`; `true` and `false` may not; names and text are taken as written, quoted or plain;
/// `null` is unknown.
namespace select_model {

/// Facts: a list is a closed set, a map of bools an open one. Answers: a list, or a single member; a map says
/// too little.
enum class ReadAs { fact, answer };

/// What a message calls the value: a key, perhaps inside another; worded only when there is something to say.
struct Where {
  std::string_view key;
  std::string_view inside = {};
  bool is_worded = false;  // `key` is what to say
  std::string words() const;
};

/// Nothing where a mistake was reported.
std::optional<Value> read_value(const Node& node, const Type& type, Where where, ReadAs as,
                                Mistakes& mistakes);

/// The members of a map of bools that are `null`: of a set that is laid over another, what it makes unknown.
std::vector<std::string> unknown_members(const Node& node);

/// A scalar as plain text; anything else is a mistake.
std::optional<std::string> read_text(const Node& node, std::string_view key, Mistakes& mistakes);

}  // namespace select_model
