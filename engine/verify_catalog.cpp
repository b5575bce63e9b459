#include "engine/verify_catalog.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/evaluate.hpp"
#include "engine/example_search.hpp"
#include "policy/verifier.hpp"

namespace select_model {

namespace analysis {

namespace {

const std::string help_of_example = "`select-model` with the example shows what rejects each model";

std::string names(const std::vector<std::string>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i)
    text += (i == 0 ? "`" : i + 1 == all.size() ? " and `" : ", `") + all[i] + "`";
  return text;
}

class CatalogVerifier {
 public:
  CatalogVerifier(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found)
      : program_(program), today_(today), inquiry_(inquiry), found_(found) {}

  void verify() {
    // Where all is refused the rest would only follow, and `verify` of the policy says so.
    if (inquiry_.ask({inquiry_.gates()}) == Settled::unsatisfiable) return;
    find_vacuous();
    find_ineligible();
    for (std::size_t leaf = 0; program_.policy().tree && leaf < inquiry_.leaves(); ++leaf) look_at(leaf);
  }

 private:
  const Branch& branch_of(std::size_t leaf) const {
    return *program_.path(static_cast<std::uint32_t>(leaf)).back();
  }

  void find_vacuous() {
    const auto& constraints = program_.policy().constraints;
    for (std::size_t i = 0; i < inquiry_.musts().size(); ++i) {
      const Constraint& must = constraints[inquiry_.musts()[i]];
      if (must.inherited) continue;
      std::vector<Term> rejected;
      for (std::size_t group = 0; group < inquiry_.groups().size(); ++group)
        rejected.push_back(inquiry_.solver().negation(inquiry_.passes(i, group)));
      const Settled settled = inquiry_.ask_any(rejected, {inquiry_.gates()});
      if (settled == Settled::unsettled)
        unsettled("whether `" + must.name + "` rejects any model", must.place);
      if (settled != Settled::unsatisfiable) continue;
      found_.push_back(
          {Code::vacuous_constraint,
           when_it_is(must.reads.today, today_) +
               fmt::format("with this catalogue `{}` rejects no model, whatever the answers", must.name),
           must.place,
           "remove it, or accept it where a catalogue to come may need it",
           {}});
    }
  }

  /// Of the leaves that list any model, and of a policy without a tree, one example is enough: what leaves
  /// nothing in one often does in others.
  void find_ineligible() {
    bool open_shown = inquiry_.ask(inquiry_.nothing_in_open_leaves()) == Settled::unsatisfiable;
    for (std::size_t leaf = 0; leaf < inquiry_.leaves(); ++leaf) {
      const bool open = inquiry_.lists_any(leaf);
      if (open && open_shown) continue;
      const bool shown = find_ineligible(leaf);
      open_shown = open_shown || (open && shown);
    }
  }

  bool find_ineligible(std::size_t leaf) {
    const bool has_tree = program_.policy().tree.has_value();
    const Place place = has_tree ? branch_of(leaf).place : place_of_policy();
    const std::string where = has_tree ? "`" + branch_of(leaf).name + "`" : "the policy";
    std::vector<Term> terms{inquiry_.gates(), inquiry_.reach(leaf)};
    for (std::size_t group = 0; group < inquiry_.groups().size(); ++group)
      terms.push_back(inquiry_.solver().negation(inquiry_.eligible(leaf, group)));
    const Settled settled = inquiry_.ask(terms);
    if (settled == Settled::unsettled)
      unsettled("whether any answers leave " + where + " without a model", place);
    if (settled != Settled::satisfiable) return false;
    const Shows shows = [&](const Answers&, const Decision& decision) -> std::optional<std::uint32_t> {
      if (decision.outcome != Outcome::no_eligible_model || (has_tree && decision.leaf != leaf))
        return std::nullopt;
      return no_offer;
    };
    report({Code::no_eligible_model,
            has_tree ? "some answers lead to " + where + " and leave no model eligible"
                     : "some answers leave no model eligible",
            place,
            help_of_example,
            {}},
           shows);
    return true;
  }

