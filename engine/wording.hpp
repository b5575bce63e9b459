#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "engine/rationale.hpp"

/// Words for what the exact evaluator finds: values as people write them, texts in braces filled in, and what
/// is unknown named. `explain` is made of these.
namespace select_model {

/// Speaks of the offer that it was last set to.
class Wording {
 public:
  /// All that is given must outlive it.
  Wording(const CheckedPolicy& policy, const Catalog& catalog, Evaluator& evaluator)
      : policy_(policy), catalog_(catalog), evaluator_(evaluator) {}
  void set_offer(std::uint32_t offer);

  Shown show(const Expression& expression);
  /// Values that read alike but differ are written out in full.
  std::string fill(const Template& text);
  /// Both sides, where the condition is one comparison (perhaps in parentheses or negated).
  struct Sides {
    Shown left, right;
  };
  std::optional<Sides> sides(const Expression& condition);
  /// What to say where nobody wrote a `because`: `` `response_time` 4.4 s > `max_latency` 2 s ``.
  std::string failure(const Constraint& constraint);
  /// "cannot be verified: ttft is not known".
  std::string unverified(const Expression& condition);
  /// "ttft and throughput are not known"; for a condition, only what keeps it from being decided.
  std::string unknown(const Expression& expression);

 private:
  struct Gaps;
  void find_gaps(const Expression& expression, Gaps& gaps);
  void find_gaps_of_parts(const Expression& expression, Gaps& gaps);
  void find_gaps_of_method(const Expression& expression, Gaps& gaps);
  void find_gaps_of_membership(const Expression& expression, Gaps& gaps);
  std::string side(const Expression& expression, const Shown& shown, const Place& where);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  Evaluator& evaluator_;
  std::uint32_t offer_ = 0;
  std::map<const Expression*, std::string> written_;  // sides of comparisons, as `fmt` writes them
};

}  // namespace select_model
