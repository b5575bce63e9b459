#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run_tests.hpp"

/// What the tests of policies have seen of them: every branch taken and passed over, every constraint held,
/// failed and unknown, every gate passed and refusing, every ranking used. Exact: counted is what a decision
/// rests on, whatever an answer that is missing may be; a test whose outcome is `undetermined` sees nothing.
namespace select_model {

enum class CoverageKind { branch, constraint, gate, rank };
inline constexpr std::array coverage_kinds{CoverageKind::branch, CoverageKind::constraint, CoverageKind::gate,
                                           CoverageKind::rank};

/// How often each part of one policy was seen, in tests. Branches from the top, each before those within it.
struct Seen {
  struct OfConstraint {
    std::uint64_t applied = 0, holds = 0, fails = 0, unknown = 0;
  };
  struct OfBranch {
    std::uint64_t taken = 0, passed_over = 0;
  };
  std::vector<OfConstraint> constraints;
  std::vector<OfBranch> branches;
  std::vector<std::uint64_t> ranks;
};
Seen nothing_seen(const CheckedPolicy& policy);
/// Adds what a test of that program has seen.
void see(Seen& seen, const Program& program, const TestResult& result);

/// One thing that a test can see or miss: `taken`, `held`.
struct CoverageSide {
  std::string_view name;
  std::uint64_t tests = 0;
};
struct CoverageItem {
  CoverageKind kind = CoverageKind::branch;
  std::string name;  // empty: a ranking without one
  Place place;       // of its name
  std::uint32_t line = 0;
  std::uint64_t tests = 0;  // that came to it
  std::vector<CoverageSide> sides;
};
struct FileCoverage {
  std::string file;
  SourcePtr source;
  std::vector<CoverageItem> items;  // by place
};
using Coverage = std::vector<FileCoverage>;  // in the order in which the files were first met

/// What can be seen of a policy, by the files that declare it. `unknown` is a side only where a fact or a
/// division can make it so.
Coverage coverage_of(const CheckedPolicy& policy, const Seen& seen);
/// Adds up what stands in the same place: a base is seen by the tests of every policy that extends it.
void add(Coverage& sum, Coverage coverage);
/// Only the files that are named so.
Coverage only(Coverage coverage, const std::vector<std::string>& files);

struct CoverageShare {
  std::uint64_t covered = 0, total = 0;
  /// In tenths, rounded down, so that only what is whole is 100; 100 where there is nothing to see.
  double percent() const;
};
CoverageShare share_of(const CoverageItem& item);
CoverageShare share_of(const FileCoverage& file, std::optional<CoverageKind> kind = {});
CoverageShare share_of(const Coverage& coverage, std::optional<CoverageKind> kind = {});
/// `branches`, `constraints`, `gates`, `ranks`.
std::string_view plural_of(CoverageKind kind);

/// The lines that declare something, with what stands on each.
struct CoverageLine {
  std::uint32_t number = 0;
  std::uint64_t tests = 0;  // that came to any of it: of several items the most
  std::vector<const CoverageItem*> items;
};
std::vector<CoverageLine> lines_of(const FileCoverage& file);

}  // namespace select_model
