#include "cli/unified_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace select_model::cli {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
/// Of insertions and deletions. Texts that differ by more have nothing in common that is worth the search,
/// whose cost grows with its square: then one replaces the other whole.
constexpr std::int64_t most_edits = 2'000;

/// With their line breaks, so that one that is missing at the end is a difference.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines of `a` that are gone and lines of `b` that have come: one flag a line.
struct Changed {
  std::vector<bool> gone, come;
};

/// Myers, "An O(ND) difference algorithm" (1986), on what lies between the first and the last difference.
class Search {
 public:
  Search(const Lines& a, const Lines& b)
      : a_(a), b_(b), changed_{std::vector<bool>(a.size()), std::vector<bool>(b.size())} {
    while (begin_ < std::min(a.size(), b.size()) && a[begin_] == b[begin_]) ++begin_;
    std::size_t tail = 0;
    while (tail < std::min(a.size(), b.size()) - begin_ && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
      ++tail;
    n_ = static_cast<std::int64_t>(a.size() - begin_ - tail);
    m_ = static_cast<std::int64_t>(b.size() - begin_ - tail);
  }

  Changed run() {
    const std::int64_t limit = std::min(n_ + m_, most_edits);
    for (std::int64_t edits = 0; edits <= limit; ++edits) {
      if (!advance(edits)) continue;
      walk_back(edits);
      return std::move(changed_);
    }
    for (std::int64_t i = 0; i < n_; ++i) changed_.gone[begin_ + static_cast<std::size_t>(i)] = true;
    for (std::int64_t i = 0; i < m_; ++i) changed_.come[begin_ + static_cast<std::size_t>(i)] = true;
    return std::move(changed_);
  }

 private:
  /// How far down `a` one gets on each diagonal, after so many edits; diagonals `-edits … edits`, every
  /// second.
  using Reach = std::vector<std::int64_t>;
  static std::int64_t at(const Reach& reach, std::int64_t edits, std::int64_t diagonal) {
    return reach[static_cast<std::size_t>((diagonal + edits) / 2)];
  }

  bool same(std::int64_t x, std::int64_t y) const {
    return a_[begin_ + static_cast<std::size_t>(x)] == b_[begin_ + static_cast<std::size_t>(y)];
  }

  /// Whether the step onto the diagonal is an insertion, a line of `b`.
  bool inserts(std::int64_t edits, std::int64_t diagonal) const {
    const Reach& last = reached_[static_cast<std::size_t>(edits - 1)];
    return diagonal == -edits ||
           (diagonal != edits && at(last, edits - 1, diagonal - 1) < at(last, edits - 1, diagonal + 1));
  }

  bool advance(std::int64_t edits) {
    Reach reach;
    for (std::int64_t diagonal = -edits; diagonal <= edits; diagonal += 2) {
      std::int64_t x = 0;
      if (edits > 0) {
        const Reach& last = reached_[static_cast<std::size_t>(edits - 1)];
        x = inserts(edits, diagonal) ? at(last, edits - 1, diagonal + 1)
                                     : at(last, edits - 1, diagonal - 1) + 1;
      }
      while (x < n_ && x - diagonal < m_ && x >= diagonal && same(x, x - diagonal)) ++x;
      reach.push_back(x);
      if (x >= n_ && x - diagonal >= m_) {
        reached_.push_back(std::move(reach));
        return true;
      }
    }
    reached_.push_back(std::move(reach));
    return false;
  }

  void walk_back(std::int64_t edits) {
    std::int64_t diagonal = n_ - m_;
    for (; edits > 0; --edits) {
      const bool insertion = inserts(edits, diagonal);
      diagonal += insertion ? 1 : -1;
      const std::int64_t x = at(reached_[static_cast<std::size_t>(edits - 1)], edits - 1, diagonal);
      const std::int64_t y = x - diagonal;
      auto& flags = insertion ? changed_.come : changed_.gone;
      flags[begin_ + static_cast<std::size_t>(insertion ? y : x)] = true;
    }
  }

  const Lines& a_;
  const Lines& b_;
  Changed changed_;
  std::size_t begin_ = 0;
  std::int64_t n_ = 0, m_ = 0;
  std::vector<Reach> reached_;
};

/// Writes the hunks: changes that lie close together, with the lines round them.
class Printer {
 public:
  Printer(const Lines& a, const Lines& b, const Changed& changed) : a_(a), b_(b), changed_(changed) {}

  std::string print() {
    while (skip_equal()) hunk();
    return std::move(text_);
  }

 private:
  bool at_change() const {
    return (i_ < a_.size() && changed_.gone[i_]) || (j_ < b_.size() && changed_.come[j_]);
  }

  bool skip_equal() {
    while (!at_change() && i_ < a_.size()) ++i_, ++j_;
    return at_change();
  }

  void hunk() {
    const std::size_t before = std::min(context, i_ - after_last_);
    const std::size_t first_a = i_ - before;
    const std::size_t first_b = j_ - before;
    std::string body;
    for (std::size_t i = first_a; i < i_; ++i) line(body, ' ', a_[i]);
    while (true) {
      while (i_ < a_.size() && changed_.gone[i_]) line(body, '-', a_[i_++]);
      while (j_ < b_.size() && changed_.come[j_]) line(body, '+', b_[j_++]);
      std::size_t equal = 0;
      while (i_ + equal < a_.size() && !changed_.gone[i_ + equal] && !come(j_ + equal)) ++equal;
      const bool more = i_ + equal < a_.size() || j_ + equal < b_.size();
      const bool joins = more && equal <= 2 * context;
      const std::size_t shown = joins ? equal : std::min(equal, context);
      for (std::size_t k = 0; k < shown; ++k) line(body, ' ', a_[i_ + k]);
      i_ += shown;
      j_ += shown;
      if (!joins) break;
    }
    after_last_ = i_;
    text_ += fmt::format("@@ -{} +{} @@\n", range(first_a, i_), range(first_b, j_)) + body;
  }

  bool come(std::size_t j) const { return j < b_.size() && changed_.come[j]; }

  static std::string range(std::size_t first, std::size_t end) {
    const std::size_t count = end - first;
    if (count == 1) return fmt::format("{}", first + 1);
    return fmt::format("{},{}", count == 0 ? first : first + 1, count);
  }

  static void line(std::string& body, char sign, std::string_view text) {
    body += sign;
    body += text;
    if (!text.ends_with('\n')) body += "\n\\ No newline at end of file\n";
  }

  const Lines& a_;
  const Lines& b_;
  const Changed& changed_;
  std::size_t i_ = 0, j_ = 0, after_last_ = 0;
  std::string text_;
};

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const Changed changed = Search(a, b).run();
  return fmt::format("--- {0}\n+++ {0}\n", path) + Printer(a, b, changed).print();
}

}  // namespace select_model::cli
