#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <tuple>

#include "tests/properties/oracle.hpp"

namespace select_model::properties {

namespace {

constexpr double tolerance = 1e-9;

const char* word(Outcome outcome) {
  switch (outcome) {
    case Outcome::recommended:
      return "recommended";
    case Outcome::no_eligible_model:
      return "no_eligible_model";
    case Outcome::refused:
      return "refused";
    case Outcome::undetermined:
      break;
  }
  return "undetermined";
}

template <typename T>
std::string show(const std::optional<T>& value) {
  return value ? std::to_string(*value) : std::string("none");
}

/// Compares one decision; the first difference that it meets is kept.
class Comparison {
 public:
  Comparison(const Expectation& expectation, const Decision& decision, const CheckedPolicy& policy,
             const Catalog& catalog, Oracle& oracle)
      : expectation_(expectation),
        expected_(expectation.completions.front()),
        decision_(decision),
        policy_(policy),
        catalog_(catalog),
        oracle_(oracle) {}

  std::optional<std::string> run() {
    if (decision_.outcome == Outcome::undetermined)
      undetermined();
    else
      decided();
    return difference_;
  }

 private:
  void differ(const std::string& what) {
    if (!difference_) difference_ = what;
  }
  template <typename Field>
  bool same_in_all(Field field) const {
    return std::all_of(expectation_.completions.begin(), expectation_.completions.end(),
                       [&](const Expected& one) { return field(one) == field(expected_); });
  }
  std::string offer(std::uint32_t index) const { return catalog_.offers.at(index).id; }

  void undetermined() {
    if (expectation_.missing.empty()) return differ("undetermined, though nothing is missing");
    if (expectation_.agree && expectation_.all && !near_tie()) {
      return differ("undetermined, though all completions agree on " + std::string(word(expected_.outcome)));
    }
    if (expectation_.agree && !expectation_.all && expectation_.unread && !near_tie()) {
      return differ("undetermined, though nothing that decides reads what is missing");
    }
    if (!expectation_.all) {
      if (decision_.missing.empty()) differ("undetermined, and names no question");
      return;
    }
    if (decision_.missing != expectation_.matter && !near_tie()) {
      differ("names as missing " + names(decision_.missing) + ", expected " + names(expectation_.matter));
    }
  }

  std::string names(const std::vector<std::uint32_t>& questions) const {
    std::string text;
    for (const std::uint32_t question : questions) text += policy_.questions.at(question).name + " ";
    return "{ " + text + "}";
  }

  void decided() {
    if (!expectation_.agree && !near_tie()) return differ("decided, though completions differ");
    if (decision_.outcome != expected_.outcome) {
      return differ(std::string(word(decision_.outcome)) + ", expected " + word(expected_.outcome));
    }
    gates();
    if (decision_.outcome == Outcome::refused) return;
    tree();
    constraints();
    ranked();
    if (!difference_) fallbacks();
  }

  /// A missing answer of which only samples are compared: that they agree proves nothing of a constraint that
  /// reads it, and the engine rightly calls it unverified.
  bool reads_untried(std::size_t constraint) const {
    const std::vector<std::uint32_t>& read = policy_.constraints[constraint].reads.questions;
    return is_sampled({read.begin(), read.end()});
  }
  bool reads_untried(const Expression& expression) const {
    return is_sampled(questions_in(expression, policy_));
  }

  bool reads_missing(const Expression& expression) const {
    const std::set<std::uint32_t> read = questions_in(expression, policy_);
    return std::any_of(expectation_.missing.begin(), expectation_.missing.end(),
                       [&](std::uint32_t question) { return read.contains(question); });
  }

  bool is_sampled(const std::set<std::uint32_t>& read) const {
    return std::any_of(expectation_.missing.begin(), expectation_.missing.end(), [&](std::uint32_t question) {
      const Kind kind = policy_.questions[question].type.kind;
      const bool sampled = !expectation_.all || (kind != Kind::boolean && kind != Kind::name);
      return sampled && read.contains(question);
    });
  }

  void gates() {
    if (decision_.gates.size() != policy_.constraints.size())
      return differ("gates: not one for each constraint");
    for (std::size_t i = 0; i < policy_.constraints.size(); ++i) {
      if (reads_untried(i) || !same_in_all([&](const Expected& one) { return one.gates[i]; })) continue;
      if (decision_.gates[i] != expected_.gates[i]) {
        differ("gate " + policy_.constraints[i].name + ": verdict " +
               std::to_string(static_cast<int>(decision_.gates[i])) + ", expected " +
               std::to_string(static_cast<int>(expected_.gates[i])));
      }
      if (!same_in_all([&](const Expected& one) { return bool(one.applies[i]); })) continue;
      if (decision_.outcome == Outcome::refused) continue;
      if ((decision_.applies.at(i) != 0) != expected_.applies[i])
        differ("applies: " + policy_.constraints[i].name);
    }
  }

