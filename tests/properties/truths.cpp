#include "tests/properties/truths.hpp"

#include <algorithm>
#include <map>

#include "engine/evaluate.hpp"

namespace select_model::properties {

namespace {

using Exactly = select_model::Evaluator;

bool has_any(const Leaf& leaf) {
  return std::ranges::any_of(leaf.tiers, [](const Tier& tier) { return tier.any; });
}

/// What was seen of a leaf, in answers that no gate refused.
struct SeenLeaf {
  bool reached = false, left_nothing = false, emptied = false, filled = false;
  std::set<const ModelTarget*> chosen;
};

class Trials {
 public:
  Trials(const Program& program, Date today)
      : program_(program),
        policy_(program.policy()),
        today_(today),
        leaves_(std::max<std::size_t>(program.leaves().size(), 1)) {}

  void look_at(const Answers& answers) {
    const Decision decision = select(program_, answers, today_);
    Exactly evaluator(policy_, program_.catalog(), program_.own_facts(), answers, today_);
    if (policy_.tree) walk(*policy_.tree, evaluator);
    for (std::size_t i = 0; i < policy_.constraints.size(); ++i) look_at(i, decision, evaluator);
    if (decision.outcome == Outcome::refused) return;
    truths_.all_refused = false;
    look_at_leaf(decision, evaluator);
    for (const Prove& prove : policy_.proofs) {
      if (breaks(prove, decision, evaluator)) refuted_.insert(&prove);
    }
  }

  Truths take() {
    if (policy_.tree) report_unreached(*policy_.tree);
    for (const Constraint& constraint : policy_.constraints) {
      if (!constraint.must) continue;
      const bool known =
          constraint.answers_alone || (!program_.catalog().offers.empty() && !truths_.all_refused);
      if (!constraint.inherited && known && !rejecting_.contains(&constraint))
        add("vacuous-constraint", constraint.place);
      if (!constraint.answers_alone && !passed_.contains(&constraint))
        truths_.never_passed.insert(place_of("", constraint.place));
    }
    if (!program_.catalog().offers.empty()) report_leaves();
    for (const Prove* prove : refuted_) add("refuted-proof", prove->place);
    refute();
    return std::move(truths_);
  }

 private:
  void add(const std::string& word, const Place& place) { truths_.findings.insert(place_of(word, place)); }

  void refute() {
    const auto seen = [&](const std::string& word, const Place& place) {
      truths_.refuted.insert(place_of(word, place));
    };
    for (const Branch* branch : reached_) seen("unreachable-branch", branch->place);
    for (const Constraint* constraint : rejecting_) seen("vacuous-constraint", constraint->place);
    for (std::size_t i = 0; i < leaves_.size() && policy_.tree; ++i) {
      for (const ModelTarget* model : leaves_[i].chosen) seen("never-chosen", model->place);
      if (leaves_[i].filled) seen("emptied-branch always", branch_of(i).place);
    }
  }

  void walk(const std::vector<Branch>& branches, Exactly& evaluator) {
    for (const Branch& branch : branches) {
      if (branch.when && evaluator.truth(*branch.when) != true) continue;
      reached_.insert(&branch);
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) walk(*below, evaluator);
      return;
    }
  }

  void look_at(std::size_t index, const Decision& decision, Exactly& evaluator) {
    const Constraint& constraint = policy_.constraints[index];
    if (!constraint.must || !decision.applies[index]) return;
    if (constraint.answers_alone) {
      const Verdict verdict = decision.gates[index];
      if (verdict == Verdict::fails ||
          (verdict == Verdict::unknown && constraint.on_unknown == ast::OnUnknown::fails))
        rejecting_.insert(&constraint);
      return;
    }
    for (std::uint32_t offer = 0; offer < program_.catalog().offers.size(); ++offer) {
      evaluator.set_offer(offer);
      const auto truth = evaluator.truth(constraint.condition);
      const bool rejects = truth ? !*truth : constraint.on_unknown == ast::OnUnknown::fails;
      if (!rejects) passed_.insert(&constraint);
      if (rejects && decision.outcome != Outcome::refused) rejecting_.insert(&constraint);
    }
  }

