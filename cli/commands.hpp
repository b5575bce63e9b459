#pragma once
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

/// What each command does: files in, results to standard output, diagnostics to standard error.
namespace select_model::cli {

ExitCode decide(const DecideOptions& options);
ExitCode check(const CheckOptions& options);
ExitCode test(const TestOptions& options);
/// `test --emit`.
ExitCode emit(const TestOptions& options);
/// `test --generate`.
ExitCode generate(const TestOptions& options);
ExitCode fmt(const FmtOptions& options);
ExitCode diff(const DiffOptions& options);
ExitCode explain(const ExplainOptions& options);
ExitCode tree(const TreeOptions& options);
ExitCode schema(const SchemaOptions& options);

}  // namespace select_model::cli
