#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/policy_files.hpp"
#include "cli/refusal.hpp"
#include "engine/verify_difference.hpp"

namespace select_model::cli {

namespace {

struct Sides {
  Program before, after;
};

std::optional<Program> load_side(const std::string& policy_path, const std::vector<std::string>& catalogs,
                                 Report& report) {
  auto policy = load_policy(policy_path, false, report);
  auto catalog = load_catalog(catalogs, report);
  if (!policy || !catalog) return std::nullopt;
  auto program = compile(std::move(*policy), std::move(*catalog));
  report.add(of_decision(std::move(program.diagnostics), policy_path, catalogs));
  return std::move(program.value);
}

/// Answers as one side reads them; what is wrong with them there.
struct Reading {
  std::optional<Answers> answers;
  Diagnostics mistakes;
};

Reading read(const Program& program, const Requirements& requirements) {
  auto answers = read_answers(program.policy(), requirements.document, {});
  return {std::move(answers.value), std::move(answers.diagnostics)};
}

/// A file that one side reads and the other refuses.
ShownChange unreadable(const std::string& file, const Reading& refused, bool after) {
  ShownChange shown;
  shown.file = file;
  shown.change.kind = ChangeKind::recommended;
  shown.change.text = std::string(after ? "the new" : "the old") +
                      " policy cannot read it: " + refused.mistakes.front().message;
  return shown;
}

/// A catalogue may lie beside the requirements.
bool is_catalog(const Requirements& requirements) {
  const auto* map = std::get_if<MapNode>(&requirements.document.content);
  if (!map) return false;
  for (const auto& entry : map->entries) {
    if (entry.key == "models") return true;
  }
  return false;
}

class Comparison {
 public:
  Comparison(const Sides& sides, Date today) : sides_(sides), today_(today) {}

  void compare(const std::string& path, Report& report) {
    const SourcePtr source = load_source(path, report);
    auto requirements = source ? read_requirements(source) : Result<Requirements>{};
    if (requirements && is_catalog(*requirements)) return;
    report.add(std::move(requirements.diagnostics));
    if (!requirements) return;
    Reading old = read(sides_.before, *requirements);
    Reading now = read(sides_.after, *requirements);
    if (!old.answers && !now.answers) return report.add(std::move(now.mistakes));
    ++difference.files;
    if (!old.answers || !now.answers) {
      difference.changes.push_back(unreadable(path, old.answers ? now : old, old.answers.has_value()));
      return;
    }
    for (ShownChange& shown : differences(sides_.before, *old.answers, sides_.after, *now.answers, today_)) {
      shown.file = path;
      difference.changes.push_back(std::move(shown));
    }
  }

  Difference difference;

 private:
  const Sides& sides_;
  Date today_;
};

Difference compare_files(const Sides& sides, const std::vector<std::string>& files, Date today,
                         Report& report) {
  Comparison comparison(sides, today);
  for (const std::string& file : files) comparison.compare(file, report);
  comparison.difference.equivalent = comparison.difference.changes.empty();
  return std::move(comparison.difference);
}

/// Of all answers.
Difference analyse(const Sides& sides, Date today, const AnalysisOptions& options) {
  const auto absence = options.wanted ? analysis::Solver::absence() : "the analysis was not wanted";
  if (!absence)
    return verify_difference(sides.before, sides.after, today, analysis::Effort::within(options.timeout));
  Difference difference;
  difference.not_analysed.push_back(*absence);
  return difference;
}

ExitCode code_of(const Difference& difference) {
  if (!difference.equivalent) return ExitCode::undetermined;
  return *difference.equivalent ? ExitCode::yes : ExitCode::no;
}

}  // namespace

ExitCode diff(const DiffOptions& options) {
  Report report;
  const auto catalogs = [&](const std::vector<std::string>& own) {
    return own.empty() ? options.catalogs : own;
  };
  auto before = load_side(options.policies.front(), catalogs(options.old_catalogs), report);
  auto after = load_side(options.policies.back(), catalogs(options.new_catalogs), report);
  const auto files =
      options.requirements ? requirements_files(*options.requirements, report) : std::vector<std::string>{};
  const bool as_json = options.format == Format::json;
  if (!before || !after || report.has_errors()) return refuse(report, as_json, options.color);
  const Sides sides{std::move(*before), std::move(*after)};
  const Date today = options.analysis.today.value_or(today_in_utc());
  Difference difference = options.requirements ? compare_files(sides, files, today, report)
                                               : analyse(sides, today, options.analysis);
  const bool broken = report.has_errors();
  if (broken && (as_json || difference.files == 0)) return refuse(report, as_json, options.color);
  report.print(options.color);
  const std::string text =
      as_json ? render_json(difference) : render_text(difference, paints(options.color, STDOUT_FILENO));
  if (!write_output(options.output, text) || broken) return ExitCode::no_answer;
  return code_of(difference);
}

}  // namespace select_model::cli
