#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "policy/arithmetic.hpp"

namespace select_model::analysis {

namespace {

/// With a factor held fast sums are left, and those are either seen through soon or as hard as divisors are.
constexpr unsigned most_slice_steps = 200'000;
/// What is not settled by then, some half a second, seldom is later. Its steps may be long ones.
constexpr unsigned most_product_steps = 1'000'000;
/// What a person writes is settled in ten or twenty boxes, of some milliseconds each.
constexpr std::size_t few_boxes = 40, many_boxes = 400;

}  // namespace

Arithmetic::Products Arithmetic::spoken_of(const std::vector<Term>& formulas) const {
  Products found;
  std::set<std::uint32_t> seen;
  std::vector<Term> open = formulas;
  while (!open.empty()) {
    const std::vector<std::uint32_t> marked = solver_.marked_in(open);
    open.clear();
    for (const std::uint32_t index : marked) {
      if (!seen.insert(index).second) continue;
      const Variable& variable = variables_[index];
      found.opaque = found.opaque || variable.opaque;
      if (variable.factors.size() > 1) {
        found.all.push_back(index);
        for (const std::uint32_t factor : variable.factors) open.push_back(variables_[factor].term);
      }
      open.insert(open.end(), variable.definitions.begin(), variable.definitions.end());
      found.definitions.insert(found.definitions.end(), variable.definitions.begin(),
                               variable.definitions.end());
    }
  }
  return found;
}

bool Arithmetic::hold(const std::vector<std::uint32_t>& products) const {
  return std::ranges::all_of(products, [&](std::uint32_t index) {
    Rational expected = 1;
    for (const std::uint32_t factor : variables_[index].factors) expected = expected * value(factor);
    return value(index) == expected;
  });
}

Settled Arithmetic::settle(const std::vector<Term>& formulas, const Limit& limit,
                           std::vector<std::size_t>* core) {
  if (core) core->clear();
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    if (!solver_.is_false(formulas[i])) continue;
    if (core) *core = {i};
    return Settled::unsatisfiable;
  }
  const Products products = spoken_of(formulas);
  solver_.push();
  for (const Term definition : products.definitions) solver_.require(definition);
  Settled settled = solver_.check(formulas, limit, core);
  if (settled == Settled::unsettled) reason_ = "the limit of one question was reached";
  if (settled == Settled::satisfiable && products.opaque) {
    reason_ = "a number in it depends on answers in too many ways";
    settled = Settled::unsettled;
  }
  if (settled == Settled::satisfiable && !hold(products.all)) {
    settled = settle_products(formulas, products, limit, core);
  }
  solver_.pop();
  return settled;
}

/// The fewest variables, nearly, without which no product is left.
std::vector<std::uint32_t> Arithmetic::to_fix(const Products& products) const {
  std::vector<Monomial> left;
  for (const std::uint32_t index : products.all) left.push_back(variables_[index].factors);
  std::vector<std::uint32_t> fixed;
  while (true) {
    std::erase_if(left, [](const Monomial& monomial) { return monomial.size() < 2; });
    if (left.empty()) return fixed;
    std::map<std::uint32_t, std::size_t> counts;
    for (const Monomial& monomial : left) {
      for (const std::uint32_t factor : std::set(monomial.begin(), monomial.end())) ++counts[factor];
    }
    const auto most =
        std::ranges::max_element(counts, [](const auto& a, const auto& b) { return a.second < b.second; });
    fixed.push_back(most->first);
    for (Monomial& monomial : left) std::erase(monomial, most->first);
  }
}

std::vector<Term> Arithmetic::sliced(const Products& products,
                                     const std::map<std::uint32_t, Rational>& fixed) {
  std::vector<Term> facts;
  for (const auto& [variable, at] : fixed)
    facts.push_back(solver_.same(term(variable), solver_.number(at, variables_[variable].sort)));
  for (const std::uint32_t index : products.all) {
    const Sort sort = variables_[index].sort;
    Rational by = 1;
    std::vector<Term> factors;
    for (const std::uint32_t factor : variables_[index].factors) {
      const auto known = fixed.find(factor);
      if (known == fixed.end())
        factors.push_back(as(factor, sort));
      else
        by = by * known->second;
    }
    factors.insert(factors.begin(), solver_.number(by, sort));
    facts.push_back(solver_.same(term(index), solver_.product(factors)));
  }
  return facts;
}

/// Holds some factors fast, where the candidate has them and then at the ends of their ranges.
bool Arithmetic::find_slice(const std::vector<Term>& formulas, const Products& products, const Limit& limit) {
  const std::vector<std::uint32_t> variables = to_fix(products);
  std::map<std::uint32_t, Rational> candidate, low, high;
  for (const std::uint32_t variable : variables) {
    const Bounds& bounds = variables_[variable].bounds;
    const Rational at = value(variable);
    candidate[variable] = at;
    low[variable] = bounds.low.value_or(at);
    high[variable] = bounds.high.value_or(at);
  }
  Limit each = limit;
  each.steps = most_slice_steps;
  for (const auto& fixed : {candidate, low, high}) {
    std::vector<Term> all = formulas;
    for (const Term fact : sliced(products, fixed)) all.push_back(fact);
    if (solver_.check(all, each) == Settled::satisfiable && hold(products.all)) return true;
  }
  return false;
}

/// With products as the prover itself takes them, for half of the time that is left.
Settled Arithmetic::ask_exactly(const std::vector<Term>& formulas, const Products& products, Limit limit,
                                std::vector<std::size_t>* core) {
  std::vector<Term> exact = formulas;
  for (const Term fact : sliced(products, {})) exact.push_back(fact);
  const auto now = std::chrono::steady_clock::now();
  limit.steps = most_product_steps;
  if (limit.until != limit.until.max()) limit.until = now + (limit.until - now) / 2;
  const Settled settled = solver_.check_products(exact, limit);
  if (settled == Settled::satisfiable && !hold(products.all)) return Settled::unsettled;
  if (settled == Settled::unsatisfiable && core) {
    for (std::size_t i = 0; i < formulas.size(); ++i) core->push_back(i);
  }
  return settled;
}

Settled Arithmetic::settle_products(const std::vector<Term>& formulas, const Products& products,
                                    const Limit& limit, std::vector<std::size_t>* core) {
  if (find_slice(formulas, products, limit)) return Settled::satisfiable;
  Settled settled = search_boxes(formulas, products, few_boxes, limit, core);
  if (settled == Settled::unsettled) settled = ask_exactly(formulas, products, limit, core);
  if (settled == Settled::unsettled) settled = search_boxes(formulas, products, many_boxes, limit, core);
  if (settled != Settled::unsettled) return settled;
  std::set<std::string> names;
  for (const std::uint32_t index : products.all) {
    for (const std::uint32_t factor : variables_[index].factors) {
      if (!variables_[factor].name.empty()) names.insert("`" + variables_[factor].name + "`");
    }
  }
  reason_ = names.empty() ? "it depends on a product of unknowns"
                          : fmt::format("it depends on a product of {}", fmt::join(names, ", "));
  return Settled::unsettled;
}

}  // namespace select_model::analysis
