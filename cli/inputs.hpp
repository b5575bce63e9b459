#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/load.hpp"
#include "engine/answers.hpp"
#include "engine/program.hpp"

/// Everything that a decision is made of, from the files that a command line and a requirements file name.
namespace select_model::cli {

struct Inputs {
  Program program;
  Answers answers;
  std::string policy;                 // its path
  std::vector<std::string> catalogs;  // their paths; none: the built-in one
};

/// Reads all of it, so that the mistakes of all files are reported at once.
std::optional<Inputs> load_inputs(const DecideOptions& options, Report& report);

}  // namespace select_model::cli
