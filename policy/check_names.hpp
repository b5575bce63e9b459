#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/ast.hpp"
#include "policy/source.hpp"

namespace select_model::checking {

/// From where a name is looked up: a file sees itself and all that it extends.
struct View {
  std::size_t file = 0;
  SourcePtr source;
  std::optional<Span> within;  // a let, constraint or tree: speaks only of what stands above it
  bool first = false;          // `first.` has a meaning
  Place at(Span span) const { return {source, span}; }
};

/// Of each file, which files it sees.
using Sight = std::vector<std::vector<bool>>;

/// A name and what it stands for. `failed`: it has mistakes, and its uses are passed over in silence.
struct Declared {
  enum class Standing { pending, ready, failed };
  std::string_view kind;  // `question`, `let`, `constraint`, …
  std::size_t file = 0;
  Place place;
  Standing standing = Standing::pending;
  std::uint32_t index = 0;
};

/// One namespace over all files. Addresses of what it holds are stable.
class Names {
 public:
  explicit Names(const Sight& sight) : sight_(sight) {}

  Declared& add(const std::string& name, Declared declared);
  /// What the name means to that file; its own declarations first.
  Declared* find(const std::string& name, std::size_t file);
  /// The first declaration of the name in any file.
  const Declared* first(const std::string& name) const;
  /// All names that a view may speak of, in order of declaration.
  std::vector<std::string> visible(const View& view) const;

 private:
  const Sight& sight_;
  std::deque<Declared> declared_;
  std::vector<std::string> order_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

/// Whether it stands in the view's own file and not above it.
bool stands_below(const Declared& declared, const View& view);

}  // namespace select_model::checking
