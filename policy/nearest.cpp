#include "policy/nearest.hpp"

#include <algorithm>
#include <cstddef>

namespace select_model {
namespace {

// Costs are in quarters of an edit, so that what people get wrong without thinking (case, `-` for `_`) weighs
// less.
constexpr std::size_t edit = 4;
constexpr std::size_t slip = 1;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool joins(char c) { return c == '-' || c == '_'; }

std::size_t substitution(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) || (joins(a) && joins(b)) ? slip : edit;
}
std::size_t insertion(char c) { return joins(c) ? edit / 2 : edit; }

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + insertion(b[j]);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::move(last);
    last = std::move(row);
    row.assign(b.size() + 1, last[0] + insertion(a[i - 1]));
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + insertion(a[i - 1]), row[j - 1] + insertion(b[j - 1]),
                         last[j - 1] + substitution(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before_last[j - 2] + edit);
      }
    }
  }
  return row[b.size()];
}

/// Lower case, without what joins words.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (!joins(c)) letters += lower(c);
  }
  return letters;
}

/// Somebody who wrote only how a name begins is further off the more is left out: `gpt4` is `gpt-4o` before
/// it is `gpt-4o-mini`.
std::optional<std::size_t> left_out(std::string_view name, std::string_view candidate) {
  const std::string begun = letters_of(name);
  const std::string whole = letters_of(candidate);
  if (begun.size() < 3 || !whole.starts_with(begun)) return std::nullopt;
  return slip * (whole.size() - begun.size());
}

}  // namespace

std::vector<std::string> all_nearest(std::string_view name, const std::vector<std::string>& candidates) {
  std::size_t least = name.size() * edit / 3;
  std::vector<std::string> best;
  for (const std::string& candidate : candidates) {
    const auto [shorter, longer] = std::minmax({name.size(), candidate.size()});
    const auto missing = left_out(name, candidate);
    if (!missing && (longer - shorter) * (edit / 2) > least) continue;
    const std::size_t whole = distance(name, candidate);
    const std::size_t found = missing ? std::min(*missing, whole) : whole;
    if (found > least) continue;
    if (found < least) best.clear();
    least = found;
    if (std::ranges::find(best, candidate) == best.end()) best.push_back(candidate);
  }
  return best;
}

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates) {
  auto best = all_nearest(name, candidates);
  return best.empty() ? std::nullopt : std::optional(std::move(best.front()));
}

}  // namespace select_model
