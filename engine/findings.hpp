#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "policy/accept.hpp"
#include "policy/diagnostic.hpp"

/// All that a command found in some files: one value, from which every format is rendered, so that none says
/// more or less than another.
namespace select_model {

struct Findings {
  std::vector<std::string> files;  // that were looked at, in order
  Diagnostics open;                // in the order in which they are shown
  std::vector<AcceptedFinding> accepted;
  bool strict = false;  // a warning counts as an error does
};

/// Whether the finding makes its file fail.
bool fails(const Findings& findings, const Diagnostic& finding);
/// `2 policies checked: 1 error, 2 warnings, 3 accepted`
std::string summarize(const Findings& findings);

/// Where a finding stands as editors and CI servers count: from 1, columns in code points, the end exclusive.
struct EditorSpan {
  std::uint32_t line = 1, column = 1, end_line = 1, end_column = 1;
};
EditorSpan editor_span(const Source& source, Span span);

/// `{"diagnostics": […], "accepted": […]}`, in the keys of docs/checking.md; columns in bytes.
std::string render_json(const Findings& findings);
/// SARIF 2.1.0: with the page of every code that was found, and the mends that are certain.
std::string render_sarif(const Findings& findings);
/// A test case for each file that does not fail, and for each finding that makes one fail.
std::string render_junit(const Findings& findings);
/// Workflow commands of GitHub: an annotation for each finding.
std::string render_github(const Findings& findings);
/// For the summary of a job.
std::string render_markdown(const Findings& findings);

}  // namespace select_model
