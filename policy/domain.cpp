#include "policy/domain.hpp"

#include <algorithm>

namespace select_model::analysis {

namespace {

constexpr std::int64_t first_day = -719'162, last_day = 2'932'896;  // of the days that can be written

/// The unit in which answers are counted, so that they are whole numbers in the solver.
Rational unit_of(const Question& question) {
  return question.type.kind == Kind::date ? Rational(1) : resolution(question.type);
}

/// What the type alone demands, in base units.
Bounds bounds_of(const Type& type) {
  if (type.kind == Kind::date) return {Rational(first_day), Rational(last_day)};
  if (type.measure == Measure::ratio) return {Rational(0), Rational(1)};
  if (type.whole) return {Rational(0), std::nullopt};
  return {};
}

struct Texts {
  std::set<std::string>& found;
  void add(const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) found.insert(*text);
    if (const auto* set = std::get_if<Set>(&value)) found.insert(set->in.begin(), set->in.end());
  }
  void visit(const Expression& expression) const {
    if (expression.op == Op::constant) add(expression.constant);
    for (const std::string& member : expression.type.members) found.insert(member);
    for (const Expression& argument : expression.args) visit(argument);
  }
  void visit(const std::optional<Expression>& expression) const {
    if (expression) visit(*expression);
  }
  void visit(const std::vector<Branch>& branches) const {
    for (const Branch& branch : branches) {
      visit(branch.when);
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) visit(*below);
      if (const auto* leaf = std::get_if<Leaf>(&branch.body)) visit(*leaf);
    }
  }
  void visit(const Leaf& leaf) const {
    for (const Tier& tier : leaf.tiers) {
      for (const auto& target : tier.targets) {
        if (const auto* where = std::get_if<Expression>(&target)) visit(*where);
      }
    }
  }
};

}  // namespace

std::set<std::string> vocabulary_of(const CheckedPolicy& policy, std::set<std::string> others,
                                    std::size_t strangers) {
  const Texts texts{others};
  for (const Question& question : policy.questions) texts.add(question.default_value);
  for (const Let& let : policy.lets) texts.visit(let.value);
  for (const Constraint& constraint : policy.constraints) {
    texts.visit(constraint.when);
    texts.visit(constraint.condition);
  }
  if (policy.tree) texts.visit(*policy.tree);
  for (const Prove& prove : policy.proofs) {
    texts.visit(prove.when);
    texts.visit(prove.every);
  }
  std::size_t number = 1;
  for (std::size_t left = strangers; left > 0; ++number) {
    if (others.insert("other-" + std::to_string(number)).second) --left;
  }
  return others;
}

// A chain of truths, each "one of those so far", keeps the number of clauses linear.
std::map<std::string, Term> one_of(Solver& solver, const std::vector<std::string>& members) {
  std::map<std::string, Term> terms;
  std::vector<Term> all;
  Term before = solver.constant(false);
  for (const std::string& member : members) {
    const Term is = members.size() == 1 ? solver.constant(true) : solver.variable(Sort::boolean);
    terms.emplace(member, is);
    all.push_back(is);
    solver.require(solver.negation(solver.all_of({before, is})));
    if (all.size() == members.size()) break;
    const Term so_far = solver.variable(Sort::boolean);
    solver.require(solver.same(so_far, solver.any_of({before, is})));
    before = so_far;
  }
  solver.require(solver.any_of(all));
  return terms;
}

Domain::Domain(const CheckedPolicy& policy, Arithmetic& arithmetic, Solver& solver,
               const std::set<std::string>& texts, bool ranges, const std::map<std::string, Symbolic>& asked)
    : policy_(policy), arithmetic_(arithmetic), solver_(solver) {
  for (const Question& question : policy.questions) {
    const auto known = asked.find(question.name);
    answers_.push_back(known != asked.end() ? known->second : ask(question, texts, ranges));
  }
}

Symbolic Domain::ask(const Question& question, const std::set<std::string>& texts, bool ranges) {
  const Kind kind = question.type.kind;
  Symbolic answer;
  if (kind == Kind::quantity || kind == Kind::date) answer = number(question, ranges);
  answer.truth = answer.closed = solver_.constant(false);
  answer.known = question.optional ? solver_.variable(Sort::boolean) : solver_.constant(true);
  if (kind == Kind::boolean) answer.truth = solver_.variable(Sort::boolean);
  if (kind == Kind::name) answer.names = one_of(solver_, question.type.members);
  if (kind == Kind::text) answer.names = one_of(solver_, {texts.begin(), texts.end()});
  if (kind == Kind::set) {
    for (const std::string& member : question.type.members) {
      const Term in = solver_.variable(Sort::boolean);
      answer.members.emplace(member, Membership{in, solver_.negation(in)});
    }
    answer.closed = solver_.constant(true);
  }
  return answer;
}

Symbolic Domain::number(const Question& question, bool ranges) {
  const Rational unit = unit_of(question);
  Bounds bounds = bounds_of(question.type);
  if (ranges && question.from && question.to) bounds = {question.from, question.to};
  if (bounds.low) bounds.low = (*bounds.low / unit).ceil();
  if (bounds.high) bounds.high = (*bounds.high / unit).floor();
  const std::uint32_t variable = arithmetic_.add_variable(Sort::whole, bounds, question.name);
  Symbolic answer;
  answer.numbers = {{solver_.constant(true), {Polynomial::variable(variable) * Polynomial(unit)}}};
  return answer;
}

Term Domain::range(std::uint32_t index) {
  const Question& question = policy_.questions[index];
  if (!question.from || !question.to) return solver_.constant(true);
  const Fraction& value = answers_[index].numbers[0].value;
  return solver_.all_of(
      {arithmetic_.at_most({*question.from}, value), arithmetic_.at_most(value, {*question.to})});
}

std::vector<Value> Domain::found() const {
  std::vector<Value> values;
  for (std::size_t i = 0; i < answers_.size(); ++i) values.push_back(found(i));
  return values;
}

Value Domain::found(std::size_t index) const {
  const Question& question = policy_.questions[index];
  const Symbolic& answer = answers_[index];
  if (!solver_.truth(answer.known)) return Unknown{};
  switch (question.type.kind) {
    case Kind::boolean:
      return solver_.truth(answer.truth);
    case Kind::text:
    case Kind::name: {
      const auto is =
          std::ranges::find_if(answer.names, [&](const auto& name) { return solver_.truth(name.second); });
      return is == answer.names.end() ? Value(Unknown{}) : Value(is->first);
    }
    case Kind::set: {
      Set set;
      for (const auto& [member, is] : answer.members) {
        if (solver_.truth(is.in)) set.in.push_back(member);
      }
      return set;
    }
    case Kind::quantity:
    case Kind::date:
      break;
  }
  // What no question to the solver spoke of may lie anywhere.
  const std::uint32_t variable = answer.numbers[0].value.numerator.terms().begin()->first[0];
  const Bounds bounds = arithmetic_.bounds(Polynomial::variable(variable));
  Rational value = arithmetic_.value(variable);
  if (bounds.low) value = std::max(value, *bounds.low);
  if (bounds.high) value = std::min(value, *bounds.high);
  if (question.type.kind == Kind::date) return Date{static_cast<std::int32_t>(value.to_int64().value_or(0))};
  return value * unit_of(question);
}

}  // namespace select_model::analysis
