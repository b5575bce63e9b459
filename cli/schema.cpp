#include "engine/schema.hpp"

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"

namespace select_model::cli {

namespace {

std::optional<std::string> make(const SchemaOptions& options, Report& report) {
  switch (options.of) {
    case SchemaOf::catalog:
      return catalog_schema();
    case SchemaOf::decision:
      return decision_schema();
    case SchemaOf::requirements:
      break;
  }
  const auto policy = load_policy(options.policy.value_or("builtin:guide"), false, report);
  return policy ? std::optional(requirements_schema(*policy)) : std::nullopt;
}

}  // namespace

ExitCode schema(const SchemaOptions& options) {
  Report report;
  const auto text = make(options, report);
  report.print(options.color);
  if (!text) return ExitCode::no_answer;
  return write_output(options.output, *text) ? ExitCode::yes : ExitCode::no_answer;
}

}  // namespace select_model::cli
