#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/summary.hpp"
#include "engine/tell_apart.hpp"
#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

/// What only stands in for a value that is not known is no value of the offer's: "? (0%)".
std::string cell(const Shown& shown) {
  if (!is_known(shown.value)) return "?";
  const bool* truth = std::get_if<bool>(&shown.value);
  const std::string text = truth ? (*truth ? "yes" : "no") : printable(shown.text);
  return shown.lack.empty() ? text : "? (" + text + ")";
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

/// The cells of a column; no two that differ read alike.
std::vector<std::string> cells(const Column& column, std::span<const RankedReason> ranked) {
  std::vector<Shown> shown;
  for (const RankedReason& reason : ranked) shown.push_back(column.of(reason));
  std::vector<Shown*> pointers;
  for (Shown& one : shown) pointers.push_back(&one);
  tell_apart(pointers);
  std::vector<std::string> cells;
  for (const Shown& one : shown) cells.push_back(cell(one));
  return cells;
}

std::vector<std::string> score_cells(std::span<const RankedReason> ranked) {
  std::vector<double> known;
  for (const RankedReason& reason : ranked) {
    if (reason.score) known.push_back(*reason.score);
  }
  const int decimals = decimals_to_differ(known);
  std::vector<std::string> cells;
  for (const RankedReason& reason : ranked)
    cells.push_back(reason.score ? fmt::format("{:.{}f}", *reason.score, decimals) : "?");
  return cells;
}

bool says(const WarningGroup& group, const Warning& warning) {
  const std::string& name = warning.constraint.empty() ? warning.criterion : warning.constraint;
  return !group.ranks.empty() && group.name == name && group.text == warning.text;
}

/// Adds a warning to the group that says the same, or opens one behind the last of its name.
void add(std::vector<WarningGroup>& groups, const Warning& warning, std::uint32_t rank) {
  const std::string& name = warning.constraint.empty() ? warning.criterion : warning.constraint;
  auto found = std::ranges::find_if(groups, [&](const WarningGroup& group) { return says(group, warning); });
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

  const std::span<const RankedReason> top_ranked = std::span(ranked).first(shown);
  Ranking result;
  std::vector<std::string> heading{"", "offer"};
  result.right = {true, false};
  if (with_tier) heading.emplace_back("tier");
  if (with_score) heading.emplace_back("score");
  result.right.resize(heading.size(), true);
  std::vector<std::vector<std::string>> columns;
  if (with_score) columns.push_back(score_cells(top_ranked));
  for (const Column& column : columns_of(top_ranked)) {
    heading.push_back(printable(column.heading));
    result.right.push_back(column.of(ranked[0]).type.kind == Kind::quantity);
    columns.push_back(cells(column, top_ranked));
  }
  result.rows.push_back(std::move(heading));
  for (std::size_t i = 0; i < shown; ++i) {
    const RankedReason& reason = ranked[i];
    std::vector<std::string> row{std::to_string(reason.rank),
                                 printable(program.catalog().offers[reason.offer].id)};
    if (with_tier) row.push_back(reason.tier ? std::to_string(*reason.tier) : "?");
    for (const auto& column : columns) row.push_back(column[i]);
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
  // Whom else it concerns does not depend on how many are shown.
  for (std::size_t i = top; i < rationale.ranked.size(); ++i) {
    for (const Warning& warning : rationale.ranked[i].warnings) {
      const auto found =
          std::ranges::find_if(groups, [&](const WarningGroup& group) { return says(group, warning); });
      if (found != groups.end()) found->ranks.push_back(rationale.ranked[i].rank);
    }
  }
  for (WarningGroup& group : groups) {
    group.name = printable(group.name);
    group.text = printable(group.text);
  }
  return groups;
}

std::string concerns(const Rationale& rationale, const WarningGroup& group) {
  if (group.ranks.empty()) return "";
  const std::size_t eligible = rationale.ranked.size();
  if (group.ranks.size() == eligible)
    return eligible == 1 ? "" : eligible == 2 ? "both" : "all " + grouped(eligible);
  constexpr std::size_t most_stretches = 4;
  std::vector<std::string> stretches;
  std::size_t named = 0;
  for (std::size_t i = 0; i < group.ranks.size() && stretches.size() < most_stretches;) {
    std::size_t last = i;
    while (last + 1 < group.ranks.size() && group.ranks[last + 1] == group.ranks[last] + 1) ++last;
    // Two in a row are two; of more, the ends.
    if (last < i + 2) last = i;
    stretches.push_back(std::to_string(group.ranks[i]) +
                        (last > i ? " to " + std::to_string(group.ranks[last]) : ""));
    named += last - i + 1;
    i = last + 1;
  }
  if (named < group.ranks.size()) stretches.push_back(grouped(group.ranks.size() - named) + " more");
  return (group.ranks.size() == 1 ? "rank " : "ranks ") + join(stretches);
}

}  // namespace select_model::summary
