#pragma once
#include <optional>
#include <vector>

#include "engine/code.hpp"
#include "engine/evaluate.hpp"

/// Runs a program's steps for one set of answers: the scalars once, the vectors a block of offers at a time.
namespace select_model {

/// Small enough that a block's temporaries stay in the first-level cache, large enough that a step's dispatch
/// costs nothing.
inline constexpr std::size_t block_offers = 512;
inline constexpr std::size_t block_words = block_offers / 64;

/// A constraint on offers that applies, and where its verdicts go: a word for each 64 offers.
struct AskedConstraint {
  const CompiledConstraint* constraint;
  std::uint64_t* fails;
  std::uint64_t* unknown;
};

struct Workspace::Memory {
  std::shared_ptr<const Program::Code>
      code;  // whose constants are in `scalars`; kept, so that no other takes its address
  std::vector<double> scalars;
  std::vector<std::uint64_t> sets;
  std::vector<double> numbers;        // temporaries: a block each
  std::vector<std::uint64_t> truths;  // temporaries: truth and falsity, a block each
  std::vector<const double*> chosen;  // columns that answers chose
  std::vector<AskedConstraint> asked;
  Bits steps, rank_steps;                   // those to run
  std::vector<Bits> tiers;                  // of each tier, those of its offers that are eligible
  std::vector<double> scores;               // of each offer, where it is eligible
  std::vector<std::vector<double>> values;  // of each criterion, of each offer, where the ranking keeps them
  std::vector<kernels::Scale> scales;       // of each criterion by weight
  std::vector<std::uint8_t> by_hand;        // of each: its scale has too little room for doubles, or none
  std::vector<std::pair<Rational, Rational>> ends;  // of each of those: its exact ends
  std::vector<RankedOffer> candidates;
  std::optional<Evaluator> exact;
};

class Run {
 public:
  Run(const Program::Code& code, const Inputs& inputs, Date today, Workspace::Memory& memory);

  void scalars();
  double scalar(std::uint32_t index) const { return memory_.scalars[index]; }
  /// No condition, or one that holds.
  bool holds(std::int32_t scalar) const {
    return scalar < 0 || memory_.scalars[static_cast<std::size_t>(scalar)] == 1;
  }

  /// Runs the steps for the offers from `begin` on, a block or what is left of it.
  void block(const Bits& steps, std::size_t begin);
  /// The words of a truth over the block that was run last.
  struct Words {
    const std::uint64_t* truth;
    const std::uint64_t* falsity;
  };
  Words words_of(const Slot& truth);
  /// Values of a number over that block; step 0 for one value for all.
  kernels::Operand operand(const Slot& number) const;
  Evaluator& exact();

 private:
  void scalar_step(const ScalarStep& step);
  double scalar_compare(const ScalarStep& step, double a, double b);
  double scalar_rounding(const ScalarStep& step, double value);
  double scalar_set(const ScalarStep& step);
  double exact_scalar(const Expression& source);
  void vector_step(const VectorStep& step);
  void compare_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity);
  void set_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity);
  void truth_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity);
  void number_step(const VectorStep& step, double* out);
  void hosted_cost(const VectorStep& step, double* out);
  bool special_cost(const SpecialOffer& offer, const HostedCost& cost, double& value) const;
  void decide_exactly(const VectorStep& step, std::uint64_t offers, std::size_t word, std::uint64_t* truth,
                      std::uint64_t* falsity);
  kernels::Operand operand(bool is_scalar, std::uint32_t index) const;
  const double* number(std::uint32_t index) const;
  double* number_out(std::uint32_t index);
  Words truth_words(std::uint32_t index);
  std::uint64_t valid(std::size_t word) const;

  const Program::Code& code_;
  const Inputs& inputs_;
  Date today_;
  Workspace::Memory& memory_;
  const kernels::Table& kernels_;
  std::size_t begin_ = 0;   // of the block
  std::size_t count_ = 0;   // offers in it
  std::size_t padded_ = 0;  // lanes in it
  std::uint64_t broadcast_[2][block_words];
};

}  // namespace select_model
