#pragma once
#include <map>
#include <string>

#include "engine/catalog_inquiry.hpp"
#include "engine/changes.hpp"

/// What two sides that share a solver decide, as formulas side by side.
namespace select_model::analysis {

class ComparedTerms {
 public:
  /// Both inquiries must stand on the same ground.
  ComparedTerms(CatalogInquiry& old, const Program& before, CatalogInquiry& now, const Program& after);

  struct Sides {
    Term before, after;
  };
  /// Each gate lets pass; one that a side does not have refuses nothing.
  const std::map<std::string, Sides>& gates() const { return gates_; }
  /// Each leaf is come to, by the name of its branch. Empty where neither side has a tree.
  const std::map<std::string, Sides>& branches() const { return branches_; }
  /// That an offer is eligible on one side alone, by its id.
  const std::map<std::string, Term>& offers() const { return offers_; }
  Term differ(const Sides& sides);

  /// The change that was seen: of a branch, of the gates that refuse, or of those offers that come or go.
  Term change(const Change& seen);
  /// Any part of it: one of the gates, or of the offers.
  Term part_of(const Change& seen);

 private:
  struct Eligible {
    std::vector<Term> all;  // holding together
  };
  std::map<std::string, Eligible> eligible(CatalogInquiry& side, const Program& program);
  Term listed(CatalogInquiry& side, const Program& program, std::uint32_t offer);
  Term differ(const Eligible* before, const Eligible* after);
  std::vector<Term> refusals(const Change& seen);
  std::vector<Term> moves(const Change& seen);

  Solver& solver_;
  Sides all_gates_;
  std::map<std::string, Sides> gates_, branches_;
  std::map<std::string, Eligible> old_eligible_, new_eligible_;
  std::map<std::string, Term> offers_;
};

}  // namespace select_model::analysis
