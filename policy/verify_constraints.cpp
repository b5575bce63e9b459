#include <algorithm>

#include <fmt/format.h>

#include "policy/verifier.hpp"

namespace select_model::analysis {

namespace {

std::string quoted(const Constraint& constraint) { return "`" + constraint.name + "`"; }

class ConstraintVerifier {
 public:
  ConstraintVerifier(const CheckedPolicy& policy, Date today, Inquiry& inquiry, Diagnostics& found)
      : today_(today), inquiry_(inquiry), found_(found) {
    inquiry.encoder().set_offer(nullptr);
    for (const Constraint& constraint : policy.constraints) {
      if (!constraint.must) continue;
      (constraint.answers_alone ? gates_ : musts_)
          .push_back({&constraint, inquiry.encoder().passes(constraint)});
    }
  }

  void verify() {
    for (const Passed& gate : gates_) {
      if (!gate.constraint->inherited) find_vacuous(gate);
    }
    const bool possible = find_impossible(gates_, "no answers satisfy", "answers");
    std::vector<Passed> rest;
    for (const Passed& must : musts_) {
      if (is_possible(must)) rest.push_back(must);
    }
    if (!possible || rest.empty()) return;
    rest.insert(rest.begin(), gates_.begin(), gates_.end());
    find_impossible(rest, "no offer could satisfy", "offers");
  }

 private:
  struct Passed {
    const Constraint* constraint;
    Term term;
  };

  void find_vacuous(const Passed& gate) {
    const Constraint& constraint = *gate.constraint;
    const Settled settled = inquiry_.ask({inquiry_.solver().negation(gate.term)});
    if (settled == Settled::unsettled) {
      found_.push_back(not_analysed("whether " + quoted(constraint) + " ever refuses", inquiry_.reason(),
                                    constraint.place));
    }
    if (settled != Settled::unsatisfiable) return;
    const bool applies = inquiry_.ask({inquiry_.encoder().holds(constraint.when)}) != Settled::unsatisfiable;
    const bool by_day = constraint.reads.today;
    const std::string why = applies  ? by_day ? "it holds then" : "it always holds"
                            : by_day ? "its `when` does not hold then"
                                     : "its `when` never holds";
    report({Code::vacuous_constraint,
            fmt::format("{} refuses no answers: {}", quoted(constraint), why),
            constraint.place,
            "mend it, or remove it",
            {}},
           by_day);
  }

  /// That some facts and answers satisfy it where it applies.
  bool is_possible(const Passed& must) {
    const Constraint& constraint = *must.constraint;
    const Term applies = inquiry_.encoder().holds(constraint.when);
    const Settled settled = inquiry_.ask({applies, must.term});
    if (settled == Settled::unsettled) {
      found_.push_back(not_analysed("whether any offer could satisfy " + quoted(constraint),
                                    inquiry_.reason(), constraint.place));
    }
    // One that never applies demands nothing.
    if (settled != Settled::unsatisfiable || inquiry_.ask({applies}) != Settled::satisfiable) return true;
    report({Code::impossible_constraint,
            fmt::format("no offer could satisfy {}, whatever its facts", quoted(constraint)),
            constraint.place,
            "mend its condition: as it stands, it rejects every offer",
            {}},
           constraint.reads.today);
    return false;
  }

  bool find_impossible(const std::vector<Passed>& constraints, std::string_view verb, std::string_view whom) {
    std::vector<Term> terms;
    for (const Passed& passed : constraints) terms.push_back(passed.term);
    const Settled settled = inquiry_.ask(terms);
    if (settled == Settled::satisfiable) return true;
    if (settled == Settled::unsettled) {
      found_.push_back(not_analysed(fmt::format("whether any {} satisfy all constraints", whom),
                                    inquiry_.reason(), constraints.back().constraint->place));
      return false;
    }
    std::vector<const Constraint*> core;
    for (const std::size_t i : inquiry_.contradiction(terms)) core.push_back(constraints[i].constraint);
    if (!core.empty()) report(core, verb);
    return false;
  }

  void report(const std::vector<const Constraint*>& core, std::string_view verb) {
    const Constraint& last = *core.back();
    Diagnostic diagnostic{Code::impossible_constraint, std::string(verb) + " ", last.place, "", {}};
    for (std::size_t i = 0; i < core.size(); ++i) {
      diagnostic.message += (i == 0 ? "" : i + 1 == core.size() ? " and " : ", ") + quoted(*core[i]);
      if (core[i] != &last)
        diagnostic.related.push_back({core[i]->place, "demands `" + core[i]->condition_text + "`"});
    }
    if (core.size() > 1) diagnostic.message += " together";
    diagnostic.help = core.size() > 1 ? "mend one of them: as they stand, there is never a recommendation"
                                      : "mend its condition: as it stands, there is never a recommendation";
    const bool by_day =
        std::ranges::any_of(core, [](const Constraint* constraint) { return constraint->reads.today; });
    report(std::move(diagnostic), by_day);
  }

  void report(Diagnostic diagnostic, bool by_day) {
    diagnostic.message.insert(0, when_it_is(by_day, today_));
    if (by_day) diagnostic.help += other_day;
    found_.push_back(std::move(diagnostic));
  }

  Date today_;
  Inquiry& inquiry_;
  Diagnostics& found_;
  std::vector<Passed> gates_, musts_;
};

}  // namespace

void verify_constraints(const CheckedPolicy& policy, Date today, Inquiry& inquiry, Diagnostics& found) {
  ConstraintVerifier(policy, today, inquiry, found).verify();
}

}  // namespace select_model::analysis
