#include <algorithm>

#include <fmt/format.h>

#include "policy/verifier.hpp"

namespace select_model::analysis {

namespace {

/// One of the conditions under which a branch is taken: that it or one around it holds, or that an earlier
/// one does not.
struct Condition {
  enum class Role { earlier_outside, around, earlier, own };
  Role role;
  const Branch* branch;
  Term term;
};

std::string quoted(const Branch& branch) { return "`" + branch.name + "`"; }

std::string list(const std::vector<const Branch*>& branches) {
  std::string text;
  for (std::size_t i = 0; i < branches.size(); ++i)
    text += (i == 0 ? "" : i + 1 == branches.size() ? " and " : ", ") + quoted(*branches[i]);
  return text;
}

class TreeVerifier {
 public:
  TreeVerifier(const CheckedPolicy& policy, const Subject& subject, const Effort& effort, Inquiry& inquiry,
               Diagnostics& found)
      : policy_(policy), subject_(subject), effort_(effort), inquiry_(inquiry), found_(found) {}

  /// `above`: what leads to these branches.
  void verify(const std::vector<Branch>& branches, const std::vector<Condition>& above) {
    std::vector<Condition> conditions = above;
    for (Condition& condition : conditions) {
      if (condition.role == Condition::Role::earlier) condition.role = Condition::Role::earlier_outside;
      if (condition.role == Condition::Role::own) condition.role = Condition::Role::around;
    }
    for (const Branch& branch : branches) {
      const Term own = inquiry_.encoder().holds(branch.when);
      conditions.push_back({Condition::Role::own, &branch, own});
      if (is_reachable(branch, conditions)) {
        if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) verify(*below, conditions);
      }
      conditions.back() = {Condition::Role::earlier, &branch, inquiry_.solver().negation(own)};
    }
  }

 private:
  /// Where it is not, that is reported, and what is inside is not: it would only follow.
  bool is_reachable(const Branch& branch, const std::vector<Condition>& conditions) {
    std::vector<Term> terms;
    for (const Condition& condition : conditions) terms.push_back(condition.term);
    const Settled settled = inquiry_.ask(terms);
    if (settled == Settled::satisfiable) return true;
    if (settled == Settled::unsettled) {
      found_.push_back(
          not_analysed("whether any answers lead to " + quoted(branch), inquiry_.reason(), branch.place));
      return true;
    }
    std::vector<Condition> core;
    for (const std::size_t i : inquiry_.contradiction(terms)) core.push_back(conditions[i]);
    report(branch, core);
    return false;
  }

  void report(const Branch& branch, const std::vector<Condition>& core) {
    const bool by_day =
        std::ranges::any_of(core, [&](const Condition& one) { return reads_today(*one.branch); });
    std::vector<const Branch*> earlier, around;
    for (const Condition& condition : core) {
      const bool is_earlier =
          condition.role == Condition::Role::earlier || condition.role == Condition::Role::earlier_outside;
      if (is_earlier) earlier.push_back(condition.branch);
      if (condition.role == Condition::Role::around) around.push_back(condition.branch);
    }
    Diagnostic diagnostic{Code::unreachable_branch,
                          when_it_is(by_day, subject_.today) + "no answers lead to " + quoted(branch),
                          branch.place,
                          "",
                          {}};
    if (!earlier.empty()) {
      diagnostic.message +=
          fmt::format(": {} {} all that it would", list(earlier), earlier.size() == 1 ? "takes" : "take");
      diagnostic.help = branch.when ? fmt::format("put {} first, or remove it", quoted(branch))
                                    : "one of the conditions takes more than it should";
    } else if (!around.empty()) {
      diagnostic.message += fmt::format(": its condition contradicts that of {} around it", list(around));
      diagnostic.help = "mend its condition, or remove it";
    } else {
      blame_ranges(branch, diagnostic);
      diagnostic.help = "mend its condition, or remove it";
    }
    for (const Branch* other : around)
      diagnostic.related.push_back({other->place, "only where `" + other->condition_text + "`"});
    for (const Branch* other : earlier) {
      diagnostic.related.push_back({other->place, other->condition_text.empty()
                                                      ? "taken first"
                                                      : "taken first where `" + other->condition_text + "`"});
    }
    if (by_day) diagnostic.help += other_day;
    found_.push_back(std::move(diagnostic));
  }

  /// Its condition alone cannot hold. Whether it could, were it not for ranges of questions, takes a look at
  /// the policy without them.
  void blame_ranges(const Branch& branch, Diagnostic& diagnostic) {
    if (!free_) {
      free_ =
          std::make_unique<Inquiry>(policy_, Subject{subject_.today, subject_.other_texts, false}, effort_);
    }
    std::vector<Term> terms;
    std::vector<std::uint32_t> ranged;
    for (const std::uint32_t question : reads_of(*branch.when, policy_.lets).questions) {
      if (!policy_.questions[question].from) continue;
      ranged.push_back(question);
      terms.push_back(free_->domain().range(question));
    }
    terms.push_back(free_->encoder().holds(branch.when));
    std::vector<std::string> names;
    const std::vector<std::size_t> core = free_->contradiction(terms);
    for (const std::size_t i : core) {
      if (i == ranged.size()) continue;
      const Question& question = policy_.questions[ranged[i]];
      names.push_back("`" + question.name + "`");
      diagnostic.related.push_back(
          {question.place,
           fmt::format("from {} to {}", to_exact_text(end(question, *question.from), question.type),
                       to_exact_text(end(question, *question.to), question.type))});
    }
    if (!names.empty()) {
      diagnostic.message += fmt::format(": its condition lies outside the {} of {}",
                                        names.size() == 1 ? "range" : "ranges", fmt::join(names, " and "));
    } else if (reads_today(branch)) {
      diagnostic.message += ": its condition does not hold then";
    } else {
      diagnostic.message +=
          core.empty() ? ": its condition can never hold" : ": its condition contradicts itself";
    }
  }

  bool reads_today(const Branch& branch) const {
    return branch.when && reads_of(*branch.when, policy_.lets).today;
  }

  static Value end(const Question& question, const Rational& value) {
    if (question.type.kind != Kind::date) return value;
    return Date{static_cast<std::int32_t>(value.to_int64().value_or(0))};
  }

  const CheckedPolicy& policy_;
  const Subject& subject_;
  const Effort& effort_;
  Inquiry& inquiry_;
  Diagnostics& found_;
  std::unique_ptr<Inquiry> free_;
};

}  // namespace

void verify_tree(const CheckedPolicy& policy, const Subject& subject, const Effort& effort, Inquiry& inquiry,
                 Diagnostics& found) {
  if (policy.tree) TreeVerifier(policy, subject, effort, inquiry, found).verify(*policy.tree, {});
}

}  // namespace select_model::analysis
