#include <algorithm>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load_inputs.hpp"
#include "cli/refusal.hpp"
#include "engine/render.hpp"
#include "policy/nearest.hpp"

namespace select_model::cli {

namespace {

/// A first word that is neither a file nor, quite, a command.
bool is_mistaken_command(const std::string& word) {
  return word.find_first_of("./") == std::string::npos && word != "-" && ::access(word.c_str(), F_OK) != 0;
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
             meant ? "did you mean `" + *meant + "`?" : "`select-model --help` lists the commands");
    return ExitCode::no_answer;
  }
  if (options.requirements.ends_with(".policy")) {
    complain("`" + options.requirements + "` is a policy, and a requirements file is expected",
             "give it with `--policy`; `select-model check` and `select-model test` take policies");
    return ExitCode::no_answer;
  }
  Report report;
  const auto inputs =
      load_inputs({options.requirements, options.policy, options.catalogs, options.settings}, report);
  if (!inputs) return refuse(report, options.format == Format::json, options.color);
  report.print(options.color);

  const Date today = options.today.value_or(today_in_utc());
  const Decision decision = select(inputs->program, inputs->answers, today);
  const Rationale rationale = select_model::explain(inputs->program, inputs->answers, today, decision);
  if (!write_output(options.output, render(options, inputs->program, rationale))) return ExitCode::no_answer;
  return code_of(rationale.outcome);
}

}  // namespace select_model::cli
