#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/offer_groups.hpp"
#include "policy/inquiry.hpp"

namespace select_model::analysis {

/// Texts and names among the facts that the policy reads: an answer may be one of them.
std::set<std::string> texts_read(const Program& program);

/// A policy with its catalogue as the solver sees them: when a leaf is come to, when an offer passes and when
/// it is eligible, as functions of the answers.
class CatalogInquiry {
 public:
  /// The program must outlive it.
  CatalogInquiry(const Program& program, Date today, const Effort& effort);
  /// The texts of the catalogue are added to those of the subject.
  CatalogInquiry(const Program& program, Subject subject, const Effort& effort);

  Solver& solver() { return inquiry_.solver(); }
  Domain& domain() { return inquiry_.domain(); }
  Arithmetic& arithmetic() { return inquiry_.arithmetic(); }
  Settled ask(const std::vector<Term>& formulas) { return inquiry_.ask(formulas); }
  std::vector<std::size_t> contradiction(const std::vector<Term>& formulas) {
    return inquiry_.contradiction(formulas);
  }
  std::vector<Value> found() const { return inquiry_.found(); }
  std::string reason() const { return inquiry_.reason(); }
  /// That a condition is known of the group, and so.
  Term is(bool truth, const Expression& condition, std::size_t group);
  Term passes(const Constraint& must) { return inquiry_.encoder().passes(must); }
  Term holds(const std::optional<Expression>& when) { return inquiry_.encoder().holds(when); }

  const std::vector<OfferGroup>& groups() const { return groups_; }
  std::size_t group_of(std::uint32_t offer) const { return group_of_[offer]; }
  /// How many leaves there are; one that lists all where the policy has no tree.
  std::size_t leaves() const { return reach_.size(); }

  /// No gate refuses.
  Term gates() const { return gates_; }
  Term reach(std::size_t leaf) const { return reach_[leaf]; }
  /// Musts that are no gates: indexes into the constraints of the policy.
  const std::vector<std::size_t>& musts() const { return musts_; }
  Term passes(std::size_t must, std::size_t group) const { return passes_[group][must]; }
  /// All musts.
  Term passes(std::size_t group) const { return passes_all_[group]; }
  /// An offer of the group is passed and listed; `first`: before `any`.
  Term eligible(std::size_t leaf, std::size_t group) const { return eligible_[leaf][group]; }
  Term eligible_first(std::size_t leaf, std::size_t group) const { return eligible_first_[leaf][group]; }
  /// An offer of the group is passed, and listed wherever the answers lead.
  Term eligible_somewhere(std::size_t group);
  /// Leaves that list any model, and the one of a policy without a tree.
  bool lists_any(std::size_t leaf) const { return listed_[leaf].any; }
  /// The answers lead to one of those and no model is eligible.
  std::vector<Term> nothing_in_open_leaves();
  /// Whether any of terms can hold together with others: a few of the terms at a time, the first alone, since
  /// one is often enough.
  Settled ask_any(const std::vector<Term>& terms, const std::vector<Term>& with);
  /// What a proof demands is true of the group.
  Term demanded(std::size_t proof, std::size_t group) const { return demanded_[group][proof]; }

 private:
  void reach_leaves(const std::vector<Branch>& branches, Term above);
  void look_at(std::size_t group);
  void list(std::size_t leaf, std::size_t group);
  void read_lists();
  struct Listed {
    std::set<std::size_t> groups;
    std::vector<const Expression*> where;
    bool any = false;
  };

  const Program& program_;
  std::vector<OfferGroup> groups_;
  Inquiry inquiry_;
  std::vector<Listed> listed_;
  std::vector<std::size_t> group_of_;
  Term gates_;
  std::vector<Term> reach_;
  std::vector<std::size_t> musts_;
  std::vector<std::vector<Term>> passes_, demanded_, eligible_, eligible_first_;
  std::vector<Term> passes_all_;
};

}  // namespace select_model::analysis
