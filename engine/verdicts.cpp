#include "engine/verdicts.hpp"

namespace select_model {

namespace {

bool has(const Bits& bits, std::uint32_t offer) { return !bits.empty() && test(bits, offer); }

}  // namespace

Verdict verdict_on(const Decision& decision, std::size_t constraint, std::uint32_t offer) {
  if (has(decision.fails[constraint], offer)) return Verdict::fails;
  return has(decision.unknown[constraint], offer) ? Verdict::unknown : Verdict::holds;
}

Verdict rejects(const Constraint& constraint, const Decision& decision, std::size_t index,
                std::uint32_t offer) {
  if (!constraint.must || constraint.answers_alone || !decision.applies[index]) return Verdict::holds;
  const Verdict verdict = verdict_on(decision, index, offer);
  const bool may_be_unknown = constraint.on_unknown != ast::OnUnknown::fails;
  return verdict == Verdict::unknown && may_be_unknown ? Verdict::holds : verdict;
}

bool refuses(const Constraint& constraint, Verdict verdict) {
  return constraint.must && (verdict == Verdict::fails ||
                             (verdict == Verdict::unknown && constraint.on_unknown == ast::OnUnknown::fails));
}

bool warns(const Constraint& constraint, Verdict verdict) {
  if (verdict == Verdict::fails) return !constraint.must;
  if (verdict != Verdict::unknown) return false;
  return constraint.must ? constraint.on_unknown == ast::OnUnknown::warns
                         : constraint.on_unknown != ast::OnUnknown::passes;
}

}  // namespace select_model
