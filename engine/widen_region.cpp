#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/answer_figures.hpp"
#include "engine/find_region.hpp"
#include "policy/range.hpp"

namespace select_model::analysis {

void RegionFinder::widen(std::size_t index) {
  if (conditions_[index].left_out) return;
  const bool was_absent = conditions_[index].absent;
  if (was_absent) widen_absence(index);
  if (!conditions_[index].given) return;
  switch (question(conditions_[index]).type.kind) {
    case Kind::quantity:
    case Kind::date:
      widen_end(index, false, false);
      widen_end(index, true, false);
      break;
    case Kind::set:
      widen_set(index);
      break;
    case Kind::boolean:
    case Kind::name:
    case Kind::text:
      widen_members(index);
      break;
  }
  if (was_absent || !question(conditions_[index]).optional) return;
  Condition wider = conditions_[index];
  wider.absent = true;
  try_instead(index, wider);
}

/// From "not answered" to some answers beside it, where there are any.
void RegionFinder::widen_absence(std::size_t index) {
  Condition wider = conditions_[index];
  wider.given = true;
  if (question(wider).type.kind == Kind::set) return;
  if (is_number(question(wider))) return widen_from_a_number(index, std::move(wider));
  for (const std::string& member : members_[wider.question]) {
    wider.members = {member};
    if (try_instead(index, wider)) return;
  }
}

/// From an end of its range, or else from any that shows the change.
void RegionFinder::widen_from_a_number(std::size_t index, Condition wider) {
  std::vector<Rational> anchors;
  for (const auto& end : {question(wider).to, question(wider).from}) {
    if (end) anchors.push_back(*end);
  }
  wider.absent = false;
  const Condition before = std::exchange(conditions_[index], wider);
  if (ask({all(conditions_), claim_->holds}) == Settled::satisfiable) {
    if (const auto found = on_scale(inquiry_.found()[wider.question])) anchors.push_back(*found);
  }
  conditions_[index] = before;
  wider.absent = true;
  for (const Rational& anchor : anchors) {
    wider.low = wider.high = anchor;
    if (try_instead(index, wider)) return;
  }
}

void RegionFinder::widen_members(std::size_t index) {
  for (const std::string& member : members_[conditions_[index].question]) {
    Condition wider = conditions_[index];
    const auto listed = std::ranges::find(wider.members, member);
    const bool there = listed != wider.members.end();
    if (there != wider.all_but) continue;
    if (there)
      wider.members.erase(listed);
    else
      wider.members.push_back(member);
    try_instead(index, wider);
  }
}

void RegionFinder::widen_set(std::size_t index) {
  for (std::vector<std::string> Condition::*side : {&Condition::out, &Condition::in}) {
    const std::vector<std::string> pinned = conditions_[index].*side;
    for (const std::string& member : pinned) {
      Condition wider = conditions_[index];
      std::erase(wider.*side, member);
      try_instead(index, wider);
    }
  }
}

/// Every answer that is found in the way brings the end nearer, every proof moves it on. At first but nearly:
/// most ends are rounded afterwards.
void RegionFinder::widen_end(std::size_t index, bool upwards, bool exactly) {
  const auto end = upwards ? &Condition::high : &Condition::low;
  Condition good = conditions_[index];
  std::optional<Rational>& bad = upwards ? beyond_[index].high : beyond_[index].low;
  std::optional<Rational> tried;
  if (exactly) {
    if (!bad || !(good.*end)) return;
    tried = between(good, *bad, *(good.*end), exactly);
    if (!tried) return;
  }
  while (true) {
    conditions_[index].*end = tried;
    const Settled settled = counterexample();
    const auto found =
        settled == Settled::satisfiable ? on_scale(inquiry_.found()[good.question]) : std::nullopt;
    if (settled == Settled::unsatisfiable) good.*end = tried;
    conditions_[index] = good;
    if (settled != Settled::unsatisfiable) {
      const bool nearer = found && (upwards ? *(good.*end) < *found : *found < *(good.*end));
      if (!nearer) return;
      bad = found;
    }
    if (!(good.*end)) return;
    tried = between(good, *bad, *(good.*end), exactly);
    if (!tried) return;
  }
}

void RegionFinder::widen_exactly(std::size_t index) {
  const Condition& condition = conditions_[index];
  if (condition.left_out || !condition.given || !is_number(question(condition))) return;
  widen_end(index, false, true);
  widen_end(index, true, true);
}

/// The conditions with each end where it may yet come to be.
std::vector<Condition> RegionFinder::nearly() const {
  std::vector<Condition> wider = conditions_;
  for (std::size_t i = 0; i < wider.size(); ++i) {
    const Rational step = step_of(question(wider[i]));
    if (wider[i].low && beyond_[i].low) wider[i].low = *beyond_[i].low + step;
    if (wider[i].high && beyond_[i].high) wider[i].high = *beyond_[i].high - step;
  }
  return wider;
}

/// Strictly between the two, by steps; nothing where they are near enough. Of few figures there the middle
/// one: the end is likely to be one of them.
std::optional<Rational> RegionFinder::between(const Condition& condition, const Rational& bad,
                                              const Rational& good, bool exactly) const {
  constexpr std::ptrdiff_t few = 12;
  const auto& [low, high] = std::minmax(bad, good);
  const Rational step = step_of(question(condition));
  if (high - low <= step) return std::nullopt;
  const std::set<Rational>& limits = limits_[condition.question];
  const auto begin = limits.upper_bound(low), end = limits.lower_bound(high);
  const std::ptrdiff_t count = low < high ? std::distance(begin, end) : 0;
  if (count > 0 && count <= few) return *std::next(begin, count / 2);
  const Rational size = good.sign() < 0 ? -good : good;
  if (count == 0 && !exactly && (high - low) * Rational(100) <= size) return std::nullopt;
  const Rational middle = low + ((high - low) / (step * Rational(2))).floor() * step;
  // Far apart, as orders of magnitude go.
  const Rational least = std::max(low, step);
  if (high <= least * Rational(4)) return middle;
  const double mean = std::sqrt((least / step).to_double() * (high / step).to_double());
  const Rational nearer = Rational(static_cast<std::int64_t>(std::min(mean, 1e18))) * step;
  return low < nearer && nearer < high ? nearer : middle;
}

}  // namespace select_model::analysis
