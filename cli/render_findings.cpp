#include "cli/render_findings.hpp"

namespace select_model::cli {

std::string render(const Findings& findings, FindingFormat format) {
  switch (format) {
    case FindingFormat::text:
      return "";
    case FindingFormat::json:
      return render_json(findings);
    case FindingFormat::sarif:
      return render_sarif(findings);
    case FindingFormat::junit:
      return render_junit(findings);
    case FindingFormat::github:
      return render_github(findings);
    case FindingFormat::markdown:
      return render_markdown(findings);
  }
  return "";
}

}  // namespace select_model::cli
