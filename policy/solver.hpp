#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/rational.hpp"

/// The theorem prover, Z3, as the analysis sees it: terms are made, required and asked about. The library is
/// loaded when the first Solver is made, so that a command that proves nothing pays nothing for it.
namespace select_model::analysis {

/// A formula or a number of one Solver, and valid as long as it. Equal terms have equal nodes.
struct Term {
  void* node = nullptr;
  friend bool operator==(Term, Term) = default;
};

enum class Sort { boolean, whole, real };

/// `unsettled`: neither was found within the limit.
enum class Settled { satisfiable, unsatisfiable, unsettled };

/// Of one question to the solver: its steps, which are the solver's own count and the same on every machine,
/// and the time at which whatever goes on is ended.
struct Limit {
  unsigned steps = 8'000'000;
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
};

class Solver {
 public:
  /// Why there is no solver here, or nothing where there is one.
  static std::optional<std::string> absence();

  /// There must be a solver.
  Solver();
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  Term constant(bool truth) const;
  bool is_true(Term term) const { return term == true_; }
  bool is_false(Term term) const { return term == false_; }
  Term variable(Sort sort);
  /// Marked variables can be found again in formulas.
  void mark(Term variable, std::uint32_t index);
  std::vector<std::uint32_t> marked_in(const std::vector<Term>& formulas) const;
  /// A whole number where the sort is whole.
  Term number(const Rational& value, Sort sort);

  Term negation(Term a);
  Term all_of(std::vector<Term> terms);
  Term any_of(std::vector<Term> terms);
  Term choose(Term condition, Term then, Term otherwise);  // of truths
  Term same(Term a, Term b);                               // of truths, or of numbers of one sort
  Term sum(const std::vector<Term>& terms);
  Term product(const std::vector<Term>& factors);
  Term at_most(Term a, Term b);
  Term less(Term a, Term b);
  Term as_real(Term whole);

  /// Holds from now on, until the matching `pop`.
  void require(Term term);
  void push();
  void pop();

  /// Whether what is required and all formulas can hold together. Where they cannot, `core` holds indexes of
  /// formulas that suffice for that.
  Settled check(const std::vector<Term>& formulas, Limit limit, std::vector<std::size_t>* core = nullptr);
  /// The same where formulas hold products of variables, by a procedure made for them.
  Settled check_products(const std::vector<Term>& formulas, Limit limit);
  /// After `satisfiable`: in what was found. A term that does not matter has some value.
  bool truth(Term term) const;
  Rational value(Term term) const;

 private:
  struct Z3;
  std::unique_ptr<Z3> z3_;
  Term true_, false_;
};

}  // namespace select_model::analysis
