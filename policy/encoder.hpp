#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/arithmetic.hpp"
#include "policy/checked_policy.hpp"
#include "policy/domain.hpp"
#include "policy/symbolic.hpp"

namespace select_model::analysis {

/// Prices of a request whose input is strictly above `above`, in dollars per token.
struct PriceStep {
  Rational above;
  std::optional<Rational> input, output;
};

/// What an offer is known to be: the facts that are built in, then the policy's own.
struct OfferFacts {
  std::vector<Value> values;
  std::vector<PriceStep> steps;             // by rising `above`
  std::map<std::string, Rational> quality;  // by task
  friend bool operator==(const OfferFacts&, const OfferFacts&) = default;
};

/// Turns checked expressions into terms, each as the exact evaluator would take it for every complete answer
/// at once. About one offer at a time: one of which the facts are given, or any that could be.
class Encoder {
 public:
  /// All that is given must outlive the encoder. `texts`: vocabulary_of.
  Encoder(const CheckedPolicy& policy, Domain& domain, Arithmetic& arithmetic, Solver& solver,
          const std::set<std::string>& texts, Date today, std::chrono::steady_clock::time_point until);
  /// Null: an offer of which nothing is known, so that each fact may be anything that its type allows.
  void set_offer(const OfferFacts* offer);

  Symbolic encode(const Expression& expression);
  /// The time was over: what was encoded since is not what it should be.
  bool gave_up() const { return gave_up_; }
  Term holds(const Expression& expression);     // known and true
  Term is_false(const Expression& expression);  // known and false
  /// An absent condition holds.
  Term holds(const std::optional<Expression>& when);
  /// That a must does not reject: it does not apply, or holds, or is unknown and says that this is no matter.
  Term passes(const Constraint& must);

 private:
  using Cases = std::vector<NumberCase>;
  using Combine = std::function<Fraction(const Fraction&, const Fraction&)>;

  Symbolic let(std::uint32_t index);
  Symbolic constant(const Value& value);
  Symbolic unknown();
  Symbolic choose(Term condition, const Symbolic& a, const Symbolic& b);

  Symbolic logical(const Expression& expression);
  Symbolic comparison(const Expression& expression);
  Symbolic truth_of(Term holds, Term fails);
  Term equal(const Symbolic& a, const Symbolic& b, Kind kind);
  Term any_pair(const Cases& a, const Cases& b,
                const std::function<Term(const Fraction&, const Fraction&)>& test);

  Symbolic arithmetic(const Expression& expression);
  Symbolic sum_of(const std::vector<Symbolic>& args);
  Cases combine(const Cases& a, const Cases& b, const Combine& with);
  Cases extreme(const Cases& a, const Cases& b, bool largest);
  Symbolic divide(const Symbolic& a, const Symbolic& b);
  Cases absolute(const Cases& cases);
  Cases round_up(const Cases& cases);
  Cases scale(const Cases& cases, const Rational& by);
  Symbolic shift_date(const Symbolic& day, const Symbolic& duration);
  void add_case(Cases& cases, Term guard, Fraction value);
  Cases few(Cases cases);

  Symbolic set_of(const std::vector<Symbolic>& names);
  Symbolic size_of(const Symbolic& set);
  Symbolic membership(Op op, const Symbolic& left, Kind left_kind, const Symbolic& right);
  Symbolic sets_overlap(const Symbolic& a, const Symbolic& b);
  Symbolic sets_equal(const Symbolic& a, const Symbolic& b);
  Term is_empty(const Symbolic& set);
  Membership member(const Symbolic& set, const std::string& name) const;
  struct Subset {
    Term is, is_not;
  };
  Subset subset(const Symbolic& a, const Symbolic& b);
  Symbolic as_set(const Symbolic& name);

  Symbolic fact(std::uint32_t index);
  Symbolic free_fact(std::uint32_t index);
  Symbolic free_number(const Type& type, bool built_in);
  Symbolic free_set(const Type& type);
  Symbolic method(const Expression& expression);
  Symbolic cost(const std::vector<Symbolic>& args, bool monthly);
  Symbolic token_cost(const std::vector<Symbolic>& args);
  Symbolic gpus_needed(const std::vector<Symbolic>& args);
  Symbolic response_time(const Symbolic& output);
  Symbolic quality(const Symbolic& task);
  Symbolic product_of(const Symbolic& a, const Symbolic& b);
  Symbolic named_fact(std::string_view name);

  const CheckedPolicy& policy_;
  Domain& domain_;
  Arithmetic& arithmetic_;
  Solver& solver_;
  const std::set<std::string>& texts_;
  Date today_;
  std::chrono::steady_clock::time_point until_;
  bool gave_up_ = false;
  const OfferFacts* offer_ = nullptr;
  std::vector<std::optional<Symbolic>> lets_;
  std::map<const Constraint*, Term> applies_;
  std::map<std::uint32_t, Symbolic> free_facts_;
  std::map<std::string, Symbolic> free_quality_;
  std::map<void*, std::uint32_t> counted_;  // truths as 0 or 1
};

}  // namespace select_model::analysis
