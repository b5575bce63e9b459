#include <algorithm>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "engine/render.hpp"
#include "policy/nearest.hpp"

namespace select_model::cli {

namespace {

/// A first word that is neither a file nor, quite, a command.
bool is_mistaken_command(const std::string& word) {
  return word.find_first_of("./") == std::string::npos && word != "-" && ::access(word.c_str(), F_OK) != 0;
}

std::optional<std::vector<Setting>> read_settings(const std::vector<std::string>& arguments, Report& report) {
  std::vector<Setting> settings;
  for (const std::string& argument : arguments) {
    auto setting = read_setting(argument);
    report.add(std::move(setting.diagnostics));
    if (setting) settings.push_back(std::move(*setting));
  }
  return settings.size() == arguments.size() ? std::optional(std::move(settings)) : std::nullopt;
}

/// Everything that a decision is made of.
struct Inputs {
  Program program;
  Answers answers;
};

/// Reads all of it, so that the mistakes of all files are reported at once.
std::optional<Inputs> load(const DecideOptions& options, Report& report) {
  const SourcePtr source = load_source(options.requirements, report);
  auto requirements = source ? read_requirements(source) : Result<Requirements>{};
  report.add(std::move(requirements.diagnostics));
  const auto settings = read_settings(options.settings, report);

  std::string policy_path = "builtin:guide";
  std::vector<std::string> catalog_paths = options.catalogs;
  if (requirements && !requirements->policies.empty())
    policy_path = resolve(requirements->policies[0], options.requirements);
  if (options.policy) policy_path = *options.policy;
  if (requirements && catalog_paths.empty()) {
    for (const std::string& path : requirements->catalogs)
      catalog_paths.push_back(resolve(path, options.requirements));
  }
  // Without the requirements nobody knows which policy and catalogue they name.
  if (!requirements && (!options.policy || options.catalogs.empty())) return std::nullopt;

  auto policy = load_policy(policy_path, false, report);
  auto catalog = load_catalog(catalog_paths, report);
  if (!policy || !requirements || !settings) return std::nullopt;
  auto answers = read_answers(*policy, requirements->document, *settings);
  report.add(std::move(answers.diagnostics));
  if (!catalog) return std::nullopt;
  auto program = compile(std::move(*policy), std::move(*catalog));
  report.add(with_severity(std::move(program.diagnostics), Code::unknown_model, Severity::warning));
  if (!program || !answers || report.has_errors()) return std::nullopt;
  return Inputs{std::move(*program), std::move(*answers)};
}

std::string render(const DecideOptions& options, const Program& program, const Rationale& rationale) {
  switch (options.format) {
    case Format::json:
      return render_json(program, rationale);
    case Format::markdown:
      return render_markdown(program, rationale, options.top);
    case Format::text:
      break;
  }
  TextStyle style;
  style.color =
      options.color == ColorChoice::always || (!options.output && paints(options.color, STDOUT_FILENO));
  style.top = options.top;
  return render_text(program, rationale, style);
}

ExitCode code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::recommended:
      return ExitCode::yes;
    case Outcome::no_eligible_model:
    case Outcome::refused:
      return ExitCode::no;
    case Outcome::undetermined:
      return ExitCode::undetermined;
  }
  return ExitCode::no_answer;
}

}  // namespace

ExitCode decide(const DecideOptions& options) {
  if (is_mistaken_command(options.requirements)) {
    const auto command = nearest(options.requirements, command_names());
    const auto file = nearest_file(options.requirements);
    const auto& meant = command ? command : file;
    complain("`" + options.requirements + "` is neither a command nor a file",
             meant ? "did you mean `" + *meant + "`?" : "the commands are check, test and explain");
    return ExitCode::no_answer;
  }
  if (options.requirements.ends_with(".policy")) {
    complain("`" + options.requirements + "` is a policy, and a requirements file is expected",
             "give it with `--policy`; `select-model check` and `select-model test` take policies");
    return ExitCode::no_answer;
  }
  Report report;
  const auto inputs = load(options, report);
  report.print(options.color);
  if (!inputs) return ExitCode::no_answer;

  const Date today = options.today.value_or(today_in_utc());
  const Decision decision = select(inputs->program, inputs->answers, today);
  const Rationale rationale = select_model::explain(inputs->program, inputs->answers, today, decision);
  if (!write_output(options.output, render(options, inputs->program, rationale))) return ExitCode::no_answer;
  return code_of(rationale.outcome);
}

}  // namespace select_model::cli
