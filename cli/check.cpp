#include <algorithm>

#include <fmt/format.h>

#include "cli/analysis.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "engine/references.hpp"
#include "engine/render.hpp"
#include "engine/run_tests.hpp"

namespace select_model::cli {

namespace {

/// What the tree and the tests name and the catalogue, or the test's own, does not hold.
void check_models(const CheckedPolicy& policy, const Catalog& catalog, Report& report) {
  report.add(check_references(policy, catalog));
  for (const Test& test : policy.tests) {
    if (!test.catalog) continue;
    const auto own = load_catalog({resolve(*test.catalog, test.place.source->name())}, report);
    if (own) report.add(unknown_models(test, *own));
  }
  const auto program = compile(policy, catalog);
  if (!program) report.add(program.diagnostics);
}

std::size_t count(const Diagnostics& diagnostics, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(diagnostics, severity, &Diagnostic::severity));
}

std::string plural(std::size_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

std::string summary(std::size_t policies, const Diagnostics& diagnostics) {
  std::string text;
  for (const auto& [severity, word] :
       {std::pair(Severity::error, "error"), std::pair(Severity::warning, "warning"),
        std::pair(Severity::note, "note")}) {
    const std::size_t number = count(diagnostics, severity);
    if (number > 0) text += (text.empty() ? "" : ", ") + plural(number, word);
  }
  const std::string checked = policies == 1 ? "1 policy" : fmt::format("{} policies", policies);
  return checked + " checked: " + (text.empty() ? "no mistakes" : text) + "\n";
}

/// An error of analysis says no, strictly a warning too; any other error leaves the question open.
ExitCode code_of(const Diagnostics& diagnostics, bool strict) {
  ExitCode code = ExitCode::yes;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code == Code::unproved) code = std::max(code, ExitCode::undetermined);
    if (strict && diagnostic.severity == Severity::warning) code = std::max(code, ExitCode::no);
    if (diagnostic.severity != Severity::error) continue;
    const bool of_analysis = diagnostic.code == Code::unreachable_branch ||
                             diagnostic.code == Code::impossible_constraint ||
                             diagnostic.code == Code::refuted_proof || diagnostic.code == Code::unknown_model;
    code = std::max(code, of_analysis ? ExitCode::no : ExitCode::no_answer);
  }
  return code;
}

}  // namespace

ExitCode check(const CheckOptions& options) {
  Report report;
  const auto catalog = options.catalogs.empty() ? std::nullopt : load_catalog(options.catalogs, report);
  for (const std::string& path : options.policies) {
    const auto policy = load_policy(path, true, report);
    if (policy && catalog) check_models(*policy, *catalog, report);
    if (policy) report.add(analyse(*policy, catalog, options.analysis));
  }
  const Diagnostics found = report.diagnostics();
  const ExitCode code = code_of(found, options.strict);
  std::string output;
  if (options.format == Format::json) {
    output = render_json(found);
  } else {
    output = summary(options.policies.size(), found);
    report.print(options.color);
  }
  return write_output({}, output) ? code : ExitCode::no_answer;
}

}  // namespace select_model::cli
