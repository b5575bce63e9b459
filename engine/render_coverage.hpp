#pragma once
#include <string>

#include "engine/coverage.hpp"

namespace select_model {

/// The sources with how many tests came to each declaration, what no test has seen, and a table of the
/// shares.
std::string render_coverage_text(const Coverage& coverage, bool color);
/// select-model/coverage/1.
std::string render_coverage_json(const Coverage& coverage);
/// A tracefile of LCOV, as genhtml and most CI services read it: a line for each that declares something, a
/// branch for each side.
std::string render_lcov(const Coverage& coverage);
/// Cobertura's coverage-04, as Jenkins, GitLab and Azure read it.
std::string render_cobertura(const Coverage& coverage);

}  // namespace select_model
