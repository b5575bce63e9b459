#include <algorithm>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/policy_files.hpp"
#include "cli/render_findings.hpp"
#include "engine/layout.hpp"
#include "policy/format.hpp"
#include "policy/grammar.hpp"
#include "policy/lexer.hpp"
#include "policy/unified_diff.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

using layout::Paint;

std::string painted(std::string_view diff) {
  std::string text;
  while (!diff.empty()) {
    const std::size_t end = std::min(diff.find('\n'), diff.size());
    const std::string line = printable(diff.substr(0, end));
    const bool head = line.starts_with("--- ") || line.starts_with("+++ ") || line.starts_with("@@");
    text += layout::paint(line,
                          head                    ? Paint::bold
                          : line.starts_with('+') ? Paint::green
                          : line.starts_with('-') ? Paint::red
                                                  : Paint::plain,
                          true);
    text += '\n';
    diff.remove_prefix(std::min(end + 1, diff.size()));
  }
  return text;
}

class Formatting {
 public:
  explicit Formatting(const FmtOptions& options)
      : options_(options), color_(paints(options.color, STDOUT_FILENO)) {}

  ExitCode run() {
    findings_.files = policy_files(options_.policies, report_);
    for (const std::string& path : findings_.files) format_file(path);
    const bool broken = report_.has_errors();
    if (options_.format == FindingFormat::text) {
      report_.print(options_.color);
    } else {
      findings_.open.insert(findings_.open.begin(), report_.diagnostics().begin(),
                            report_.diagnostics().end());
      text_ += render(findings_, options_.format);
    }
    if (!write_output({}, text_) || broken || !written_) return ExitCode::no_answer;
    return options_.check && differs_ ? ExitCode::no : ExitCode::yes;
  }

 private:
  void format_file(const std::string& path) {
    const SourcePtr source = load_source(path, report_);
    if (!source) return;
    auto policy = parse(source);
    report_.add(std::move(policy.diagnostics));
    if (!policy) return;
    const std::string formatted = format(*policy);
    if (formatted.size() > largest_file) return report_.add(too_large(source));
    const bool same = formatted == source->text();
    differs_ = differs_ || !same;
    if (options_.check && !same) tell(source, formatted);
    if (options_.diff) {
      const std::string diff = unified_diff(source->text(), formatted, source->name());
      text_ += color_ ? painted(diff) : diff;
    }
    if (options_.check || options_.diff) return;
    if (path == "-") {
      text_ += formatted;
    } else if (!same) {
      write(path, formatted);
    }
  }

  void tell(const SourcePtr& source, const std::string& formatted) {
    if (options_.format != FindingFormat::text) {
      findings_.open.push_back(unformatted(source, formatted));
    } else if (!options_.diff) {
      text_ += printable(source->name()) + "\n";
    }
  }

  /// Where the first line that differs begins.
  static Diagnostic unformatted(const SourcePtr& source, const std::string& formatted) {
    const std::string_view text = source->text();
    const auto differs = std::ranges::mismatch(text, formatted).in1 - text.begin();
    const std::size_t line = differs == 0 ? 0 : text.rfind('\n', static_cast<std::size_t>(differs) - 1) + 1;
    const auto begin = static_cast<std::uint32_t>(line);
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', line), text.size()));
    return {Code::unformatted,
            "`" + source->name() + "` is not in the one style from here on",
            {source, {begin, end}},
            "`select-model fmt " + source->name() + "` writes it so",
            {}};
  }

  /// Then it would be no policy any more.
  static Diagnostic too_large(const SourcePtr& source) {
    return {Code::limit,
            "in the one style `" + source->name() + "` would be a file of more than 1 MiB",
            {},
            "split it: `extends` takes over what another file declares",
            {}};
  }

  void write(const std::string& path, const std::string& text) {
    const auto reason = write_file(path, text);
    if (!reason) return;
    complain("cannot write `" + path + "`: " + *reason, "");
    written_ = false;
  }

  const FmtOptions& options_;
  bool color_;
  Report report_;
  Findings findings_{{}, {}, {}, true};
  std::string text_;
  bool differs_ = false, written_ = true;
};

}  // namespace

ExitCode fmt(const FmtOptions& options) { return Formatting(options).run(); }

}  // namespace select_model::cli
