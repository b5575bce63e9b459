#include "engine/changes.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/tell_apart.hpp"
#include "engine/verdicts.hpp"

namespace select_model {

namespace {

using Names = std::vector<std::string>;

/// What the first holds and the second does not.
Names without(const Names& names, const Names& others) {
  Names left;
  std::ranges::copy_if(names, std::back_inserter(left), [&](const std::string& name) {
    return std::ranges::find(others, name) == others.end();
  });
  return left;
}

std::string listed(const Names& names) {
  constexpr std::size_t most = 6;
  const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
  std::string text =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

std::string refusal_text(const Names& before, const Names& after) {
  if (before.empty()) return "now refused by " + listed(after);
  if (after.empty()) return "no longer refused, as it was by " + listed(before);
  return fmt::format("refused by {} instead of {}", listed(after), listed(before));
}

std::string eligible_text(const Names& before, const Names& after) {
  const Names gone = without(before, after);
  const Names come = without(after, before);
  std::string text = gone.empty() ? "" : "no longer eligible: " + listed(gone);
  if (!come.empty()) text += (text.empty() ? "" : "; ") + ("newly eligible: " + listed(come));
  return text;
}

std::string instead(const Names& before, const Names& after, std::string_view nothing) {
  return fmt::format("{} instead of {}", after.empty() ? nothing : after[0],
                     before.empty() ? nothing : before[0]);
}

Names one(const std::optional<std::string>& name) { return name ? Names{*name} : Names{}; }

std::string outcome_text(const ComparedDecision& decided) {
  if (decided.outcome == Outcome::undetermined) return "undetermined for want of " + listed(decided.missing);
  return decided.recommended.value_or("no eligible model");
}

/// Neither refused nor undetermined: it has a branch and offers to compare.
bool is_decided(const ComparedDecision& decided) {
  return decided.outcome == Outcome::recommended || decided.outcome == Outcome::no_eligible_model;
}

}  // namespace

ComparedDecision compared(const Program& program, const Rationale& rationale) {
  ComparedDecision result;
  result.outcome = rationale.outcome;
  result.branch = rationale.branch;
  for (const Warning& refusal : rationale.refusals) result.refused_by.push_back(refusal.constraint);
  for (const RankedReason& reason : rationale.ranked)
    result.eligible.push_back(program.catalog().offers[reason.offer].id);
  if (!result.eligible.empty()) result.recommended = result.eligible.front();
  std::ranges::sort(result.eligible);
  for (const std::uint32_t question : rationale.missing)
    result.missing.push_back(program.policy().questions[question].name);
  if (rationale.ranked.empty()) return result;
  for (const auto& [name, shown] : rationale.ranked[0].values) {
    if (shown.type == Type::money() && is_known(shown.value)) result.money.emplace_back(name, shown);
  }
  return result;
}

ComparedDecision compared(const Program& program, const Decision& decision) {
  ComparedDecision result;
  result.outcome = decision.outcome;
  if (decision.leaf && decision.outcome != Outcome::refused)
    result.branch = program.path(*decision.leaf).back()->name;
  const auto& constraints = program.policy().constraints;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    if (decision.outcome == Outcome::refused && refuses(constraints[i], decision.gates[i]))
      result.refused_by.push_back(constraints[i].name);
  }
  for (const RankedOffer& ranked : decision.ranked)
    result.eligible.push_back(program.catalog().offers[ranked.offer].id);
  if (!result.eligible.empty()) result.recommended = result.eligible.front();
  std::ranges::sort(result.eligible);
  for (const std::uint32_t question : decision.missing)
    result.missing.push_back(program.policy().questions[question].name);
  return result;
}

std::string_view word_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::branch:
      return "branch";
    case ChangeKind::refused:
      return "refused";
    case ChangeKind::eligible:
      return "eligible";
    case ChangeKind::recommended:
      return "recommended";
  }
  return "";
}

std::vector<Change> changes(const ComparedDecision& before, const ComparedDecision& after) {
  std::vector<Change> found;
  if (before.refused_by != after.refused_by) {
    found.push_back({ChangeKind::refused, before.refused_by, after.refused_by,
                     refusal_text(before.refused_by, after.refused_by)});
  }
  if (is_decided(before) && is_decided(after)) {
    if (before.branch != after.branch) {
      found.insert(found.begin(), {ChangeKind::branch, one(before.branch), one(after.branch),
                                   instead(one(before.branch), one(after.branch), "no branch")});
    }
    if (before.eligible != after.eligible) {
      found.push_back({ChangeKind::eligible, before.eligible, after.eligible,
                       eligible_text(before.eligible, after.eligible)});
    }
  }
  const bool undetermined =
      (before.outcome == Outcome::undetermined) != (after.outcome == Outcome::undetermined);
  const bool both_recommend = is_decided(before) && is_decided(after);
  if (undetermined || (both_recommend && before.recommended != after.recommended)) {
    found.push_back({ChangeKind::recommended, one(before.recommended), one(after.recommended),
                     outcome_text(after) + " instead of " + outcome_text(before)});
  }
  return found;
}

bool shares_part(const Change& one, const Change& other) {
  if (one.kind != other.kind) return false;
  if (one.kind == ChangeKind::branch || one.kind == ChangeKind::recommended)
    return one.before == other.before && one.after == other.after;
  const auto shares = [](const Names& a, const Names& b) {
    return std::ranges::any_of(
        a, [&](const std::string& name) { return std::ranges::find(b, name) != b.end(); });
  };
  return shares(without(one.before, one.after), without(other.before, other.after)) ||
         shares(without(one.after, one.before), without(other.after, other.before));
}

std::optional<MoneyChange> money_change(const ComparedDecision& before, const ComparedDecision& after) {
  for (const auto& [name, shown] : before.money) {
    for (const auto& [other, now] : after.money) {
      if (name != other) continue;
      MoneyChange change{name, shown, now};
      tell_apart({&change.before, &change.after});
      return change;
    }
  }
  return std::nullopt;
}

}  // namespace select_model
