#include "cli/analysis.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/load.hpp"
#include "engine/example_test.hpp"
#include "engine/verify_catalog.hpp"
#include "policy/verifier.hpp"

namespace select_model::cli {

namespace {

void add(Diagnostics& found, Diagnostics more) { std::ranges::move(more, std::back_inserter(found)); }

/// Nothing where the catalogue does not fit the policy, which is reported elsewhere.
std::optional<Program> program_of(const CheckedPolicy& policy, const std::optional<Catalog>& catalog) {
  Report ignored;
  auto used = catalog ? catalog : load_catalog({}, ignored);
  return used ? compile(policy, std::move(*used)).value : std::nullopt;
}

/// None of the proofs is settled, for one reason.
Diagnostics unproved(const CheckedPolicy& policy, const std::string& why, const std::string& help) {
  Diagnostics found;
  for (const Prove& prove : policy.proofs)
    found.push_back(
        {Code::unproved, "`" + prove.name + "` could not be settled: " + why, prove.place, help, {}});
  return found;
}

/// One note for all that there was no time for.
Diagnostics without_repetition(Diagnostics found) {
  const auto out_of_time = [](const Diagnostic& diagnostic) {
    return diagnostic.code == Code::not_analysed && diagnostic.message.ends_with(analysis::out_of_time);
  };
  const auto late = std::ranges::count_if(found, out_of_time);
  if (late < 2) return found;
  Diagnostic first = *std::ranges::find_if(found, out_of_time);
  first.message += fmt::format("; nor could {} more", late - 1);
  first.help = "`--timeout` gives it longer";
  std::erase_if(found, out_of_time);
  found.push_back(std::move(first));
  return found;
}

void add_tests(const Program& program, const Diagnostics& found, Date today, std::string& tests) {
  std::set<std::string> names;
  for (const Diagnostic& finding : found) {
    if (const auto test = test_of(program, finding, today, names))
      tests += (tests.empty() ? "" : "\n") + *test;
  }
}

}  // namespace

Diagnostics analyse(const CheckedPolicy& policy, const std::optional<Catalog>& catalog,
                    const AnalysisOptions& options, std::string* tests) {
  if (!options.wanted) return {};
  if (const auto absence = analysis::Solver::absence()) {
    Diagnostics found{{Code::not_analysed,
                       "branches and constraints were not analysed: " + *absence,
                       {},
                       "`--no-analysis` says that they need not be",
                       {}}};
    add(found, unproved(policy, *absence, ""));
    return found;
  }
  const auto effort = analysis::Effort::within(options.timeout);
  const Date today = options.today.value_or(today_in_utc());
  Diagnostics found = verify(policy, today, effort);
  if (!catalog && policy.proofs.empty()) return without_repetition(std::move(found));
  const auto program = program_of(policy, catalog);
  if (program) add(found, verify_with_catalog(*program, today, effort, catalog.has_value()));
  if (program && tests) add_tests(*program, found, today, *tests);
  if (!program && !catalog)
    add(found, unproved(policy, "the built-in catalogue does not fit the policy",
                        "name the catalogue that it speaks of with `--catalog`"));
  return without_repetition(std::move(found));
}

}  // namespace select_model::cli
