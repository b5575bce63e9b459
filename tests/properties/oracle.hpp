#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "catalog/catalog.hpp"
#include "engine/answers.hpp"
#include "engine/decision.hpp"
#include "policy/checked_policy.hpp"

/// The language's sections 3 to 8 once more, slow and obvious: the checked tree walked one offer at a time in
/// exact rational arithmetic. It shares nothing with the engine but the data that both read.
namespace select_model::properties {

using Exact = boost::multiprecision::cpp_rational;
Exact exact(const Rational& value);
double nearest(const Exact& value);
Exact whole_below(const Exact& value);

struct Day {
  Exact number;  // whole; counted from 1970-01-01
};
using Known = std::variant<Unknown, bool, Exact, Day, std::string, Set>;
using Truth = std::optional<bool>;  // nothing: unknown

constexpr std::size_t op_count = static_cast<std::size_t>(Op::set_of) + 1;
/// What was evaluated how often: of each Op, with a known and with an unknown result.
struct OpCounts {
  std::array<std::uint64_t, op_count> known{}, unknown{};
};

/// Evaluates the expressions of a policy for one set of answers.
class Evaluator {
 public:
  Evaluator(const CheckedPolicy& policy, const Catalog& catalog, Date today, OpCounts& counts);
  void answer(const Answers& answers);

  static constexpr std::size_t no_offer = static_cast<std::size_t>(-1);
  Known value(const Expression& expression, std::size_t offer, std::size_t first = no_offer);
  Truth truth(const Expression& expression, std::size_t offer, std::size_t first = no_offer);

 private:
  struct Where {
    std::size_t offer, first;
  };
  Known compute(const Expression& expression, Where where);
  Known read(const Expression& expression, Where where);
  Known let(std::size_t index, std::size_t offer);
  Known fact(std::size_t index, std::size_t offer) const;
  Known logic(const Expression& expression, Where where);
  Known compare(const Expression& expression, Where where);
  Known choose(const Expression& expression, Where where);
  Known arithmetic(const Expression& expression, const std::vector<Exact>& numbers) const;
  Known on_dates(const Expression& expression, Where where);
  Known method(const Expression& expression, Where where);
  Known cost(std::size_t offer, const std::vector<Exact>& arguments, bool monthly) const;
  Known gpus_needed(std::size_t offer, const std::vector<Exact>& arguments) const;
  Known set_of(const Expression& expression, Where where);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  Day today_;
  OpCounts& counts_;
  std::vector<std::vector<Known>> facts_;  // of each offer: built in, then own
  std::unordered_map<const Expression*, Known> constants_;
  std::vector<Known> answers_;
  std::map<std::pair<std::size_t, std::size_t>, Known> lets_;
};

struct ExpectedRank {
  std::uint32_t offer = 0;
  std::uint32_t tier = 1;
  double score = 0;
};

/// What the language says of answers none of which is missing.
struct Expected {
  Outcome outcome = Outcome::recommended;
  std::optional<std::uint32_t> leaf, rank;
  std::vector<Verdict> gates;
  std::vector<bool> applies;
  std::vector<std::vector<bool>> fails, unknown;  // of each constraint on offers that applies; else empty
  std::vector<bool> unlisted;
  std::vector<ExpectedRank> ranked;
  std::vector<std::uint32_t> fallbacks;
};

/// What it says where required answers may be missing.
struct Expectation {
  std::vector<Expected> completions;  // for values of what is missing: all of them, or some
  bool all = true;                    // all of them
  bool unread = true;  // nothing that decides reads an answer that is missing and cannot be tried
  bool agree = true;   // in outcome and order
  std::vector<std::uint32_t> missing;  // the questions that were not answered
  std::vector<std::uint32_t> matter;   // those of them on which the result depends, where all were tried
};

class Oracle {
 public:
  Oracle(const CheckedPolicy& policy, const Catalog& catalog, Date today, OpCounts& counts);
  Expectation decide(const Answers& answers);
  /// The fallbacks that follow from an order.
  std::vector<std::uint32_t> fallbacks(const std::vector<std::uint32_t>& order);
  /// Those that the conditions of the leaf's tiers read.
  std::set<std::uint32_t> questions_that_list(const Expected& expected) const;
  /// Of the answers last decided on.
  Evaluator& evaluator() { return evaluator_; }

 private:
  Expected complete(const Answers& answers);
  void gate(Expected& expected);
  std::vector<std::uint32_t> eligible(Expected& expected);
  void take_leaf(Expected& expected);
  const Leaf* find_leaf(const std::vector<Branch>& branches, std::uint32_t& index);
  std::optional<std::uint32_t> tier_of(const Leaf& leaf, std::size_t offer);
  void rank(Expected& expected, const std::vector<std::uint32_t>& offers);
  std::vector<double> scores(const Rank& rank, const std::vector<std::uint32_t>& offers);
  double normalized(const Criterion& criterion, std::size_t offer, const std::vector<std::uint32_t>& offers);
  std::optional<Exact> number(const Expression& expression, std::size_t offer);
  bool goes_before(const Rank& rank, std::uint32_t a, std::uint32_t b);
  bool ties_before(std::uint32_t a, std::uint32_t b) const;
  bool reads_missing(const Answers& answers, const std::vector<bool>& missing);

  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  std::vector<const Leaf*> leaves_;
  Evaluator evaluator_;
};

/// The questions that it reads, also by way of lets.
std::set<std::uint32_t> questions_in(const Expression& expression, const CheckedPolicy& policy);

/// How a decision departs from what is expected, or nothing.
std::optional<std::string> disagreement(const Expectation& expectation, const Decision& decision,
                                        const CheckedPolicy& policy, const Catalog& catalog, Oracle& oracle);

}  // namespace select_model::properties
