#include "engine/test_wording.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace select_model::test_wording {

std::string first_failure(const ReportedTest& test) {
  const auto failed = std::ranges::find(test.expectations, false, &ReportedExpectation::passed);
  return fmt::format("expected {}, got {}", failed->expected, failed->got);
}

std::string title_of(const Diagnostic& problem) {
  return fmt::format("{}[{}]", word_of(problem.severity), info(problem.code).word);
}

std::string text_of(const Diagnostic& problem) {
  return problem.message + (problem.help.empty() ? "" : "\nhelp: " + problem.help);
}

std::string place_of(const Diagnostic& problem) {
  if (!problem.place.source) return "";
  const Position at = problem.place.source->position(problem.place.span.begin);
  return fmt::format("{}:{}:{}", problem.place.source->name(), at.line, at.column);
}

}  // namespace select_model::test_wording
