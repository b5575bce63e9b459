#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "policy/arithmetic.hpp"

namespace select_model::analysis {

namespace {

constexpr unsigned most_box_steps = 200'000;

bool is_one(const Bounds& range) { return range.low && range.high && *range.low == *range.high; }

/// How far a range reaches beside what was found in it.
double width(const Bounds& range, const Rational& found) {
  if (!range.low || !range.high) return std::numeric_limits<double>::infinity();
  return (*range.high - *range.low).to_double() / std::max(1.0, std::fabs(found.to_double()));
}

/// Between two ends; those of one sign that lie far apart are halved in digits, since what is written of
/// amounts reaches from tens to millions.
Rational middle(const Rational& low, const Rational& high) {
  const double product = low.to_double() * high.to_double();
  if (low.sign() > 0 && high > low * Rational(16) && product < 1e36)
    return Rational(static_cast<std::int64_t>(std::sqrt(product)));
  return (low + high) / Rational(2);
}

/// Where to cut: the first time at what was found, since that is often where a condition ends; then in the
/// middle, unless that was found well inside.
Rational place_to_cut(const Bounds& range, const Rational& found, bool first) {
  if (!range.low || !range.high) {
    const bool inside = (range.low && *range.low < found) || (range.high && found < *range.high) ||
                        (!range.low && !range.high);
    const Rational step = (found.sign() < 0 ? -found : found) + Rational(1000);
    return inside ? found : range.low ? found + step : found - step;
  }
  const Rational margin = first ? Rational(0) : (*range.high - *range.low) / Rational(10);
  const bool inside = *range.low + margin < found && found < *range.high - margin;
  return inside ? found : middle(*range.low, *range.high);
}

}  // namespace

/// The products, and those of their first factors, of which their bounds speak.
std::vector<std::uint32_t> Arithmetic::with_parts(const Products& products) const {
  std::set<std::uint32_t> all;
  for (const std::uint32_t index : products.all) {
    for (Monomial factors = variables_[index].factors; factors.size() > 1; factors.pop_back())
      all.insert(products_.at(factors));
  }
  return {all.begin(), all.end()};
}

/// What a box says, and what follows from it of products.
std::vector<Term> Arithmetic::facts_of(const std::vector<std::uint32_t>& products, const Box& box) {
  std::vector<Term> facts;
  for (const auto& [variable, range] : box) {
    const Variable& it = variables_[variable];
    if (range.low) facts.push_back(solver_.at_most(solver_.number(*range.low, it.sort), it.term));
    if (range.high) facts.push_back(solver_.at_most(it.term, solver_.number(*range.high, it.sort)));
  }
  for (const std::uint32_t product : products) {
    for (const Term bound : envelope(product, box)) facts.push_back(bound);
  }
  return facts;
}

/// The factor that is known least, of products that do not hold in what was found.
std::optional<std::uint32_t> Arithmetic::to_cut(const std::vector<std::uint32_t>& among,
                                                const Box& box) const {
  std::optional<std::uint32_t> widest;
  double most = 0;
  for (const std::uint32_t product : among) {
    if (hold({product})) continue;
    for (const std::uint32_t factor : variables_[product].factors) {
      const Bounds range = bounds_in(factor, box);
      const double here = width(range, value(factor));
      if (is_one(range) || (widest && here <= most)) continue;
      widest = factor;
      most = here;
    }
  }
  return widest;
}

/// Two boxes that hold all of it between them.
std::pair<Arithmetic::Box, Arithmetic::Box> Arithmetic::cut(const Box& box, std::uint32_t variable) const {
  const Bounds range = bounds_in(variable, box);
  Rational at = place_to_cut(range, value(variable), !box.contains(variable));
  const bool whole = variables_[variable].sort == Sort::whole;
  if (whole) at = at.floor();
  if (whole && range.high && at >= *range.high) at = *range.high - Rational(1);
  std::pair<Box, Box> halves{box, box};
  halves.first[variable] = {range.low, at};
  halves.second[variable] = {whole ? at + Rational(1) : at, range.high};
  return halves;
}

/// Cuts the ranges of factors until the bounds of products leave nothing anywhere, or show something. Where
/// nothing is left anywhere, what that took of the formulas is their core.
Settled Arithmetic::search_boxes(const std::vector<Term>& formulas, const Products& products,
                                 std::size_t boxes, const Limit& limit, std::vector<std::size_t>* core) {
  const std::vector<std::uint32_t> bounded = with_parts(products), fixed = to_fix(products);
  Limit each = limit;
  each.steps = most_box_steps;
  std::set<std::size_t> needed;
  std::vector<Box> open{{}};
  for (std::size_t left = boxes; !open.empty(); --left) {
    if (left == 0 || std::chrono::steady_clock::now() >= limit.until) return Settled::unsettled;
    const Box box = std::move(open.back());
    open.pop_back();
    std::vector<Term> asked = formulas;
    for (const Term fact : facts_of(bounded, box)) asked.push_back(fact);
    std::vector<std::size_t> blamed;
    const Settled settled = solver_.check(asked, each, core ? &blamed : nullptr);
    if (settled == Settled::unsettled) return settled;
    if (settled == Settled::unsatisfiable) {
      needed.insert(blamed.begin(), blamed.end());
      continue;
    }
    if (hold(products.all)) return Settled::satisfiable;
    std::map<std::uint32_t, Rational> candidate;
    for (const std::uint32_t variable : fixed) candidate[variable] = value(variable);
    const auto variable = to_cut(products.all, box);
    if (!variable) return Settled::unsettled;
    auto [first, second] = cut(box, *variable);
    open.push_back(std::move(second));
    open.push_back(std::move(first));
    std::vector<Term> exact = formulas;
    for (const Term fact : sliced(products, candidate)) exact.push_back(fact);
    if (solver_.check(exact, each) == Settled::satisfiable && hold(products.all)) return Settled::satisfiable;
  }
  if (core) {
    for (const std::size_t i : needed) {
      if (i < formulas.size()) core->push_back(i);
    }
  }
  return Settled::unsatisfiable;
}

}  // namespace select_model::analysis
