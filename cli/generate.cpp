#include "cli/analysis.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "engine/generate_tests.hpp"
#include "policy/solver.hpp"

namespace select_model::cli {

namespace {

/// What the policy's own tests have seen, each against its own catalogue where it has one.
Seen seen_by_tests(const Program& program, Date today, Report& report) {
  Seen seen = nothing_seen(program.policy());
  for (const Test& test : program.policy().tests) {
    if (!test.catalog) {
      see(seen, program, run_test(program, test, today));
      continue;
    }
    auto catalog =
        load_catalog({resolve(*test.catalog, test.place.source->name())}, report, {test.catalog_place});
    const auto own = catalog ? compile(program.policy(), std::move(*catalog)) : Result<Program>{};
    if (own) see(seen, *own, run_test(*own, test, today));
  }
  return seen;
}

}  // namespace

ExitCode generate(const TestOptions& options) {
  if (const auto absence = analysis::Solver::absence()) {
    complain("no tests can be generated: " + *absence, "`test --emit` makes a test of a requirements file");
    return ExitCode::no_answer;
  }
  Report report;
  auto policy = load_policy(options.policies.front(), false, report);
  auto catalog = load_catalog(options.catalogs, report);
  auto program = policy && catalog ? compile(std::move(*policy), std::move(*catalog)) : Result<Program>{};
  report.add(with_severity(std::move(program.diagnostics), Code::unknown_model, Severity::warning));
  if (!program || report.has_errors()) {
    report.print(options.color);
    return ExitCode::no_answer;
  }
  // A test takes the catalogue's day where it names none.
  const Date today = options.today.value_or(program->catalog().as_of.value_or(today_in_utc()));
  const Seen seen = seen_by_tests(*program, today, report);
  report.print(options.color);
  const auto effort = analysis::Effort::within(AnalysisOptions{}.timeout);
  const GeneratedTests made = generate_tests(*program, seen, today, effort);
  std::string text;
  for (const std::string& test : made.tests) text += (text.empty() ? "" : "\n") + test;
  for (const std::string& what : made.without) write_error("note: no test of " + what + "\n");
  return write_output(options.output, text) ? ExitCode::yes : ExitCode::no_answer;
}

}  // namespace select_model::cli
