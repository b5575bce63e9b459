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
  std::string stood_in_for(const Expression& expression, int& steps);
  std::string stood_in_by_default(const Expression& expression, int& steps);
  void find_gaps(const Expression& expression, Gaps& gaps);
  void find_gaps_of_parts(const Expression& expression, Gaps& gaps);
  void find_gaps_of_method(const Expression& expression, Gaps& gaps);
  void find_gaps_of_prices(const Expression& expression, Gaps& gaps);
  void find_gaps_of_membership(const Expression& expression, Gaps& gaps);
  std::string named(const Expression& expression) const;
  /// As the policy writes it, in the style of `fmt`; empty where that is its value.
  std::string written(const Expression& expression, const Shown& shown, const Place& where);
  std::string side(const Expression& expression, const Shown& shown, const Place& where);
  std::string comparison_text(const Expression& comparison, const Sides& shown, bool negated,
                              const Place& where);
  std::string inequality(const Expression& comparison, const Sides& shown, bool wanted, const Place& where);
  /// ": gdpr is not", where some members of a set are in the other and some are not.
  static std::string lacking(Op op, const Sides& shown);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  Evaluator& evaluator_;
  std::uint32_t offer_ = 0;
  std::map<const Expression*, std::string> written_;  // sides of comparisons, as `fmt` writes them
};

}  // namespace select_model
