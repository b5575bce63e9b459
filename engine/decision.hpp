#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace select_model {

struct Answers;

enum class Outcome : std::uint8_t { recommended, no_eligible_model, refused, undetermined };

/// A set of offers (or of answers to yes and no): bit i of word i / 64.
using Bits = std::vector<std::uint64_t>;
inline bool test(const Bits& bits, std::size_t i) { return (bits[i / 64] >> (i % 64)) & 1u; }

enum class Verdict : std::uint8_t { fails, holds, unknown, not_asked };

struct RankedOffer {
  std::uint32_t offer = 0;  // index into the catalogue's offers
  std::uint32_t tier = 0;   // from 1; 0 where it differs between the answers that were tried
  double score = 0;         // by weight; NaN where it differs
};

/// What `select` found, as indexes; words and values are made by `explain`. Everything in it follows from
/// program and answers.
struct Decision {
  Outcome outcome = Outcome::undetermined;
  std::optional<std::uint32_t>
      leaf;  // index into Program's leaves; nothing without a tree, or where it was not determined
  std::optional<std::uint32_t> rank;  // index into CheckedPolicy::ranks
  std::vector<Verdict>
      gates;  // of each constraint of the policy: its verdict where answers alone decide it, else not_asked
  std::vector<std::uint8_t> applies;  // of each constraint: its `when` holds
  std::vector<Bits>
      fails;  // of each constraint on offers: those for which it is false (empty where it does not apply)
  std::vector<Bits> unknown;   // likewise: those for which it is unknown
  Bits unlisted;               // offers that the leaf does not list
  std::uint32_t eligible = 0;  // how many offers are
  Bits eligible_offers;        // which
  std::vector<RankedOffer>
      ranked;  // the eligible offers, best first: all of them, unless fewer were asked for
  std::vector<std::uint32_t> fallbacks;  // indexes into the catalogue's offers
  std::vector<std::uint32_t> missing;    // questions that still matter (undetermined)
  // Where required answers were missing and every value of them was tried: the first of the trials, and what
  // differs in others.
  std::shared_ptr<const Answers> trial;
  bool leaf_varies = false, rank_varies = false, tier_varies = false, score_varies = false,
       because_varies = false;
};

}  // namespace select_model
