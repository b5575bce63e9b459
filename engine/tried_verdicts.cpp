#include "engine/tried_verdicts.hpp"

#include "engine/code.hpp"

namespace select_model {

namespace {

/// Nothing at all where the constraint was not asked.
std::uint64_t word_of(const Bits& bits, std::size_t word) { return bits.empty() ? 0 : bits[word]; }

}  // namespace

TriedVerdicts::TriedVerdicts(const Program& program)
    : code_(program.code()), ever_unlisted_(words(code_.offers), 0) {
  const Bits none(words(code_.offers), 0);
  constraints_.assign(code_.policy.constraints.size(), {none, none, none});
}

void TriedVerdicts::add(const Decision& tried) {
  for (std::size_t i = 0; i < constraints_.size(); ++i) {
    const Constraint& constraint = code_.policy.constraints[i];
    const bool unknown_counts = !constraint.must || constraint.on_unknown == ast::OnUnknown::fails;
    OfConstraint& all = constraints_[i];
    for (std::size_t word = 0; word < all.ever.size(); ++word) {
      const std::uint64_t fails = word_of(tried.fails[i], word);
      const std::uint64_t unknown = word_of(tried.unknown[i], word);
      all.fails[word] = added_ ? all.fails[word] & fails : fails;
      all.unknown[word] = added_ ? all.unknown[word] & unknown : unknown;
      all.ever[word] |= unknown_counts ? fails | unknown : fails;
    }
  }
  for (std::size_t word = 0; word < ever_unlisted_.size(); ++word)
    ever_unlisted_[word] |= word_of(tried.unlisted, word);
  added_ = true;
}

void TriedVerdicts::settle(std::size_t constraint, Decision& decision) const {
  const OfConstraint& all = constraints_[constraint];
  decision.fails[constraint] = all.fails;
  decision.unknown[constraint] = all.unknown;
  if (code_.policy.constraints[constraint].must) return;
  for (std::size_t word = 0; word < all.ever.size(); ++word)
    decision.unknown[constraint][word] |= all.ever[word] & ~all.fails[word];
}

void TriedVerdicts::give_reasons(Decision& decision) const {
  Bits explained = decision.unlisted;
  for (const RankedOffer& offer : decision.ranked) set_bit(explained, offer.offer);
  for (std::size_t i = 0; i < constraints_.size(); ++i) {
    const Constraint& constraint = code_.policy.constraints[i];
    for (std::size_t word = 0; constraint.must && word < explained.size(); ++word) {
      explained[word] |= word_of(decision.fails[i], word);
      if (constraint.on_unknown == ast::OnUnknown::fails)
        explained[word] |= word_of(decision.unknown[i], word);
    }
  }
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    if (!test(explained, offer)) give_reason(offer, decision);
  }
}

/// What rejected it in some trial: the branch, and what cannot be verified. Where an unknown verdict would
/// not reject it, that it fails.
void TriedVerdicts::give_reason(std::uint32_t offer, Decision& decision) const {
  bool given = test(ever_unlisted_, offer);
  if (given) set_bit(decision.unlisted, offer);
  const auto blame = [&](bool unknown_rejects, std::vector<Bits>& verdicts) {
    for (std::size_t i = 0; i < constraints_.size(); ++i) {
      const Constraint& constraint = code_.policy.constraints[i];
      if (!constraint.must || !test(constraints_[i].ever, offer) ||
          (constraint.on_unknown == ast::OnUnknown::fails) != unknown_rejects)
        continue;
      verdicts[i].resize(words(code_.offers));
      set_bit(verdicts[i], offer);
      given = true;
    }
  };
  blame(true, decision.unknown);
  if (!given) blame(false, decision.fails);
}

}  // namespace select_model
