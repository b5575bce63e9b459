#include "engine/verify_difference.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/compared_terms.hpp"
#include "engine/example_search.hpp"
#include "engine/find_region.hpp"
#include "engine/same_ranking.hpp"
#include "engine/shared_answers.hpp"
#include "engine/try_answers.hpp"

namespace select_model {

namespace analysis {

namespace {

/// Of each kind; a reader who wants more has the requirements files.
constexpr std::size_t most_shown = 5;

std::set<std::string> texts_of(const Program& program) {
  return vocabulary_of(program.policy(), texts_read(program), 0);
}

class DifferenceVerifier {
 public:
  DifferenceVerifier(const Program& before, const Program& after, Date today, const Effort& effort)
      : before_(before),
        after_(after),
        today_(today),
        effort_(effort),
        answers_(before.policy(), after.policy()),
        ground_(std::make_shared<Ground>()),
        strangers_(std::max(strangers_of(before.policy()), strangers_of(after.policy()))),
        old_(before, {today, texts_of(after), true, strangers_, ground_, {}}, effort),
        new_(after, {today, texts_of(before), true, strangers_, ground_, answers_.asked_alike(old_)}, effort),
        terms_(old_, before, new_, after) {}

  Difference run() {
    for (const std::string& note : answers_.notes()) difference_.notes.push_back(note);
    if (answers_.obstacle()) {
      difference_.not_analysed.push_back("no requirements file is read by both: " + *answers_.obstacle());
      return std::move(difference_);
    }
    // What was encoded after that says nothing.
    if (effort_.is_spent()) {
      difference_.not_analysed.push_back("whether anything changes: " + std::string(out_of_time));
      return std::move(difference_);
    }
    solver().require(answers_.same(old_, new_));
    look_at_defaults();
    compare_refusals();
    // What else was not compared yet is worth more than where a gate refuses.
    find_regions(std::chrono::steady_clock::now() + (effort_.until - std::chrono::steady_clock::now()) / 4,
                 {});
    solver().push();
    solver().require(old_.gates());
    solver().require(new_.gates());
    compare_branches();
    compare_eligible();
    compare_recommendations();
    solver().pop();
    find_regions(effort_.until, {old_.gates(), new_.gates()});
    sort_changes();
    if (!difference_.changes.empty()) difference_.equivalent = false;
    if (difference_.changes.empty() && difference_.not_analysed.empty()) difference_.equivalent = true;
    return std::move(difference_);
  }

 private:
  Solver& solver() { return ground_->solver; }

  void look_at_defaults() {
    std::vector<Term> replayable;
    for (const auto& [question, terms] : answers_.left_out(old_, new_)) {
      left_out_[question] = terms.left_out;
      replayable.push_back(solver().any_of({solver().negation(terms.taken), terms.left_out}));
    }
    replayable_ = solver().all_of(replayable);
  }

  void compare_refusals() {
    std::vector<Term> differing;
    for (const auto& [name, sides] : terms_.gates()) differing.push_back(terms_.differ(sides));
    // Where nothing is refused any more, or something is now, comes before one gate for another.
    const Term overall = terms_.differ({old_.gates(), new_.gates()});
    const auto any = [](const Change&) { return true; };
    if (!find_one(ChangeKind::refused, {overall}, "whether other answers are refused", any))
      find_one(ChangeKind::refused, {solver().any_of(differing)}, "whether other gates refuse", any);
  }

  void compare_branches() {
    std::vector<Term> differing;
    for (const auto& [name, sides] : terms_.branches()) {
      if (sides.before != sides.after)
        differing.push_back(solver().all_of({sides.before, solver().negation(sides.after)}));
    }
    if (before_.policy().tree.has_value() != after_.policy().tree.has_value())
      differing = {solver().constant(true)};
    Term left = solver().any_of(differing);
    std::set<std::pair<std::string, std::string>> shown;
    const auto is_new = [&](const Change& change) {
      return change.before.empty() || change.after.empty() ||
             !shown.contains({change.before[0], change.after[0]});
    };
    same_branches_ = true;
    for (std::size_t i = 0; i < most_shown; ++i) {
      const auto change = find_one(ChangeKind::branch, {left}, "whether other branches are taken", is_new);
      same_branches_ = same_branches_ && !change && settled_;
      if (!change || change->before.empty() || change->after.empty()) return;
      shown.insert({change->before[0], change->after[0]});
      left = solver().all_of({left, solver().negation(terms_.change(*change))});
    }
  }

