#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/arithmetic.hpp"
#include "policy/checked_policy.hpp"
#include "policy/symbolic.hpp"

/// The answers that the analysis speaks of: complete ones (a required question is answered, an optional one
/// may not be), at their resolution, within their ranges. A text is one of those that matter, or another.
namespace select_model::analysis {

/// Every text and open name that a policy writes, and `strangers` that it does not.
std::set<std::string> vocabulary_of(const CheckedPolicy& policy, std::set<std::string> others,
                                    std::size_t strangers);

class Domain {
 public:
  /// Without `ranges` they are not required; see range(). `asked`: answers that are there already, by the
  /// name of their question.
  Domain(const CheckedPolicy& policy, Arithmetic& arithmetic, Solver& solver,
         const std::set<std::string>& texts, bool ranges = true,
         const std::map<std::string, Symbolic>& asked = {});
  const Symbolic& answer(std::uint32_t question) const { return answers_[question]; }
  /// That an answer lies within the range that the policy declares, where it declares one.
  Term range(std::uint32_t question);
  /// What was found, after `satisfiable`: a value for each question, Unknown where it is not answered.
  std::vector<Value> found() const;

 private:
  Symbolic ask(const Question& question, const std::set<std::string>& texts, bool ranges);
  Symbolic number(const Question& question, bool ranges);
  Value found(std::size_t question) const;

  const CheckedPolicy& policy_;
  Arithmetic& arithmetic_;
  Solver& solver_;
  std::vector<Symbolic> answers_;
};

/// One truth for each member, of which exactly one holds.
std::map<std::string, Term> one_of(Solver& solver, const std::vector<std::string>& members);

}  // namespace select_model::analysis
