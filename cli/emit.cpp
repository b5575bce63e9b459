#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load_inputs.hpp"
#include "engine/emit_test.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

namespace fs = std::filesystem;

bool is_built_in(const std::string& path) { return path.starts_with("builtin:"); }

/// What the file is called, or its folder where all of them are called `requirements`; and a number where the
/// policy has such a test.
std::string name_of_test(const std::string& requirements, const CheckedPolicy& policy) {
  std::error_code error;
  const fs::path path =
      requirements == "-" ? fs::path("from standard input") : fs::absolute(requirements, error);
  const std::string stem = path.stem().string();
  const std::string name = stem == "requirements" ? path.parent_path().filename().string() : stem;
  const auto is_taken = [&](const std::string& candidate) {
    return std::ranges::find(policy.tests, candidate, &Test::name) != policy.tests.end();
  };
  std::string free = name;
  for (int number = 2; is_taken(free); ++number) free = fmt::format("{} ({})", name, number);
  return free;
}

/// As `using` wants it: beside the policy.
std::string beside(const std::string& catalog, const std::string& policy) {
  std::error_code error;
  const fs::path folder = is_built_in(policy) ? fs::path(".") : fs::path(policy).parent_path();
  const fs::path relative = fs::relative(catalog, folder.empty() ? fs::path(".") : folder, error);
  return error || relative.empty() ? catalog : relative.string();
}

/// The catalogue as a test can name it; a stack of them it cannot.
std::optional<std::string> catalog_of_test(const LoadedInputs& inputs) {
  if (inputs.catalogs.size() != 1 || is_built_in(inputs.catalogs[0])) return std::nullopt;
  return beside(inputs.catalogs[0], inputs.policy);
}

}  // namespace

ExitCode emit(const TestOptions& options) {
  InputFiles files;
  files.requirements = options.emit;
  if (!options.policies.empty()) files.policy = options.policies[0];
  files.catalogs = options.catalogs;
  Report report;
  const auto inputs = load_inputs(files, report);
  report.print(options.color);
  if (!inputs) return ExitCode::no_answer;

  const Date today = options.today.value_or(today_in_utc());
  const Decision decision = select(inputs->program, inputs->answers, today);
  const Rationale rationale = select_model::explain(inputs->program, inputs->answers, today, decision);
  const TestHead head{name_of_test(*options.emit, inputs->program.policy()), catalog_of_test(*inputs)};
  const auto test = emit_test(inputs->program, inputs->answers, rationale, head);
  if (!test) {
    complain(
        "an answer has no literal in the language, so that no test can give it",
        "leave out amounts of money and durations that are negative, and prices by the token or the time");
    return ExitCode::no_answer;
  }
  if (inputs->catalogs.size() > 1) {
    std::string arguments;
    for (const std::string& path : inputs->catalogs) arguments += " --catalog " + printable(path);
    write_error("note: a test names one catalogue: run this one with `select-model test" + arguments + "`\n");
  }
  return write_output({}, *test) ? ExitCode::yes : ExitCode::no_answer;
}

}  // namespace select_model::cli
