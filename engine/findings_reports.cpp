#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/findings.hpp"
#include "engine/markup.hpp"

namespace select_model {

namespace {

std::string file_of(const Diagnostic& finding) {
  return finding.place.source ? finding.place.source->name() : "";
}

EditorSpan editor_span(const Diagnostic& finding) {
  return finding.place.source ? editor_span(*finding.place.source, finding.place.span) : EditorSpan{};
}

/// `support_bot.policy:12:5`, or nothing where it stands in no file.
std::string cited_place(const Diagnostic& finding) {
  if (!finding.place.source) return "";
  const EditorSpan region = editor_span(finding);
  return fmt::format("{}:{}:{}", file_of(finding), region.line, region.column);
}

/// What is said beside the message, a line each.
std::string remarks(const Diagnostic& finding) {
  std::string text;
  for (const Related& related : finding.related) {
    if (related.place.source) {
      const Position at = related.place.source->position(related.place.span.begin);
      text += fmt::format("\n{}:{}: {}", related.place.source->name(), at.line, related.message);
    } else {
      text += "\n" + related.message;
    }
  }
  if (!finding.help.empty()) text += "\nhelp: " + finding.help;
  if (finding.example) text += "\nexample: " + to_text(*finding.example);
  return text;
}

std::string failure_xml(const Diagnostic& finding) {
  const std::string file = markup::xml(file_of(finding));
  const std::string where =
      finding.place.source ? fmt::format(" file=\"{}\" line=\"{}\"", file, editor_span(finding).line) : "";
  const std::string name =
      fmt::format("{}{}", info(finding.code).word,
                  finding.place.source ? fmt::format(" at line {}", editor_span(finding).line) : "");
  return fmt::format(
      "    <testcase classname=\"{0}\" name=\"{1}\"{2}>\n"
      "      <failure type=\"{3}\" message=\"{4}\">{5}</failure>\n    </testcase>\n",
      file.empty() ? "select-model" : file, name, where, info(finding.code).word,
      markup::xml(finding.message), markup::xml(to_text(finding, false)));
}

std::string github_command(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "notice";
  }
  return "notice";
}

/// A message as a cell of a table: code stays code, everything else is only text.
std::string cell(std::string_view text) {
  std::string written = markup::markdown_message(text);
  for (std::size_t at = written.find('\n'); at != std::string::npos; at = written.find('\n', at))
    written.replace(at, 1, "<br>");
  return written;
}

std::string row(const Diagnostic& finding, std::string_view severity, const std::string& said) {
  const std::string place = cited_place(finding);
  return fmt::format("| {} | `{}` | {} | {} |\n", severity, info(finding.code).word,
                     place.empty() ? "" : markup::markdown_code(place), cell(said));
}

}  // namespace

std::string render_junit(const Findings& findings) {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
  for (const std::string& file : findings.files) {
    const bool failed = std::ranges::any_of(findings.open, [&](const Diagnostic& finding) {
      return fails(findings, finding) && file_of(finding) == file;
    });
    if (failed) continue;
    ++tests;
    std::string remarked;
    for (const Diagnostic& finding : findings.open) {
      if (file_of(finding) == file) remarked += to_text(finding, false);
    }
    const std::string name = markup::xml(file);
    cases += fmt::format("    <testcase classname=\"{0}\" name=\"check\" file=\"{0}\"", name);
    cases += remarked.empty() ? "/>\n"
                              : fmt::format(">\n      <system-out>{}</system-out>\n    </testcase>\n",
                                            markup::xml(remarked));
  }
  for (const Diagnostic& finding : findings.open) {
    if (!fails(findings, finding)) continue;
    ++tests;
    ++failures;
    cases += failure_xml(finding);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"select-model\" tests=\"{0}\" failures=\"{1}\" errors=\"0\">\n"
      "  <testsuite name=\"select-model check\" tests=\"{0}\" failures=\"{1}\" errors=\"0\" skipped=\"0\">\n"
      "{2}  </testsuite>\n</testsuites>\n",
      tests, failures, cases);
}

std::string render_github(const Findings& findings) {
  std::string text;
  for (const Diagnostic& finding : findings.open) {
    const bool as_error = fails(findings, finding);
    std::string properties;
    if (finding.place.source) {
      const EditorSpan region = editor_span(finding);
      properties = fmt::format("file={},line={},endLine={}", markup::github_property(file_of(finding)),
                               region.line, region.end_line);
      // GitHub takes columns only within one line.
      if (region.line == region.end_line)
        properties += fmt::format(",col={},endColumn={}", region.column, region.end_column);
      properties += ",";
    }
    text += fmt::format("::{} {}title={}::{}\n", as_error ? "error" : github_command(finding.severity),
                        properties, info(finding.code).word,
                        markup::github_message(finding.message + remarks(finding)));
  }
  return text;
}

std::string render_markdown(const Findings& findings) {
  std::string text = fmt::format("### select-model check\n\n{}\n", markup::markdown(summarize(findings)));
  if (findings.open.empty() && findings.accepted.empty()) return text;
  text += "\n| | code | place | finding |\n|---|---|---|---|\n";
  for (const Diagnostic& finding : findings.open)
    text += row(finding, word_of(finding.severity), finding.message + remarks(finding));
  for (const AcceptedFinding& accepted : findings.accepted)
    text += row(accepted.finding, "accepted", accepted.finding.message + "\naccepted: " + accepted.reason);
  return text;
}

}  // namespace select_model
