#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "policy/diagnostic.hpp"

/// What a YAML or JSON file holds, with the place of everything, before anybody asks what it means. The
/// readers make it; catalogues and requirements are read from it. Aliases are resolved, keys of a map are
/// unique, nesting and size are bounded.
namespace select_model {

struct Node;

struct NullNode {};
/// A scalar as it was written. `quoted` text is never a number, a boolean or null; plain text may be any of
/// them.
struct ScalarNode {
  std::string text;
  bool quoted = false;
};
struct ListNode {
  std::vector<Node> items;
};
struct Entry;
struct MapNode {
  std::vector<Entry> entries;
};

struct Node {
  std::variant<NullNode, ScalarNode, ListNode, MapNode> content;
  Place place;
};
struct Entry {
  std::string key;
  Place key_place;
  Node value;
};
const Node* find(const MapNode& map, std::string_view key);
/// A scalar as JSON or YAML's core schema would take it: `true`, `false` (plain only).
std::optional<bool> as_bool(const ScalarNode& scalar);

enum class Syntax { yaml, json };
/// By the name of the file (`.json`), else by its first character that is no blank: `{` or `[` is JSON (which
/// YAML reads too).
Syntax syntax_of(const Source& source);

/// `max_bytes`: 1 MiB for requirements, 64 MiB for catalogues. A broken document gives
/// diagnostics with places and no value; where keys are given twice and nothing else is wrong, the value
/// comes all the same.
Result<Node> read_document(const SourcePtr& source, std::size_t max_bytes);

}  // namespace select_model
