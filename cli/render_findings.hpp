#pragma once
#include "cli/options.hpp"
#include "engine/findings.hpp"

namespace select_model::cli {

/// For other programs; text is what each command prints in its own way, and nothing here.
std::string render(const Findings& findings, FindingFormat format);

}  // namespace select_model::cli