  void compare_eligible() {
    std::map<std::string, Term> differing = terms_.offers();
    const auto is_new = [&](const Change& change) {
      return std::ranges::any_of(changed_offers(change),
                                 [&](const std::string& id) { return differing.contains(id); });
    };
    same_eligible_ = true;
    for (std::size_t i = 0; i < most_shown; ++i) {
      std::vector<Term> left;
      for (const auto& [id, term] : differing) left.push_back(term);
      const auto change = find_one(ChangeKind::eligible, left, "whether other offers are eligible", is_new);
      same_eligible_ = same_eligible_ && !change && settled_;
      if (!change) return;
      // The offers of this example are shown; what changes for others is looked for next.
      for (const std::string& id : changed_offers(*change)) differing.erase(id);
    }
  }

  static std::vector<std::string> changed_offers(const Change& change) {
    std::vector<std::string> changed;
    std::ranges::set_symmetric_difference(change.before, change.after, std::back_inserter(changed));
    return changed;
  }

  static std::size_t size_of(const Change& change) {
    return change.kind == ChangeKind::eligible ? changed_offers(change).size() : 1;
  }

  static std::string first_of(const Program& program, const Decision& decision) {
    return decision.ranked.empty() ? "" : program.catalog().offers[decision.ranked[0].offer].id;
  }

  /// Exact where both take the same branch, have the same offers eligible and rank alike; else by trying.
  void compare_recommendations() {
    if (recommended_) return;
    const bool same_so_far = same_branches_ && same_eligible_;
    const std::vector<std::string> reasons =
        same_so_far ? ranking_differences(before_, after_, old_) : std::vector<std::string>{};
    if (same_so_far && reasons.empty()) return;
    const Shows shows = shows_change(ChangeKind::recommended, [](const Change&) { return true; });
    constexpr std::size_t tries = 2000;
    Workspace workspace, other_workspace;
    Decision decision, other;
    for (const Answers& tried : try_answers(before_.policy(), today_, tries)) {
      const auto carried = answers_.carry_over(tried);
      if (!carried) continue;
      select(before_, bind(before_, tried), today_, workspace, decision, 1);
      select(after_, bind(after_, *carried), today_, other_workspace, other, 1);
      if (first_of(before_, decision) == first_of(after_, other) || !shows(tried, decision)) continue;
      const auto example = find_example(before_, today_, tried.values, shows);
      if (example && record(*example, ChangeKind::recommended)) return;
    }
    std::string where = "branches or eligible offers change";
    if (difference_.changes.empty()) where = "branches or eligible offers were not proved the same";
    if (same_so_far)
      where = fmt::format("{} differ{}", fmt::join(reasons, " and "), reasons.size() == 1 ? "s" : "");
    difference_.not_analysed.push_back(
        fmt::format("whether the recommendation changes: {}; {} answers that were tried give the same one",
                    where, tries));
  }

  /// Of the changes that have none yet.
  void find_regions(std::chrono::steady_clock::time_point until, std::vector<Term> together) {
    std::erase_if(together, [&](Term term) { return solver().is_true(term); });
    for (ShownChange& shown : difference_.changes) {
      if (shown.region || shown.change.kind == ChangeKind::recommended) continue;
      const auto answers = read(shown.example);
      if (!answers) continue;
      if (!regions_) regions_.emplace(old_, before_, after_, left_out_);
      const Shows shows = shows_change(
          shown.change.kind, [&shown](const Change& change) { return shares_part(shown.change, change); });
      const Claim claim{terms_.change(shown.change), terms_.part_of(shown.change), together,
                        size_of(shown.change), [&](const std::vector<Value>& values) {
                          const std::vector from(values.size(), AnswerFrom::given);
                          return shows({values, from}, {}).has_value();
                        }};
      shown.region = regions_->find(answers->first.values, claim, until);
      if (shown.region) shown.region->text = text_of(before_.policy(), *shown.region);
    }
  }

  /// What the same answers show stands together, in the order of the kinds.
  void sort_changes() {
    std::vector<std::string> examples;
    const auto place_of = [&](const ShownChange& shown) {
      const std::string yaml = to_yaml(shown.example);
      const auto found = std::ranges::find(examples, yaml);
      if (found != examples.end()) return found - examples.begin();
      examples.push_back(yaml);
      return static_cast<std::ptrdiff_t>(examples.size()) - 1;
    };
    for (const ShownChange& shown : difference_.changes) place_of(shown);
    std::ranges::stable_sort(difference_.changes, {}, [&](const ShownChange& shown) {
      return std::pair(place_of(shown), shown.change.kind);
    });
  }

