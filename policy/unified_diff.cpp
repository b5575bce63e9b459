#include "policy/unified_diff.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace select_model {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
// Where no line is unique: up to so many pairs are compared, beyond it all of them count as changed.
constexpr std::size_t most_pairs = 1'000'000;

/// With their line breaks.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Range {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};
struct Pair {
  std::size_t before, after;
};

/// Finds the lines that stay: what begins and ends alike; then, between them, lines that each side has once,
/// as far as their order is the same; then what the longest common subsequence finds in short stretches.
class Matcher {
 public:
  Matcher(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Pair> run() {
    match({0, before_.size()}, {0, after_.size()});
    std::ranges::sort(kept_, {}, &Pair::before);
    return std::move(kept_);
  }

 private:
  void match(Range before, Range after) {
    while (before.size() > 0 && after.size() > 0 && before_[before.begin] == after_[after.begin])
      kept_.push_back({before.begin++, after.begin++});
    while (before.size() > 0 && after.size() > 0 && before_[before.end - 1] == after_[after.end - 1])
      kept_.push_back({--before.end, --after.end});
    if (before.size() == 0 || after.size() == 0) return;
    const std::vector<Pair> anchors = longest_rise(unique_pairs(before, after));
    if (anchors.empty()) return match_by_length(before, after);
    for (const Pair& anchor : anchors) {
      match({before.begin, anchor.before}, {after.begin, anchor.after});
      kept_.push_back(anchor);
      before.begin = anchor.before + 1;
      after.begin = anchor.after + 1;
    }
    match(before, after);
  }

  /// In the order of `before`.
  std::vector<Pair> unique_pairs(Range before, Range after) const {
    struct Seen {
      std::size_t in_before = 0, in_after = 0, at = 0;
    };
    std::unordered_map<std::string_view, Seen> seen;
    for (std::size_t i = before.begin; i < before.end; ++i) ++seen[before_[i]].in_before;
    for (std::size_t i = after.begin; i < after.end; ++i) {
      Seen& line = seen[after_[i]];
      ++line.in_after;
      line.at = i;
    }
    std::vector<Pair> pairs;
    for (std::size_t i = before.begin; i < before.end; ++i) {
      const Seen& line = seen[before_[i]];
      if (line.in_before == 1 && line.in_after == 1) pairs.push_back({i, line.at});
    }
    return pairs;
  }

  /// The longest part of them in which `after` rises too.
  static std::vector<Pair> longest_rise(const std::vector<Pair>& pairs) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> ends, previous(pairs.size(), none);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto place = std::ranges::lower_bound(ends, pairs[i].after, {},
                                                  [&](std::size_t end) { return pairs[end].after; });
      if (place != ends.begin()) previous[i] = *(place - 1);
      if (place == ends.end()) {
        ends.push_back(i);
      } else {
        *place = i;
      }
    }
    std::vector<Pair> rise;
    for (std::size_t i = ends.empty() ? none : ends.back(); i != none; i = previous[i])
      rise.push_back(pairs[i]);
    std::ranges::reverse(rise);
    return rise;
  }

  void match_by_length(Range before, Range after) {
    if (before.size() > most_pairs / after.size()) return;
    const std::size_t width = after.size() + 1;
    std::vector<std::uint32_t> length((before.size() + 1) * width);
    for (std::size_t i = before.size(); i-- > 0;) {
      for (std::size_t j = after.size(); j-- > 0;) {
        length[i * width + j] = before_[before.begin + i] == after_[after.begin + j]
                                    ? length[(i + 1) * width + j + 1] + 1
                                    : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < before.size() && j < after.size();) {
      if (before_[before.begin + i] == after_[after.begin + j]) {
        kept_.push_back({before.begin + i++, after.begin + j++});
      } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  const Lines& before_;
  const Lines& after_;
  std::vector<Pair> kept_;
};

/// Lines of `before` that become lines of `after`.
struct Change {
  Range before, after;
};

std::vector<Change> changes_between(const Lines& before, const Lines& after) {
  std::vector<Pair> kept = Matcher(before, after).run();
  kept.push_back({before.size(), after.size()});
  std::vector<Change> changes;
  Pair next{0, 0};
  for (const Pair& pair : kept) {
    if (pair.before > next.before || pair.after > next.after)
      changes.push_back({{next.before, pair.before}, {next.after, pair.after}});
    next = {pair.before + 1, pair.after + 1};
  }
  return changes;
}

void put(std::string& text, char sign, const Lines& lines, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    text += sign;
    text += lines[i];
    if (!lines[i].ends_with('\n')) text += "\n\\ No newline at end of file\n";
  }
}

/// `12,5`; of no lines the one before them.
std::string numbers(Range range) {
  if (range.size() == 1) return fmt::format("{}", range.begin + 1);
  return fmt::format("{},{}", range.size() == 0 ? range.begin : range.begin + 1, range.size());
}

std::string hunk(const Lines& before, const Lines& after, const std::vector<Change>& changes) {
  const std::size_t lead = std::min(changes.front().before.begin, context);
  const std::size_t trail = std::min(before.size() - changes.back().before.end, context);
  const Range old_lines{changes.front().before.begin - lead, changes.back().before.end + trail};
  const Range new_lines{changes.front().after.begin - lead, changes.back().after.end + trail};
  std::string text = fmt::format("@@ -{} +{} @@\n", numbers(old_lines), numbers(new_lines));
  std::size_t at = old_lines.begin;
  for (const Change& change : changes) {
    put(text, ' ', before, {at, change.before.begin});
    put(text, '-', before, change.before);
    put(text, '+', after, change.after);
    at = change.before.end;
  }
  put(text, ' ', before, {at, old_lines.end});
  return text;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view name) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> changes = changes_between(old_lines, new_lines);
  if (changes.empty()) return "";
  std::string text = fmt::format("--- {}\n+++ {}\n", name, name);
  std::vector<Change> together;
  for (const Change& change : changes) {
    if (!together.empty() && change.before.begin - together.back().before.end > 2 * context) {
      text += hunk(old_lines, new_lines, together);
      together.clear();
    }
    together.push_back(change);
  }
  return text + hunk(old_lines, new_lines, together);
}

}  // namespace select_model
