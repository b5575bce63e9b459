#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "engine/answers.hpp"
#include "policy/checked_policy.hpp"

/// The exact evaluator: one expression, one offer, rational arithmetic. It decides comparisons that doubles
/// cannot, gives the values that a rationale shows, and works with required answers that are missing. Slow
/// beside the compiled columns, but total.
namespace select_model {

/// A value, or a required answer's absence: then it may be any value of its type. Unlike Unknown, what is
/// missing is not absorbed by `??` nor seen by `is known`.
struct Evaluated {
  Value value;  // meaningless where missing
  bool missing = false;
};

/// What expressions are evaluated against. Keeps the values of lets: those of answers alone for its life,
/// those that speak of the model until the next offer.
class Evaluator {
 public:
  /// `own_facts[f][o]`: the policy's own fact f of offer o. All that is given must outlive the evaluator.
  Evaluator(const CheckedPolicy& policy, const Catalog& catalog,
            const std::vector<std::vector<Value>>& own_facts, const Answers& answers, Date today);
  void set_offer(std::uint32_t offer);
  void set_first(std::uint32_t offer) { first_ = offer; }
  Evaluated evaluate(const Expression& expression);
  /// True, false, or nothing where it is unknown (or missing).
  std::optional<bool> truth(const Expression& expression);

 private:
  Evaluated let_value(std::uint32_t index);
  Evaluated fact_value(const Expression& expression) const;
  Evaluated method_value(const Expression& expression);
  Evaluated logical(const Expression& expression);
  Evaluated comparison(const Expression& expression);
  Evaluated arithmetic(const Expression& expression);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  const std::vector<std::vector<Value>>& own_facts_;
  const Answers& answers_;
  Date today_;
  std::uint32_t offer_ = 0;
  std::uint32_t first_ = 0;
  std::vector<std::optional<Evaluated>> lets_;
};

bool is_self_hosted(const Offer& offer);
/// Whose prices a request with that input pays; nothing: the base prices.
const PriceTier* applying_tier(const Offer& offer, const Rational& input);
/// What an offer costs and how fast it is (section 8 of the language); Unknown where a fact that is needed
/// is. Dollars, tokens, seconds.
Value request_cost(const Offer& offer, const Rational& input, const Rational& output,
                   const Rational& requests_per_month);
Value monthly_cost(const Offer& offer, const Rational& input, const Rational& output,
                   const Rational& requests_per_month);
Value gpus_needed(const Offer& offer, const Rational& input, const Rational& output,
                  const Rational& requests_per_month);
Value response_time(const Offer& offer, const Rational& output);
Value quality(const Offer& offer, const std::string& task);

}  // namespace select_model
