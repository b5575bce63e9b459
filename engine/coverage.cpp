#include "engine/coverage.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "policy/may_be_unknown.hpp"

namespace select_model {

namespace {

std::string normal(const std::string& file) {
  return std::filesystem::path(file).lexically_normal().generic_string();
}

/// Sorts what can be seen into the files that declare it.
class Sorter {
 public:
  void add(CoverageKind kind, const std::string& name, const Place& place, std::uint64_t tests,
           std::vector<CoverageSide> sides) {
    auto found = std::ranges::find(coverage_, place.source, &FileCoverage::source);
    if (found == coverage_.end())
      found = coverage_.insert(found, {normal(place.source->name()), place.source, {}});
    const std::uint32_t line = place.source->position(place.span.begin).line;
    found->items.push_back({kind, name, place, line, tests, std::move(sides)});
  }

  Coverage take() {
    for (FileCoverage& file : coverage_) {
      std::ranges::stable_sort(file.items, {},
                               [](const CoverageItem& item) { return item.place.span.begin; });
    }
    return std::move(coverage_);
  }

 private:
  Coverage coverage_;
};

void add_branches(Sorter& sorter, const std::vector<Branch>& level, const Seen& seen, std::size_t& at) {
  for (const Branch& branch : level) {
    const auto [taken, passed_over] = seen.branches[at++];
    std::vector<CoverageSide> sides{{"taken", taken}};
    if (branch.when) sides.push_back({"not taken", passed_over});
    sorter.add(CoverageKind::branch, branch.name, branch.place, taken + passed_over, std::move(sides));
    if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body))
      add_branches(sorter, *below, seen, at);
  }
}

void add_constraints(Sorter& sorter, const CheckedPolicy& policy, const Seen& seen) {
  const Doubts doubts(policy);
  for (std::size_t i = 0; i < policy.constraints.size(); ++i) {
    const Constraint& constraint = policy.constraints[i];
    const bool gate = constraint.must && constraint.answers_alone;
    const Seen::OfConstraint& of = seen.constraints[i];
    std::vector<CoverageSide> sides{{gate ? "passed" : "held", of.holds},
                                    {gate ? "refused" : "failed", of.fails}};
    if (doubts.may_be_unknown(constraint.condition)) sides.push_back({"unknown", of.unknown});
    sorter.add(gate ? CoverageKind::gate : CoverageKind::constraint, constraint.name, constraint.place,
               of.applied, std::move(sides));
  }
}

}  // namespace

Coverage coverage_of(const CheckedPolicy& policy, const Seen& seen) {
  Sorter sorter;
  add_constraints(sorter, policy, seen);
  std::size_t at = 0;
  if (policy.tree) add_branches(sorter, *policy.tree, seen, at);
  for (std::size_t i = 0; i < policy.ranks.size(); ++i) {
    sorter.add(CoverageKind::rank, policy.ranks[i].name.value_or(""), policy.ranks[i].place, seen.ranks[i],
               {{"used", seen.ranks[i]}});
  }
  return sorter.take();
}

void add(Coverage& sum, Coverage coverage) {
  const auto key = [](const CoverageItem& item) { return std::tuple(item.place.span.begin, item.kind); };
  for (FileCoverage& file : coverage) {
    auto known = std::ranges::find(sum, file.file, &FileCoverage::file);
    if (known == sum.end()) {
      sum.push_back(std::move(file));
      continue;
    }
    for (CoverageItem& item : file.items) {
      const auto at = std::ranges::lower_bound(known->items, key(item), {}, key);
      if (at == known->items.end() || key(*at) != key(item)) {
        known->items.insert(at, std::move(item));
        continue;
      }
      at->tests += item.tests;
      for (std::size_t i = 0; i < at->sides.size(); ++i) at->sides[i].tests += item.sides[i].tests;
    }
  }
}

Coverage only(Coverage coverage, const std::vector<std::string>& files) {
  std::erase_if(coverage, [&](const FileCoverage& file) {
    return std::ranges::none_of(files, [&](const std::string& name) { return normal(name) == file.file; });
  });
  return coverage;
}

double CoverageShare::percent() const {
  return total == 0 ? 100 : static_cast<double>(covered * 1000 / total) / 10;
}

CoverageShare share_of(const CoverageItem& item) {
  const auto seen =
      std::ranges::count_if(item.sides, [](const CoverageSide& side) { return side.tests > 0; });
  return {static_cast<std::uint64_t>(seen), item.sides.size()};
}

CoverageShare share_of(const FileCoverage& file, std::optional<CoverageKind> kind) {
  CoverageShare sum;
  for (const CoverageItem& item : file.items) {
    if (kind && item.kind != *kind) continue;
    const CoverageShare share = share_of(item);
    sum.covered += share.covered;
    sum.total += share.total;
  }
  return sum;
}

CoverageShare share_of(const Coverage& coverage, std::optional<CoverageKind> kind) {
  CoverageShare sum;
  for (const FileCoverage& file : coverage) {
    const CoverageShare share = share_of(file, kind);
    sum.covered += share.covered;
    sum.total += share.total;
  }
  return sum;
}

std::string_view plural_of(CoverageKind kind) {
  switch (kind) {
    case CoverageKind::branch:
      return "branches";
    case CoverageKind::constraint:
      return "constraints";
    case CoverageKind::gate:
      return "gates";
    case CoverageKind::rank:
      return "ranks";
  }
  return "";
}

std::vector<CoverageLine> lines_of(const FileCoverage& file) {
  std::vector<CoverageLine> lines;
  for (const CoverageItem& item : file.items) {
    if (lines.empty() || lines.back().number != item.line) lines.push_back({item.line, 0, {}});
    lines.back().tests = std::max(lines.back().tests, item.tests);
    lines.back().items.push_back(&item);
  }
  return lines;
}

}  // namespace select_model
