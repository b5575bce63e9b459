#include "engine/catalog_inquiry.hpp"

#include <algorithm>

namespace select_model::analysis {

namespace {

Subject with_texts(Subject subject, std::set<std::string> texts) {
  subject.other_texts.merge(texts);
  return subject;
}

}  // namespace

std::set<std::string> texts_read(const Program& program) {
  std::set<std::string> texts;
  for (const OfferGroup& group : group_offers(program)) {
    for (const Value& value : group.facts.values) {
      if (const auto* text = std::get_if<std::string>(&value)) texts.insert(*text);
    }
  }
  return texts;
}

CatalogInquiry::CatalogInquiry(const Program& program, Date today, const Effort& effort)
    : CatalogInquiry(program, Subject{today}, effort) {}

CatalogInquiry::CatalogInquiry(const Program& program, Subject subject, const Effort& effort)
    : program_(program),
      groups_(group_offers(program)),
      inquiry_(program.policy(), with_texts(std::move(subject), texts_read(program)), effort),
      group_of_(program.catalog().offers.size()) {
  std::vector<Term> gates;
  const auto& constraints = program.policy().constraints;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    if (!constraints[i].must) continue;
    if (constraints[i].answers_alone)
      gates.push_back(inquiry_.encoder().passes(constraints[i]));
    else
      musts_.push_back(i);
  }
  gates_ = solver().all_of(gates);
  if (program.policy().tree)
    reach_leaves(*program.policy().tree, solver().constant(true));
  else
    reach_.push_back(solver().constant(true));
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    for (const std::uint32_t offer : groups_[group].offers) group_of_[offer] = group;
  }
  read_lists();
  eligible_.resize(leaves());
  eligible_first_.resize(leaves());
  for (std::size_t group = 0; group < groups_.size(); ++group) look_at(group);
}

Term CatalogInquiry::is(bool truth, const Expression& condition, std::size_t group) {
  inquiry_.encoder().set_offer(&groups_[group].facts);
  return truth ? inquiry_.encoder().holds(condition) : inquiry_.encoder().is_false(condition);
}

void CatalogInquiry::reach_leaves(const std::vector<Branch>& branches, Term above) {
  for (const Branch& branch : branches) {
    const Term own = holds(branch.when);
    const Term here = solver().all_of({above, own});
    if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body))
      reach_leaves(*below, here);
    else
      reach_.push_back(here);
    above = solver().all_of({above, solver().negation(own)});
  }
}

void CatalogInquiry::look_at(std::size_t group) {
  inquiry_.encoder().set_offer(&groups_[group].facts);
  std::vector<Term>& passes = passes_.emplace_back();
  for (const std::size_t must : musts_)
    passes.push_back(inquiry_.encoder().passes(program_.policy().constraints[must]));
  passes_all_.push_back(solver().all_of(passes));
  std::vector<Term>& demanded = demanded_.emplace_back();
  for (const Prove& prove : program_.policy().proofs) demanded.push_back(holds(prove.every));
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) list(leaf, group);
}

void CatalogInquiry::list(std::size_t leaf, std::size_t group) {
  const Listed& listed = listed_[leaf];
  std::vector<Term> first{solver().constant(listed.groups.contains(group))};
  for (const Expression* where : listed.where) first.push_back(inquiry_.encoder().holds(*where));
  const Term is_first = solver().any_of(first);
  eligible_[leaf].push_back(listed.any ? passes_all_[group]
                                       : solver().all_of({passes_all_[group], is_first}));
  eligible_first_[leaf].push_back(solver().all_of({passes_all_[group], is_first}));
}

Term CatalogInquiry::eligible_somewhere(std::size_t group) {
  std::vector<Term> terms;
  bool everywhere = true;
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    everywhere = everywhere && eligible_[leaf][group] == passes_all_[group];
    terms.push_back(solver().all_of({reach_[leaf], eligible_[leaf][group]}));
  }
  // The leaves take all answers between them.
  return everywhere ? passes_all_[group] : solver().any_of(terms);
}

std::vector<Term> CatalogInquiry::nothing_in_open_leaves() {
  std::vector<Term> open, terms{gates_};
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    if (listed_[leaf].any) open.push_back(reach_[leaf]);
  }
  terms.push_back(open.size() == leaves() ? solver().constant(true) : solver().any_of(open));
  for (const Term passes : passes_all_) terms.push_back(solver().negation(passes));
  return terms;
}

Settled CatalogInquiry::ask_any(const std::vector<Term>& terms, const std::vector<Term>& with) {
  constexpr std::size_t most = 64;
  Settled all = Settled::unsatisfiable;
  std::size_t size = 1;
  for (std::size_t begin = 0; begin < terms.size();) {
    const auto first = terms.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count = static_cast<std::ptrdiff_t>(std::min(size, terms.size() - begin));
    std::vector<Term> formulas = with;
    formulas.push_back(solver().any_of({first, first + count}));
    const Settled settled = ask(formulas);
    if (settled == Settled::satisfiable) return settled;
    if (settled == Settled::unsettled) all = settled;
    begin += size;
    size = std::min(most, size * 4);
  }
  return all;
}

/// What stands before `any` in each leaf.
void CatalogInquiry::read_lists() {
  listed_.resize(leaves());
  if (!program_.policy().tree) {
    listed_[0].any = true;
    return;
  }
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    Listed& listed = listed_[leaf];
    for (const Tier& tier : program_.leaves()[leaf]->tiers) {
      listed.any = listed.any || tier.any;
      if (listed.any) break;
      for (const auto& target : tier.targets) {
        if (const auto* where = std::get_if<Expression>(&target)) {
          listed.where.push_back(where);
          continue;
        }
        for (const std::uint32_t offer : find_offers(program_.catalog(), std::get<ModelTarget>(target).ref))
          listed.groups.insert(group_of_[offer]);
      }
    }
  }
}

}  // namespace select_model::analysis
