#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "engine/layout.hpp"
#include "policy/builtin.hpp"
#include "policy/nearest.hpp"

namespace select_model::cli {

namespace {

using layout::Paint;

std::string list_codes(bool color) {
  layout::Table table{{}, {false, false, false}};
  for (const CodeInfo& code : all_codes()) {
    table.rows.push_back(
        {std::string(code.word), std::string(word_of(code.severity)), std::string(code.meaning)});
  }
  std::string text;
  for (const std::string& line : layout::lay_out(table, 80)) {
    const std::size_t end = line.find(' ');
    text += layout::paint(line.substr(0, end), Paint::bold, color) + line.substr(end) + "\n";
  }
  return text + "\n`select-model explain CODE` says more\n";
}

/// A page of Markdown as a terminal shows it: headings painted, code indented under the word of its fence.
std::string render_page(std::string_view page, bool color) {
  std::string text;
  bool in_code = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("```")) {
      const std::size_t label = line.find(' ');
      if (!in_code && label != std::string_view::npos) {
        const std::string_view word = line.substr(label + 1);
        text += layout::paint(word,
                              word == "right"   ? Paint::green
                              : word == "wrong" ? Paint::red
                                                : Paint::dim,
                              color) +
                "\n\n";
      }
      in_code = !in_code;
    } else if (in_code) {
      text += (line.empty() ? "" : "    " + std::string(line)) + "\n";
    } else if (line.starts_with("# ")) {
      text += layout::paint(line.substr(2), Paint::bold, color) + "\n";
    } else {
      text += std::string(line) + "\n";
    }
  }
  return text;
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  const bool color = paints(options.color, STDOUT_FILENO);
  if (!options.code) return write_output({}, list_codes(color)) ? ExitCode::yes : ExitCode::no_answer;
  if (!find_code(*options.code)) {
    std::vector<std::string> words;
    for (const CodeInfo& code : all_codes()) words.emplace_back(code.word);
    const auto near = nearest(*options.code, words);
    complain("there is no code `" + *options.code + "`",
             near ? "did you mean `" + *near + "`?" : "`select-model explain` lists them");
    return ExitCode::no_answer;
  }
  const std::string_view page = builtin_explanation(*options.code);
  const std::string text =
      page.empty() ? std::string(info(*find_code(*options.code)).meaning) + "\n" : render_page(page, color);
  return write_output({}, text) ? ExitCode::yes : ExitCode::no_answer;
}

}  // namespace select_model::cli
