#pragma once
#include <optional>
#include <vector>

#include "engine/wording.hpp"

/// The parts of `explain` that have a file of their own.
namespace select_model::rationale {

/// What every part reads, and the rationale that they fill.
struct Explained {
  const Program& program;
  const CheckedPolicy& policy;
  const Catalog& catalog;
  const Decision& decision;
  Evaluator& evaluator;
  Date today;
  Wording wording;
  Rationale& rationale;
};

/// The branches that were tried, the leaf, its `because` and the ranking that applies.
void explain_path(Explained& explained);

/// How the criteria of the ranking that applies map the ranked offers.
class Scales {
 public:
  /// `parts`: what the scores were summed from; empty where answers are missing, then they are found again
  /// exactly.
  Scales(Explained& explained, std::vector<std::vector<ScorePart>> parts);
  /// Fills in the contributions, and warns of criteria that are unknown. The wording must be set to the
  /// offer.
  void explain(Explained& explained, RankedReason& reason) const;
  /// Index of the criterion that decided between two offers of one tier.
  std::optional<std::size_t> decisive(const RankedReason& first, const RankedReason& second) const;

 private:
  struct Scale {
    const Criterion* criterion;
    bool varies;  // with an answer that is missing
  };
  bool adds_up(Explained& explained, const RankedReason& reason) const;

  std::vector<std::vector<ScorePart>> parts_;
  std::vector<Scale> scales_;
  bool by_weight_ = false;
};

/// Whether anything that decided read `today`.
bool depends_on_today(const Program& program, const Decision& decision);

}  // namespace select_model::rationale
