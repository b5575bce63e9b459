#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

std::string cell(const Shown& shown) {
  if (!is_known(shown.value)) return "?";
  if (const bool* truth = std::get_if<bool>(&shown.value)) return *truth ? "yes" : "no";
  return printable(shown.text);
}

/// A value that every offer has: of a let, or of a criterion that is no let.
struct Column {
  std::string heading;
  std::size_t index = 0;
  bool of_let = true;
  const Shown& of(const RankedReason& reason) const {
    return of_let ? reason.values[index].second : reason.contributions[index].value;
  }
};

std::vector<Column> columns_of(std::span<const RankedReason> ranked) {
  std::vector<Column> columns;
  const auto add = [&](Column column) {
    const bool there = std::ranges::find(columns, column.heading, &Column::heading) != columns.end();
    const bool known = std::ranges::any_of(
        ranked, [&](const RankedReason& reason) { return is_known(column.of(reason).value); });
    if (!there && known) columns.push_back(std::move(column));
  };
  if (ranked.empty()) return columns;
  for (std::size_t i = 0; i < ranked[0].values.size(); ++i) add({ranked[0].values[i].first, i, true});
  for (std::size_t i = 0; i < ranked[0].contributions.size(); ++i)
    add({ranked[0].contributions[i].criterion, i, false});
  return columns;
}

/// Adds a warning to the group that says the same, or opens one behind the last of its name.
void add(std::vector<WarningGroup>& groups, const Warning& warning, std::uint32_t rank) {
  const std::string& name = warning.constraint.empty() ? warning.criterion : warning.constraint;
  auto found = std::ranges::find_if(groups, [&](const WarningGroup& group) {
    return !group.ranks.empty() && group.name == name && group.text == warning.text;
  });
  if (found == groups.end()) {
    const auto last = std::find_if(groups.rbegin(), groups.rend(),
                                   [&](const WarningGroup& group) { return group.name == name; });
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
  const auto columns = columns_of(std::span(ranked).first(shown));
  for (const Column& column : columns) {
    heading.push_back(printable(column.heading));
    result.right.push_back(column.of(ranked[0]).type.kind == Kind::quantity);
  }
  result.rows.push_back(std::move(heading));
  for (std::size_t i = 0; i < shown; ++i) {
    const RankedReason& reason = ranked[i];
    std::vector<std::string> row{std::to_string(reason.rank),
                                 printable(program.catalog().offers[reason.offer].id)};
    if (with_tier) row.push_back(reason.tier ? std::to_string(*reason.tier) : "?");
    if (with_score) row.push_back(reason.score ? fmt::format("{:.3f}", *reason.score) : "?");
    for (const Column& column : columns) row.push_back(cell(column.of(reason)));
    result.rows.push_back(std::move(row));
  }
  return result;
}

std::vector<WarningGroup> warnings(const Rationale& rationale, std::size_t top) {
  std::vector<WarningGroup> groups;
  for (const Warning& warning : rationale.warnings) groups.push_back({warning.constraint, warning.text, {}});
  for (std::size_t i = 0; i < std::min(top, rationale.ranked.size()); ++i) {
    for (const Warning& warning : rationale.ranked[i].warnings)
      add(groups, warning, rationale.ranked[i].rank);
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
  if (group.ranks.size() == shown)
    return shown == 1 ? "" : shown == 2 ? "both" : fmt::format("all {}", shown);
  std::string text = group.ranks.size() == 1 ? "rank " : "ranks ";
  for (std::size_t i = 0; i < group.ranks.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == group.ranks.size() ? " and " : ", ") + std::to_string(group.ranks[i]);
  }
  return text;
}

}  // namespace select_model::summary
