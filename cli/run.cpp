#include "cli/run.hpp"

#include <system_error>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"

namespace select_model::cli {

namespace {

struct Dispatch {
  ExitCode operator()(const DecideOptions& options) const { return decide(options); }
  ExitCode operator()(const CheckOptions& options) const { return check(options); }
  ExitCode operator()(const TestOptions& options) const {
    return options.emit ? emit(options) : options.generate ? generate(options) : test(options);
  }
  ExitCode operator()(const FmtOptions& options) const { return cli::fmt(options); }
  ExitCode operator()(const DiffOptions& options) const { return diff(options); }
  ExitCode operator()(const ExplainOptions& options) const { return explain(options); }
  ExitCode operator()(const TreeOptions& options) const { return tree(options); }
  ExitCode operator()(const SchemaOptions& options) const { return schema(options); }
  ExitCode operator()(const Show& show) const {
    return write_output({}, show.text) ? ExitCode::yes : ExitCode::no_answer;
  }
  ExitCode operator()(const Misuse& misuse) const {
    complain(misuse.problem, misuse.help);
    return ExitCode::no_answer;
  }
};

}  // namespace

ExitCode run(const std::vector<std::string>& arguments) {
  end_where_memory_runs_out();
  secure_standard_streams();
  try {
    return std::visit(Dispatch{}, parse_arguments(arguments));
  } catch (const std::system_error& error) {
    // A thread for which there is no stack.
    if (error.code() == std::errc::resource_unavailable_try_again) end_for_want_of_memory();
    throw;
  }
}

}  // namespace select_model::cli