  void look_at_leaf(const Decision& decision, Exactly& evaluator) {
    SeenLeaf& seen = leaves_[decision.leaf.value_or(0)];
    seen.reached = true;
    seen.left_nothing = seen.left_nothing || decision.outcome == Outcome::no_eligible_model;
    if (decision.outcome == Outcome::recommended) truths_.nothing_passes = false;
    if (!decision.leaf) return;
    bool first = false;
    for (const Tier& tier : program_.leaves()[*decision.leaf]->tiers) {
      if (tier.any) break;
      for (const auto& target : tier.targets) {
        const bool eligible = is_eligible(target, decision, evaluator);
        first = first || eligible;
        if (const auto* model = std::get_if<ModelTarget>(&target); model && eligible)
          seen.chosen.insert(model);
      }
    }
    (first ? seen.filled : seen.emptied) = true;
  }

  bool is_eligible(const std::variant<ModelTarget, Expression>& target, const Decision& decision,
                   Exactly& evaluator) const {
    std::vector<std::uint32_t> offers;
    if (const auto* model = std::get_if<ModelTarget>(&target)) {
      offers = find_offers(program_.catalog(), model->ref);
    } else {
      for (std::uint32_t offer = 0; offer < program_.catalog().offers.size(); ++offer) {
        evaluator.set_offer(offer);
        if (evaluator.truth(std::get<Expression>(target)) == true) offers.push_back(offer);
      }
    }
    return std::ranges::any_of(offers,
                               [&](std::uint32_t offer) { return test(decision.eligible_offers, offer); });
  }

  bool breaks(const Prove& prove, const Decision& decision, Exactly& evaluator) const {
    if (prove.when && evaluator.truth(*prove.when) != true) return false;
    if (!prove.every) return decision.outcome == Outcome::no_eligible_model;
    for (std::uint32_t offer = 0; offer < program_.catalog().offers.size(); ++offer) {
      if (!test(decision.eligible_offers, offer)) continue;
      evaluator.set_offer(offer);
      if (evaluator.truth(*prove.every) != true) return true;
    }
    return false;
  }

  void report_unreached(const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) {
      if (!reached_.contains(&branch)) {
        add("unreachable-branch", branch.place);
      } else if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) {
        report_unreached(*below);
      }
    }
  }

  void report_leaves() {
    bool open_shown = false;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      const Leaf* leaf = policy_.tree ? program_.leaves()[i] : nullptr;
      const bool open = !leaf || has_any(*leaf);
      if (leaves_[i].left_nothing && !(open && open_shown)) {
        add("no-eligible-model", leaf ? branch_of(i).place : last_must());
        open_shown = open_shown || open;
      }
      if (leaf && leaves_[i].reached) report_leaf(i, *leaf);
    }
  }

  void report_leaf(std::size_t index, const Leaf& leaf) {
    const SeenLeaf& seen = leaves_[index];
    if (has_any(leaf)) {
      bool known = false;
      for (const Tier& tier : leaf.tiers) {
        for (const auto& target : tier.targets) {
          const auto* model = std::get_if<ModelTarget>(&target);
          known = known || !model || !find_offers(program_.catalog(), model->ref).empty();
        }
      }
      if (!known) return;
      if (!seen.filled) {
        add("emptied-branch always", branch_of(index).place);
        return;
      }
      if (seen.emptied) add("emptied-branch", branch_of(index).place);
    }
    for (const Tier& tier : leaf.tiers) {
      if (tier.any) break;
      for (const auto& target : tier.targets) {
        const auto* model = std::get_if<ModelTarget>(&target);
        if (model && !find_offers(program_.catalog(), model->ref).empty() && !seen.chosen.contains(model))
          add("never-chosen", model->place);
      }
    }
  }

  const Branch& branch_of(std::size_t leaf) const {
    return *program_.path(static_cast<std::uint32_t>(leaf)).back();
  }
  Place last_must() const {
    Place place;
    for (const Constraint& constraint : policy_.constraints) {
      if (constraint.must && !constraint.answers_alone) place = constraint.place;
    }
    return place;
  }

  const Program& program_;
  const CheckedPolicy& policy_;
  Date today_;
  Truths truths_;
  std::vector<SeenLeaf> leaves_;
  std::set<const Branch*> reached_;
  std::set<const Constraint*> rejecting_, passed_;
  std::set<const Prove*> refuted_;
};

}  // namespace

std::string place_of(const std::string& word, const Place& place) {
  return word + "@" + (place.source ? place.source->name() + ":" + std::to_string(place.span.begin) : "");
}

Truths truths_of(const Program& program, const std::vector<Answers>& all, Date today) {
  Trials trials(program, today);
  for (const Answers& answers : all) trials.look_at(answers);
  return trials.take();
}

}  // namespace select_model::properties
