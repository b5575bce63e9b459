#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/value.hpp"

/// The keys of the form in which a catalogue is written: what stands on models and offers, and how groups
/// spell facts.
namespace select_model {

inline constexpr std::string_view own_facts_help = "facts of your own stand under `facts:`";

/// A member of a group and the fact that it spells.
struct GroupMember {
  std::string_view group;
  std::string_view key;
  std::string_view fact;
  /// No built-in fact: carried as one of one's own, so that a policy can declare it, and of this type.
  std::optional<Type> own = std::nullopt;
};
const std::vector<GroupMember>& group_members();
bool is_group(std::string_view key);
std::vector<std::string> keys_of_group(std::string_view group);

/// What stands on a model or an offer beside facts and groups.
bool is_of_model(std::string_view key);
bool is_of_offer(std::string_view key);
std::vector<std::string> keys_of_entry(bool of_model);

/// A fact under its own name; who an entry is, and `quality`, have keys with a form of their own.
std::optional<std::size_t> find_plain_fact(std::string_view key);

inline constexpr std::array<std::string_view, 4> keys_of_tier{"above", "input", "output", "cached_input"};

}  // namespace select_model
