#include "tests/properties/trial.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace select_model::properties {

namespace {

const std::array<const char*, op_count> op_names{
    "constant",   "question",   "let",           "today",        "fact",      "method",
    "negation",   "all_of",     "any_of",        "equal",        "not_equal", "less",
    "less_equal", "greater",    "greater_equal", "in",           "not_in",    "overlaps",
    "is_known",   "is_unknown", "otherwise",     "conditional",  "add",       "negate",
    "multiply",   "divide",     "shift_date",    "days_between", "minimum",   "maximum",
    "mean",       "absolute",   "ceiling",       "floor",        "size",      "set_of"};

constexpr std::array expected_events{"outcome recommended",
                                     "outcome no_eligible_model",
                                     "outcome refused",
                                     "outcome undetermined",
                                     "gate fails",
                                     "gate holds",
                                     "must fails",
                                     "must unknown fails",
                                     "must unknown warns",
                                     "must unknown passes",
                                     "should fails",
                                     "should unknown fails",
                                     "should unknown warns",
                                     "should unknown passes",
                                     "does not apply",
                                     "leaf",
                                     "unlisted",
                                     "a second tier",
                                     "leads from a lower tier",
                                     "ranked by weight",
                                     "ranked by order",
                                     "not ranked",
                                     "relative",
                                     "equal scores",
                                     "fallback",
                                     "missing: decided by trying all",
                                     "missing: decided without reading",
                                     "missing: undetermined, all tried",
                                     "missing: undetermined, not all tried",
                                     "leaf varies",
                                     "no offers",
                                     "more than 64 offers",
                                     "self-hosted offer",
                                     "price tier",
                                     "open set",
                                     "own fact"};

std::string word_of(ast::OnUnknown mode) {
  return mode == ast::OnUnknown::fails ? "fails" : mode == ast::OnUnknown::warns ? "warns" : "passes";
}

void note_constraints(Met& met, const Program& program, const Expected& expected) {
  const auto& constraints = program.policy().constraints;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const Constraint& constraint = constraints[i];
    const std::string kind = constraint.must ? "must" : "should";
    if (!expected.applies[i]) ++met.events["does not apply"];
    if (constraint.must && expected.gates[i] == Verdict::fails) ++met.events["gate fails"];
    if (constraint.must && expected.gates[i] == Verdict::holds) ++met.events["gate holds"];
    if (constraint.must && expected.gates[i] == Verdict::unknown) ++met.events["gate unknown"];
    if (expected.fails.empty()) continue;
    for (const bool fails : expected.fails[i]) met.events[kind + " fails"] += fails;
    for (const bool unknown : expected.unknown[i])
      met.events[kind + " unknown " + word_of(constraint.on_unknown)] += unknown;
  }
}

void note_ranking(Met& met, const Program& program, const Expected& expected) {
  const auto& ranked = expected.ranked;
  if (ranked.empty()) return;
  const Rank* rank = expected.rank ? &program.policy().ranks[*expected.rank] : nullptr;
  ++met.events[!rank ? "not ranked" : rank->by_weight ? "ranked by weight" : "ranked by order"];
  if (ranked.back().tier > 1) ++met.events["a second tier"];
  if (ranked.front().tier > 1) ++met.events["leads from a lower tier"];
  if (!expected.fallbacks.empty()) ++met.events["fallback"];
  if (!rank || !rank->by_weight) return;
  for (const Criterion& criterion : rank->criteria) met.events["relative"] += criterion.relative;
  for (std::size_t i = 1; i < ranked.size(); ++i)
    met.events["equal scores"] += ranked[i - 1].score == ranked[i].score;
}

void note_catalog(Met& met, const Program& program) {
  const auto& offers = program.catalog().offers;
  if (offers.empty()) ++met.events["no offers"];
  if (offers.size() > 64) ++met.events["more than 64 offers"];
  for (const Offer& offer : offers) {
    met.events["price tier"] += !offer.tiers.empty();
    met.events["own fact"] += !offer.own_facts.empty() && !program.policy().facts.empty();
    for (const Value& fact : offer.facts) {
      if (const auto* set = std::get_if<Set>(&fact)) met.events["open set"] += !set->closed;
      if (const auto* name = std::get_if<std::string>(&fact))
        met.events["self-hosted offer"] += *name == "self-hosted";
    }
  }
}

}  // namespace

