#include "engine/generate_tests.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "engine/catalog_inquiry.hpp"
#include "engine/emit_test.hpp"
#include "engine/example_search.hpp"
#include "policy/range.hpp"

namespace select_model {

namespace analysis {

namespace {

/// Something that a test should see.
struct Goal {
  std::string name;
  Term formula;
  std::function<bool(const Answers&, const Decision&)> is_seen;
};

/// A limit that a condition sets an answer.
struct Boundary {
  std::uint32_t question = 0;
  Rational value;  // on the scale of the question
  std::string text;
  friend auto operator<=>(const Boundary& a, const Boundary& b) {
    return std::pair(a.question, a.value) <=> std::pair(b.question, b.value);
  }
};

/// The answers on both sides of each limit in a condition, at their resolution.
void find_boundaries(const CheckedPolicy& policy, const Expression& condition,
                     std::set<Boundary>& boundaries) {
  for (const Expression& part : condition.args) find_boundaries(policy, part, boundaries);
  const bool order = condition.op == Op::less || condition.op == Op::less_equal ||
                     condition.op == Op::greater || condition.op == Op::greater_equal;
  if (!order) return;
  const bool turned = condition.args[0].op == Op::constant;
  const Expression& answer = condition.args[turned ? 1 : 0];
  const Expression& constant = condition.args[turned ? 0 : 1];
  if (answer.op != Op::question || constant.op != Op::constant) return;
  const Question& question = policy.questions[answer.index];
  const auto limit = on_scale(constant.constant);
  if (!limit) return;
  const bool date = question.type.kind == Kind::date;
  const Rational step = date ? Rational(1) : resolution(question.type);
  // `<` and `>=` part what is below the limit from the limit, `<=` and `>` the limit from what is above.
  const bool below = (condition.op == Op::less || condition.op == Op::greater_equal) != turned;
  for (const Rational& value : {below ? *limit - step : *limit, below ? *limit : *limit + step}) {
    if (!date && misfit(value, question.type)) continue;
    const Value as_answer =
        date ? Value(Date{static_cast<std::int32_t>(value.to_int64().value_or(0))}) : Value(value);
    if (in_range(question, as_answer))
      boundaries.insert({answer.index, value,
                         question.name + " " +
                             (date ? to_text(as_answer, question.type) : to_written(value, question.type))});
  }
}

class Generator {
 public:
  Generator(const Program& program, const Seen& seen, Date today, const Effort& effort)
      : program_(program),
        policy_(program.policy()),
        seen_(seen),
        today_(today),
        inquiry_(program, today, effort) {}

  GeneratedTests run() {
    if (policy_.tree) {
      std::size_t branch = 0;
      std::size_t leaf = 0;
      add_branches(*policy_.tree, branch, leaf);
    }
    for (std::size_t i = 0; i < policy_.constraints.size(); ++i) add_constraint(i);
    add_boundaries();
    for (const Goal& goal : goals_) reach(goal);
    return std::move(made_);
  }

 private:
  Solver& solver() { return inquiry_.solver(); }

  /// In the order of Seen::branches; leaves in that of the inquiry.
  void add_branches(const std::vector<Branch>& branches, std::size_t& branch, std::size_t& leaf) {
    struct Place {
      std::size_t index, first_leaf, end_leaf;
    };
    std::vector<Place> places;
    for (const Branch& own : branches) {
      const std::size_t index = branch++;
      const std::size_t first = leaf;
      if (const auto* below = std::get_if<std::vector<Branch>>(&own.body))
        add_branches(*below, branch, leaf);
      else
        ++leaf;
      places.push_back({index, first, leaf});
    }
    const std::size_t end = leaf;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const std::size_t index = places[i].index;
      if (seen_.branches[index].taken == 0) {
        add({"branch " + branches[i].name, leaves(places[i].first_leaf, places[i].end_leaf),
             [this, index](const Answers& answers, const Decision& decision) {
               return seen(answers, decision).branches[index].taken > 0;
             }});
      }
      if (branches[i].when && seen_.branches[index].passed_over == 0) {
        add({"past " + branches[i].name, leaves(places[i].end_leaf, end),
             [this, index](const Answers& answers, const Decision& decision) {
               return seen(answers, decision).branches[index].passed_over > 0;
             }});
      }
    }
  }

  Term leaves(std::size_t from, std::size_t to) {
    std::vector<Term> ways;
    for (std::size_t leaf = from; leaf < to; ++leaf) ways.push_back(inquiry_.reach(leaf));
    return solver().all_of({inquiry_.gates(), solver().any_of(ways)});
  }

