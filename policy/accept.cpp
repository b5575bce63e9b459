#include "policy/accept.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "policy/nearest.hpp"

namespace select_model {

namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view keyword = "accept";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string> words_of_codes() {
  std::vector<std::string> words;
  for (const CodeInfo& code : all_codes()) words.emplace_back(code.word);
  return words;
}

/// A comment that accepts something, or tries to.
struct AcceptComment {
  std::string_view word;  // where the code should stand
  bool colon = false;
  std::string_view reason;
};

std::optional<AcceptComment> read_comment(std::string_view comment) {
  std::string_view text = trimmed(comment.substr(1));
  if (!text.starts_with(keyword)) return std::nullopt;
  text.remove_prefix(keyword.size());
  if (text.empty() || blanks.find(text.front()) == std::string_view::npos) return std::nullopt;
  text = trimmed(text);
  const std::size_t end = std::min(text.find_first_of(": \t"), text.size());
  const std::string_view word = text.substr(0, end);
  const std::string_view rest = trimmed(text.substr(end));
  if (rest.starts_with(':')) return AcceptComment{word, true, trimmed(rest.substr(1))};
  const bool is_code = find_code(word).has_value();
  const bool meant = rest.empty() ? is_code || nearest(word, words_of_codes())
                                  : is_code && word.find('-') != std::string_view::npos;
  return meant ? std::optional(AcceptComment{word, false, {}}) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(const SourcePtr& source) : source_(source) {}

  void read(Span comment) {
    const std::string_view text = source_->slice(comment);
    const auto written = read_comment(text);
    if (!written) return;
    const auto begin = comment.begin + static_cast<std::uint32_t>(written->word.data() - text.data());
    const Span word{begin, begin + static_cast<std::uint32_t>(written->word.size())};
    const auto code = find_code(written->word);
    if (!code) return report_unknown(*written, word);
    if (!may_be_accepted(*code)) {
      const bool of_language = info(*code).severity == Severity::error;
      report(word, fmt::format("`{}` cannot be accepted", written->word),
             of_language ? "an error of language has to be mended" : "remove the comment that is wrong", {});
    } else if (written->reason.empty()) {
      report(word, fmt::format("no reason is given for accepting `{}`", written->word),
             fmt::format("write `# accept {}: why`", written->word), {});
    } else {
      made_.acceptances.push_back(
          {*code, std::string(written->reason), {source_, comment}, line_meant(comment)});
    }
  }

  Acceptances take() { return std::move(made_); }

 private:
  static bool may_be_accepted(Code code) {
    if (code == Code::unused_accept || code == Code::invalid_accept) return false;
    return info(code).severity != Severity::error || is_error_of_analysis(code);
  }

  void report_unknown(const AcceptComment& written, Span word) {
    const auto near = all_nearest(written.word, words_of_codes());
    std::vector<Edit> fix;
    if (near.size() == 1) fix.push_back({word, near.front()});
    report(
        word, fmt::format("there is no code `{}`", written.word),
        near.empty() ? "`select-model explain` lists them" : fmt::format("did you mean `{}`?", near.front()),
        std::move(fix));
  }

  void report(Span span, std::string message, std::string help, std::vector<Edit> fix) {
    Diagnostic diagnostic{Code::invalid_accept, std::move(message), {source_, span}, std::move(help), {}};
    diagnostic.fix = std::move(fix);
    made_.mistakes.push_back(std::move(diagnostic));
  }

  /// Its own line, or where nothing else stands on it, the first one below that is no comment.
  std::uint32_t line_meant(Span comment) const {
    const Position at = source_->position(comment.begin);
    std::uint32_t line = at.line;
    if (!trimmed(source_->line(line).substr(0, at.column - 1)).empty()) return line;
    do ++line;
    while (trimmed(source_->line(line)).starts_with('#'));
    return line;
  }

  const SourcePtr& source_;
  Acceptances made_;
};

/// The comment with the blanks before it, or its whole line where it stands alone.
Span removal(const Place& comment) {
  const std::string_view text = comment.source->text();
  Span span = comment.span;
  while (span.begin > 0 && blanks.find(text[span.begin - 1]) != std::string_view::npos) --span.begin;
  const bool alone = span.begin == 0 || text[span.begin - 1] == '\n';
  if (const std::size_t end = text.find('\n', span.end); alone && end != std::string_view::npos)
    span.end = static_cast<std::uint32_t>(end + 1);
  return span;
}

Diagnostic unused(const Acceptance& acceptance) {
  Diagnostic diagnostic{Code::unused_accept,
                        fmt::format("`{}` is not found here", info(acceptance.code).word),
                        acceptance.place,
                        "remove the comment",
                        {}};
  diagnostic.fix.push_back({removal(acceptance.place), ""});
  return diagnostic;
}

}  // namespace

bool is_error_of_analysis(Code code) {
  return code == Code::unreachable_branch || code == Code::impossible_constraint ||
         code == Code::refuted_proof || code == Code::unknown_model;
}

Acceptances read_acceptances(const ast::Policy& file) {
  Reader reader(file.source);
  for (const ast::Comment& comment : file.comments) reader.read(comment.span);
  return reader.take();
}

Parted part(Diagnostics found, const std::vector<Acceptance>& acceptances, const std::vector<Code>& sought) {
  using Spot = std::tuple<const Source*, std::uint32_t, Code>;
  std::map<Spot, std::size_t> index;
  for (std::size_t i = 0; i < acceptances.size(); ++i)
    index.emplace(Spot{acceptances[i].place.source.get(), acceptances[i].line, acceptances[i].code}, i);
  Parted parted;
  std::vector<bool> used(acceptances.size());
  for (Diagnostic& finding : found) {
    const SourcePtr& source = finding.place.source;
    const std::uint32_t line = source ? source->position(finding.place.span.begin).line : 0;
    const auto holds = index.find(Spot{source.get(), line, finding.code});
    if (holds == index.end()) {
      parted.open.push_back(std::move(finding));
      continue;
    }
    const Acceptance& acceptance = acceptances[holds->second];
    used[holds->second] = true;
    parted.accepted.push_back({std::move(finding), acceptance.reason, acceptance.place});
  }
  for (std::size_t i = 0; i < acceptances.size(); ++i) {
    const bool looked_for = std::ranges::find(sought, acceptances[i].code) != sought.end();
    if (!used[i] && looked_for) parted.open.push_back(unused(acceptances[i]));
  }
  return parted;
}

}  // namespace select_model
