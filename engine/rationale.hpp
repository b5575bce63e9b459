#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/program.hpp"

/// A decision with its reasons as typed data: every value, condition and sentence that a rendering needs.
/// Text, JSON and Markdown are renderings of one Rationale and so cannot disagree.
namespace select_model {

/// A value, what type it has, and how it reads.
struct Shown {
  Value value;
  Type type;
  std::string text;
  /// What of the offer is not known, where a `??` put the value there in its place: "mmlu is not known".
  std::string lack = {};
};

struct Failure {
  std::string constraint;  // empty where the branch does not list the offer
  std::string branch;      // empty where a constraint failed
  Verdict verdict = Verdict::fails;
  std::string condition;
  std::optional<Shown> left, right;  // where the condition is one comparison
  std::string because;               // written, or made: "ttft is not known"
  std::string file;                  // empty: a branch
  std::uint32_t line = 0;
};
struct Warning {
  std::string constraint;  // empty where a criterion is unknown
  std::string criterion;
  Verdict verdict = Verdict::fails;
  std::string text;
};
struct Contribution {
  std::string criterion;  // Criterion::label
  bool maximize = true;
  Shown value;
  double normalized = 0, weight = 0, points = 0;  // by weight
};
struct RankedReason {
  std::uint32_t offer = 0;  // into the catalogue
  std::uint32_t rank = 0;
  std::optional<std::uint32_t> tier;
  std::optional<double> score;
  std::vector<std::pair<std::string, Shown>> values;  // every let that speaks of the model
  std::vector<Contribution> contributions;
  std::vector<Warning> warnings;
};
struct RejectedReason {
  std::uint32_t offer = 0;
  std::vector<Failure> failed;
};
struct PathStep {
  std::string branch;
  std::optional<std::string> condition;  // nothing: otherwise
  std::string title;
  std::optional<bool> verdict;  // nothing: unknown
  std::vector<std::uint32_t>
      decided_by;  // the questions whose answers make it so: of an `or` that is true, those of what is true
};
struct ShownAnswer {
  std::string question, title;
  Shown value;
  AnswerFrom from = AnswerFrom::absent;
};

struct Rationale {
  Outcome outcome = Outcome::undetermined;
  std::optional<Date> today;         // where something depended on it
  std::vector<ShownAnswer> answers;  // of every question
  std::vector<Warning> refusals;
  std::optional<std::string> branch;
  std::optional<std::string> because;  // of the leaf
  std::vector<PathStep> path;
  std::optional<std::string> ranking;  // its name
  std::optional<bool> by_weight;       // nothing: no ranking
  std::vector<RankedReason> ranked;
  std::vector<RejectedReason> rejected;
  std::vector<std::uint32_t> fallbacks;
  std::vector<std::uint32_t> missing;  // questions
  std::vector<Warning> warnings;       // of the decision as a whole
  std::uint32_t leading_tier = 1;      // the tier of the winner; above 1, those before were all rejected
  /// The criterion that put the winner before the next of its tier: by weight the largest gain, by order the
  /// first that differs.
  std::optional<std::size_t> decisive;
  /// No eligible model: dropping this constraint alone would make these offers eligible.
  struct Relief {
    std::string constraint;             // or the branch that lists too little
    std::vector<std::uint32_t> offers;  // those that miss by least first
    /// The first of them, where the condition compares quantities.
    std::optional<std::size_t> nearest;  // into `rejected`
  };
  std::vector<Relief> reliefs;
};

/// Evaluates again, exactly, what `decision` rests on, and words it.
Rationale explain(const Program& program, const Answers& answers, Date today, const Decision& decision);

}  // namespace select_model