Met::Met() {
  for (const char* event : expected_events) events[event] = 0;
}

std::string Met::text() const {
  std::ostringstream out;
  for (std::size_t op = 0; op < op_count; ++op) {
    out << op_names[op] << ": " << ops.known[op] << " known, " << ops.unknown[op] << " unknown\n";
  }
  for (const auto& [event, count] : events) out << event << ": " << count << "\n";
  return out.str();
}

std::string Met::never() const {
  std::string missed;
  for (std::size_t op = 0; op < op_count; ++op) {
    const bool never_unknown =
        op == static_cast<std::size_t>(Op::constant) || op == static_cast<std::size_t>(Op::today) ||
        op == static_cast<std::size_t>(Op::is_known) || op == static_cast<std::size_t>(Op::is_unknown);
    if (ops.known[op] == 0) missed += std::string(op_names[op]) + " with a known value\n";
    if (ops.unknown[op] == 0 && !never_unknown)
      missed += std::string(op_names[op]) + " with an unknown value\n";
  }
  // What is rarer than one in some thousand cases is counted and not demanded.
  for (const char* event : expected_events) {
    if (events.at(event) == 0) missed += std::string(event) + "\n";
  }
  return missed;
}

void note(Met& met, const Program& program, const Expectation& expectation, const Decision& decision) {
  static constexpr std::array words{"recommended", "no_eligible_model", "refused", "undetermined"};
  ++met.events[std::string("outcome ") + words[static_cast<std::size_t>(decision.outcome)]];
  const bool decided = decision.outcome != Outcome::undetermined;
  if (!expectation.missing.empty()) {
    const std::string how =
        !decided ? (expectation.all ? "undetermined, all tried" : "undetermined, not all tried")
                 : (expectation.all ? "decided by trying all" : "decided without reading");
    ++met.events["missing: " + how];
  }
  met.events["leaf varies"] += decision.leaf_varies;
  met.events["tier varies"] += decision.tier_varies;
  met.events["score varies"] += decision.score_varies;
  const Expected& expected = expectation.completions.front();
  if (decided && expected.leaf) ++met.events["leaf"];
  for (const bool unlisted : expected.unlisted) met.events["unlisted"] += unlisted;
  note_constraints(met, program, expected);
  note_ranking(met, program, expected);
  note_catalog(met, program);
}

std::optional<std::string> failure(const Trial& trial) {
  Built built = build(trial.policy, trial.catalog);
  if (!built) return built.refusal;
  const Result<Program> program = compile(*built.policy, *built.catalog);
  if (!program)
    return "compile refuses: " + (program.diagnostics.empty() ? "" : program.diagnostics[0].message);
  const Answers answers = answers_for(*built.policy, trial.answers);
  OpCounts counts;
  Oracle oracle(program->policy(), program->catalog(), trial.today, counts);
  const Expectation expectation = oracle.decide(answers);
  return disagreement(expectation, select(*program, answers, trial.today), program->policy(),
                      program->catalog(), oracle);
}

std::string report(const Trial& trial, std::uint64_t seed, const std::string& failure) {
  std::string text = "seed " + std::to_string(seed) + ": " + failure + "\n";
  if (trial.policy.split > 0) text += "--- base.policy\n" + trial.policy.base_text();
  text += "--- generated.policy\n" + trial.policy.text();
  text +=
      "--- catalogue (" + std::string(trial.catalog.yaml ? "yaml" : "json") + ")\n" + trial.catalog.text();
  if (const Built built = build(trial.policy, trial.catalog)) {
    text +=
        "--- answers, today " + date_text(trial.today.days) + "\n" + to_yaml(trial.answers, *built.policy);
  }
  return text;
}

double times() {
  const char* given = std::getenv("SELECT_MODEL_CASES");
  const double wanted = given ? std::atof(given) : 1;
  return wanted > 0 ? wanted : 1;
}

}  // namespace select_model::properties
