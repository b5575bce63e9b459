#include "engine/find_region.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/answer_figures.hpp"
#include "engine/example_search.hpp"
#include "policy/range.hpp"

namespace select_model::analysis {

RegionFinder::RegionFinder(CatalogInquiry& old, const Program& before, const Program& after,
                           std::map<std::uint32_t, Term> left_out)
    : inquiry_(old),
      questions_(before.policy().questions),
      limits_(questions_.size()),
      left_out_(std::move(left_out)) {
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    members_.push_back(common_members(questions_[i], before, after));
    if (!is_number(questions_[i])) continue;
    std::set<Rational> figures;
    add_figures(before, questions_[i], figures);
    add_figures(after, questions_[i], figures);
    for (const Rational& figure : figures) {
      const Rational whole = (figure / step_of(questions_[i])).floor() * step_of(questions_[i]);
      for (const int steps : {-1, 0, 1}) limits_[i].insert(whole + step_of(questions_[i]) * Rational(steps));
    }
  }
}

std::optional<Region> RegionFinder::find(const std::vector<Value>& answers, const Claim& claim,
                                         std::chrono::steady_clock::time_point until) {
  claim_ = &claim;
  until_ = until;
  if (!leave_out(answers)) return std::nullopt;
  constexpr std::size_t questions = 1200, at_least = 16;
  questions_left_ = std::max(questions / std::max<std::size_t>(claim.size, 1), at_least);
  beyond_.assign(conditions_.size(), {});
  for (std::size_t i = 0; i < conditions_.size(); ++i) widen(i);
  Region region;
  region.only = look_elsewhere(nearly());
  constexpr std::size_t few = 4;
  if ((region.only != false || claim.size <= few) && questions_left_ > 0) {
    for (std::size_t i = 0; i < conditions_.size(); ++i) widen_exactly(i);
    if (region.only != false) region.only = look_elsewhere(conditions_);
  }
  // What is left then is hardly more than the example.
  if (questions_left_ == 0) return std::nullopt;
  region.unrefused = may_be_refused();
  if (region.only != true) round_ends(answers);
  for (Condition& condition : conditions_) shorten(condition);
  region.conditions = std::move(conditions_);
  return region;
}

Term RegionFinder::given_term(const Condition& condition) {
  const Symbolic& answer = inquiry_.domain().answer(condition.question);
  std::vector<Term> terms;
  switch (question(condition).type.kind) {
    case Kind::quantity:
    case Kind::date:
      if (condition.low)
        terms.push_back(inquiry_.arithmetic().at_most({*condition.low}, answer.numbers[0].value));
      if (condition.high)
        terms.push_back(inquiry_.arithmetic().at_most(answer.numbers[0].value, {*condition.high}));
      return solver().all_of(terms);
    case Kind::set:
      for (const std::string& member : condition.in) terms.push_back(answer.members.at(member).in);
      for (const std::string& member : condition.out)
        terms.push_back(solver().negation(answer.members.at(member).in));
      return solver().all_of(terms);
    case Kind::boolean:
      for (const std::string& member : condition.members)
        terms.push_back(member == "true" ? answer.truth : solver().negation(answer.truth));
      break;
    case Kind::name:
    case Kind::text:
      for (const std::string& member : condition.members) {
        const auto is = answer.names.find(member);
        if (is != answer.names.end()) terms.push_back(is->second);
      }
      break;
  }
  const Term listed = solver().any_of(terms);
  return condition.all_but ? solver().negation(listed) : listed;
}

Term RegionFinder::term(const Condition& condition) {
  if (condition.left_out) return left_out_.at(condition.question);
  const Term known = inquiry_.domain().answer(condition.question).known;
  std::vector<Term> ways;
  if (condition.absent) ways.push_back(solver().negation(known));
  if (condition.given) ways.push_back(solver().all_of({known, given_term(condition)}));
  return solver().any_of(ways);
}

Term RegionFinder::all(const std::vector<Condition>& conditions) {
  std::vector<Term> terms;
  for (const Condition& condition : conditions) terms.push_back(term(condition));
  return solver().all_of(terms);
}

Condition RegionFinder::exactly(std::uint32_t index, const Value& answer) const {
  Condition condition;
  condition.question = index;
  condition.left_out = left_out_.contains(index) && answer == questions_[index].default_value;
  condition.absent = !is_known(answer);
  condition.given = is_known(answer);
  if (const auto number = on_scale(answer)) condition.low = condition.high = *number;
  if (const bool* truth = std::get_if<bool>(&answer)) condition.members = {*truth ? "true" : "false"};
  if (const auto* name = std::get_if<std::string>(&answer)) {
    const bool written = std::ranges::find(members_[index], *name) != members_[index].end();
    // Of texts that nobody wrote, one is as good as another.
    condition.all_but = questions_[index].type.kind == Kind::text && !written;
    condition.members = condition.all_but ? members_[index] : std::vector{*name};
  }
  if (const auto* set = std::get_if<Set>(&answer)) {
    for (const std::string& member : questions_[index].type.members) {
      const bool there = std::ranges::find(set->in, member) != set->in.end();
      (there ? condition.in : condition.out).push_back(member);
    }
  }
  return condition;
}

