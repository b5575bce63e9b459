#pragma once
#include "cli/exit_code.hpp"
#include "cli/load.hpp"

namespace select_model::cli {

/// Says why there is no answer: for a person on standard error; where JSON is wanted, in the shape of `check
/// --format json` on standard output, so that a program reads either. A file of `-o` keeps what it holds.
ExitCode refuse(Report& report, bool as_json, ColorChoice color);

}  // namespace select_model::cli
