#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/catalog_inquiry.hpp"
#include "engine/region.hpp"

/// Makes a region of one set of answers: what need not be so is left out, what must be is widened as far as
/// the solver proves that the same holds everywhere in it.
namespace select_model::analysis {

struct Claim {
  Term holds;                  // everywhere in the region
  Term part;                   // weaker, perhaps: nowhere else, where the region is the only one
  std::vector<Term> together;  // of the answers that are spoken of: no gate refuses
  std::size_t size = 1;  // how many offers or gates it speaks of: each question to the solver grows with it
  /// Whether answers, when they are replayed, show a part of it.
  std::function<bool(const std::vector<Value>&)> shows;
};

class RegionFinder {
 public:
  /// Regions are in terms of the old policy's questions. All must outlive the finder.
  /// `left_out`: that a question is, where that is another answer to each side than the one that is shown.
  RegionFinder(CatalogInquiry& old, const Program& before, const Program& after,
               std::map<std::uint32_t, Term> left_out);

  /// Nothing: it was not proved of any by then, or would take too many questions.
  std::optional<Region> find(const std::vector<Value>& answers, const Claim& claim,
                             std::chrono::steady_clock::time_point until);

 private:
  Solver& solver() { return inquiry_.solver(); }
  const Question& question(const Condition& condition) const { return questions_[condition.question]; }
  Term term(const Condition& condition);
  Term given_term(const Condition& condition);
  Term all(const std::vector<Condition>& conditions);

  Condition exactly(std::uint32_t question, const Value& answer) const;
  Settled ask(std::vector<Term> formulas);
  bool leave_out(const std::vector<Value>& answers);
  Settled counterexample();
  bool try_instead(std::size_t index, const Condition& wider);
  void widen(std::size_t index);
  void widen_absence(std::size_t index);
  void widen_from_a_number(std::size_t index, Condition wider);
  void widen_members(std::size_t index);
  void widen_set(std::size_t index);
  void widen_end(std::size_t index, bool upwards, bool exactly);
  void widen_exactly(std::size_t index);
  std::vector<Condition> nearly() const;
  std::optional<Rational> between(const Condition& condition, const Rational& bad, const Rational& good,
                                  bool exactly) const;
  void round_ends(const std::vector<Value>& answers);
  void shorten(Condition& condition) const;
  bool may_be_refused();
  std::optional<bool> look_elsewhere(const std::vector<Condition>& conditions);

  CatalogInquiry& inquiry_;
  const std::vector<Question>& questions_;
  std::vector<std::vector<std::string>> members_;  // of each question: those that both sides take
  std::vector<std::set<Rational>> limits_;         // of each question: where something is likely to change
  std::map<std::uint32_t, Term> left_out_;
  const Claim* claim_ = nullptr;
  std::chrono::steady_clock::time_point until_;
  std::vector<Condition> conditions_;
  struct Ends {
    std::optional<Rational> low, high;
  };
  std::size_t questions_left_ = 0;
  std::vector<Ends> beyond_;  // of each condition: nearest answers that are surely not in it
};

}  // namespace select_model::analysis
