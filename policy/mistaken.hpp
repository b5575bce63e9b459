#pragma once
#include <optional>
#include <span>
#include <string_view>

/// What people write who come from another language or a word processor: what they meant, and how to say so.
namespace select_model {

struct Mistaken {
  std::string_view written;
  std::string_view meant;  // the symbol or word that takes its place; empty: nothing does
  std::string_view help;
};

/// Symbols of one or more ASCII characters (`&&`), and single characters beyond ASCII (`→`).
std::span<const Mistaken> mistaken_symbols();

/// The word of another language for something that ours calls otherwise (`contains`, `AND`): its help.
std::optional<std::string_view> help_for_word(std::string_view word);
/// The same for a type (`int`).
std::optional<std::string_view> help_for_type(std::string_view word);
/// The same for a function (`len`).
std::optional<std::string_view> help_for_function(std::string_view word);
/// The same for a fact of a model (`latency`).
std::optional<std::string_view> help_for_fact(std::string_view word);
/// The name of another language for a value that ours calls otherwise (`True`, `null`, `now`): its help.
std::optional<std::string_view> help_for_name(std::string_view name);
/// `null` and its like.
bool means_unknown(std::string_view name);

}  // namespace select_model
