#pragma once
#include "engine/run.hpp"

/// Orders the eligible offers, tier by tier (section 6 of the language). By weight, scores are summed block
/// by block as the constraints are run; where a score needs all of the eligible, or exact arithmetic, the
/// values are kept and scored at the end.
namespace select_model {

class Ranking {
 public:
  /// By `decision.rank`; where there is none, offers stand by id. `with_parts`: `parts` will be asked.
  Ranking(const Program::Code& code, Run& run, Workspace::Memory& memory, const Decision& decision,
          bool exact_only, bool with_parts);

  /// For each block that holds an eligible offer, after the rank's steps were run on it.
  void take_block(std::size_t begin);
  /// After the last block; now `decision.eligible_offers` is whole.
  void finish();
  /// Appends the best of `offers`, best first, until `ranked` holds `top`.
  void order(const Bits& offers, std::uint32_t tier, std::size_t top, std::vector<RankedOffer>& ranked);
  std::vector<ScorePart> parts(std::uint32_t offer);

 private:
  bool by_weight() const { return rank_ && rank_->by_weight; }
  void start();
  void prepare_scale(std::size_t criterion);
  double number_of(const Expression& expression);
  void keep_exact_values(std::size_t criterion, std::size_t begin);
  void relative_scale(std::size_t criterion);
  double share(std::size_t criterion, std::uint32_t offer);
  std::optional<Rational> exact_value(const Criterion& criterion, std::uint32_t offer);
  double exact_share(std::size_t criterion, std::uint32_t offer);
  void round_to_steps(std::size_t criterion);
  double exact_step(const Criterion& criterion, std::uint32_t offer);
  bool before(std::uint32_t a, std::uint32_t b);
  int compare_exactly(const Criterion& criterion, std::uint32_t a, std::uint32_t b);
  void order_few(const Bits& offers, std::size_t most);
  void order_all(const Bits& offers);

  const Program::Code& code_;
  Run& run_;
  Workspace::Memory& memory_;
  const Bits& eligible_;
  const Rank* rank_ = nullptr;
  const CompiledRank* compiled_ = nullptr;
  bool exact_only_;
  bool keep_values_;
  bool started_ = false;
};

}  // namespace select_model
