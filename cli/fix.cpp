#include "cli/fix.hpp"

#include <algorithm>

#include "cli/files.hpp"
#include "policy/grammar.hpp"
#include "policy/mend.hpp"

namespace select_model::cli {

namespace {

/// A mend may bring the next to light; but not for ever.
constexpr int most_rounds = 20;
/// To try mends one by one is worth the time where there are few.
constexpr int most_single_trials = 100;

class Fixer {
 public:
  Fixer(const std::string& path, std::string identity, Examiner& examiner)
      : path_(path), identity_(std::move(identity)), examiner_(examiner) {}

  Fixed run(const std::string& text) {
    Fixed fixed{text, text, 0};
    Diagnostics found = examine(fixed.after);
    for (int round = 0; round < most_rounds; ++round) {
      const Diagnostics own = mendable(found);
      if (own.empty()) break;
      Mended mended = mend(*own.front().place.source, own);
      auto better = improved(found, mended.text);
      if (!better) {
        mended = mend_one(found, own);
        better = improved(found, mended.text);
      }
      if (!better || mended.count == 0) break;
      fixed.after = std::move(mended.text);
      fixed.count += mended.count;
      found = std::move(*better);
    }
    return fixed;
  }

 private:
  Diagnostics examine(const std::string& text) {
    return examiner_
        .examine(path_,
                 [&](const std::string& path) -> std::variant<FileText, FileError> {
                   if (path == path_) return FileText{text, identity_};
                   return read_file(path);
                 })
        .open;
  }

  Diagnostics mendable(const Diagnostics& found) const {
    Diagnostics own;
    for (const Diagnostic& finding : found) {
      if (!finding.fix.empty() && finding.place.source && finding.place.source->name() == path_)
        own.push_back(finding);
    }
    return own;
  }

  /// What is found after a change, if it parses, has no more errors than before, and no more of those that
  /// nobody can mend for certain: else a misspelt name would be exchanged for one that does not fit.
  std::optional<Diagnostics> improved(const Diagnostics& before, const std::string& text) {
    if (!parse(std::make_shared<const Source>(path_, text))) return std::nullopt;
    Diagnostics after = examine(text);
    const bool harms = errors(after) > errors(before) || stuck(after) > stuck(before);
    return harms ? std::nullopt : std::optional(std::move(after));
  }

  static std::ptrdiff_t errors(const Diagnostics& found) {
    return std::ranges::count(found, Severity::error, &Diagnostic::severity);
  }
  static std::ptrdiff_t stuck(const Diagnostics& found) {
    return std::ranges::count_if(found, [](const Diagnostic& finding) {
      return finding.severity == Severity::error && finding.fix.empty();
    });
  }

  /// Where all at once do harm, the first that does none.
  Mended mend_one(const Diagnostics& found, const Diagnostics& own) {
    for (const Diagnostic& finding : own) {
      if (trials_left_-- <= 0) break;
      Mended one = mend(*finding.place.source, {finding});
      if (improved(found, one.text)) return one;
    }
    return {std::string(own.front().place.source->text()), 0};
  }

  const std::string& path_;
  std::string identity_;
  Examiner& examiner_;
  int trials_left_ = most_single_trials;
};

}  // namespace

std::optional<Fixed> fix(const std::string& path, Examiner& examiner) {
  auto read = read_file(path);
  auto* text = std::get_if<FileText>(&read);
  if (!text) return std::nullopt;
  return Fixer(path, text->identity, examiner).run(text->text);
}

}  // namespace select_model::cli