  void tree() {
    const bool same = same_in_all([](const Expected& one) { return one.leaf; });
    if (same && decision_.leaf != expected_.leaf) {
      differ("leaf " + show(decision_.leaf) + ", expected " + show(expected_.leaf));
    }
    if (decision_.leaf_varies == same) differ(std::string("leaf_varies is ") + (same ? "true" : "false"));
    if (expected_.outcome == Outcome::recommended) rank();
    unlisted();
  }

  void rank() {
    const bool same = same_in_all([](const Expected& one) { return one.rank; });
    if (!same && !decision_.rank_varies) differ("rank_varies is false");
    if (same && expectation_.all && decision_.rank_varies) differ("rank_varies is true");
    if (same && !decision_.rank_varies && decision_.rank != expected_.rank)
      differ("rank " + show(decision_.rank) + ", expected " + show(expected_.rank));
  }

  /// Where a sampled answer decides what the branch lists, the engine may rightly leave an offer out that no
  /// sample lists.
  void unlisted() {
    if (!same_in_all([](const Expected& one) { return one.unlisted; })) return;
    if (!lists_by_sampled()) return compare_bits("unlisted", decision_.unlisted, expected_.unlisted);
    for (std::size_t i = 0; i < catalog_.offers.size(); ++i) {
      if (test(decision_.unlisted, i) && !expected_.unlisted[i])
        differ("unlisted: " + catalog_.offers[i].id + " is, unexpectedly");
    }
  }

  bool lists_by_sampled() const {
    return std::any_of(expectation_.completions.begin(), expectation_.completions.end(),
                       [&](const Expected& one) { return is_sampled(oracle_.questions_that_list(one)); });
  }

  void compare_bits(const std::string& what, const Bits& got, const std::vector<bool>& wanted) {
    for (std::size_t i = 0; i < catalog_.offers.size(); ++i) {
      const bool is = i / 64 < got.size() && test(got, i);
      const bool should_be = i < wanted.size() && wanted[i];
      if (is != should_be)
        differ(what + ": " + catalog_.offers[i].id + (is ? " is, unexpectedly" : " is not, unexpectedly"));
    }
    for (std::size_t i = catalog_.offers.size(); i < got.size() * 64; ++i) {
      if (test(got, i)) differ(what + ": a bit beyond the last offer");
    }
  }

  void constraints() {
    if (decision_.fails.size() != policy_.constraints.size() ||
        decision_.unknown.size() != policy_.constraints.size()) {
      return differ("fails, unknown: not one for each constraint");
    }
    for (std::size_t i = 0; i < policy_.constraints.size(); ++i) {
      if (reads_untried(i)) continue;
      compare_verdicts(i);
    }
  }

  /// Of each offer, where it is the same in all completions.
  void compare_verdicts(std::size_t constraint) {
    const auto has = [](const std::vector<bool>& bits, std::size_t offer) {
      return offer < bits.size() && bits[offer];
    };
    std::vector<bool> fails, unknown;
    for (std::size_t offer = 0; offer < catalog_.offers.size(); ++offer) {
      const auto verdict = [&](const Expected& one) {
        return std::pair(has(one.fails[constraint], offer), has(one.unknown[constraint], offer));
      };
      const bool same = same_in_all(verdict);
      const auto got = [&](const Bits& bits) { return offer / 64 < bits.size() && test(bits, offer); };
      fails.push_back(same ? verdict(expected_).first : got(decision_.fails[constraint]));
      unknown.push_back(same ? verdict(expected_).second : got(decision_.unknown[constraint]));
    }
    const std::string& name = policy_.constraints[constraint].name;
    compare_bits("fails " + name, decision_.fails[constraint], fails);
    compare_bits("unknown " + name, decision_.unknown[constraint], unknown);
  }

  /// Scores within the tolerance; the order exact by the engine's own scores, and where these differ less
  /// than the tolerance from each other, any that they give.
  void ranked() {
    const auto& got = decision_.ranked;
    if (got.size() != expected_.ranked.size()) {
      return differ(std::to_string(got.size()) + " ranked, expected " +
                    std::to_string(expected_.ranked.size()));
    }
    std::map<std::uint32_t, ExpectedRank> wanted;
    for (const ExpectedRank& one : expected_.ranked) wanted[one.offer] = one;
    const bool tiers = same_in_all([](const Expected& one) { return tiers_of(one); });
    const bool one_score = close_scores();
    if (decision_.tier_varies == tiers) differ(std::string("tier_varies is ") + (tiers ? "true" : "false"));
    if (!got.empty() && !one_score && !decision_.score_varies) differ("score_varies is false");
    if (one_score && decision_.score_varies && expectation_.completions.size() == 1)
      differ("score_varies is true");
    for (std::size_t i = 0; i < got.size(); ++i) {
      const auto found = wanted.find(got[i].offer);
      if (found == wanted.end()) return differ("ranks " + offer(got[i].offer) + ", unexpectedly");
      if (!tiers || !one_score) continue;
      const ExpectedRank& one = found->second;
      if (got[i].tier != one.tier)
        differ("tier of " + offer(one.offer) + " is " + std::to_string(got[i].tier));
      // A score that rests on an answer of which the oracle has only samples is rightly given up.
      if (std::isnan(got[i].score) && !expectation_.missing.empty()) continue;
      if (!(std::abs(got[i].score - one.score) < tolerance)) differ(score_text(got[i], one));
    }
    for (std::size_t i = 0; i + 1 < got.size(); ++i) in_order(got[i], got[i + 1], wanted, tiers && one_score);
    if (same_in_all([](const Expected& one) { return one.rank; }) && !by_weight()) exact_order();
  }

