#pragma once
#include "engine/program.hpp"

namespace select_model {

/// What constraints and branch said of the offers, trial after trial, where the values of a missing answer
/// were tried: in all of the trials, and in any.
class TriedVerdicts {
 public:
  explicit TriedVerdicts(const Program& program);
  void add(const Decision& tried);
  /// The constraint's verdicts on the offers in every trial. A `should` that an offer breaks in some trials
  /// only cannot be verified.
  void settle(std::size_t constraint, Decision& decision) const;
  /// Gives a reason to offers that every trial rejected, and each for another.
  void give_reasons(Decision& decision) const;

 private:
  struct OfConstraint {
    Bits fails, unknown;  // in all trials
    Bits ever;            // in some: rejected by a `must`, or a `should` does not hold
  };
  void give_reason(std::uint32_t offer, Decision& decision) const;

  const Program::Code& code_;
  std::vector<OfConstraint> constraints_;
  Bits ever_unlisted_;
  bool added_ = false;
};

}  // namespace select_model
