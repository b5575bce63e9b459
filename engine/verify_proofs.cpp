#include <algorithm>

#include <fmt/format.h>

#include "engine/evaluate.hpp"
#include "engine/example_search.hpp"
#include "engine/verify_catalog.hpp"
#include "policy/verifier.hpp"

namespace select_model::analysis {

namespace {

class ProofVerifier {
 public:
  ProofVerifier(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found)
      : program_(program), today_(today), inquiry_(inquiry), found_(found) {}

  void verify() {
    const auto& proofs = program_.policy().proofs;
    for (std::size_t i = 0; i < proofs.size(); ++i) {
      if (proofs[i].every)
        prove_every(i, proofs[i]);
      else
        prove_some(proofs[i]);
    }
  }

 private:
  void prove_every(std::size_t index, const Prove& prove) {
    std::vector<Term> broken;
    for (std::size_t group = 0; group < inquiry_.groups().size(); ++group) {
      broken.push_back(inquiry_.solver().all_of(
          {inquiry_.eligible_somewhere(group), inquiry_.solver().negation(inquiry_.demanded(index, group))}));
    }
    const Settled settled = inquiry_.ask_any(broken, {inquiry_.holds(prove.when), inquiry_.gates()});
    if (settled == Settled::unsettled) unproved(prove, inquiry_.reason());
    if (settled != Settled::satisfiable) return;
    const Shows shows = [&](const Answers& answers, const Decision& decision) {
      return broken_by(prove, answers, decision);
    };
    report(prove, "an offer is eligible that breaks it", shows);
  }

  /// The first eligible offer for which the proof's demand is not true.
  std::optional<std::uint32_t> broken_by(const Prove& prove, const Answers& answers,
                                         const Decision& decision) const {
    if (decision.outcome != Outcome::recommended) return std::nullopt;
    Evaluator evaluator(program_.policy(), program_.catalog(), program_.own_facts(), answers, today_);
    if (prove.when && evaluator.truth(*prove.when) != true) return std::nullopt;
    for (std::uint32_t offer = 0; offer < program_.catalog().offers.size(); ++offer) {
      if (!test(decision.eligible_offers, offer)) continue;
      evaluator.set_offer(offer);
      if (evaluator.truth(*prove.every) != true) return offer;
    }
    return std::nullopt;
  }

  void prove_some(const Prove& prove) {
    const Term when = inquiry_.holds(prove.when);
    std::vector<std::vector<Term>> ways{inquiry_.nothing_in_open_leaves()};
    for (std::size_t leaf = 0; leaf < inquiry_.leaves(); ++leaf) {
      if (inquiry_.lists_any(leaf)) continue;
      ways.push_back({inquiry_.gates(), inquiry_.reach(leaf)});
      for (std::size_t group = 0; group < inquiry_.groups().size(); ++group)
        ways.back().push_back(inquiry_.solver().negation(inquiry_.eligible(leaf, group)));
    }
    std::string unsettled;
    for (std::vector<Term>& way : ways) {
      way.push_back(when);
      const Settled settled = inquiry_.ask(way);
      if (settled == Settled::unsettled) unsettled = inquiry_.reason();
      if (settled != Settled::satisfiable) continue;
      const Shows shows = [&](const Answers& answers, const Decision& decision) {
        return leaves_none(prove, answers, decision) ? std::optional(no_offer) : std::nullopt;
      };
      report(prove, "some answers leave no model eligible", shows);
      return;
    }
    if (!unsettled.empty()) unproved(prove, unsettled);
  }

  bool leaves_none(const Prove& prove, const Answers& answers, const Decision& decision) const {
    Evaluator evaluator(program_.policy(), program_.catalog(), program_.own_facts(), answers, today_);
    return decision.outcome == Outcome::no_eligible_model &&
           (!prove.when || evaluator.truth(*prove.when) == true);
  }

  void report(const Prove& prove, const std::string& why, const Shows& shows) {
    auto example = find_example(program_, today_, inquiry_.found(), shows);
    if (!example) {
      unproved(prove, "what was found does not show it when it is replayed");
      return;
    }
    found_.push_back({Code::refuted_proof,
                      fmt::format("`{}` does not hold: {}", prove.name, why),
                      prove.place,
                      "",
                      {},
                      Severity::error,
                      std::move(example)});
  }

  void unproved(const Prove& prove, const std::string& why) {
    found_.push_back(
        {Code::unproved, fmt::format("`{}` could not be settled: {}", prove.name, why), prove.place, "", {}});
  }

  const Program& program_;
  Date today_;
  CatalogInquiry& inquiry_;
  Diagnostics& found_;
};

}  // namespace

void verify_proofs(const Program& program, Date today, CatalogInquiry& inquiry, Diagnostics& found) {
  ProofVerifier(program, today, inquiry, found).verify();
}

}  // namespace select_model::analysis
