#include "engine/find_region.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/example_search.hpp"
#include "policy/domain.hpp"
#include "policy/range.hpp"

namespace select_model::analysis {

namespace {

Rational step_of(const Question& question) {
  return question.type.kind == Kind::date ? Rational(1) : resolution(question.type);
}

bool is_number(const Question& question) {
  return question.type.kind == Kind::quantity || question.type.kind == Kind::date;
}

/// The figures of a policy and its catalogue that an answer of some type may be compared with.
class Figures {
 public:
  Figures(const Type& type, std::set<Rational>& found) : type_(type), found_(found) {}

  void read(const Program& program) {
    const CheckedPolicy& policy = program.policy();
    for (const Let& let : policy.lets) visit(let.value);
    for (const Constraint& constraint : policy.constraints) {
      if (constraint.when) visit(*constraint.when);
      visit(constraint.condition);
    }
    if (policy.tree) visit(*policy.tree);
    for (std::size_t fact = 0; fact < builtin_facts().size(); ++fact) {
      if (!is_alike(builtin_facts()[fact].type)) continue;
      for (const Offer& offer : program.catalog().offers) add(offer.facts[fact]);
    }
    for (std::size_t fact = 0; fact < policy.facts.size(); ++fact) {
      if (!is_alike(policy.facts[fact].type)) continue;
      for (const Value& value : program.own_facts()[fact]) add(value);
    }
    if (type_.dimension != Dimension{0, 0, 1}) return;
    for (const Offer& offer : program.catalog().offers) {
      for (const PriceTier& tier : offer.tiers) add(tier.above);
    }
  }

 private:
  bool is_alike(const Type& type) const {
    return type.kind == type_.kind && type.dimension == type_.dimension;
  }
  void add(const Value& value) {
    if (const auto number = on_scale(value)) found_.insert(*number);
  }
  void visit(const Expression& expression) {
    if (expression.op == Op::constant && is_alike(expression.type)) add(expression.constant);
    for (const Expression& argument : expression.args) visit(argument);
  }
  void visit(const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) {
      if (branch.when) visit(*branch.when);
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) visit(*below);
    }
  }

  const Type& type_;
  std::set<Rational>& found_;
};

