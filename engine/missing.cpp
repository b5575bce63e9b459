#include "engine/missing.hpp"

#include <algorithm>
#include <limits>

#include "engine/missing_analysis.hpp"
#include "engine/missing_guesses.hpp"
#include "engine/tried_verdicts.hpp"

namespace select_model {

namespace {

// Section 4 of the language: more combinations than this are not tried.
constexpr std::size_t most_combinations = 1000;
// Where some of what is missing cannot be tried, every combination costs an analysis of every offer; beyond
// this it is not worth it.
constexpr std::size_t most_analysed_offers = 2'000'000;

std::vector<Value> values_of(const Question& question) {
  if (question.type.kind == Kind::boolean) return {false, true};
  std::vector<Value> values;
  if (question.type.kind == Kind::name)
    values.assign(question.type.members.begin(), question.type.members.end());
  return values;
}

/// Any value of its type, for an answer that decides nothing.
Value filler(const Question& question) {
  switch (question.type.kind) {
    case Kind::boolean:
      return false;
    case Kind::quantity:
      return question.from ? *question.from : Rational(1);
    case Kind::date:
      return Date{};
    case Kind::text:
      return std::string();
    case Kind::name:
      return question.type.members.front();
    case Kind::set:
      return Set{};
  }
  return Unknown{};
}

/// What must agree between the values that are tried.
struct Tried {
  Outcome outcome = Outcome::undetermined;
  std::vector<std::uint32_t> offers;
  Questions still_read;
  friend bool operator==(const Tried&, const Tried&) = default;
};

class Trials {
 public:
  Trials(const Program& program, const Inputs& inputs, Date today, Workspace& workspace, Decision& decision)
      : program_(program),
        code_(program.code()),
        inputs_(inputs),
        today_(today),
        workspace_(workspace),
        decision_(decision),
        verdicts_(program) {}

  void run(std::size_t top) {
    read_ = questions_that_decide(program_, inputs_.answers, today_);
    for (const std::uint32_t question : read_) {
      const std::vector<Value> values = values_of(code_.policy.questions[question]);
      (values.empty() ? untried_ : tried_).push_back(question);
      if (!values.empty() && combinations_ <= most_combinations) combinations_ *= values.size();
    }
    try_others_too();
    const bool too_many = combinations_ > most_combinations ||
                          (!untried_.empty() && combinations_ * code_.offers > most_analysed_offers);
    if (too_many || (combinations_ == 1 && !untried_.empty()))
      return undetermined({read_.begin(), read_.end()});
    for (std::size_t i = 0; i < combinations_; ++i) try_combination(i);
    for (const Tried& result : results_) {
      if (!(result == results_.front()) || !result.still_read.empty())
        return undetermined(questions_that_matter());
    }
    settle();
    if (decision_.ranked.size() > top) decision_.ranked.resize(top);
  }

 private:
  /// What nothing that decides reads may still show in a warning: it is tried as well while that is cheap.
  void try_others_too() {
    for (std::uint32_t i = 0; i < code_.policy.questions.size(); ++i) {
      if (is_tried(i) || !is_missing(code_.policy, inputs_.answers, i)) continue;
      const std::size_t values = values_of(code_.policy.questions[i]).size();
      if (values == 0 || combinations_ * values > most_combinations) continue;
      tried_.push_back(i);
      combinations_ *= values;
    }
  }

  Answers combination(std::size_t number) const {
    Answers answers = inputs_.answers;
    for (const std::uint32_t question : tried_) {
      const std::vector<Value> values = values_of(code_.policy.questions[question]);
      answers.values[question] = values[number % values.size()];
      number /= values.size();
    }
    return answers;
  }

  void try_combination(std::size_t number) {
    Answers answers = combination(number);
    Tried result;
    if (!untried_.empty()) result.still_read = questions_that_decide(program_, answers, today_);
    if (result.still_read.empty()) {
      auto complete = std::make_shared<Answers>(answers);
      bool filled = false;
      for (std::uint32_t i = 0; i < answers.values.size(); ++i) {
        if (!is_missing(code_.policy, answers, i)) continue;
        complete->values[i] = filler(code_.policy.questions[i]);
        filled = true;
      }
      Decision tried;
      select(program_, bind(program_, *complete), today_, workspace_, tried);
      if (filled) forget_guesses(program_, answers, today_, tried);
      result.outcome = tried.outcome;
      for (const RankedOffer& offer : tried.ranked) result.offers.push_back(offer.offer);
      if (!first_tried_) tried.trial = std::move(complete);
      merge(std::move(tried));
    }
    results_.push_back(std::move(result));
  }