  std::string score_text(const RankedOffer& got, const ExpectedRank& wanted) const {
    std::ostringstream text;
    text.precision(17);
    text << "score of " << offer(wanted.offer) << " is " << got.score << ", expected " << wanted.score;
    return text.str();
  }

  static std::vector<std::pair<std::uint32_t, std::uint32_t>> tiers_of(const Expected& expected) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> tiers;
    for (const ExpectedRank& one : expected.ranked) tiers.emplace_back(one.offer, one.tier);
    std::sort(tiers.begin(), tiers.end());
    return tiers;
  }

  bool close_scores() const {
    for (const Expected& one : expectation_.completions) {
      if (one.rank != expected_.rank && (weighs(one) || weighs(expected_))) return false;
      for (const ExpectedRank& a : one.ranked) {
        for (const ExpectedRank& b : expected_.ranked) {
          if (a.offer == b.offer && std::abs(a.score - b.score) > tolerance) return false;
        }
      }
    }
    return true;
  }

  bool weighs(const Expected& one) const { return one.rank && policy_.ranks[*one.rank].by_weight; }
  bool by_weight() const { return weighs(expected_); }

  void in_order(const RankedOffer& a, const RankedOffer& b, std::map<std::uint32_t, ExpectedRank>& wanted,
                bool comparable) {
    const std::string pair = offer(a.offer) + " before " + offer(b.offer);
    if (!comparable) return;
    if (a.tier > b.tier) differ("tiers: " + pair);
    if (a.tier != b.tier || !by_weight()) return;
    if (wanted[a.offer].score < wanted[b.offer].score - tolerance) differ("scores: " + pair);
    if (a.score < b.score) differ("its own scores: " + pair);
    const Offer &of_a = catalog_.offers[a.offer], &of_b = catalog_.offers[b.offer];
    if (a.score == b.score && std::tie(of_a.model, of_a.provider, of_a.variant) >
                                  std::tie(of_b.model, of_b.provider, of_b.variant)) {
      differ("tie: " + pair);
    }
  }

  void exact_order() {
    for (std::size_t i = 0; i < decision_.ranked.size(); ++i) {
      const std::uint32_t wanted = expected_.ranked[i].offer;
      if (decision_.ranked[i].offer != wanted) {
        return differ("rank " + std::to_string(i + 1) + " is " + offer(decision_.ranked[i].offer) +
                      ", expected " + offer(wanted));
      }
    }
  }

  void fallbacks() {
    if (!same_in_all([](const Expected& one) { return one.fallbacks; })) {
      if (!near_tie() && !decision_.fallbacks.empty()) differ("fallbacks, though completions differ in them");
      return;
    }
    // That samples agree proves nothing: the engine may rightly name none.
    const auto& where = policy_.fallback ? policy_.fallback->where : std::nullopt;
    if (where && decision_.fallbacks.empty() && reads_untried(*where)) return;
    std::vector<std::uint32_t> order;
    for (const RankedOffer& one : decision_.ranked) order.push_back(one.offer);
    if (expectation_.missing.empty() && decision_.fallbacks != oracle_.fallbacks(order)) differ("fallbacks");
    if (expectation_.missing.empty() || near_tie()) return;
    std::vector<std::uint32_t> wanted;
    for (const ExpectedRank& one : expected_.ranked) wanted.push_back(one.offer);
    if (order == wanted) {
      if (decision_.fallbacks != expected_.fallbacks) differ("fallbacks");
    } else if (!where || !reads_missing(*where)) {
      // Equal scores that doubles order otherwise.
      if (decision_.fallbacks != oracle_.fallbacks(order)) differ("fallbacks");
    }
  }

  /// Two scores so close that doubles may order them either way.
  bool near_tie() const {
    for (const Expected& one : expectation_.completions) {
      for (std::size_t i = 0; i + 1 < one.ranked.size(); ++i) {
        const double gap = one.ranked[i].score - one.ranked[i + 1].score;
        if (one.ranked[i].tier == one.ranked[i + 1].tier && weighs(one) && gap != 0 && gap < tolerance)
          return true;
      }
    }
    return false;
  }

  const Expectation& expectation_;
  const Expected& expected_;
  const Decision& decision_;
  const CheckedPolicy& policy_;
  const Catalog& catalog_;
  Oracle& oracle_;
  std::optional<std::string> difference_;
};

}  // namespace

std::optional<std::string> disagreement(const Expectation& expectation, const Decision& decision,
                                        const CheckedPolicy& policy, const Catalog& catalog, Oracle& oracle) {
  return Comparison(expectation, decision, policy, catalog, oracle).run();
}

}  // namespace select_model::properties
