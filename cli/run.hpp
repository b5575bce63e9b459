#pragma once
#include <string>
#include <vector>

#include "cli/exit_code.hpp"

namespace select_model::cli {

/// The whole program: the arguments after its name in, what to tell the shell out.
ExitCode run(const std::vector<std::string>& arguments);

}  // namespace select_model::cli
