#pragma once
#include <string>
#include <vector>

#include "cli/load.hpp"

/// The policies that a command line means. A folder stands for every `*.policy` below it, sorted as bytes;
/// what is hidden is left out, and links to folders are not followed. Any other path (`-`, `builtin:guide`, a
/// file with another name, one that is missing) stays as it is: whoever reads it says what is wrong with it.
/// A file that is reached twice counts once. A folder without a policy, or one that cannot be read, is
/// reported.
namespace select_model::cli {

std::vector<std::string> policy_files(const std::vector<std::string>& paths, Report& report);
/// Likewise every YAML and JSON file below a folder, or the one file.
std::vector<std::string> requirements_files(const std::string& path, Report& report);

}  // namespace select_model::cli
