#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/rationale.hpp"

/// What two policies, or one with two catalogues, decide differently for the same answers. Both are decided
/// in full and compared; nothing here looks at how they are written.
namespace select_model {

/// One decision as far as it is compared. Offers are named by id, since each side has its own catalogue.
struct ComparedDecision {
  Outcome outcome = Outcome::undetermined;
  std::optional<std::string> branch;
  std::vector<std::string> refused_by;  // gates, in the order of the policy
  std::vector<std::string> eligible;    // by id
  std::optional<std::string> recommended;
  std::vector<std::string> missing;                  // questions that still matter
  std::vector<std::pair<std::string, Shown>> money;  // each let of the winner that is money and known
};
ComparedDecision compared(const Program& program, const Rationale& rationale);
/// The same without money, of a decision that ranks all.
ComparedDecision compared(const Program& program, const Decision& decision);

enum class ChangeKind { branch, refused, eligible, recommended };
std::string_view word_of(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::branch;
  std::vector<std::string> before, after;  // of `branch` and `recommended` at most one; of the others, all
  std::string text;                        // `gpt-4o@openai instead of o3@openai`
};
/// One of a kind at most, in the order of the kinds. Where a decision is refused or undetermined, its branch
/// and offers are not compared: that it is so is the change.
std::vector<Change> changes(const ComparedDecision& before, const ComparedDecision& after);

/// Whether any part of the one is in the other: the branches, one of the gates, one of the offers.
bool shares_part(const Change& one, const Change& other);

/// What the recommendation costs before and after: of the first let that is money and known of both winners.
struct MoneyChange {
  std::string let;
  Shown before, after;
};
std::optional<MoneyChange> money_change(const ComparedDecision& before, const ComparedDecision& after);

}  // namespace select_model
