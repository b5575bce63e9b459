#include "engine/run_tests.hpp"

#include <algorithm>

#include "engine/summary.hpp"
#include "policy/grammar.hpp"

namespace select_model {

namespace {

std::string join(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string spell(const TestExpectation& expectation) {
  static constexpr std::string_view words[] = {"first",   "order",   "eligible", "rejected",    "branch",
                                               "warning", "nothing", "refused",  "undetermined"};
  std::string text(words[static_cast<std::size_t>(expectation.kind)]);
  std::vector<std::string> refs;
  for (const ModelTarget& target : expectation.refs) refs.push_back(to_text(target.ref));
  if (!refs.empty()) text += " " + join(refs);
  const bool by = expectation.kind == ast::Expect::rejected || expectation.kind == ast::Expect::refused;
  if (!expectation.names.empty()) text += (by ? " by " : " ") + join(expectation.names);
  return text;
}

/// Looks up what a rationale says of offers, and words what it says instead.
class Judge {
 public:
  Judge(const Program& program, const Rationale& rationale) : program_(program), rationale_(rationale) {}

  /// Nothing where the expectation is met, else what was found.
  std::optional<std::string> differs(const TestExpectation& expectation) const {
    switch (expectation.kind) {
      case ast::Expect::first:
        return first(expectation);
      case ast::Expect::order:
        return order(expectation);
      case ast::Expect::eligible:
        return eligible(expectation);
      case ast::Expect::rejected:
        return rejected(expectation);
      case ast::Expect::branch:
        return branch(expectation.names[0]);
      case ast::Expect::warning:
        return warning(expectation.names[0]);
      case ast::Expect::nothing:
        return outcome(Outcome::no_eligible_model);
      case ast::Expect::undetermined:
        return outcome(Outcome::undetermined);
      case ast::Expect::refused:
        return refused(expectation);
    }
    return std::nullopt;
  }

 private:
  const std::string& id(std::uint32_t offer) const { return program_.catalog().offers[offer].id; }
  std::vector<std::uint32_t> offers(const ModelTarget& target) const {
    return find_offers(program_.catalog(), target.ref);
  }

  const RankedReason* best_of(const ModelTarget& target) const {
    const auto meant = offers(target);
    const auto found = std::ranges::find_if(rationale_.ranked, [&](const RankedReason& reason) {
      return std::ranges::find(meant, reason.offer) != meant.end();
    });
    return found == rationale_.ranked.end() ? nullptr : &*found;
  }

  std::string ranking() const {
    std::vector<std::uint32_t> ranked;
    for (const RankedReason& reason : rationale_.ranked) ranked.push_back(reason.offer);
    return summary::list_offers(program_, ranked, 6);
  }

  std::string found_outcome() const {
    switch (rationale_.outcome) {
      case Outcome::recommended:
        return ranking();
      case Outcome::no_eligible_model:
        return "nothing: every offer is rejected (" + summary::histogram_text(rationale_) + ")";
      case Outcome::refused: {
        std::vector<std::string> gates;
        for (const Warning& refusal : rationale_.refusals) gates.push_back(refusal.constraint);
        return "refused by " + join(gates);
      }
      case Outcome::undetermined: {
        std::vector<std::string> names;
        for (const std::uint32_t index : rationale_.missing)
          names.push_back(program_.policy().questions[index].name);
        return "undetermined: " + join(names) + (names.size() == 1 ? " is not given" : " are not given");
      }
    }
    return "";
  }

  /// Why an offer of the model is not ranked, or that there is none.
  std::string absence(const ModelTarget& target) const {
    if (rationale_.outcome == Outcome::refused || rationale_.outcome == Outcome::undetermined)
      return found_outcome();
    const auto meant = offers(target);
    if (meant.empty()) return to_text(target.ref) + " is not in the catalogue";
    std::vector<std::string> said;
    for (const std::uint32_t offer : meant) {
      const auto found = std::ranges::find(rationale_.rejected, offer, &RejectedReason::offer);
      if (found != rationale_.rejected.end())
        said.push_back(id(offer) + " rejected by " + summary::rejection(*found));
    }
    return join(said);
  }

  std::optional<std::string> outcome(Outcome wanted) const {
    return rationale_.outcome == wanted ? std::nullopt : std::optional(found_outcome());
  }

  std::optional<std::string> first(const TestExpectation& expectation) const {
    if (rationale_.ranked.empty()) return found_outcome();
    for (const ModelTarget& target : expectation.refs) {
      const RankedReason* best = best_of(target);
      if (best && best->rank == 1) return std::nullopt;
    }
    const RankedReason* best = best_of(expectation.refs[0]);
    const std::string where =
        best ? id(best->offer) + " is number " + std::to_string(best->rank) : absence(expectation.refs[0]);
    return id(rationale_.ranked[0].offer) + "; " + where;
  }

  std::optional<std::string> order(const TestExpectation& expectation) const {
    std::uint32_t last = 0;
    for (const ModelTarget& target : expectation.refs) {
      const RankedReason* best = best_of(target);
      if (!best) return absence(target);
      if (best->rank <= last) return ranking();
      last = best->rank;
    }
    return std::nullopt;
  }

  std::optional<std::string> eligible(const TestExpectation& expectation) const {
    for (const ModelTarget& target : expectation.refs) {
      if (!best_of(target)) return absence(target);
    }
    return std::nullopt;
  }

  std::optional<std::string> rejected(const TestExpectation& expectation) const {
    for (const ModelTarget& target : expectation.refs) {
      const auto meant = offers(target);
      if (meant.empty()) return absence(target);
      for (const std::uint32_t offer : meant) {
        const auto found = std::ranges::find(rationale_.rejected, offer, &RejectedReason::offer);
        if (found == rationale_.rejected.end()) {
          return best_of(target) ? id(offer) + " is eligible, number " + std::to_string(best_of(target)->rank)
                                 : found_outcome();
        }
        for (const std::string& name : expectation.names) {
          const bool among = std::ranges::any_of(found->failed, [&](const Failure& failure) {
            return failure.constraint == name || failure.branch == name;
          });
          if (!among) return id(offer) + " rejected by " + summary::rejection(*found);
        }
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> branch(const std::string& name) const {
    std::vector<std::string> taken;
    for (const PathStep& step : rationale_.path) {
      if (step.verdict != true) continue;
      if (step.branch == name) return std::nullopt;
      taken.push_back(step.branch);
    }
    return taken.empty() ? found_outcome() : taken.back();
  }

  std::optional<std::string> warning(const std::string& name) const {
    std::vector<std::string> names;
    const auto look = [&](const std::vector<Warning>& warnings) {
      for (const Warning& warning : warnings) {
        const std::string& one = warning.constraint;
        if (!one.empty() && std::ranges::find(names, one) == names.end()) names.push_back(one);
      }
    };
    look(rationale_.warnings);
    for (const RankedReason& reason : rationale_.ranked) look(reason.warnings);
    if (std::ranges::find(names, name) != names.end()) return std::nullopt;
    return names.empty() ? "no warning" : "warnings " + join(names);
  }

  std::optional<std::string> refused(const TestExpectation& expectation) const {
    if (rationale_.outcome != Outcome::refused) return found_outcome();
    for (const std::string& name : expectation.names) {
      if (std::ranges::find(rationale_.refusals, name, &Warning::constraint) == rationale_.refusals.end())
        return found_outcome();
    }
    return std::nullopt;
  }

  const Program& program_;
  const Rationale& rationale_;
};

}  // namespace

bool TestResult::passed() const { return std::ranges::all_of(expectations, &ExpectationResult::passed); }

TestInputs inputs_of(const CheckedPolicy& policy, const Catalog& catalog, const Test& test, Date today) {
  TestInputs inputs{default_answers(policy), catalog.as_of.value_or(today)};
  for (const Given& given : test.given) {
    if (!is_known(given.value)) continue;  // not answered: the default, if there is one
    if (!given.question) {
      inputs.today = std::get<Date>(given.value);
    } else {
      inputs.answers.values[*given.question] = given.value;
      inputs.answers.from[*given.question] = AnswerFrom::given;
    }
  }
  return inputs;
}

TestResult run_test(const Program& program, const Test& test, Date today) {
  const TestInputs inputs = inputs_of(program.policy(), program.catalog(), test, today);
  const Decision decision = select(program, inputs.answers, inputs.today);
  TestResult result{test.name, test.place, {}, explain(program, inputs.answers, inputs.today, decision)};
  const Judge judge(program, result.rationale);
  for (const TestExpectation& expectation : test.expectations) {
    auto got = judge.differs(expectation);
    result.expectations.push_back({expectation.place, !got, spell(expectation), got.value_or("")});
  }
  return result;
}

}  // namespace select_model
