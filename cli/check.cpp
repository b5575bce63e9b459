#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/examine.hpp"
#include "cli/files.hpp"
#include "cli/fix.hpp"
#include "cli/policy_files.hpp"
#include "cli/render_findings.hpp"
#include "engine/findings.hpp"
#include "policy/unified_diff.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

constexpr const char* standard_input = "<stdin>";

/// An error of analysis says no, strictly a warning too; any other error leaves the question open, and so
/// does a proof that could not be settled.
ExitCode code_of(const Findings& findings) {
  ExitCode code = ExitCode::yes;
  for (const Diagnostic& finding : findings.open) {
    if (finding.code == Code::unproved) code = std::max(code, ExitCode::undetermined);
    if (!fails(findings, finding)) continue;
    const bool of_language = finding.severity == Severity::error && !is_error_of_analysis(finding.code);
    code = std::max(code, of_language ? ExitCode::no_answer : ExitCode::no);
  }
  return code;
}

class Check {
 public:
  explicit Check(const CheckOptions& options)
      : options_(options),
        examine_options_{options.catalogs, options.analysis, options.tests.has_value()},
        examiner_(examine_options_, report_) {
    findings_.strict = options.strict;
    findings_.files = policy_files(options.policies, report_);
    std::ranges::replace(findings_.files, "-", standard_input);
  }

  ExitCode run() {
    if (options_.fix && !fix_files()) return ExitCode::no_answer;
    if (options_.diff) return show_differences();
    add(report_.diagnostics());
    for (const std::string& path : findings_.files) examine(path);
    if (options_.tests && !write_output(options_.tests, examiner_.tests())) return ExitCode::no_answer;
    const std::string text = rendered();
    return write_output({}, text) ? code_of(findings_) : ExitCode::no_answer;
  }

 private:
  void add(const Diagnostics& open) {
    for (const Diagnostic& finding : open) {
      if (repeats_.is_new(finding)) findings_.open.push_back(finding);
    }
  }

  void examine(const std::string& path) {
    const Parted parted = examiner_.examine(
        path, [](const std::string& file) { return read_file(file == standard_input ? "-" : file); });
    add(parted.open);
    for (const AcceptedFinding& accepted : parted.accepted) {
      if (repeats_.is_new(accepted.finding)) findings_.accepted.push_back(accepted);
    }
    if (options_.verbose) written_ += fmt::format("checked {}\n", printable(path));
  }

  /// What is built in cannot be mended, and what cannot be read is reported by the check that follows. No
  /// mend comes of the analysis.
  bool fix_files() {
    ExamineOptions without_analysis = examine_options_;
    without_analysis.analysis.wanted = false;
    Report ignored;
    Examiner examiner(without_analysis, ignored);
    for (const std::string& path : findings_.files) {
      if (path.starts_with("builtin:")) continue;
      const auto fixed = fix(path, examiner);
      if (!fixed && options_.diff) load_source(path, report_);
      if (!fixed || fixed->count == 0) continue;
      differences_ += unified_diff(fixed->before, fixed->after, path);
      if (options_.diff) continue;
      if (const auto reason = write_file(path, fixed->after)) {
        complain("cannot write `" + path + "`: " + *reason, "");
        return false;
      }
      written_ += fmt::format("mended {} in {}\n", fixed->count, printable(path));
    }
    return true;
  }

  ExitCode show_differences() {
    const bool unreadable = report_.has_errors();
    report_.print(options_.color);
    if (!write_output({}, differences_) || unreadable) return ExitCode::no_answer;
    return differences_.empty() ? ExitCode::yes : ExitCode::no;
  }

  std::string rendered() {
    return options_.format == FindingFormat::text ? rendered_text() : render(findings_, options_.format);
  }

  /// Findings to standard error, as a compiler's; nothing at all where there is nothing to say.
  std::string rendered_text() {
    Report found;
    found.add(findings_.open);
    found.print(options_.color);
    const bool quiet = findings_.open.empty() && findings_.accepted.empty() && !options_.verbose;
    return written_ + (quiet ? "" : summarize(findings_) + "\n");
  }

  const CheckOptions& options_;
  Report report_;
  ExamineOptions examine_options_;
  Examiner examiner_;
  Findings findings_;
  Repeats repeats_;
  std::string written_, differences_;
};

}  // namespace

ExitCode check(const CheckOptions& options) { return Check(options).run(); }

}  // namespace select_model::cli
