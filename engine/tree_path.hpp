#pragma once
#include <vector>

#include "engine/evaluate.hpp"
#include "engine/program.hpp"

/// The way of a decision through the tree of its policy.
namespace select_model {

/// A branch whose turn came. `undecided`: that depends on an answer that is missing, and the way ends there.
struct TriedBranch {
  enum class Taken { no, yes, undecided };
  const Branch* branch = nullptr;
  Taken taken = Taken::no;
};

/// From the root, level by level, each up to the branch that was taken; empty where a gate refused or there
/// is no tree. Where the leaf differs between the answers that were tried, as far as what is given decides.
std::vector<TriedBranch> tried_branches(const Program& program, const Decision& decision,
                                        Evaluator& evaluator);

}  // namespace select_model
