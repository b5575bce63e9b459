#include <cassert>

#include "policy/solver.hpp"

/// Stands in for solver.cpp in a build without Z3: nobody makes a Solver where `absence` says why.
namespace select_model::analysis {

struct Solver::Z3 {};

std::optional<std::string> Solver::absence() { return "this build has no Z3"; }

Solver::Solver() { assert(false); }
Solver::~Solver() = default;
Term Solver::constant(bool truth) const { return truth ? true_ : false_; }
Term Solver::variable(Sort) { return {}; }
void Solver::mark(Term, std::uint32_t) {}
std::vector<std::uint32_t> Solver::marked_in(const std::vector<Term>&) const { return {}; }
Term Solver::number(const Rational&, Sort) { return {}; }
Term Solver::negation(Term) { return {}; }
Term Solver::all_of(std::vector<Term>) { return {}; }
Term Solver::any_of(std::vector<Term>) { return {}; }
Term Solver::choose(Term, Term, Term) { return {}; }
Term Solver::same(Term, Term) { return {}; }
Term Solver::sum(const std::vector<Term>&) { return {}; }
Term Solver::product(const std::vector<Term>&) { return {}; }
Term Solver::at_most(Term, Term) { return {}; }
Term Solver::less(Term, Term) { return {}; }
Term Solver::as_real(Term) { return {}; }
void Solver::require(Term) {}
void Solver::push() {}
void Solver::pop() {}
Settled Solver::check(const std::vector<Term>&, Limit, std::vector<std::size_t>*) {
  return Settled::unsettled;
}
Settled Solver::check_products(const std::vector<Term>&, Limit) { return Settled::unsettled; }
bool Solver::truth(Term) const { return false; }
Rational Solver::value(Term) const { return 0; }

}  // namespace select_model::analysis
