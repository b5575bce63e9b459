#pragma once
#include <vector>

#include "policy/checked_policy.hpp"

/// Which expressions of a policy can come out unknown when every answer that they read is given or guarded:
/// for want of a fact, by a division by zero, or by a date that is moved out of the calendar. Where it says
/// no, that holds; a yes may be out of reach.
namespace select_model {

class Doubts {
 public:
  explicit Doubts(const CheckedPolicy& policy);
  bool may_be_unknown(const Expression& expression) const;

 private:
  bool any_argument(const Expression& expression) const;
  bool is_positive(const Expression& expression) const;
  bool is_short(const Expression& duration) const;

  const CheckedPolicy& policy_;
  std::vector<bool> lets_, positive_lets_;
};

}  // namespace select_model
