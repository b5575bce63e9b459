#pragma once
#include <set>
#include <string>

#include "engine/program.hpp"

/// Branches that no test of a policy takes: `untested-branch`.
namespace select_model {

/// Follows the tests of a policy with one catalogue. Both must outlive it.
class TestPaths {
 public:
  TestPaths(const CheckedPolicy& policy, const Catalog& catalog) : policy_(policy), catalog_(catalog) {}
  /// Adds the branches, from the root down, to which the test leads. False where that cannot be said, since
  /// the catalogue does not fit the policy.
  bool add(const Test& test, Date today, std::set<std::string>& taken);

 private:
  bool add_incomplete(const Answers& answers, Date today, std::set<std::string>& taken);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  std::optional<Result<Program>> program_;  // made where it is needed
};

/// The branches that are not taken, as far as the tree stands in `own`. Of branches inside one that is not
/// taken nothing is said.
Diagnostics untested_branches(const CheckedPolicy& policy, const SourcePtr& own,
                              const std::set<std::string>& taken);

}  // namespace select_model
