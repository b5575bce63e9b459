#pragma once
#include <functional>
#include <optional>
#include <string>

#include "engine/program.hpp"
#include "tests/properties/generator.hpp"

/// One decision of engine and oracle side by side, and how to make it small where they disagree.
namespace select_model::properties {

struct Trial {
  GeneratedPolicy policy;
  GeneratedCatalog catalog;
  NamedAnswers answers;
  Date today{20'544};
};

/// What was met in a run, so that a test can tell what it never met.
struct Met {
  OpCounts ops;
  std::map<std::string, std::uint64_t> events;
  /// Events that every run must meet, with no count yet.
  Met();
  std::string text() const;
  std::string never() const;
};
void note(Met& met, const Program& program, const Expectation& expectation, const Decision& decision);

/// Why a trial fails: what refuses it, or how the engine departs from the oracle.
std::optional<std::string> failure(const Trial& trial);
/// The smallest trial found that fails in the same manner (`kind_of` the failures is equal).
Trial shrink(Trial trial, const std::string& kind);
std::string kind_of(const std::string& failure);
/// Everything that is needed to see it again.
std::string report(const Trial& trial, std::uint64_t seed, const std::string& failure);

/// How many times the usual number of cases to run: SELECT_MODEL_CASES, else 1.
double times();

}  // namespace select_model::properties
