#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/polynomial.hpp"
#include "policy/solver.hpp"

namespace select_model::analysis {

/// What a variable is known to lie between, both ends included; nothing: no end.
struct Bounds {
  std::optional<Rational> low, high;
};

/// Numbers in the solver: variables with their bounds, comparisons of polynomials, and questions about them.
///
/// The solver is good at sums and poor at products of variables. So a product is a variable of its own of
/// which only linear bounds are said at first. Where those leave nothing, nothing there is; a candidate that
/// they leave counts only where the product holds in it. Else one factor is held fast; then the ranges of the
/// factors are cut again and again, since the bounds of a product are the closer the narrower those are; then
/// the exact question is asked, and what is not settled then is said to be unsettled.
class Arithmetic {
 public:
  explicit Arithmetic(Solver& solver) : solver_(solver) {}

  /// `name` stands in what is said of products that cannot be settled; empty: it has none.
  std::uint32_t add_variable(Sort sort, Bounds bounds, std::string name);
  /// A number of which nothing is said, in place of one that has grown too large to be said: what cannot be
  /// with it cannot be, and whatever could is not settled.
  std::uint32_t add_opaque();
  Term term(std::uint32_t variable) const { return variables_[variable].term; }
  /// Says what a variable is; counts wherever the variable is spoken of, and nowhere else.
  void define(std::uint32_t variable, Term definition);

  Term is_negative(const Polynomial& p) { return compared(p, true); }
  Term is_not_positive(const Polynomial& p) { return compared(p, false); }
  Term is_zero(const Polynomial& p);
  Term less(const Fraction& a, const Fraction& b);
  Term at_most(const Fraction& a, const Fraction& b);
  Term equal(const Fraction& a, const Fraction& b);
  Bounds bounds(const Polynomial& p) const;

  /// Whether all can hold together, products taken exactly. As Solver::check.
  Settled settle(const std::vector<Term>& formulas, const Limit& limit,
                 std::vector<std::size_t>* core = nullptr);
  /// After `satisfiable`.
  Rational value(std::uint32_t variable) const { return solver_.value(variables_[variable].term); }
  /// After `unsettled`: "the product of `a` and `b`", or that the limit was reached.
  const std::string& reason() const { return reason_; }

 private:
  using Monomial = Polynomial::Monomial;
  struct Variable {
    Term term;
    Sort sort;
    Bounds bounds;
    std::string name;
    std::vector<Term> definitions;
    Monomial factors{};  // of a product: more than one
    bool opaque = false;
  };
  /// What some variables are taken to lie between, for a while; the others lie within their own bounds.
  using Box = std::map<std::uint32_t, Bounds>;
  struct Products {
    std::vector<std::uint32_t> all;
    std::vector<Term> definitions;  // of everything that is spoken of
    bool opaque = false;            // something of it is
  };

  std::uint32_t product(const Monomial& factors);
  std::vector<Term> envelope(std::uint32_t product, const Box& box);
  Term as(std::uint32_t variable, Sort sort);
  Bounds bounds_in(std::uint32_t variable, const Box& box) const;
  Bounds bounds_of(const Monomial& monomial, const Box& box) const;
  Term compared(const Polynomial& p, bool strictly);
  Term linear(const Polynomial& p, Sort& sort);
  Products spoken_of(const std::vector<Term>& formulas) const;
  bool hold(const std::vector<std::uint32_t>& products) const;
  Settled settle_products(const std::vector<Term>& formulas, const Products& products, const Limit& limit,
                          std::vector<std::size_t>* core);
  Settled ask_exactly(const std::vector<Term>& formulas, const Products& products, Limit limit,
                      std::vector<std::size_t>* core);
  bool find_slice(const std::vector<Term>& formulas, const Products& products, const Limit& limit);
  std::vector<Term> sliced(const Products& products, const std::map<std::uint32_t, Rational>& fixed);
  std::vector<std::uint32_t> to_fix(const Products& products) const;
  Settled search_boxes(const std::vector<Term>& formulas, const Products& products, std::size_t boxes,
                       const Limit& limit, std::vector<std::size_t>* core);
  std::vector<Term> facts_of(const std::vector<std::uint32_t>& products, const Box& box);
  std::vector<std::uint32_t> with_parts(const Products& products) const;
  std::optional<std::uint32_t> to_cut(const std::vector<std::uint32_t>& among, const Box& box) const;
  std::pair<Box, Box> cut(const Box& box, std::uint32_t variable) const;

  Solver& solver_;
  std::vector<Variable> variables_;
  std::map<Monomial, std::uint32_t> products_;
  std::string reason_;
};

}  // namespace select_model::analysis