  /// Keeps the first trial and notes what differs in a later one.
  void merge(Decision tried) {
    verdicts_.add(tried);
    if (tried.leaf) leaves_.insert(*tried.leaf);
    if (!first_tried_) {
      decision_ = std::move(tried);
      first_tried_ = true;
      varies_.assign(code_.constraints.size(), false);
      return;
    }
    for (std::size_t i = 0; i < varies_.size(); ++i) {
      varies_[i] = varies_[i] || tried.gates[i] != decision_.gates[i] ||
                   tried.applies[i] != decision_.applies[i] || tried.fails[i] != decision_.fails[i] ||
                   tried.unknown[i] != decision_.unknown[i];
    }
    decision_.leaf_varies = decision_.leaf_varies || tried.leaf != decision_.leaf;
    decision_.rank_varies = decision_.rank_varies || tried.rank_varies || tried.rank != decision_.rank;
    // A score of 0 and none are two things, and so are equal scores of two rankings: of neither could it be
    // said what it is made of.
    const bool scores_alike =
        tried.rank == decision_.rank || !(is_by_weight(tried.rank) || is_by_weight(decision_.rank));
    for (std::size_t i = 0; i < tried.ranked.size() && i < decision_.ranked.size(); ++i) {
      RankedOffer& kept = decision_.ranked[i];
      if (tried.ranked[i].tier != kept.tier) kept.tier = 0;
      if (!scores_alike || tried.ranked[i].score != kept.score)
        kept.score = std::numeric_limits<double>::quiet_NaN();
      decision_.tier_varies = decision_.tier_varies || kept.tier == 0;
      decision_.score_varies = decision_.score_varies || kept.score != kept.score;
    }
    for (std::size_t i = 0; i < tried.unlisted.size() && i < decision_.unlisted.size(); ++i)
      decision_.unlisted[i] &= tried.unlisted[i];
    if (tried.fallbacks != decision_.fallbacks) decision_.fallbacks.clear();
  }

  bool is_by_weight(std::optional<std::uint32_t> rank) const {
    return rank && code_.policy.ranks[*rank].by_weight;
  }

  /// Those for which two combinations that differ in nothing else differ in their result.
  std::vector<std::uint32_t> questions_that_matter() const {
    Questions matter;
    for (const Tried& result : results_) {
      if (result.still_read.empty()) continue;
      // What this one comes to is not known; nor, then, that what decides reads without effect.
      matter.insert(result.still_read.begin(), result.still_read.end());
      matter.insert(read_.begin(), read_.end());
    }
    std::size_t stride = 1;
    for (const std::uint32_t question : tried_) {
      const std::size_t size = values_of(code_.policy.questions[question]).size();
      for (std::size_t i = 0; i < combinations_; ++i) {
        if (i / stride % size != 0 && !(results_[i] == results_[i - stride])) matter.insert(question);
      }
      stride *= size;
    }
    return {matter.begin(), matter.end()};
  }

  void undetermined(std::vector<std::uint32_t> questions) {
    decision_ = Decision{};
    const std::size_t constraints = code_.constraints.size();
    decision_.gates.assign(constraints, Verdict::not_asked);
    decision_.applies.assign(constraints, 0);
    decision_.fails.assign(constraints, {});
    decision_.unknown.assign(constraints, {});
    decision_.unlisted.assign(words(code_.offers), 0);
    decision_.eligible_offers.clear();
    decision_.missing = std::move(questions);
  }