Settled RegionFinder::ask(std::vector<Term> formulas) {
  if (std::chrono::steady_clock::now() >= until_ || questions_left_ == 0) return Settled::unsettled;
  --questions_left_;
  formulas.insert(formulas.end(), claim_->together.begin(), claim_->together.end());
  return inquiry_.ask(formulas);
}

/// Keeps the fewest conditions that suffice; those that the example does not give go first.
bool RegionFinder::leave_out(const std::vector<Value>& answers) {
  std::vector<Condition> every;
  for (std::uint32_t i = 0; i < answers.size(); ++i) every.push_back(exactly(i, answers[i]));
  std::stable_partition(every.begin(), every.end(), [&](const Condition& condition) {
    return answers[condition.question] == question(condition).default_value;
  });
  std::vector<Term> formulas;
  for (const Condition& condition : every) formulas.push_back(term(condition));
  formulas.push_back(solver().negation(claim_->holds));
  formulas.insert(formulas.end(), claim_->together.begin(), claim_->together.end());
  if (std::chrono::steady_clock::now() >= until_) return false;
  const std::vector<std::size_t> core = inquiry_.contradiction(formulas);
  // Else the answers themselves would be impossible, and whatever is said of them true.
  if (std::ranges::find(core, every.size()) == core.end()) return false;
  conditions_.clear();
  for (const std::size_t index : core) {
    if (index < every.size()) conditions_.push_back(every[index]);
  }
  std::ranges::sort(conditions_, {}, &Condition::question);
  return true;
}

/// Whether there are answers in the region of which the claim does not hold.
Settled RegionFinder::counterexample() { return ask({all(conditions_), solver().negation(claim_->holds)}); }

bool RegionFinder::try_instead(std::size_t index, const Condition& wider) {
  Condition before = std::exchange(conditions_[index], wider);
  if (counterexample() == Settled::unsatisfiable) return true;
  conditions_[index] = std::move(before);
  return false;
}

/// Where the region is but a part, an end that only a rounding of some sum explains is drawn in to one that a
/// person would name, if it is near: nothing that was proved is lost.
void RegionFinder::round_ends(const std::vector<Value>& answers) {
  for (Condition& condition : conditions_) {
    if (question(condition).type.kind != Kind::quantity || !condition.given || condition.left_out) continue;
    const auto given = on_scale(answers[condition.question]);
    const Type& type = question(condition).type;
    const Rational step = step_of(question(condition));
    for (const auto end : {&Condition::low, &Condition::high}) {
      const bool upwards = end == &Condition::low;
      std::optional<Rational>& value = condition.*end;
      if (!value || value->sign() <= 0) continue;
      // A tenth of a percent is little for a digit less, two percent where there are many.
      const Rational beside = upwards ? *value - step : *value + step;
      const Rational& rounder = digits_of(beside, type) < digits_of(*value, type) ? beside : *value;
      const Rational unit = counted_in(rounder, type);
      const std::size_t shown = digits_of(rounder, type);
      const Rational part = shown > 4 ? 50 : 1000;
      for (int digits = 1; digits <= 3; ++digits) {
        Rational round = rounded(*value / unit, digits, upwards) * unit;
        const Rational lost = upwards ? round - *value : *value - round;
        const bool kept = !given || (upwards ? round <= *given : *given <= round);
        const bool wide = !condition.low || !condition.high ||
                          (upwards ? round <= *condition.high : *condition.low <= round);
        if (!kept || !wide || !(round / step).is_whole() || *value < lost * part ||
            digits_of(round, type) >= shown)
          continue;
        value = round;
        break;
      }
    }
  }
}

/// Few names that are left out say more than many that are not.
void RegionFinder::shorten(Condition& condition) const {
  const Question& asked = question(condition);
  if (asked.type.kind != Kind::name || condition.all_but || !condition.given) return;
  const std::vector<std::string>& all = members_[condition.question];
  if (condition.members.size() < 3 || all.size() - condition.members.size() >= condition.members.size()) {
    std::ranges::sort(condition.members, {},
                      [&](const std::string& member) { return std::ranges::find(all, member); });
    return;
  }
  std::vector<std::string> others;
  std::ranges::copy_if(all, std::back_inserter(others), [&](const std::string& member) {
    return std::ranges::find(condition.members, member) == condition.members.end();
  });
  condition.members = std::move(others);
  condition.all_but = true;
}

/// Whether there are answers of which the claim is made and that a gate refuses.
bool RegionFinder::may_be_refused() {
  if (claim_->together.empty()) return false;
  const bool in_time = std::chrono::steady_clock::now() < until_;
  const Term refused = solver().negation(solver().all_of(claim_->together));
  return !in_time || inquiry_.ask({all(conditions_), refused}) != Settled::unsatisfiable;
}

/// Whether nothing of the claim is seen anywhere else; nothing: that was not settled.
std::optional<bool> RegionFinder::look_elsewhere(const std::vector<Condition>& conditions) {
  if (conditions.empty()) return true;
  const Settled elsewhere = ask({solver().negation(all(conditions)), claim_->part});
  if (elsewhere == Settled::unsatisfiable) return true;
  if (elsewhere == Settled::satisfiable && claim_->shows(inquiry_.found())) return false;
  return std::nullopt;
}

}  // namespace select_model::analysis