  /// Looks for answers that make one of the formulas true, and records what they show.
  /// `settled_` says whether there surely are none, where there are none.
  std::optional<Change> find_one(ChangeKind kind, std::vector<Term> formulas, const std::string& what,
                                 const std::function<bool(const Change&)>& is_wanted) {
    settled_ = true;
    std::erase_if(formulas, [&](Term term) { return solver().is_false(term); });
    if (formulas.empty()) return std::nullopt;
    const Settled settled = old_.ask_any(formulas, {replayable_});
    settled_ = settled == Settled::unsatisfiable;
    if (settled == Settled::unsettled) difference_.not_analysed.push_back(what + ": " + old_.reason());
    if (settled == Settled::unsatisfiable) look_at_the_rest(formulas, what);
    if (settled != Settled::satisfiable) return std::nullopt;
    const auto example = find_example(before_, today_, old_.found(), shows_change(kind, is_wanted));
    const auto change = example ? record(*example, kind) : std::nullopt;
    if (!change)
      difference_.not_analysed.push_back(what + ": what was found does not show it when it is replayed");
    return change;
  }

  /// Answers that no example here can give.
  void look_at_the_rest(const std::vector<Term>& formulas, const std::string& what) {
    if (solver().is_true(replayable_) || old_.ask_any(formulas, {}) == Settled::unsatisfiable) return;
    settled_ = false;
    difference_.not_analysed.push_back(
        what + ": perhaps where a file gives in so many words what the old policy takes by default");
  }

  Shows shows_change(ChangeKind kind, std::function<bool(const Change&)> is_wanted) {
    return [this, kind, is_wanted = std::move(is_wanted)](const Answers& answers,
                                                          const Decision&) -> std::optional<std::uint32_t> {
      const auto carried = answers_.carry_over(answers);
      if (!carried) return std::nullopt;
      const auto found = changes(compared(before_, select(before_, given_only(answers), today_)),
                                 compared(after_, select(after_, *carried, today_)));
      const bool there = std::ranges::any_of(
          found, [&](const Change& change) { return change.kind == kind && is_wanted(change); });
      return there ? std::optional(no_offer) : std::nullopt;
    };
  }

  /// What is as it is by default counts as left out, as in the file that is shown.
  Answers given_only(const Answers& answers) const {
    Answers given = default_answers(before_.policy());
    for (std::size_t i = 0; i < given.values.size(); ++i) {
      if (!is_known(answers.values[i]) || answers.values[i] == given.values[i]) continue;
      given.values[i] = answers.values[i];
      given.from[i] = AnswerFrom::given;
    }
    return given;
  }

  /// The file that will be printed, as each side reads it.
  std::optional<std::pair<Answers, Answers>> read(const Example& example) const {
    auto old = answers_of(before_.policy(), example);
    auto now = answers_of(after_.policy(), example);
    if (!old || !now) return std::nullopt;
    return std::pair(std::move(*old), std::move(*now));
  }

  /// Replays that file, and keeps the change of that kind, and of the recommendation
  /// once.
  std::optional<Change> record(const Example& example, ChangeKind kind) {
    const auto read_by = read(example);
    if (!read_by) return std::nullopt;
    const auto& [old, now] = *read_by;
    std::optional<Change> kept;
    for (ShownChange& shown : differences(before_, old, after_, now, today_)) {
      const ChangeKind found = shown.change.kind;
      if (found != kind && (found != ChangeKind::recommended || recommended_)) continue;
      recommended_ = recommended_ || found == ChangeKind::recommended;
      if (found == kind) kept = shown.change;
      difference_.changes.push_back(std::move(shown));
    }
    return kept;
  }

  const Program& before_;
  const Program& after_;
  Date today_;
  Effort effort_;
  SharedAnswers answers_;
  std::shared_ptr<Ground> ground_;
  std::size_t strangers_;
  CatalogInquiry old_, new_;
  ComparedTerms terms_;
  std::optional<RegionFinder> regions_;
  std::map<std::uint32_t, Term> left_out_;
  Term replayable_;  // no answer is given in so many words that is taken as left out when it is replayed
  bool recommended_ = false, settled_ = false, same_branches_ = false, same_eligible_ = false;
  Difference difference_;
};

}  // namespace

}  // namespace analysis

Difference verify_difference(const Program& before, const Program& after, Date today,
                             const analysis::Effort& effort) {
  return analysis::DifferenceVerifier(before, after, today, effort).run();
}

}  // namespace select_model