  /// Where the answers end that leave no model, in a policy without a tree: at its last must.
  Place place_of_policy() const {
    const auto& constraints = program_.policy().constraints;
    return inquiry_.musts().empty() ? Place{} : constraints[inquiry_.musts().back()].place;
  }

  void look_at(std::size_t leaf) {
    const Settled comes = inquiry_.ask({inquiry_.gates(), inquiry_.reach(leaf)});
    if (comes == Settled::unsatisfiable) return;  // nothing is to be said of what is never come to
    if (inquiry_.lists_any(leaf) && find_emptied(leaf)) return;
    for (const Tier& tier : program_.leaves()[leaf]->tiers) {
      if (tier.any) break;
      for (const auto& target : tier.targets) {
        if (const auto* model = std::get_if<ModelTarget>(&target)) find_never_chosen(leaf, *model);
      }
    }
  }

  /// Whether all that it lists is always rejected, so that nothing need be said of each.
  bool find_emptied(std::size_t leaf) {
    const Branch& branch = branch_of(leaf);
    std::vector<Term> some, none{inquiry_.gates(), inquiry_.reach(leaf)};
    for (std::size_t group = 0; group < inquiry_.groups().size(); ++group) {
      some.push_back(inquiry_.eligible_first(leaf, group));
      none.push_back(inquiry_.solver().negation(some.back()));
    }
    if (!lists_known(*program_.leaves()[leaf])) return true;  // `unknown-model` says so
    const Settled any =
        inquiry_.ask({inquiry_.gates(), inquiry_.reach(leaf), inquiry_.solver().any_of(some)});
    if (any == Settled::unsatisfiable) {
      found_.push_back(
          {Code::emptied_branch,
           fmt::format("all models that `{}` lists are rejected, whatever the answers", branch.name),
           branch.place,
           "list models that its constraints let pass",
           {}});
      return true;
    }
    const Settled settled = inquiry_.ask(none);
    if (settled == Settled::unsettled)
      unsettled(fmt::format("whether all models that `{}` lists can be rejected at once", branch.name),
                branch.place);
    if (settled != Settled::satisfiable) return false;
    const Shows shows = [&](const Answers& answers,
                            const Decision& decision) -> std::optional<std::uint32_t> {
      if (decision.outcome == Outcome::refused || decision.leaf != leaf) return std::nullopt;
      return listed_first(answers, decision) ? std::nullopt : std::optional(no_offer);
    };
    report({Code::emptied_branch,
            fmt::format("all models that `{}` lists before `any` can be rejected at once", branch.name),
            branch.place,
            help_of_example,
            {}},
           shows);
    return false;
  }

  bool lists_known(const Leaf& leaf) const {
    return std::ranges::any_of(leaf.tiers, [&](const Tier& tier) {
      return std::ranges::any_of(tier.targets, [&](const auto& target) {
        const auto* model = std::get_if<ModelTarget>(&target);
        return !model || !find_offers(program_.catalog(), model->ref).empty();
      });
    });
  }

  /// Whether an eligible offer is one that the leaf lists before `any`.
  bool listed_first(const Answers& answers, const Decision& decision) const {
    Evaluator evaluator(program_.policy(), program_.catalog(), program_.own_facts(), answers, today_);
    for (const Tier& tier : program_.leaves()[*decision.leaf]->tiers) {
      if (tier.any) return false;
      for (const auto& target : tier.targets) {
        if (const auto* model = std::get_if<ModelTarget>(&target)) {
          for (const std::uint32_t offer : find_offers(program_.catalog(), model->ref)) {
            if (test(decision.eligible_offers, offer)) return true;
          }
          continue;
        }
        for (std::uint32_t offer = 0; offer < program_.catalog().offers.size(); ++offer) {
          if (!test(decision.eligible_offers, offer)) continue;
          evaluator.set_offer(offer);
          if (evaluator.truth(std::get<Expression>(target)) == true) return true;
        }
      }
    }
    return false;
  }

