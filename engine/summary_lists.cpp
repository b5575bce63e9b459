#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

std::string cell(const Shown& shown) {
  if (!is_known(shown.value)) return "?";
  if (const bool* truth = std::get_if<bool>(&shown.value)) return *truth ? "yes" : "no";
  return printable(shown.text);
}

/// Adds a warning to the group that says the same, or opens one behind the last of its name.
void add(std::vector<WarningGroup>& groups, const Warning& warning, std::uint32_t rank) {
  const std::string& name = warning.constraint.empty() ? warning.criterion : warning.constraint;
  auto found = std::ranges::find_if(groups, [&](const WarningGroup& group) {
    return !group.ranks.empty() && group.name == name && group.text == warning.text;
  });
  if (found == groups.end()) {
    const auto last = std::find_if(groups.rbegin(), groups.rend(), [&](const WarningGroup& group) { return group.name == name; });
    found = groups.insert(last == groups.rend() ? groups.end() : last.base(), {name, warning.text, {}});
  }
  found->ranks.push_back(rank);
}

}  // namespace

Ranking ranking(const Program& program, const Rationale& rationale, std::size_t top) {
  const auto& ranked = rationale.ranked;
  const std::size_t shown = std::min(top, ranked.size());
  std::set<std::optional<std::uint32_t>> tiers;
  for (const RankedReason& reason : ranked) tiers.insert(reason.tier);
  const bool with_tier = tiers.size() > 1;
  const bool with_score = !ranked.empty() && ranked[0].score;

  Ranking result;
  std::vector<std::string> heading{"", "offer"};
  result.right = {true, false};
  if (with_tier) heading.emplace_back("tier");
  if (with_score) heading.emplace_back("score");
  result.right.resize(heading.size(), true);
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; !ranked.empty() && i < ranked[0].values.size(); ++i) {
    const auto known = [&](const RankedReason& reason) { return is_known(reason.values[i].second.value); };
    if (std::none_of(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown), known)) continue;
    columns.push_back(i);
    heading.push_back(ranked[0].values[i].first);
    result.right.push_back(ranked[0].values[i].second.type.kind == Kind::quantity);
  }
  result.rows.push_back(std::move(heading));
  for (std::size_t i = 0; i < shown; ++i) {
    const RankedReason& reason = ranked[i];
    std::vector<std::string> row{std::to_string(reason.rank), printable(program.catalog().offers[reason.offer].id)};
    if (with_tier) row.push_back(reason.tier ? std::to_string(*reason.tier) : "?");
    if (with_score) row.push_back(reason.score ? fmt::format("{:.3f}", *reason.score) : "?");
    for (const std::size_t column : columns) row.push_back(cell(reason.values[column].second));
    result.rows.push_back(std::move(row));
  }
  return result;
}

std::vector<WarningGroup> warnings(const Rationale& rationale, std::size_t top) {
  std::vector<WarningGroup> groups;
  for (const Warning& warning : rationale.warnings) groups.push_back({warning.constraint, warning.text, {}});
  for (std::size_t i = 0; i < std::min(top, rationale.ranked.size()); ++i) {
    for (const Warning& warning : rationale.ranked[i].warnings) add(groups, warning, rationale.ranked[i].rank);
  }
  for (WarningGroup& group : groups) {
    group.name = printable(group.name);
    group.text = printable(group.text);
  }
  return groups;
}

std::string concerns(const Rationale& rationale, const WarningGroup& group, std::size_t top) {
  if (group.ranks.empty()) return "";
  const std::size_t shown = std::min(top, rationale.ranked.size());
  if (group.ranks.size() == shown) return shown == 1 ? "" : shown == 2 ? "both" : fmt::format("all {}", shown);
  std::string text = group.ranks.size() == 1 ? "rank " : "ranks ";
  for (std::size_t i = 0; i < group.ranks.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == group.ranks.size() ? " and " : ", ") + std::to_string(group.ranks[i]);
  }
  return text;
}

}  // namespace select_model::summary
