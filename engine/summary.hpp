#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rationale.hpp"
#include "engine/sentence.hpp"

/// What a person is told of a decision, in sentences and short lists; the text and the Markdown rendering lay
/// it out. All text in it is printable.
namespace select_model::summary {

/// What the winner is called and what it costs: `GPT-4o, $0.0042 a request, 2.7 s`. May be empty.
std::string profile(const Program& program, const RankedReason& winner);
/// Which branch was taken, for which answers, and which models it would have preferred.
std::vector<std::string> why(const Program& program, const Rationale& rationale);
/// Every branch that was tried: ``long: `need > 3K` is false, need is 1K``.
std::vector<std::string> path(const Rationale& rationale);
/// By how much the first leads the second, and on which criterion; and who would lead but for the branch.
std::vector<std::string> lead(const Program& program, const Rationale& rationale);
/// How many decimals tell each of the scores from the one before it, unless they are equal.
int decimals_to_differ(const std::vector<double>& scores);

/// The ranking as a table: the heading, then a row for each of the first `top` offers. Values that nobody
/// knows of any are left out.
struct Ranking {
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right;  // columns of quantities
};
Ranking ranking(const Program& program, const Rationale& rationale, std::size_t top);

/// One warning and the ranks that it concerns, among all that are eligible.
struct WarningGroup {
  std::string name, text;
  std::vector<std::uint32_t> ranks;  // empty: the decision as a whole
};
/// Those of the decision, then those of the winner, then of the others among the first `top`; one name stays
/// together.
std::vector<WarningGroup> warnings(const Rationale& rationale, std::size_t top);
/// "all 4", "rank 2", "ranks 2 and 4 to 9"; empty where it concerns the decision as a whole, or the only
/// offer.
std::string concerns(const Rationale& rationale, const WarningGroup& group);

/// How many offers each constraint or branch rejected, most first.
std::vector<std::pair<std::string, std::size_t>> histogram(const Rationale& rationale);
/// "9 affordable, 8 fast_enough".
std::string histogram_text(const Rationale& rationale);
/// What rejected an offer: the first reason, cut where it is long, and the names of the others.
std::string rejection(const RejectedReason& reason);
/// "affordable, fast_enough".
std::string names_of(const RejectedReason& reason);
struct NamedReason {
  std::string name, because;
};
std::vector<NamedReason> reasons(const RejectedReason& reason);
/// Offers that are rejected for the same reasons, word by word, as the catalogue orders them.
struct RejectedGroup {
  std::vector<std::uint32_t> offers;
  const RejectedReason* reason;  // of the first
};
std::vector<RejectedGroup> rejected_groups(const Rationale& rationale);

/// "gpt-4o@openai, claude-sonnet@anthropic and 3 more".
std::string list_offers(const Program& program, const std::vector<std::uint32_t>& offers, std::size_t most);
/// What a relief would take back, and the offers that it would make eligible; beside the one that misses by
/// least, by what.
struct ReliefText {
  std::string name, offers;
  bool of_branch = false;  // a branch lists too little; else a constraint asks too much
};
ReliefText relieved(const Program& program, const Rationale& rationale, const Rationale::Relief& relief);
std::string condition_of(const Program& program, const std::string& constraint);
/// `--set task=code` and what else the question takes.
struct HowToAnswer {
  std::string setting, others;
};
HowToAnswer how_to_answer(const Question& question);
/// "policy guide 2026-04-01, catalogue guide as of 2026-04-01 (18 offers)".
std::string sources(const Program& program, const Rationale& rationale);
/// "a, b and 3 more".
std::string list(const std::vector<std::string>& items, std::size_t most);
using sentence::join;
/// `1 model`, `2,492 models`.
std::string count(std::size_t number, std::string_view one, std::string_view many);
/// `2,492`.
std::string grouped(std::size_t number);

}  // namespace select_model::summary