  void add_constraint(std::size_t index) {
    const Constraint& constraint = policy_.constraints[index];
    if (!constraint.must || constraint.inherited) return;
    const Seen::OfConstraint& so_far = seen_.constraints[index];
    const auto sees = [this, index](std::uint64_t Seen::OfConstraint::*side) {
      return [this, index, side](const Answers& answers, const Decision& decision) {
        return seen(answers, decision).constraints[index].*side > 0;
      };
    };
    const bool gate = constraint.answers_alone;
    const Term applies = inquiry_.holds(constraint.when);
    if (so_far.holds == 0) {
      add({constraint.name + " holds",
           gate ? solver().all_of({applies, inquiry_.gates()})
                : solver().all_of({applies, some(index, true)}),
           sees(&Seen::OfConstraint::holds)});
    }
    if (so_far.fails == 0) {
      add({constraint.name + (gate ? " refuses" : " rejects"),
           gate ? solver().negation(inquiry_.passes(constraint))
                : solver().all_of({applies, some(index, false)}),
           sees(&Seen::OfConstraint::fails)});
    }
  }

  /// That the condition holds, or fails, of some offer. One that is unknown does neither.
  Term some(std::size_t constraint, bool holds) {
    std::vector<Term> terms;
    for (std::size_t group = 0; group < inquiry_.groups().size(); ++group)
      terms.push_back(inquiry_.is(holds, policy_.constraints[constraint].condition, group));
    return solver().all_of({inquiry_.gates(), solver().any_of(terms)});
  }

  void add_boundaries() {
    std::set<Boundary> boundaries;
    if (policy_.tree) add_boundaries(*policy_.tree, boundaries);
    for (const Constraint& constraint : policy_.constraints) {
      if (constraint.inherited) continue;
      if (constraint.when) find_boundaries(policy_, *constraint.when, boundaries);
      if (constraint.answers_alone) find_boundaries(policy_, constraint.condition, boundaries);
    }
    for (const Boundary& boundary : boundaries) {
      const Symbolic& answer = inquiry_.domain().answer(boundary.question);
      const Rational value = boundary.value;
      const std::uint32_t question = boundary.question;
      add({boundary.text,
           solver().all_of({answer.known, inquiry_.arithmetic().equal(answer.numbers[0].value, {value}),
                            inquiry_.gates()}),
           [question, value](const Answers& answers, const Decision& decision) {
             return decision.outcome != Outcome::refused && on_scale(answers.values[question]) == value;
           }});
    }
  }

  void add_boundaries(const std::vector<Branch>& branches, std::set<Boundary>& boundaries) {
    for (const Branch& branch : branches) {
      if (branch.when) find_boundaries(policy_, *branch.when, boundaries);
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body))
        add_boundaries(*below, boundaries);
    }
  }

  void add(Goal goal) { goals_.push_back(std::move(goal)); }

  Seen seen(const Answers& answers, const Decision& decision) const {
    Seen seen = nothing_seen(policy_);
    see(seen, program_, {"", {}, {}, {answers, today_}, decision, std::nullopt});
    return seen;
  }

  void reach(const Goal& goal) {
    const Settled settled = inquiry_.ask({goal.formula});
    if (settled == Settled::unsatisfiable) return without(goal, "no answers lead there");
    if (settled == Settled::unsettled) return without(goal, "not settled: " + inquiry_.reason());
    const Shows shows = [&](const Answers& answers, const Decision& decision) {
      return goal.is_seen(answers, decision) ? std::optional(no_offer) : std::nullopt;
    };
    const auto example = find_example(program_, today_, inquiry_.found(), shows);
    if (!example) return without(goal, "no facts of the catalogue show it");
    emit(goal, *example);
  }

  void emit(const Goal& goal, const Example& example) {
    const auto answers = answers_of(policy_, example);
    if (!answers) return without(goal, "its answers cannot be written");
    const Decision decision = select(program_, *answers, today_);
    const auto test =
        emit_test(program_, *answers, explain(program_, *answers, today_, decision), {free(goal.name), {}});
    if (!test) return without(goal, "an answer has no literal");
    // Two goals may be met by one request.
    if (given_.insert(to_yaml(example)).second) made_.tests.push_back(*test);
  }

  std::string free(const std::string& name) {
    std::string candidate = name;
    const auto is_taken = [&](const std::string& other) {
      return std::ranges::find(policy_.tests, other, &Test::name) != policy_.tests.end() ||
             names_.contains(other);
    };
    for (int number = 2; is_taken(candidate); ++number)
      candidate = name + " (" + std::to_string(number) + ")";
    names_.insert(candidate);
    return candidate;
  }

  void without(const Goal& goal, const std::string& why) {
    made_.without.push_back("`" + goal.name + "`: " + why);
  }

  const Program& program_;
  const CheckedPolicy& policy_;
  const Seen& seen_;
  Date today_;
  CatalogInquiry inquiry_;
  std::vector<Goal> goals_;
  std::set<std::string> given_, names_;
  GeneratedTests made_;
};

}  // namespace

}  // namespace analysis

GeneratedTests generate_tests(const Program& program, const Seen& seen, Date today,
                              const analysis::Effort& effort) {
  return analysis::Generator(program, seen, today, effort).run();
}

}  // namespace select_model
