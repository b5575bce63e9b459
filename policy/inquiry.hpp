#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/arithmetic.hpp"
#include "policy/domain.hpp"
#include "policy/encoder.hpp"
#include "policy/solver.hpp"

namespace select_model::analysis {

/// How long an analysis may take: all of it until a time, and each question its steps and no more than a part
/// of that time, so that a hard one leaves some for the others.
struct Effort {
  std::chrono::steady_clock::time_point until;
  std::chrono::milliseconds of_question{1000};

  static Effort within(std::chrono::milliseconds all);
  bool is_spent() const { return std::chrono::steady_clock::now() >= until; }
  Limit next() const;
};

/// A solver with its numbers. Inquiries that share one can be asked about together.
struct Ground {
  Solver solver;
  Arithmetic arithmetic{solver};
};

/// The reason why what came after was not settled.
inline constexpr std::string_view out_of_time = "the time limit was reached";

struct Subject {
  Date today;
  std::set<std::string> other_texts{};        // of the catalogue
  bool ranges = true;                         // of questions: required. Else Domain::range says them
  std::size_t strangers = 0;                  // texts that nobody wrote: at least so many
  std::shared_ptr<Ground> ground{};           // null: one of its own
  std::map<std::string, Symbolic> answers{};  // of questions that another inquiry on the ground asks alike
};
/// How many texts that nobody wrote suffice to tell all of a policy's apart.
std::size_t strangers_of(const CheckedPolicy& policy);

/// A policy as the solver sees it, and what is asked of it: whether any answers make formulas true together.
class Inquiry {
 public:
  /// The policy must outlive it.
  Inquiry(const CheckedPolicy& policy, const Subject& subject, const Effort& effort);

  Solver& solver() { return ground_->solver; }
  Arithmetic& arithmetic() { return ground_->arithmetic; }
  Encoder& encoder() { return encoder_; }
  Domain& domain() { return domain_; }

  Settled ask(const std::vector<Term>& formulas, std::vector<std::size_t>* core = nullptr);
  /// A smallest part of formulas that cannot hold together: none of them can be left out. What stands first
  /// is left out first.
  std::vector<std::size_t> contradiction(const std::vector<Term>& formulas);
  /// After `satisfiable`: the answers found, one a question; Unknown: not given.
  std::vector<Value> found() const { return domain_.found(); }
  /// After `unsettled`.
  std::string reason() const;

 private:
  Effort effort_;
  std::shared_ptr<Ground> ground_;
  std::set<std::string> texts_;
  Domain domain_;
  Encoder encoder_;
};

}  // namespace select_model::analysis
