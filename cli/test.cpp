#include <algorithm>
#include <map>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/policy_files.hpp"
#include "engine/name_pattern.hpp"
#include "engine/references.hpp"
#include "engine/render_coverage.hpp"
#include "engine/test_report.hpp"

namespace select_model::cli {

namespace {

/// The catalogues that tests run against, each read once: the command's, or by its path a test's own.
class Catalogs {
 public:
  Catalogs(const TestOptions& options, Report& report) : options_(options), report_(report) {}

  const std::optional<Catalog>& load(const std::optional<std::string>& own, const Place& named) {
    auto found = known_.find(own);
    if (found == known_.end()) {
      auto loaded = own ? load_catalog({*own}, report_, {named}) : load_catalog(options_.catalogs, report_);
      found = known_.emplace(own, std::move(loaded)).first;
    }
    return found->second;
  }

 private:
  const TestOptions& options_;
  Report& report_;
  std::map<std::optional<std::string>, std::optional<Catalog>> known_;
};

struct Run {
  const TestOptions& options;
  Date today;
  Report& report;
  Catalogs catalogs;
  Workspace workspace;
  std::size_t left_out = 0;  // tests that no pattern matches
};

bool is_wanted(const TestOptions& options, const Test& test) {
  return options.patterns.empty() || std::ranges::any_of(options.patterns, [&](const std::string& pattern) {
           return matches(test.name, pattern);
         });
}

/// The policy with a test's own catalogue, or with the command's: then its tree must name no model that is
/// not there.
std::optional<Program> program_for(Run& run, const CheckedPolicy& policy,
                                   const std::optional<std::string>& own, const Place& named) {
  const std::optional<Catalog>& catalog = run.catalogs.load(own, named);
  if (!catalog) return std::nullopt;
  if (!own) run.report.add(check_references(policy, *catalog));
  auto program = compile(policy, *catalog);
  if (!program) run.report.add(std::move(program.diagnostics));
  return std::move(program.value);
}

TestedPolicy run_policy(Run& run, const std::string& path, const CheckedPolicy& policy, Seen& seen) {
  TestedPolicy tested{path, {}};
  std::map<std::optional<std::string>, std::optional<Program>> programs;
  for (const Test& test : policy.tests) {
    if (!is_wanted(run.options, test)) {
      ++run.left_out;
      continue;
    }
    std::optional<std::string> own;
    if (test.catalog) own = resolve(*test.catalog, test.place.source->name());
    auto found = programs.find(own);
    if (found == programs.end())
      found = programs.emplace(own, program_for(run, policy, own, test.catalog_place)).first;
    if (!found->second) continue;
    const Program& program = *found->second;
    if (own) run.report.add(unknown_models(test, program.catalog()));
    const TestResult result = run_test(program, test, run.today, run.workspace);
    if (run.options.coverage || run.options.fail_under) see(seen, program, result);
    tested.tests.push_back(report_of(result));
  }
  return tested;
}

struct Tested {
  TestReport report;
  Coverage coverage;  // of the files that the command names
};

Tested run_all(Run& run) {
  Tested tested;
  const std::vector<std::string> files = policy_files(run.options.policies, run.report);
  for (const std::string& path : files) {
    const auto policy = load_policy(path, false, run.report);
    if (!policy) continue;
    Seen seen = nothing_seen(*policy);
    tested.report.policies.push_back(run_policy(run, path, *policy, seen));
    add(tested.coverage, coverage_of(*policy, seen));
  }
  tested.coverage = only(std::move(tested.coverage), files);
  tested.report.problems = run.report.diagnostics();
  return tested;
}

std::string render(const TestReport& report, const TestOptions& options, bool color) {
  switch (options.format) {
    case TestFormat::text:
      return render_text(report, {color, options.verbose});
    case TestFormat::json:
      return render_json(report);
    case TestFormat::junit:
      return render_junit(report);
    case TestFormat::tap:
      return render_tap(report);
    case TestFormat::github:
      return render_github(report);
    case TestFormat::markdown:
      return render_markdown(report);
  }
  return "";
}

std::string render(const Coverage& coverage, CoverageFormat format, bool color) {
  switch (format) {
    case CoverageFormat::text:
      return render_coverage_text(coverage, color);
    case CoverageFormat::json:
      return render_coverage_json(coverage);
    case CoverageFormat::lcov:
      return render_lcov(coverage);
    case CoverageFormat::cobertura:
      return render_cobertura(coverage);
  }
  return "";
}

bool is_standard(const std::optional<std::string>& path) { return !path || *path == "-"; }

bool write_text(const std::optional<std::string>& path, const std::string& text) {
  return write_output(is_standard(path) ? std::nullopt : path, text);
}

/// The report, then the coverage. A coverage for machines has standard output for itself.
bool write(const Tested& tested, const TestOptions& options) {
  const auto color = [&](const std::optional<std::string>& path, int descriptor) {
    return is_standard(path) ? paints(options.color, descriptor) : options.color == ColorChoice::always;
  };
  const bool apart = options.coverage && *options.coverage != CoverageFormat::text &&
                     is_standard(options.coverage_output) && is_standard(options.output);
  bool written = true;
  if (apart) {
    write_error(render(tested.report, options, paints(options.color, STDERR_FILENO)));
  } else {
    written =
        write_text(options.output, render(tested.report, options, color(options.output, STDOUT_FILENO)));
  }
  if (!options.coverage) return written;
  const bool below = is_standard(options.output) && is_standard(options.coverage_output) && !apart;
  const std::string coverage =
      render(tested.coverage, *options.coverage, color(options.coverage_output, STDOUT_FILENO));
  return write_text(options.coverage_output, (below ? "\n" : "") + coverage) && written;
}

/// Whether less is covered than was asked for: then that is said.
bool falls_short(const CoverageShare& share, const TestOptions& options) {
  if (!options.fail_under) return false;
  const auto covered = Rational(static_cast<std::int64_t>(share.covered)) * Rational(100);
  if (covered >= *options.fail_under * Rational(static_cast<std::int64_t>(share.total))) return false;
  complain(fmt::format("coverage is {}% ({} of {}), and at least {}% is asked for", share.percent(),
                       share.covered, share.total, options.fail_under->to_decimal(6)),
           options.coverage ? "" : "`--coverage` shows what no test has seen");
  return true;
}

}  // namespace

ExitCode test(const TestOptions& options) {
  Report report;
  Run run{options, options.today.value_or(today_in_utc()), report, Catalogs(options, report), Workspace(), 0};
  const Tested tested = run_all(run);
  report.print(options.color);
  const Diagnostics& problems = tested.report.problems;
  const bool broken = std::ranges::any_of(problems, [](const Diagnostic& problem) {
    return problem.severity == Severity::error && problem.code != Code::unknown_model;
  });
  if (!write(tested, options)) return ExitCode::no_answer;
  const bool none = tested.report.passed() + tested.report.failed() == 0;
  if (none && run.left_out > 0) {
    complain("no test has a name that `--run` matches",
             fmt::format("{} {} there: `-v` without `--run` names them", run.left_out,
                         run.left_out == 1 ? "test is" : "tests are"));
  }
  const bool short_of = falls_short(share_of(tested.coverage), options);
  if (broken) return ExitCode::no_answer;
  const bool passed = !none && tested.report.failed() == 0 && !has_errors(problems) && !short_of;
  return passed ? ExitCode::yes : ExitCode::no;
}

}  // namespace select_model::cli
