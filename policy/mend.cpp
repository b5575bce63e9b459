#include "policy/mend.hpp"

#include <algorithm>

namespace select_model {

namespace {

Span reach_of(const std::vector<Edit>& fix) { return {fix.front().span.begin, fix.back().span.end}; }

}  // namespace

Mended mend(const Source& source, const Diagnostics& findings) {
  std::vector<const std::vector<Edit>*> fixes;
  for (const Diagnostic& finding : findings) {
    if (finding.place.source.get() == &source && !finding.fix.empty()) fixes.push_back(&finding.fix);
  }
  std::ranges::stable_sort(fixes, {}, [](const auto* fix) { return reach_of(*fix).begin; });
  Mended mended;
  std::vector<Edit> edits;
  for (const auto* fix : fixes) {
    if (!edits.empty() && reach_of(*fix).begin <= edits.back().span.end) continue;
    edits.insert(edits.end(), fix->begin(), fix->end());
    ++mended.count;
  }
  const std::string_view text = source.text();
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    mended.text += text.substr(at, edit.span.begin - at);
    mended.text += edit.replacement;
    at = edit.span.end;
  }
  mended.text += text.substr(at);
  return mended;
}

}  // namespace select_model
