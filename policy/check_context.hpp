#pragma once
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "policy/check_names.hpp"
#include "policy/check_report.hpp"
#include "policy/checked_policy.hpp"
#include "policy/checker.hpp"
#include "policy/exact_size.hpp"

/// What the parts of the checker share. Each part takes declarations in the order of the files, says what is
/// wrong with them and adds what is right to the policy. Whatever is derived of a let is derived once, so
/// that chains of lets cost nothing.
namespace select_model::checking {

/// Optional questions and lets that are known: sorted keys, see `key_of_question` and `key_of_let`.
using Keys = std::vector<std::uint32_t>;
constexpr std::uint32_t key_of_question(std::uint32_t index) { return 2 * index; }
constexpr std::uint32_t key_of_let(std::uint32_t index) { return 2 * index + 1; }

/// The optional questions and lets that are known wherever a condition is not false, and wherever it is not
/// true.
struct Implied {
  Keys unless_false;
  Keys unless_true;
};

/// What using a let means for whoever uses it.
struct LetStudy {
  Keys needs;                     // the optional questions that it reads unguarded
  Keys when_known;                // known wherever the let is
  Implied implied;                // of a bool
  ExactSize size;                 // the most that its exact value can take
  std::optional<Place> of_model;  // where it speaks of `model`, lets followed
};

/// Which file an inherited suggestion comes from: the tree, the fallback, the unnamed ranks.
struct Providers {
  std::vector<std::optional<std::size_t>> tree, fallback, ranks;  // by file
};

struct Context {
  Context(const PolicyLayers& all, CheckedPolicy& made) : layers(all), policy(made) {}

  const PolicyLayers& layers;
  CheckedPolicy& policy;
  Report report;
  Sight sight;
  Names values{sight};  // questions and lets
  Names facts{sight};
  Names constraints{sight};
  Names ranks{sight};
  Names tests{sight};
  Names proofs{sight};
  std::vector<std::map<std::string, Place>> branches;  // by file: the branches of its own tree
  std::unordered_map<const void*, Declared*> own;      // by declaration in the tree; duplicates are not in it
  Providers providers;
  std::vector<LetStudy> lets;         // beside policy.lets
  std::vector<std::size_t> asked_in;  // beside policy.questions: the file whose `ask` holds
  std::size_t member_bytes_left = std::size_t{16} << 20;  // for the vocabularies that expressions carry

  std::size_t last_file() const { return layers.files.size() - 1; }
  View view(std::size_t file) const { return {file, layers.files[file].source, std::nullopt, false}; }
};

}  // namespace select_model::checking