  void find_never_chosen(std::size_t leaf, const ModelTarget& target) {
    const std::vector<std::uint32_t> offers = find_offers(program_.catalog(), target.ref);
    if (offers.empty()) return;
    std::set<std::size_t> groups;
    std::vector<Term> some;
    for (const std::uint32_t offer : offers) {
      if (groups.insert(inquiry_.group_of(offer)).second)
        some.push_back(inquiry_.passes(inquiry_.group_of(offer)));
    }
    const Settled settled =
        inquiry_.ask({inquiry_.gates(), inquiry_.reach(leaf), inquiry_.solver().any_of(some)});
    const std::string model = program_.catalog().offers[offers[0]].model;
    const std::string& branch = branch_of(leaf).name;
    if (settled == Settled::unsettled)
      unsettled(fmt::format("whether `{}` can ever be eligible in `{}`", model, branch), target.place);
    if (settled != Settled::unsatisfiable) return;
    Diagnostic diagnostic{Code::never_chosen,
                          fmt::format("`{}` can never be eligible in `{}`", model, branch),
                          target.place,
                          "",
                          {}};
    std::set<std::size_t> blamed;
    for (const std::size_t group : groups) blame(leaf, group, blamed);
    std::vector<std::string> constraints;
    for (const std::size_t i : blamed) {
      const Constraint& constraint = program_.policy().constraints[i];
      constraints.push_back(constraint.name);
      diagnostic.related.push_back({constraint.place, "demands `" + constraint.condition_text + "`"});
    }
    if (!constraints.empty())
      diagnostic.message +=
          fmt::format(": {} {} it there", names(constraints), constraints.size() == 1 ? "rejects" : "reject");
    diagnostic.help = "remove it from the list, or mend what rejects it";
    found_.push_back(std::move(diagnostic));
  }

  /// The musts that suffice to keep a group out of a leaf.
  void blame(std::size_t leaf, std::size_t group, std::set<std::size_t>& blamed) {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < inquiry_.musts().size(); ++i) terms.push_back(inquiry_.passes(i, group));
    terms.push_back(inquiry_.gates());
    terms.push_back(inquiry_.reach(leaf));
    for (const std::size_t i : inquiry_.contradiction(terms)) {
      if (i < inquiry_.musts().size()) blamed.insert(inquiry_.musts()[i]);
    }
  }

  void report(Diagnostic diagnostic, const Shows& shows) {
    diagnostic.example = find_example(program_, today_, inquiry_.found(), shows);
    if (!diagnostic.example) {
      found_.push_back(not_analysed("whether " + diagnostic.message,
                                    "what was found does not show it when it is replayed", diagnostic.place));
      return;
    }
    found_.push_back(std::move(diagnostic));
  }

  void unsettled(const std::string& what, const Place& place) {
    found_.push_back(not_analysed(what, inquiry_.reason(), place));
  }

  const Program& program_;
  Date today_;
  CatalogInquiry& inquiry_;
  Diagnostics& found_;
};

}  // namespace

void verify_models(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found) {
  CatalogVerifier(program, today, inquiry, found).verify();
}

}  // namespace analysis

Diagnostics verify_with_catalog(const Program& program, Date today, const analysis::Effort& effort,
                                bool models) {
  Diagnostics found;
  models = models && !program.catalog().offers.empty();
  if (!models && program.policy().proofs.empty()) return found;
  analysis::CatalogInquiry inquiry(program, today, effort);
  analysis::verify_proofs(program, today, inquiry, found);
  if (models) analysis::verify_models(program, today, inquiry, found);
  sort_by_place(found);
  return found;
}

}  // namespace select_model
