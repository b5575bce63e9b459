#include "engine/findings.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace select_model {

namespace {

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Position in_code_points(const Source& source, std::uint32_t offset) {
  const Position at = source.position(offset);
  return {at.line, code_points(source.line(at.line).substr(0, at.column - 1)) + 1};
}

}  // namespace

bool fails(const Findings& findings, const Diagnostic& finding) {
  return finding.severity == Severity::error || (findings.strict && finding.severity == Severity::warning);
}

std::string summarize(const Findings& findings) {
  std::string text;
  const auto add = [&](std::size_t number, std::string_view one, std::string_view plural) {
    if (number > 0)
      text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", number, one, number == 1 ? "" : plural);
  };
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const auto number = std::ranges::count(findings.open, severity, &Diagnostic::severity);
    add(static_cast<std::size_t>(number), word_of(severity), "s");
  }
  add(findings.accepted.size(), "accepted", "");
  const std::size_t files = findings.files.size();
  return fmt::format("{} {} checked: {}", files, files == 1 ? "policy" : "policies",
                     text.empty() ? "nothing found" : text);
}

EditorSpan editor_span(const Source& source, Span span) {
  const Position begin = in_code_points(source, span.begin);
  const Position end = in_code_points(source, span.end);
  return {begin.line, begin.column, end.line, end.column};
}

}  // namespace select_model
