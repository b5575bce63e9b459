#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/summary.hpp"
#include "engine/tell_apart.hpp"
#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

constexpr int usual_decimals = 3;
constexpr int most_decimals = 17;

std::string id_of(const Program& program, const RankedReason& reason) {
  return printable(program.catalog().offers[reason.offer].id);
}

/// Three decimals; of less than a hundredth two digits, so that it is never zero.
std::string points(double number) {
  constexpr double small = 0.01;
  const double magnitude = std::fabs(number);
  if (magnitude == 0 || magnitude >= small) return fmt::format("{:.{}f}", number, usual_decimals);
  const int decimals = std::min(most_decimals, 1 - static_cast<int>(std::floor(std::log10(magnitude))));
  std::string text = fmt::format("{:.{}f}", number, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// "mmlu 90%, against 86%", with what only stands in for a value named as such.
std::string against(const Contribution& mine, const Contribution& theirs) {
  Shown own = mine.value;
  Shown other = theirs.value;
  tell_apart({&own, &other});
  std::string text =
      mine.criterion + " " + (own.lack.empty() ? own.text : "not known (counts as " + own.text + ")");
  if (!is_known(other.value)) return text + ", where its own is not known";
  if (!other.lack.empty()) return text + ", where its own is not known and counts as " + other.text;
  return text + ", against " + other.text;
}

std::string before_the_next(const Program& program, const Rationale& rationale) {
  const RankedReason& first = rationale.ranked[0];
  const RankedReason& second = rationale.ranked[1];
  const std::string next = id_of(program, second);
  if (first.tier && second.tier && *first.tier != *second.tier)
    return fmt::format("preferred by the branch; {} follows in tier {}", next, *second.tier);
  if (!rationale.by_weight) return "first by id: the policy has no ranking";
  const bool scored = first.score && second.score;
  // Where an answer is missing, the tier may be, and yet it decides.
  if (scored && *first.score < *second.score) return "preferred by the branch to " + next;
  if (!rationale.decisive) return "level with " + next + "; the id decides";
  const Contribution& mine = first.contributions[*rationale.decisive];
  const Contribution& theirs = second.contributions[*rationale.decisive];
  const std::string values = printable(against(mine, theirs));
  if (!*rationale.by_weight) return fmt::format("before {}: {}", next, values);
  if (!scored) return fmt::format("before {}, mostly for {}", next, values);
  return fmt::format("{} points before {}: {} (+{})", points(*first.score - *second.score), next, values,
                     points(mine.points - theirs.points));
}

/// The best of those that only the branch puts behind the first; nothing where there is none.
const RankedReason* outscoring(const Rationale& rationale) {
  const RankedReason& first = rationale.ranked[0];
  const RankedReason* best = nullptr;
  for (const RankedReason& reason : rationale.ranked) {
    const bool behind = first.tier && reason.tier && *reason.tier > *first.tier;
    if (!behind || !first.score || !reason.score || *reason.score <= *first.score) continue;
    if (!best || *reason.score > *best->score) best = &reason;
  }
  return best;
}

}  // namespace

int decimals_to_differ(const std::vector<double>& scores) {
  for (int decimals = usual_decimals; decimals < most_decimals; ++decimals) {
    bool apart = true;
    for (std::size_t i = 1; i < scores.size() && apart; ++i) {
      apart = scores[i - 1] == scores[i] ||
              fmt::format("{:.{}f}", scores[i - 1], decimals) != fmt::format("{:.{}f}", scores[i], decimals);
    }
    if (apart) return decimals;
  }
  return most_decimals;
}

std::vector<std::string> lead(const Program& program, const Rationale& rationale) {
  if (rationale.ranked.empty()) return {};
  if (rationale.ranked.size() == 1) return {"the only one that is eligible"};
  std::vector<std::string> sentences{before_the_next(program, rationale)};
  if (const RankedReason* better = outscoring(rationale)) {
    const double mine = *rationale.ranked[0].score;
    const int decimals = decimals_to_differ({mine, *better->score});
    sentences.push_back(fmt::format("by score alone {} of tier {} would lead: {:.{}f}, against {:.{}f}",
                                    id_of(program, *better), *better->tier, *better->score, decimals, mine,
                                    decimals));
  }
  return sentences;
}

}  // namespace select_model::summary
