#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/load.hpp"
#include "engine/program.hpp"

/// From what the command line names to all that a decision is made of.
namespace select_model::cli {

struct InputFiles {
  std::optional<std::string> requirements;  // none: nothing is answered but by settings
  std::optional<std::string> policy;        // before the one that the requirements name
  std::vector<std::string> catalogs;        // likewise
  std::vector<std::string> settings;        // NAME=VALUE
};
struct LoadedInputs {
  Program program;
  Answers answers;
  std::string policy;                 // its path
  std::vector<std::string> catalogs;  // theirs; none: the built-in one
};
/// Reads all of it, so that the mistakes of all files are reported at once.
std::optional<LoadedInputs> load_inputs(const InputFiles& files, Report& report);

}  // namespace select_model::cli
