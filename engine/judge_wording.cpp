#include <algorithm>

#include "engine/judge.hpp"
#include "engine/summary.hpp"
#include "policy/grammar.hpp"

namespace select_model {

namespace {

std::string comma_separated(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

/// Says what a rationale holds of what was expected.
class Finder {
 public:
  Finder(const Decided& decided, const Rationale& rationale) : decided_(decided), rationale_(rationale) {}

  std::string find(const TestExpectation& expectation) const {
    switch (expectation.kind) {
      case ast::Expect::first:
        return first(expectation.refs[0]);
      case ast::Expect::order:
        return order(expectation.refs);
      case ast::Expect::eligible:
        return order(expectation.refs);
      case ast::Expect::rejected:
        return not_rejected(expectation);
      case ast::Expect::branch:
        return branch();
      case ast::Expect::warning:
        return warnings();
      case ast::Expect::nothing:
      case ast::Expect::undetermined:
      case ast::Expect::refused:
        return outcome();
    }
    return "";
  }

 private:
  const Catalog& catalog() const { return decided_.program.catalog(); }
  const std::string& id(std::uint32_t offer) const { return catalog().offers[offer].id; }

  std::string ranking() const {
    std::vector<std::uint32_t> ranked;
    for (const RankedReason& reason : rationale_.ranked) ranked.push_back(reason.offer);
    return summary::list_offers(decided_.program, ranked, 6);
  }

  std::string outcome() const {
    switch (rationale_.outcome) {
      case Outcome::recommended:
        return ranking();
      case Outcome::no_eligible_model:
        return "nothing: every offer is rejected (" + summary::histogram_text(rationale_) + ")";
      case Outcome::refused: {
        std::vector<std::string> gates;
        for (const Warning& refusal : rationale_.refusals) gates.push_back(refusal.constraint);
        return "refused by " + comma_separated(gates);
      }
      case Outcome::undetermined: {
        std::vector<std::string> names;
        for (const std::uint32_t index : rationale_.missing)
          names.push_back(decided_.program.policy().questions[index].name);
        return "undetermined: " + comma_separated(names) +
               (names.size() == 1 ? " is not given" : " are not given");
      }
    }
    return "";
  }

  std::string rejection(std::uint32_t offer) const {
    const auto found = std::ranges::find(rationale_.rejected, offer, &RejectedReason::offer);
    return found == rationale_.rejected.end() ? "" : id(offer) + " rejected by " + summary::rejection(*found);
  }

  /// Why no offer of the model is ranked, or that there is none.
  std::string absence(const ModelTarget& target) const {
    if (rationale_.outcome == Outcome::refused || rationale_.outcome == Outcome::undetermined)
      return outcome();
    const auto meant = find_offers(catalog(), target.ref);
    if (meant.empty()) return to_text(target.ref) + " is not in the catalogue";
    std::vector<std::string> said;
    for (const std::uint32_t offer : meant) {
      std::string text = rejection(offer);
      if (!text.empty()) said.push_back(std::move(text));
    }
    return comma_separated(said);
  }

  std::string first(const ModelTarget& target) const {
    if (rationale_.ranked.empty()) return outcome();
    const std::size_t rank = best_rank(decided_, target);
    return id(rationale_.ranked[0].offer) + "; " +
           (rank > 0 ? id(rationale_.ranked[rank - 1].offer) + " is number " + std::to_string(rank)
                     : absence(target));
  }

  /// The first that is not ranked, else the order in which they are.
  std::string order(const std::vector<ModelTarget>& targets) const {
    for (const ModelTarget& target : targets) {
      if (best_rank(decided_, target) == 0) return absence(target);
    }
    return ranking();
  }

  std::string not_rejected(const TestExpectation& expectation) const {
    for (const ModelTarget& target : expectation.refs) {
      const auto meant = find_offers(catalog(), target.ref);
      if (meant.empty()) return absence(target);
      for (const std::uint32_t offer : meant) {
        if (is_rejected(decided_, offer, expectation.names)) continue;
        const std::string text = rejection(offer);
        if (!text.empty()) return text;
        const std::size_t rank = best_rank(decided_, target);
        return rank > 0 ? id(offer) + " is eligible, number " + std::to_string(rank) : outcome();
      }
    }
    return "";
  }

  std::string branch() const {
    std::string taken;
    for (const PathStep& step : rationale_.path) {
      if (step.verdict == true) taken = step.branch;
    }
    return taken.empty() ? outcome() : taken;
  }

  std::string warnings() const {
    std::vector<std::string> names;
    const auto look = [&](const std::vector<Warning>& warnings) {
      for (const Warning& warning : warnings) {
        const std::string& one = warning.constraint;
        if (!one.empty() && std::ranges::find(names, one) == names.end()) names.push_back(one);
      }
    };
    look(rationale_.warnings);
    for (const RankedReason& reason : rationale_.ranked) look(reason.warnings);
    return names.empty() ? "no warning" : "warnings " + comma_separated(names);
  }

  const Decided& decided_;
  const Rationale& rationale_;
};

}  // namespace

std::string found_instead(const Decided& decided, const Rationale& rationale,
                          const TestExpectation& expectation) {
  return Finder(decided, rationale).find(expectation);
}

}  // namespace select_model
