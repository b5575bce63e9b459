#include "engine/verify_difference.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/example_search.hpp"
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
        answers_(before.policy(), after.policy()),
        ground_(std::make_shared<Ground>()),
        strangers_(std::max(strangers_of(before.policy()), strangers_of(after.policy()))),
        old_(before, {today, texts_of(after), true, strangers_, ground_}, effort),
        new_(after, {today, texts_of(before), true, strangers_, ground_}, effort) {}

  Difference run() {
    for (const std::string& note : answers_.notes()) difference_.notes.push_back(note);
    if (answers_.obstacle()) {
      difference_.not_analysed.push_back("no requirements file is read by both: " + *answers_.obstacle());
      return std::move(difference_);
    }
    same_ = answers_.same(old_, new_);
    ground_->solver.require(same_);
    compare_refusals();
    ground_->solver.require(old_.gates());
    ground_->solver.require(new_.gates());
    compare_branches();
    compare_eligible();
    compare_recommendations();
    sort_changes();
    if (!difference_.changes.empty()) difference_.equivalent = false;
    if (difference_.changes.empty() && difference_.not_analysed.empty()) difference_.equivalent = true;
    return std::move(difference_);
  }

 private:
  Solver& solver() { return ground_->solver; }
  Term differ(Term a, Term b) { return solver().negation(solver().same(a, b)); }
  Settled ask(const Term& formula) { return old_.ask({formula}); }

  /// Gates by name: one that is not there refuses nothing.
  void compare_refusals() {
    std::map<std::string, std::pair<Term, Term>> gates;
    const auto pass = solver().constant(true);
    for (const Constraint& gate : before_.policy().constraints) {
      if (gate.must && gate.answers_alone) gates.insert({gate.name, {old_.passes(gate), pass}});
    }
    for (const Constraint& gate : after_.policy().constraints) {
      if (gate.must && gate.answers_alone)
        gates.insert({gate.name, {pass, pass}}).first->second.second = new_.passes(gate);
    }
    std::vector<Term> differing;
    for (const auto& [name, sides] : gates) differing.push_back(differ(sides.first, sides.second));
    // Where nothing is refused any more, or something is now, comes before one gate for another.
    const Term overall = differ(old_.gates(), new_.gates());
    const auto any = [](const Change&) { return true; };
    if (!find_one(ChangeKind::refused, overall, "whether other answers are refused", any))
      find_one(ChangeKind::refused, solver().any_of(differing), "whether other gates refuse", any);
  }

  std::map<std::string, Term> reached(CatalogInquiry& side, const Program& program) {
    std::map<std::string, Term> branches;
    for (std::size_t leaf = 0; program.policy().tree && leaf < side.leaves(); ++leaf)
      branches[program.path(static_cast<std::uint32_t>(leaf)).back()->name] = side.reach(leaf);
    return branches;
  }

  void compare_branches() {
    const auto olds = reached(old_, before_);
    const auto news = reached(new_, after_);
    std::vector<Term> differing;
    for (const auto& [name, term] : olds) {
      const auto other = news.find(name);
      differing.push_back(solver().all_of(
          {term, solver().negation(other == news.end() ? solver().constant(false) : other->second)}));
    }
    if (olds.empty() != news.empty()) differing.push_back(solver().constant(true));
    Term left = solver().any_of(differing);
    std::set<std::pair<std::string, std::string>> shown;
    const auto is_new = [&](const Change& change) {
      return change.before.empty() || change.after.empty() ||
             !shown.contains({change.before[0], change.after[0]});
    };
    same_branches_ = true;
    for (std::size_t i = 0; i < most_shown; ++i) {
      const auto change = find_one(ChangeKind::branch, left, "whether other branches are taken", is_new);
      same_branches_ = same_branches_ && !change && settled_;
      if (!change || change->before.empty() || change->after.empty()) return;
      shown.insert({change->before[0], change->after[0]});
      const Term seen = solver().all_of({olds.at(change->before[0]), news.at(change->after[0])});
      left = solver().all_of({left, solver().negation(seen)});
    }
  }

  std::map<std::string, Term> eligible(CatalogInquiry& side, const Program& program) {
    std::vector<Term> by_group;
    for (std::size_t group = 0; group < side.groups().size(); ++group) {
      std::vector<Term> ways;
      for (std::size_t leaf = 0; leaf < side.leaves(); ++leaf)
        ways.push_back(solver().all_of({side.reach(leaf), side.eligible(leaf, group)}));
      by_group.push_back(solver().any_of(ways));
    }
    std::map<std::string, Term> offers;
    for (std::uint32_t offer = 0; offer < program.catalog().offers.size(); ++offer)
      offers[program.catalog().offers[offer].id] = by_group[side.group_of(offer)];
    return offers;
  }

  void compare_eligible() {
    const auto olds = eligible(old_, before_);
    const auto news = eligible(new_, after_);
    std::map<std::string, Term> differing;
    for (const auto& [id, term] : olds) {
      const auto other = news.find(id);
      differing[id] = other == news.end() ? term : differ(term, other->second);
    }
    for (const auto& [id, term] : news) {
      if (!olds.contains(id)) differing[id] = term;
    }
    const auto is_new = [&](const Change& change) {
      return std::ranges::any_of(changed_offers(change),
                                 [&](const std::string& id) { return differing.contains(id); });
    };
    same_eligible_ = true;
    for (std::size_t i = 0; i < most_shown; ++i) {
      std::vector<Term> left;
      for (const auto& [id, term] : differing) left.push_back(term);
      const auto change =
          find_one(ChangeKind::eligible, solver().any_of(left), "whether other offers are eligible", is_new);
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

  static std::string first_of(const Program& program, const Decision& decision) {
    return decision.ranked.empty() ? "" : program.catalog().offers[decision.ranked[0].offer].id;
  }

  /// Exact where both take the same branch, have the same offers eligible and rank alike; else by trying.
  void compare_recommendations() {
    if (recommended_) return;
    if (same_branches_ && same_eligible_ && ranks_alike(before_, after_)) return;
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
    difference_.not_analysed.push_back(fmt::format(
        "whether the recommendation changes: rankings, tiers or facts differ; {} answers that were tried "
        "give the same one",
        tries));
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

  /// Looks for answers that make the formula true, and records what they show.
  /// `settled_` says whether there surely are none, where there are none.
  std::optional<Change> find_one(ChangeKind kind, Term formula, const std::string& what,
                                 const std::function<bool(const Change&)>& is_wanted) {
    settled_ = true;
    if (solver().is_false(formula)) return std::nullopt;
    const Settled settled = ask(formula);
    settled_ = settled == Settled::unsatisfiable;
    if (settled == Settled::unsettled) difference_.not_analysed.push_back(what + ": " + old_.reason());
    if (settled != Settled::satisfiable) return std::nullopt;
    const auto example = find_example(before_, today_, old_.found(), shows_change(kind, is_wanted));
    const auto change = example ? record(*example, kind) : std::nullopt;
    if (!change)
      difference_.not_analysed.push_back(what + ": what was found does not show it when it is replayed");
    return change;
  }

  Shows shows_change(ChangeKind kind, std::function<bool(const Change&)> is_wanted) {
    return [this, kind, is_wanted = std::move(is_wanted)](const Answers& answers,
                                                          const Decision&) -> std::optional<std::uint32_t> {
      const auto carried = answers_.carry_over(answers);
      if (!carried) return std::nullopt;
      const auto found = differences(before_, given_only(answers), after_, *carried, today_);
      const bool there = std::ranges::any_of(found, [&](const ShownChange& shown) {
        return shown.change.kind == kind && is_wanted(shown.change);
      });
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

  /// Replays the file that will be printed, and keeps the change of that kind, and of the recommendation
  /// once.
  std::optional<Change> record(const Example& example, ChangeKind kind) {
    const auto file = read_requirements(std::make_shared<const Source>("example", to_yaml(example)));
    if (!file) return std::nullopt;
    const auto old = read_answers(before_.policy(), file->document, {});
    const auto now = read_answers(after_.policy(), file->document, {});
    if (!old || !now) return std::nullopt;
    std::optional<Change> kept;
    for (ShownChange& shown : differences(before_, *old, after_, *now, today_)) {
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
  SharedAnswers answers_;
  std::shared_ptr<Ground> ground_;
  std::size_t strangers_;
  CatalogInquiry old_, new_;
  Term same_;
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
