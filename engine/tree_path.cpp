#include "engine/tree_path.hpp"

namespace select_model {

namespace {

using Branches = std::vector<Branch>;
using Taken = TriedBranch::Taken;

Taken judged(const Branch& branch, Evaluator& evaluator) {
  if (!branch.when) return Taken::yes;
  const Evaluated found = evaluator.evaluate(*branch.when);
  if (found.missing) return Taken::undecided;
  const bool* truth = std::get_if<bool>(&found.value);
  return truth && *truth ? Taken::yes : Taken::no;
}

}  // namespace

std::vector<TriedBranch> tried_branches(const Program& program, const Decision& decision,
                                        Evaluator& evaluator) {
  std::vector<TriedBranch> tried;
  if (!program.policy().tree || decision.outcome == Outcome::refused) return tried;
  const bool settled = decision.leaf && !decision.leaf_varies;
  const auto path = settled ? program.path(*decision.leaf) : std::vector<const Branch*>();
  const Branches* level = &*program.policy().tree;
  for (std::size_t depth = 0; level; ++depth) {
    const Branches& here = *level;
    level = nullptr;
    for (const Branch& branch : here) {
      const Taken taken = !settled                 ? judged(branch, evaluator)
                          : path[depth] == &branch ? Taken::yes
                                                   : Taken::no;
      tried.push_back({&branch, taken});
      if (taken == Taken::yes) level = std::get_if<Branches>(&branch.body);
      if (taken != Taken::no) break;
    }
  }
  return tried;
}

}  // namespace select_model
