#include "policy/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>

namespace select_model {
namespace {

constexpr std::array code_table = {
#define SELECT_MODEL_CODE(name, word, severity, meaning) \
  CodeInfo{Code::name, word, Severity::severity, meaning},
#include "policy/diagnostic_codes.def"
#undef SELECT_MODEL_CODE
};

bool same_place(const Place& a, const Place& b) { return a.source == b.source && a.span == b.span; }

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.severity == b.severity && a.message == b.message && a.help == b.help &&
         same_place(a.place, b.place) &&
         std::ranges::equal(a.related, b.related, [](const Related& x, const Related& y) {
           return x.message == y.message && same_place(x.place, y.place);
         });
}

}  // namespace

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

std::span<const CodeInfo> all_codes() { return code_table; }

const CodeInfo& info(Code code) { return code_table[static_cast<std::size_t>(code)]; }

std::optional<Code> find_code(std::string_view word) {
  const auto found = std::ranges::find(code_table, word, &CodeInfo::word);
  return found == code_table.end() ? std::nullopt : std::optional(found->code);
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void sort_by_place(Diagnostics& diagnostics) {
  std::vector<const Source*> files;
  const auto rank_of = [&](const Diagnostic& diagnostic) {
    const auto found = std::ranges::find(files, diagnostic.place.source.get());
    return found - files.begin();
  };
  for (const Diagnostic& diagnostic : diagnostics) {
    if (rank_of(diagnostic) == std::ssize(files)) files.push_back(diagnostic.place.source.get());
  }
  const auto key = [&](const Diagnostic& d) {
    return std::tuple(rank_of(d), d.place.span.begin, d.place.span.end);
  };
  std::ranges::stable_sort(diagnostics, {}, key);
  // Duplicates need not be neighbours, but they share a place: look back as far as it reaches.
  Diagnostics kept;
  for (Diagnostic& diagnostic : diagnostics) {
    const auto seen = std::find_if(kept.rbegin(), kept.rend(), [&](const Diagnostic& d) {
      return !same_place(d.place, diagnostic.place) || same(d, diagnostic);
    });
    if (seen == kept.rend() || !same(*seen, diagnostic)) kept.push_back(std::move(diagnostic));
  }
  diagnostics = std::move(kept);
}

}  // namespace select_model
