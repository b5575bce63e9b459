#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "policy/ast.hpp"
#include "policy/checked_policy.hpp"
#include "policy/diagnostic.hpp"

namespace select_model {

/// A policy and all that it extends, each file once, a base before what extends it; the last is the policy
/// itself.
struct PolicyLayers {
  std::vector<ast::Policy> files;
  std::vector<std::vector<std::size_t>>
      bases;  // of each file, the indexes of those that it extends, in its order
};

/// The text of a file, or why it cannot be read ("no such file"). `identity` tells files apart, whatever they
/// are called: links and other spellings of a path have one. Empty: the path does.
struct FileText {
  std::string text;
  std::string identity{};
};
struct FileError {
  std::string reason;
};
using ReadFile = std::function<std::variant<FileText, FileError>(const std::string& path)>;

/// Reads and parses a policy and its bases. Paths of `extends` are relative to the file in which they stand;
/// `builtin:guide` is the guide's policy. Cycles and missing files are diagnostics with both places.
Result<PolicyLayers> load_layers(const std::string& path, const ReadFile& read);

/// Resolves, types and guards everything. All mistakes of all files, in order of place, none a consequence of
/// another. Warnings and notes come with a product.
Result<CheckedPolicy> check(const PolicyLayers& layers);

}  // namespace select_model
