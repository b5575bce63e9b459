#include <algorithm>
#include <string>
#include <utility>

#include "policy/diagnostic.hpp"
#include "policy/snippet.hpp"
#include "policy/utf8.hpp"

namespace select_model {
namespace {

std::string_view escape(Style style, Severity severity) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::frame:
    case Style::secondary:
      return "\x1b[1;34m";
    case Style::strong:
      return "\x1b[1m";
    case Style::primary:
      break;
  }
  return severity == Severity::error     ? "\x1b[1;31m"
         : severity == Severity::warning ? "\x1b[1;33m"
                                         : "\x1b[1;32m";
}

/// The marks of one file, and where its first place is.
struct Excerpt {
  SourcePtr source;
  std::uint32_t offset = 0;
  std::vector<Mark> marks;
};

/// The file of the diagnostic first, then others as they are mentioned. A related place that is the
/// diagnostic's own labels its mark.
std::vector<Excerpt> excerpts(const Diagnostic& diagnostic) {
  std::vector<Excerpt> files;
  const auto add = [&](const Place& place, std::string label, bool primary) {
    if (!place.source) return;
    auto file = std::ranges::find(files, place.source, &Excerpt::source);
    if (file == files.end()) file = files.insert(files.end(), {place.source, place.span.begin, {}});
    file->marks.push_back({place.span, std::move(label), primary});
  };
  add(diagnostic.place, "", true);
  for (const Related& related : diagnostic.related) {
    const bool own = diagnostic.place.source && related.place.source == diagnostic.place.source &&
                     related.place.span == diagnostic.place.span;
    if (own && files[0].marks[0].label.empty()) {
      files[0].marks[0].label = printable(related.message);
    } else {
      add(related.place, printable(related.message), false);
    }
  }
  return files;
}

StyledLine heading(const Excerpt& excerpt, std::size_t gutter, bool first) {
  const Position at = excerpt.source->position(excerpt.offset);
  return {
      {std::string(gutter, ' ') + (first ? "--> " : "::: "), Style::frame},
      {printable(excerpt.source->name()) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
       Style::plain}};
}

/// `= help: …`; further lines of the text stand under the first.
void add_footer(std::vector<StyledLine>& lines, std::string_view kind, std::string_view text,
                std::size_t gutter) {
  const std::string indent(gutter + 1, ' ');
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = printable(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (first) {
      lines.push_back(
          {{indent + "= ", Style::frame}, {std::string(kind), Style::strong}, {": " + line, Style::plain}});
    } else {
      lines.push_back({{indent + std::string(kind.size() + 4, ' ') + line, Style::plain}});
    }
  }
}

}  // namespace

/// A requirements file: given to `select-model` it shows what is claimed.
std::string to_text(const Example& example) {
  std::string text = example.offer.empty() ? "" : "# for " + example.offer + "\n";
  return text + (example.answers.empty() ? "{}  # no answer is needed" : to_yaml(example));
}

std::string to_text(const Diagnostic& diagnostic, bool color) {
  const auto files = excerpts(diagnostic);
  std::size_t gutter = files.empty() ? 0 : 1;
  for (const Excerpt& file : files)
    gutter = std::max(gutter, std::to_string(last_line(*file.source, file.marks)).size());

  std::vector<StyledLine> lines;
  lines.push_back(
      {{std::string(word_of(diagnostic.severity)) + "[" + std::string(info(diagnostic.code).word) + "]",
        Style::primary},
       {": " + printable(diagnostic.message), Style::strong}});
  for (const Excerpt& file : files) {
    lines.push_back(heading(file, gutter, &file == files.data()));
    for (StyledLine& line : snippet(*file.source, file.marks, gutter)) lines.push_back(std::move(line));
  }
  std::vector<StyledLine> footers;
  for (const Related& related : diagnostic.related) {
    if (!related.place.source) add_footer(footers, "note", related.message, gutter);
  }
  add_footer(footers, "help", diagnostic.help, gutter);
  if (diagnostic.example) add_footer(footers, "example", to_text(*diagnostic.example), gutter);
  if (!files.empty() && !footers.empty())
    lines.push_back({{std::string(gutter + 1, ' ') + "|", Style::frame}});
  lines.insert(lines.end(), footers.begin(), footers.end());

  std::string text;
  for (const StyledLine& line : lines) {
    for (const Styled& piece : line) {
      const bool styled = color && piece.style != Style::plain;
      text += styled ? std::string(escape(piece.style, diagnostic.severity)) + piece.text + "\x1b[0m"
                     : piece.text;
    }
    text += '\n';
  }
  return text;
}

}  // namespace select_model
