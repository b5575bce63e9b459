#include "engine/missing_analysis.hpp"

#include <algorithm>

#include "engine/code.hpp"

namespace select_model {

namespace {

/// Evaluates everything with "missing" as a value.
class Analysis {
 public:
  Analysis(const Program& program, const Answers& answers, Date today)
      : code_(program.code()),
        answers_(answers),
        evaluator_(code_.policy, code_.catalog, code_.own_facts, answers, today) {}

  Questions find() {
    if (surely_refused()) return {};
    find_candidates();
    if (code_.tree.empty()) {
      read_unnamed_ranks();
    } else {
      walk(code_.tree);
    }
    return std::move(read_);
  }

 private:
  void read(const Reads& reads) {
    for (const std::uint32_t question : reads.questions) {
      if (is_missing(code_.policy, answers_, question)) read_.insert(question);
    }
  }
  void read(const Expression& expression) { read(reads_of(expression, code_.policy.lets)); }

  bool rejects(const Constraint& constraint, const Evaluated& verdict) const {
    if (verdict.missing || is_true(verdict)) return false;
    return is_false(verdict) || constraint.on_unknown == ast::OnUnknown::fails;
  }

  bool surely_refused() {
    for (const Constraint& gate : code_.policy.constraints) {
      if (!gate.must || !gate.answers_alone) continue;
      const Evaluated when = gate.when ? evaluator_.evaluate(*gate.when) : Evaluated{true, false};
      if (!when.missing && !is_true(when)) continue;
      const Evaluated verdict = evaluator_.evaluate(gate.condition);
      if (!when.missing && rejects(gate, verdict)) return true;
      if (verdict.missing || (when.missing && rejects(gate, verdict))) read(gate.reads);
    }
    return false;
  }

  /// The offers that no constraint surely rejects; what may reject one of them is read.
  void find_candidates() {
    for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
      evaluator_.set_offer(offer);
      std::vector<const Constraint*> doubtful;
      bool rejected = false;
      for (const Constraint& constraint : code_.policy.constraints) {
        if (!constraint.must || constraint.answers_alone) continue;
        const Evaluated when =
            constraint.when ? evaluator_.evaluate(*constraint.when) : Evaluated{true, false};
        if (!when.missing && !is_true(when)) continue;
        const Evaluated verdict = evaluator_.evaluate(constraint.condition);
        rejected = rejected || (!when.missing && rejects(constraint, verdict));
        if (verdict.missing || (when.missing && rejects(constraint, verdict)))
          doubtful.push_back(&constraint);
      }
      if (rejected) continue;
      candidates_.push_back(offer);
      for (const Constraint* constraint : doubtful) read(constraint->reads);
    }
  }

  /// Whether a branch is surely taken, so that none after it can be.
  bool walk(const std::vector<CompiledBranch>& branches) {
    for (const CompiledBranch& branch : branches) {
      const Evaluated when =
          branch.branch->when ? evaluator_.evaluate(*branch.branch->when) : Evaluated{true, false};
      if (!when.missing && !is_true(when)) continue;
      if (when.missing) read(*branch.branch->when);
      if (branch.leaf >= 0) {
        read_leaf(*code_.leaves[static_cast<std::size_t>(branch.leaf)].leaf);
      } else {
        walk(branch.children);
      }
      if (!when.missing) return true;
    }
    return false;
  }

  void read_leaf(const Leaf& leaf) {
    for (const Tier& tier : leaf.tiers) {
      for (const auto& target : tier.targets) {
        const auto* where = std::get_if<Expression>(&target);
        if (where && depends(*where)) read(*where);
      }
    }
    if (leaf.rank) {
      read_rank(code_.policy.ranks[*leaf.rank]);
    } else {
      read_unnamed_ranks();
    }
  }

  void read_unnamed_ranks() {
    for (const Rank& rank : code_.policy.ranks) {
      if (rank.name) continue;
      const Evaluated when = rank.when ? evaluator_.evaluate(*rank.when) : Evaluated{true, false};
      if (!when.missing && !is_true(when)) continue;
      if (when.missing && candidates_.size() > 1) read(*rank.when);
      read_rank(rank);
      if (!when.missing) return;
    }
  }

  void read_rank(const Rank& rank) {
    if (candidates_.size() < 2) return;  // nothing to order
    for (const Criterion& criterion : rank.criteria) {
      if (depends(criterion.value)) read(criterion.value);
      if (criterion.from && depends(*criterion.from)) read(*criterion.from);
      if (criterion.to && depends(*criterion.to)) read(*criterion.to);
    }
  }

  bool depends(const Expression& expression) {
    for (const std::uint32_t offer : candidates_) {
      evaluator_.set_offer(offer);
      if (evaluator_.evaluate(expression).missing) return true;
    }
    return false;
  }

  const Program::Code& code_;
  const Answers& answers_;
  Evaluator evaluator_;
  std::vector<std::uint32_t> candidates_;
  Questions read_;
};

}  // namespace

bool reads_missing(const CheckedPolicy& policy, const Answers& answers, const Reads& reads) {
  return std::ranges::any_of(reads.questions,
                             [&](std::uint32_t question) { return is_missing(policy, answers, question); });
}

Questions questions_that_decide(const Program& program, const Answers& answers, Date today) {
  return Analysis(program, answers, today).find();
}

}  // namespace select_model