/// Names and sets: what both policies declare. Texts: what either writes.
std::vector<std::string> common_members(const Question& old, const Program& before, const Program& after) {
  if (old.type.kind == Kind::boolean) return {"false", "true"};
  if (old.type.kind == Kind::text) {
    std::set<std::string> texts = vocabulary_of(before.policy(), texts_read(before), 0);
    texts.merge(vocabulary_of(after.policy(), texts_read(after), 0));
    return {texts.begin(), texts.end()};
  }
  const auto now = std::ranges::find(after.policy().questions, old.name, &Question::name);
  std::vector<std::string> members = old.type.members;
  if (now != after.policy().questions.end()) {
    std::erase_if(members, [&](const std::string& member) {
      return std::ranges::find(now->type.members, member) == now->type.members.end();
    });
  }
  return members;
}

}  // namespace

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
    Figures(questions_[i].type, figures).read(before);
    Figures(questions_[i].type, figures).read(after);
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
  std::ranges::stable_partition(every, [&](const Condition& condition) {
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

void RegionFinder::widen(std::size_t index) {
  if (conditions_[index].left_out) return;
  const bool was_absent = conditions_[index].absent;
  if (was_absent) widen_absence(index);
  if (!conditions_[index].given) return;
  switch (question(conditions_[index]).type.kind) {
    case Kind::quantity:
    case Kind::date:
      widen_end(index, false, false);
      widen_end(index, true, false);
      break;
    case Kind::set:
      widen_set(index);
      break;
    case Kind::boolean:
    case Kind::name:
    case Kind::text:
      widen_members(index);
      break;
  }
  if (was_absent || !question(conditions_[index]).optional) return;
  Condition wider = conditions_[index];
  wider.absent = true;
  try_instead(index, wider);
}

/// From "not answered" to some answers beside it, where there are any.
void RegionFinder::widen_absence(std::size_t index) {
  Condition wider = conditions_[index];
  wider.given = true;
  if (question(wider).type.kind == Kind::set) return;
  if (is_number(question(wider))) return widen_from_a_number(index, std::move(wider));
  for (const std::string& member : members_[wider.question]) {
    wider.members = {member};
    if (try_instead(index, wider)) return;
  }
}

/// From an end of its range, or else from any that shows the change.
void RegionFinder::widen_from_a_number(std::size_t index, Condition wider) {
  std::vector<Rational> anchors;
  for (const auto& end : {question(wider).to, question(wider).from}) {
    if (end) anchors.push_back(*end);
  }
  wider.absent = false;
  const Condition before = std::exchange(conditions_[index], wider);
  if (ask({all(conditions_), claim_->holds}) == Settled::satisfiable) {
    if (const auto found = on_scale(inquiry_.found()[wider.question])) anchors.push_back(*found);
  }
  conditions_[index] = before;
  wider.absent = true;
  for (const Rational& anchor : anchors) {
    wider.low = wider.high = anchor;
    if (try_instead(index, wider)) return;
  }
}

void RegionFinder::widen_members(std::size_t index) {
  for (const std::string& member : members_[conditions_[index].question]) {
    Condition wider = conditions_[index];
    const auto listed = std::ranges::find(wider.members, member);
    const bool there = listed != wider.members.end();
    if (there != wider.all_but) continue;
    if (there)
      wider.members.erase(listed);
    else
      wider.members.push_back(member);
    try_instead(index, wider);
  }
}

void RegionFinder::widen_set(std::size_t index) {
  for (std::vector<std::string> Condition::*side : {&Condition::out, &Condition::in}) {
    const std::vector<std::string> pinned = conditions_[index].*side;
    for (const std::string& member : pinned) {
      Condition wider = conditions_[index];
      std::erase(wider.*side, member);
      try_instead(index, wider);
    }
  }
}

/// Every answer that is found in the way brings the end nearer, every proof moves it on. At first but nearly:
/// most ends are rounded afterwards.
void RegionFinder::widen_end(std::size_t index, bool upwards, bool exactly) {
  const auto end = upwards ? &Condition::high : &Condition::low;
  Condition good = conditions_[index];
  std::optional<Rational>& bad = upwards ? beyond_[index].high : beyond_[index].low;
  std::optional<Rational> tried;
  if (exactly) {
    if (!bad || !(good.*end)) return;
    tried = between(good, *bad, *(good.*end), exactly);
    if (!tried) return;
  }
  while (true) {
    conditions_[index].*end = tried;
    const Settled settled = counterexample();
    const auto found =
        settled == Settled::satisfiable ? on_scale(inquiry_.found()[good.question]) : std::nullopt;
    if (settled == Settled::unsatisfiable) good.*end = tried;
    conditions_[index] = good;
    if (settled != Settled::unsatisfiable) {
      const bool nearer = found && (upwards ? *(good.*end) < *found : *found < *(good.*end));
      if (!nearer) return;
      bad = found;
    }
    if (!(good.*end)) return;
    tried = between(good, *bad, *(good.*end), exactly);
    if (!tried) return;
  }
}

void RegionFinder::widen_exactly(std::size_t index) {
  const Condition& condition = conditions_[index];
  if (condition.left_out || !condition.given || !is_number(question(condition))) return;
  widen_end(index, false, true);
  widen_end(index, true, true);
}

/// The conditions with each end where it may yet come to be.
std::vector<Condition> RegionFinder::nearly() const {
  std::vector<Condition> wider = conditions_;
  for (std::size_t i = 0; i < wider.size(); ++i) {
    const Rational step = step_of(question(wider[i]));
    if (wider[i].low && beyond_[i].low) wider[i].low = *beyond_[i].low + step;
    if (wider[i].high && beyond_[i].high) wider[i].high = *beyond_[i].high - step;
  }
  return wider;
}

/// Strictly between the two, by steps; nothing where they are near enough. Of few figures there the middle
/// one: the end is likely to be one of them.
std::optional<Rational> RegionFinder::between(const Condition& condition, const Rational& bad,
                                              const Rational& good, bool exactly) const {
  constexpr std::ptrdiff_t few = 12;
  const auto& [low, high] = std::minmax(bad, good);
  const Rational step = step_of(question(condition));
  if (high - low <= step) return std::nullopt;
  const std::set<Rational>& limits = limits_[condition.question];
  const auto begin = limits.upper_bound(low), end = limits.lower_bound(high);
  const std::ptrdiff_t count = low < high ? std::distance(begin, end) : 0;
  if (count > 0 && count <= few) return *std::next(begin, count / 2);
  const Rational size = good.sign() < 0 ? -good : good;
  if (count == 0 && !exactly && (high - low) * Rational(100) <= size) return std::nullopt;
  const Rational middle = low + ((high - low) / (step * Rational(2))).floor() * step;
  // Far apart, as orders of magnitude go.
  const Rational least = std::max(low, step);
  if (high <= least * Rational(4)) return middle;
  const double mean = std::sqrt((least / step).to_double() * (high / step).to_double());
  const Rational nearer = Rational(static_cast<std::int64_t>(std::min(mean, 1e18))) * step;
  return low < nearer && nearer < high ? nearer : middle;
}

/// Where the region is but a part, an end that only a rounding of some sum explains is drawn in to one that a
/// person would name, if it is near: nothing that was proved is lost.
void RegionFinder::round_ends(const std::vector<Value>& answers) {
  for (Condition& condition : conditions_) {
    if (question(condition).type.kind != Kind::quantity || !condition.given || condition.left_out) continue;
    const auto given = on_scale(answers[condition.question]);
    const Rational step = step_of(question(condition));
    for (const auto end : {&Condition::low, &Condition::high}) {
      const bool upwards = end == &Condition::low;
      std::optional<Rational>& value = condition.*end;
      if (!value || value->sign() <= 0) continue;
      // A tenth of a percent is little for a digit less, two percent where there are many.
      const std::size_t shown =
          std::min(digits_of(*value), digits_of(upwards ? *value - step : *value + step));
      const Rational part = shown > 4 ? 50 : 1000;
      for (int digits = 1; digits <= 3; ++digits) {
        Rational round = rounded(*value, digits, upwards);
        const Rational lost = upwards ? round - *value : *value - round;
        const bool kept = !given || (upwards ? round <= *given : *given <= round);
        const bool wide = !condition.low || !condition.high ||
                          (upwards ? round <= *condition.high : *condition.low <= round);
        if (!kept || !wide || !(round / step).is_whole() || *value < lost * part || digits_of(round) >= shown)
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
