#pragma once
#include <limits>
#include <memory>
#include <vector>

#include "catalog/catalog.hpp"
#include "engine/answers.hpp"
#include "engine/decision.hpp"
#include "policy/checked_policy.hpp"

namespace select_model {

/// A policy compiled for a catalogue: facts as columns, names as numbers, everything that depends on the
/// catalogue alone computed. Immutable; any number of threads may `select` with it at once. Copies share what
/// they hold.
class Program {
 public:
  struct Code;  // engine/code.hpp
  explicit Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

  const CheckedPolicy& policy() const;
  const Catalog& catalog() const;
  /// The leaves of the tree from the top: what Decision::leaf counts.
  const std::vector<const Leaf*>& leaves() const;
  /// The branches from the root to a leaf.
  std::vector<const Branch*> path(std::uint32_t leaf) const;
  /// Own facts, typed: [fact][offer].
  const std::vector<std::vector<Value>>& own_facts() const;
  const Code& code() const { return *code_; }

 private:
  std::shared_ptr<const Code> code_;
};

/// Diagnostics: own facts that do not fit their declared type are errors; a model that the tree names and the
/// catalogue does not hold is a warning, with the nearest.
Result<Program> compile(CheckedPolicy policy, Catalog catalog);

/// Answers in the form that a program runs on: made once, decided with as often as one likes.
struct Inputs {
  Answers answers;
  std::vector<double> numbers;       // of each question; see engine/code.hpp
  std::vector<std::uint64_t> masks;  // likewise, of sets
  bool exact_only = false;           // an answer lies beyond the bounds of the fast path
  bool complete = true;              // no required answer is missing
};
Inputs bind(const Program& program, Answers answers);

inline constexpr std::size_t all_offers = std::numeric_limits<std::size_t>::max();

/// The memory of a decision in progress, to be used again. One thread at a time.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  struct Memory;
  Memory& memory() { return *memory_; }

 private:
  std::unique_ptr<Memory> memory_;
};

/// Decides. Total, deterministic, without input or output; `today` is what `today` means in the policy.
/// `ranked` holds the best `top` of the eligible.
void select(const Program& program, const Inputs& inputs, Date today, Workspace& workspace,
            Decision& decision, std::size_t top = all_offers);
Decision select(const Program& program, const Answers& answers, Date today);

/// What a criterion gave an offer that was ranked by weight: exactly the parts that its score was summed
/// from.
struct ScorePart {
  double normalized = 0;
  double weight = 0;
  double points = 0;
};
/// Of every offer in `decision.ranked`, of every criterion; empty where the ranking is not by weight.
std::vector<std::vector<ScorePart>> score_parts(const Program& program, const Inputs& inputs, Date today,
                                                const Decision& decision);

}  // namespace select_model
