#include "engine/compared_terms.hpp"

#include <algorithm>

namespace select_model::analysis {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Which offers a leaf lists by name, as far as `any` does not list them all.
bool lists(const Program& program, const Leaf& leaf, std::uint32_t offer) {
  for (const Tier& tier : leaf.tiers) {
    for (const auto& target : tier.targets) {
      const auto* model = std::get_if<ModelTarget>(&target);
      if (model && std::ranges::count(find_offers(program.catalog(), model->ref), offer) > 0) return true;
    }
  }
  return false;
}

}  // namespace

ComparedTerms::ComparedTerms(CatalogInquiry& old, const Program& before, CatalogInquiry& now,
                             const Program& after)
    : solver_(old.solver()), all_gates_{old.gates(), now.gates()} {
  const Term pass = solver_.constant(true), never = solver_.constant(false);
  for (const Constraint& gate : before.policy().constraints) {
    if (gate.must && gate.answers_alone) gates_[gate.name] = {old.passes(gate), pass};
  }
  for (const Constraint& gate : after.policy().constraints) {
    if (gate.must && gate.answers_alone)
      gates_.insert({gate.name, {pass, pass}}).first->second.after = now.passes(gate);
  }
  for (std::uint32_t leaf = 0; leaf < before.leaves().size(); ++leaf)
    branches_[before.path(leaf).back()->name] = {old.reach(leaf), never};
  for (std::uint32_t leaf = 0; leaf < after.leaves().size(); ++leaf)
    branches_.insert({after.path(leaf).back()->name, {never, never}}).first->second.after = now.reach(leaf);
  old_eligible_ = eligible(old, before);
  new_eligible_ = eligible(now, after);
  for (const auto& [id, terms] : old_eligible_) {
    const auto other = new_eligible_.find(id);
    offers_[id] = differ(&terms, other == new_eligible_.end() ? nullptr : &other->second);
  }
  for (const auto& [id, terms] : new_eligible_) {
    if (!old_eligible_.contains(id)) offers_[id] = differ(nullptr, &terms);
  }
}

Term ComparedTerms::differ(const Sides& sides) {
  return solver_.negation(solver_.same(sides.before, sides.after));
}

std::map<std::string, ComparedTerms::Eligible> ComparedTerms::eligible(CatalogInquiry& side,
                                                                       const Program& program) {
  std::map<std::string, Eligible> offers;
  for (std::uint32_t offer = 0; offer < program.catalog().offers.size(); ++offer) {
    std::vector<Term>& all = offers[program.catalog().offers[offer].id].all;
    all.push_back(listed(side, program, offer));
    for (std::size_t must = 0; must < side.musts().size(); ++must)
      all.push_back(side.passes(must, side.group_of(offer)));
  }
  return offers;
}

/// A group holds offers of one set of facts, of which a leaf may list but some.
Term ComparedTerms::listed(CatalogInquiry& side, const Program& program, std::uint32_t offer) {
  std::vector<Term> ways;
  bool everywhere = true;
  for (std::size_t leaf = 0; leaf < side.leaves(); ++leaf) {
    if (side.lists_any(leaf) || lists(program, *program.leaves()[leaf], offer)) {
      ways.push_back(side.reach(leaf));
      continue;
    }
    everywhere = false;
    std::vector<Term> where;
    for (const Tier& tier : program.leaves()[leaf]->tiers) {
      for (const auto& target : tier.targets) {
        if (const auto* condition = std::get_if<Expression>(&target))
          where.push_back(side.is(true, *condition, side.group_of(offer)));
      }
    }
    ways.push_back(solver_.all_of({side.reach(leaf), solver_.any_of(where)}));
  }
  // The leaves take all answers between them.
  return everywhere ? solver_.constant(true) : solver_.any_of(ways);
}

/// What both sides demand alike stands before what they do not, so that the solver has less to compare.
Term ComparedTerms::differ(const Eligible* before, const Eligible* after) {
  if (!before || !after) return solver_.all_of((before ? before : after)->all);
  std::vector<Term> both, old, now;
  for (const Term term : before->all) {
    const bool common = std::ranges::find(after->all, term) != after->all.end();
    (common ? both : old).push_back(term);
  }
  for (const Term term : after->all) {
    if (std::ranges::find(before->all, term) == before->all.end()) now.push_back(term);
  }
  both.push_back(differ({solver_.all_of(old), solver_.all_of(now)}));
  return solver_.all_of(both);
}

/// Of each gate that refused on one side alone: that it does so.
std::vector<Term> ComparedTerms::refusals(const Change& seen) {
  std::vector<Term> terms;
  for (const auto& [name, sides] : gates_) {
    const bool old = holds(seen.before, name), now = holds(seen.after, name);
    if (old && !now) terms.push_back(solver_.all_of({solver_.negation(sides.before), sides.after}));
    if (now && !old) terms.push_back(solver_.all_of({sides.before, solver_.negation(sides.after)}));
  }
  return terms;
}

/// Of each offer that came or went: that it does.
std::vector<Term> ComparedTerms::moves(const Change& seen) {
  std::vector<Term> terms;
  const auto is_eligible = [&](const std::map<std::string, Eligible>& side, const std::string& id) {
    const auto found = side.find(id);
    return found == side.end() ? solver_.constant(false) : solver_.all_of(found->second.all);
  };
  const auto add = [&](const std::string& id, bool was) {
    const Term old = is_eligible(old_eligible_, id), now = is_eligible(new_eligible_, id);
    // `differ` says the same and less would be left to compare.
    terms.push_back(solver_.all_of({offers_.at(id), was ? old : now, solver_.negation(was ? now : old)}));
  };
  for (const std::string& id : seen.before) {
    if (!holds(seen.after, id)) add(id, true);
  }
  for (const std::string& id : seen.after) {
    if (!holds(seen.before, id)) add(id, false);
  }
  return terms;
}

Term ComparedTerms::change(const Change& seen) {
  switch (seen.kind) {
    case ChangeKind::branch: {
      std::vector<Term> terms;
      for (const std::string& name : seen.before) terms.push_back(branches_.at(name).before);
      for (const std::string& name : seen.after) terms.push_back(branches_.at(name).after);
      return solver_.all_of(terms);
    }
    case ChangeKind::refused: {
      std::vector<Term> terms = refusals(seen);
      // Gates that refuse on both sides do so wherever both sides are said to refuse.
      for (const std::string& name : seen.before) {
        if (holds(seen.after, name))
          terms.push_back(solver_.negation(solver_.any_of({gates_.at(name).before, gates_.at(name).after})));
      }
      if (seen.before.empty()) terms.push_back(all_gates_.before);
      if (seen.after.empty()) terms.push_back(all_gates_.after);
      return solver_.all_of(terms);
    }
    case ChangeKind::eligible:
      return solver_.all_of(moves(seen));
    case ChangeKind::recommended:
      break;
  }
  return solver_.constant(false);
}

Term ComparedTerms::part_of(const Change& seen) {
  if (seen.kind == ChangeKind::eligible) return solver_.any_of(moves(seen));
  if (seen.kind == ChangeKind::refused) return solver_.any_of(refusals(seen));
  return change(seen);
}

}  // namespace select_model::analysis
