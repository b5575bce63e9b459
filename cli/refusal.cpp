#include "cli/refusal.hpp"

#include "cli/files.hpp"
#include "engine/findings.hpp"

namespace select_model::cli {

ExitCode refuse(Report& report, bool as_json, ColorChoice color) {
  if (!as_json) {
    report.print(color);
    return ExitCode::no_answer;
  }
  Findings findings;
  findings.open = report.diagnostics();
  write_output({}, render_json(findings));
  return ExitCode::no_answer;
}

}  // namespace select_model::cli
