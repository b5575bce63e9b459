#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load_inputs.hpp"
#include "engine/tree_drawing.hpp"

namespace select_model::cli {

namespace {

/// Of the policy alone, or with the path that the answers take.
std::optional<TreeDrawing> load_drawing(const TreeOptions& options, Report& report) {
  if (!options.requirements && options.settings.empty()) {
    const auto policy = load_policy(*options.policy, false, report);
    return policy ? std::optional(draw_tree(*policy)) : std::nullopt;
  }
  const auto inputs =
      load_inputs({options.requirements, options.policy, options.catalogs, options.settings}, report);
  if (!inputs) return std::nullopt;
  const Date today = options.today.value_or(today_in_utc());
  const Decision decision = select(inputs->program, inputs->answers, today);
  const Rationale rationale = select_model::explain(inputs->program, inputs->answers, today, decision);
  return draw_tree(inputs->program, inputs->answers, today, rationale);
}

std::string render(const TreeOptions& options, const TreeDrawing& drawing) {
  switch (options.format) {
    case TreeFormat::mermaid:
      return render_tree_mermaid(drawing);
    case TreeFormat::dot:
      return render_tree_dot(drawing);
    case TreeFormat::svg:
      return render_tree_svg(drawing);
    case TreeFormat::markdown:
      return render_tree_markdown(drawing);
    case TreeFormat::text:
      break;
  }
  const bool color =
      options.color == ColorChoice::always || (!options.output && paints(options.color, STDOUT_FILENO));
  return render_tree_text(drawing, color);
}

}  // namespace

ExitCode tree(const TreeOptions& options) {
  Report report;
  const auto drawing = load_drawing(options, report);
  report.print(options.color);
  if (!drawing) return ExitCode::no_answer;
  return write_output(options.output, render(options, *drawing)) ? ExitCode::yes : ExitCode::no_answer;
}

}  // namespace select_model::cli
