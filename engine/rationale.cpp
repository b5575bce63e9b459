#include "engine/rationale.hpp"

#include <algorithm>
#include <cmath>

#include "engine/rationale_parts.hpp"
#include "engine/tell_apart.hpp"
#include "engine/verdicts.hpp"

namespace select_model {

namespace {

using rationale::Explained;

std::vector<ShownAnswer> answers_of(const CheckedPolicy& policy, const Answers& answers) {
  std::vector<ShownAnswer> shown;
  for (std::size_t i = 0; i < policy.questions.size(); ++i) {
    const Question& question = policy.questions[i];
    const Value& value = answers.values[i];
    shown.push_back({question.name,
                     question.title,
                     {value, question.type, faithful_text(value, question.type)},
                     answers.from[i]});
  }
  return shown;
}

void explain_gates(Explained& e) {
  for (std::size_t i = 0; i < e.policy.constraints.size(); ++i) {
    const Constraint& constraint = e.policy.constraints[i];
    const Verdict verdict = e.decision.gates[i];
    if (!constraint.answers_alone || (verdict != Verdict::fails && verdict != Verdict::unknown)) continue;
    const auto text = [&] {
      if (constraint.because) return e.wording.fill(*constraint.because);
      return verdict == Verdict::fails ? e.wording.failure(constraint)
                                       : e.wording.unverified(constraint.condition);
    };
    const Rationale& r = e.rationale;
    const bool refused = refuses(constraint, verdict);
    if (refused && r.outcome == Outcome::refused)
      e.rationale.refusals.push_back({constraint.name, "", verdict, text()});
    if (!refused && warns(constraint, verdict))
      e.rationale.warnings.push_back({constraint.name, "", verdict, text()});
  }
}

std::vector<Warning> constraint_warnings(Explained& e, std::uint32_t offer) {
  std::vector<Warning> warnings;
  for (std::size_t i = 0; i < e.policy.constraints.size(); ++i) {
    const Constraint& constraint = e.policy.constraints[i];
    if (constraint.answers_alone || !e.decision.applies[i]) continue;
    const Verdict verdict = verdict_on(e.decision, i, offer);
    if (!warns(constraint, verdict)) continue;
    std::string text = verdict == Verdict::unknown ? e.wording.unverified(constraint.condition)
                       : constraint.because        ? e.wording.fill(*constraint.because)
                                                   : e.wording.failure(constraint);
    warnings.push_back({constraint.name, "", verdict, std::move(text)});
  }
  return warnings;
}

/// Tier and score, where they do not depend on an answer that is missing.
void place(const Explained& e, const RankedOffer& ranked, RankedReason& reason) {
  if (ranked.tier != 0) reason.tier = ranked.tier;
  const bool scored = e.rationale.by_weight.value_or(false);
  if (scored && !std::isnan(ranked.score)) reason.score = ranked.score;
}

void explain_ranked(Explained& e, const Inputs& inputs) {
  const auto& ranked = e.decision.ranked;
  auto parts = score_parts(e.program, inputs, e.today, e.decision);
  const rationale::Scales scales(e, std::move(parts));
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    RankedReason reason;
    reason.offer = ranked[i].offer;
    reason.rank = static_cast<std::uint32_t>(i + 1);
    place(e, ranked[i], reason);
    e.wording.set_offer(reason.offer);
    for (const Let& let : e.policy.lets) {
      if (let.reads.model) reason.values.emplace_back(let.name, e.wording.show(let.value));
    }
    reason.warnings = constraint_warnings(e, reason.offer);
    scales.explain(e, reason);
    e.rationale.ranked.push_back(std::move(reason));
  }
  const auto& reasons = e.rationale.ranked;
  if (!reasons.empty()) e.rationale.leading_tier = reasons[0].tier.value_or(1);
  if (reasons.size() > 1 && reasons[0].tier == reasons[1].tier)
    e.rationale.decisive = scales.decisive(reasons[0], reasons[1]);
}

Failure failure_of(Explained& e, const Constraint& constraint, Verdict verdict) {
  Failure failure;
  failure.constraint = constraint.name;
  failure.verdict = verdict;
  failure.condition = constraint.condition_text;
  if (auto sides = e.wording.sides(constraint.condition)) {
    failure.left = std::move(sides->left);
    failure.right = std::move(sides->right);
  }
  failure.because = verdict == Verdict::unknown ? e.wording.unverified(constraint.condition)
                    : constraint.because        ? e.wording.fill(*constraint.because)
                                                : e.wording.failure(constraint);
  if (constraint.place.source) {
    failure.file = constraint.place.source->name();
    failure.line = constraint.place.source->position(constraint.place.span.begin).line;
  }
  return failure;
}

void explain_rejected(Explained& e) {
  if (e.rationale.outcome == Outcome::refused || e.rationale.outcome == Outcome::undetermined) return;
  for (std::uint32_t offer = 0; offer < e.catalog.offers.size(); ++offer) {
    RejectedReason reason{offer, {}};
    e.wording.set_offer(offer);
    for (std::size_t i = 0; i < e.policy.constraints.size(); ++i) {
      const Verdict verdict = rejects(e.policy.constraints[i], e.decision, i, offer);
      if (verdict != Verdict::holds) reason.failed.push_back(failure_of(e, e.policy.constraints[i], verdict));
    }
    if (!e.decision.unlisted.empty() && test(e.decision.unlisted, offer)) {
      Failure failure;
      failure.branch = e.rationale.branch.value_or("");
      failure.because = "not among those that " +
                        (failure.branch.empty() ? "the branch" : "branch " + failure.branch) + " lists";
      reason.failed.push_back(std::move(failure));
    }
    if (!reason.failed.empty()) e.rationale.rejected.push_back(std::move(reason));
  }
}

/// How far apart the two sides of the comparison lie, as a part of what is asked for; nothing where either is
/// no known quantity.
std::optional<Rational> missed_by(const RejectedReason& reason) {
  const Failure& failure = reason.failed[0];
  if (!failure.left || !failure.right) return std::nullopt;
  const auto* left = std::get_if<Rational>(&failure.left->value);
  const auto* right = std::get_if<Rational>(&failure.right->value);
  if (!left || !right) return std::nullopt;
  const Rational gap = *left < *right ? *right - *left : *left - *right;
  if (right->sign() == 0) return gap;
  return gap / (right->sign() < 0 ? -*right : *right);
}

struct Miss {
  std::size_t at;  // into `rejected`
  std::optional<Rational> by;
};
/// What is known to be near comes before what is not known.
bool is_nearer(const Miss& a, const Miss& b) {
  return a.by.has_value() != b.by.has_value() ? a.by.has_value() : a.by && *a.by < *b.by;
}

/// What fails alone: first what brings most offers back, of equals what is missed by least. The offers of
/// each likewise, the nearest first.
std::vector<Rationale::Relief> reliefs_of(const std::vector<RejectedReason>& rejected) {
  std::vector<std::pair<std::string, std::vector<Miss>>> found;
  for (std::size_t i = 0; i < rejected.size(); ++i) {
    if (rejected[i].failed.size() != 1) continue;
    const Failure& only = rejected[i].failed[0];
    const std::string& name = only.constraint.empty() ? only.branch : only.constraint;
    auto one = std::ranges::find(found, name, [](const auto& each) { return each.first; });
    if (one == found.end()) one = found.insert(one, {name, {}});
    one->second.push_back({i, missed_by(rejected[i])});
  }
  for (auto& [name, misses] : found) std::ranges::stable_sort(misses, is_nearer);
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
    return a.second.size() != b.second.size() ? a.second.size() > b.second.size()
                                              : is_nearer(a.second[0], b.second[0]);
  });
  std::vector<Rationale::Relief> reliefs;
  for (const auto& [name, misses] : found) {
    Rationale::Relief relief{name, {}, {}};
    for (const Miss& miss : misses) relief.offers.push_back(rejected[miss.at].offer);
    if (misses[0].by) relief.nearest = misses[0].at;
    reliefs.push_back(std::move(relief));
  }
  return reliefs;
}

}  // namespace

Rationale explain(const Program& program, const Answers& answers, Date today, const Decision& decision) {
  const CheckedPolicy& policy = program.policy();
  Evaluator evaluator(policy, program.catalog(), program.own_facts(), answers, today);
  Rationale rationale;
  Explained e{program,
              policy,
              program.catalog(),
              decision,
              evaluator,
              today,
              Wording(policy, program.catalog(), evaluator),
              rationale};

  rationale.outcome = decision.outcome;
  rationale.answers = answers_of(policy, answers);
  rationale.fallbacks = decision.fallbacks;
  rationale.missing = decision.missing;
  if (!decision.ranked.empty()) e.wording.set_offer(decision.ranked[0].offer);
  explain_gates(e);
  if (decision.outcome != Outcome::refused) rationale::explain_path(e);
  explain_ranked(e, bind(program, decision.trial ? *decision.trial : answers));
  explain_rejected(e);
  if (decision.outcome == Outcome::no_eligible_model) rationale.reliefs = reliefs_of(rationale.rejected);
  if (rationale::depends_on_today(program, decision)) rationale.today = today;
  return rationale;
}

}  // namespace select_model