  /// The verdicts of the first trial may rest on a value that was only tried or filled in. Where trials
  /// differ, what all of them say of an offer stands; what was filled in is found again with it missing. What
  /// then depends on it is no reason; a `should` that does cannot be verified.
  void settle() {
    decision_.because_varies = decision_.leaf_varies;
    Evaluator evaluator(code_.policy, code_.catalog, code_.own_facts, inputs_.answers, today_);
    for (std::size_t i = 0; i < code_.policy.constraints.size(); ++i) {
      const Constraint& constraint = code_.policy.constraints[i];
      if ((!varies_[i] && !reads_untried(constraint.reads)) || decision_.outcome == Outcome::undetermined)
        continue;
      const Evaluated when = constraint.when ? evaluator.evaluate(*constraint.when) : Evaluated{true, false};
      decision_.applies[i] = when.missing || is_true(when);
      decision_.gates[i] = Verdict::not_asked;
      decision_.fails[i].clear();
      decision_.unknown[i].clear();
      if (!decision_.applies[i]) continue;
      if (constraint.answers_alone) {
        settle_on_answers(i, constraint, when.missing, evaluator.evaluate(constraint.condition));
      } else if (decision_.outcome != Outcome::refused && !reads_untried(constraint.reads)) {
        verdicts_.settle(i, decision_);
      } else if (decision_.outcome != Outcome::refused) {
        settle_on_offers(i, constraint, when.missing, evaluator);
      }
    }
    for (const std::uint32_t leaf : leaves_) settle_unlisted(*code_.leaves[leaf].leaf, evaluator);
    if (decision_.outcome == Outcome::recommended || decision_.outcome == Outcome::no_eligible_model)
      verdicts_.give_reasons(decision_);
  }

  /// That a leaf does not list an offer is no reason where it depends on an answer that was filled in.
  /// Constraints reject such an offer as well, or the leaf would have decided.
  void settle_unlisted(const Leaf& leaf, Evaluator& evaluator) {
    for (const Tier& tier : leaf.tiers) {
      for (const auto& target : tier.targets) {
        const auto* where = std::get_if<Expression>(&target);
        if (!where || !reads_untried(reads_of(*where, code_.policy.lets))) continue;
        for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
          if (!test(decision_.unlisted, offer)) continue;
          evaluator.set_offer(offer);
          if (evaluator.evaluate(*where).missing)
            decision_.unlisted[offer / 64] &= ~(std::uint64_t{1} << (offer % 64));
        }
      }
    }
  }

  bool is_tried(std::uint32_t question) const {
    return std::find(tried_.begin(), tried_.end(), question) != tried_.end();
  }

  /// Reads an answer that was filled in and not tried.
  bool reads_untried(const Reads& reads) const {
    return std::any_of(reads.questions.begin(), reads.questions.end(), [&](std::uint32_t question) {
      return is_missing(code_.policy, inputs_.answers, question) && !is_tried(question);
    });
  }

  void settle_on_answers(std::size_t i, const Constraint& constraint, bool doubtful,
                         const Evaluated& verdict) {
    if (doubtful || verdict.missing) {
      decision_.gates[i] = constraint.must ? Verdict::not_asked : Verdict::unknown;
      decision_.applies[i] = !constraint.must;
    } else {
      decision_.gates[i] = is_true(verdict)    ? Verdict::holds
                           : is_false(verdict) ? Verdict::fails
                                               : Verdict::unknown;
    }
  }

  void settle_on_offers(std::size_t i, const Constraint& constraint, bool doubtful, Evaluator& evaluator) {
    decision_.fails[i].assign(words(code_.offers), 0);
    decision_.unknown[i].assign(words(code_.offers), 0);
    for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
      evaluator.set_offer(offer);
      const Evaluated verdict = evaluator.evaluate(constraint.condition);
      if (is_true(verdict)) continue;
      if (doubtful || verdict.missing) {
        if (!constraint.must) set_bit(decision_.unknown[i], offer);
      } else {
        set_bit(is_false(verdict) ? decision_.fails[i] : decision_.unknown[i], offer);
      }
    }
  }

  const Program& program_;
  const Program::Code& code_;
  const Inputs& inputs_;
  Date today_;
  Workspace& workspace_;
  Decision& decision_;
  TriedVerdicts verdicts_;
  Questions read_;  // by what decides
  std::vector<std::uint32_t> tried_, untried_;
  std::size_t combinations_ = 1;
  std::vector<Tried> results_;
  std::set<std::uint32_t> leaves_;  // that some trial took
  std::vector<bool> varies_;        // of each constraint: its verdicts
  bool first_tried_ = false;
};

}  // namespace

void select_incomplete(const Program& program, const Inputs& inputs, Date today, Workspace& workspace,
                       Decision& decision, std::size_t top) {
  Trials(program, inputs, today, workspace, decision).run(top);
}

}  // namespace select_model
