#include "cli/examine.hpp"

#include <algorithm>
#include <set>

#include "cli/analysis.hpp"
#include "cli/files.hpp"
#include "engine/catalog_lint.hpp"
#include "engine/program.hpp"
#include "engine/references.hpp"
#include "engine/untested.hpp"
#include "policy/checker.hpp"
#include "policy/lint.hpp"

namespace select_model::cli {

namespace {

/// What has no place, such as that nothing is in it, is said of the path.
std::optional<Catalog> load_own_catalog(const Test& test, const std::string& path, Diagnostics& found) {
  Report report;
  auto catalog = load_catalog({path}, report, {test.catalog_place});
  for (Diagnostic finding : report.diagnostics()) {
    if (!finding.place.source) finding.place = test.catalog_place;
    found.push_back(std::move(finding));
  }
  return catalog;
}

}  // namespace

Examiner::Examiner(const ExamineOptions& options, Report& report)
    : options_(options), today_(options.analysis.today.value_or(today_in_utc())) {
  if (!options.catalogs.empty()) catalog_ = load_catalog(options.catalogs, report);
}

void Examiner::Search::add(Diagnostics more, std::initializer_list<Code> codes) {
  std::ranges::move(more, std::back_inserter(found));
  sought.insert(sought.end(), codes);
}

Parted Examiner::examine(const std::string& path, const ReadFile& read) {
  auto layers = read_layers(path, read);
  Search search{std::move(layers.diagnostics), {}};
  if (!layers) return {std::move(search.found), {}};
  auto policy = select_model::check(*layers);
  search.add(std::move(policy.diagnostics), {Code::missing_rank, Code::relative_scale, Code::empty_test});
  const SourcePtr& own = layers->files.back().source;
  if (policy) this->search(*policy, own, search);

  std::vector<Acceptance> acceptances;
  for (const ast::Policy& file : layers->files) {
    Acceptances of_file = read_acceptances(file);
    std::ranges::move(of_file.acceptances, std::back_inserter(acceptances));
    if (file.source == own) search.add(std::move(of_file.mistakes), {});
  }
  if (!policy) search.sought.clear();  // where the language is wrong, nothing else is looked at
  Parted parted = part(std::move(search.found), acceptances, search.sought);
  // Whether a layer's acceptance is of use is for those who check the layer to say.
  std::erase_if(parted.open, [&](const Diagnostic& finding) {
    return finding.code == Code::unused_accept && finding.place.source != own;
  });
  sort_by_place(parted.open);
  return parted;
}

void Examiner::search(const CheckedPolicy& policy, const SourcePtr& own, Search& search) {
  search.add(lint(policy, own), {Code::unused_question, Code::unused_let, Code::unused_fact});
  search_tests(policy, own, search);
  if (catalog_) search_catalog(policy, *catalog_, search);
  search_by_proof(policy, search);
}

/// Where something was not settled, what is accepted may be there all the same. What a catalogue can bring to
/// light, or a proof that speaks of one, is not missed without one.
void Examiner::search_by_proof(const CheckedPolicy& policy, Search& search) {
  if (!options_.analysis.wanted || (!options_.catalogs.empty() && !catalog_)) return;
  Diagnostics found = analyse(policy, catalog_, options_.analysis, options_.tests ? &tests_ : nullptr);
  const bool settled = std::ranges::none_of(found, [](const Diagnostic& finding) {
    return finding.code == Code::not_analysed || finding.code == Code::unproved;
  });
  // Where nothing gets through, nothing can be said of what comes behind.
  const bool closed = std::ranges::any_of(
      found, [](const Diagnostic& finding) { return finding.code == Code::impossible_constraint; });
  if (closed) {
    std::erase_if(search.found,
                  [](const Diagnostic& finding) { return finding.code == Code::untested_branch; });
    std::erase(search.sought, Code::untested_branch);
  }
  search.add(std::move(found), {});
  if (settled) search.add({}, {Code::unreachable_branch, Code::impossible_constraint});
  if (settled && catalog_ && !closed)
    search.add({}, {Code::refuted_proof, Code::unproved, Code::vacuous_constraint, Code::no_eligible_model,
                    Code::emptied_branch, Code::never_chosen});
}

void Examiner::search_catalog(const CheckedPolicy& policy, const Catalog& catalog, Search& search) {
  search.add(check_references(policy, catalog), {Code::unknown_model});
  search.add(unknown_members(policy, catalog), {Code::unknown_member});
  search.add(retired_models(policy, catalog, today_), {Code::retired_model});
  auto program = compile(policy, catalog);
  if (!program) search.add(std::move(program.diagnostics), {});
}

/// A policy without any test is for `select-model test` to complain of.
void Examiner::search_tests(const CheckedPolicy& policy, const SourcePtr& own, Search& search) {
  struct Own {
    std::optional<Catalog> catalog;
    std::optional<TestPaths> paths;
  };
  std::map<std::string, Own> owns;
  std::optional<TestPaths> shared_paths;
  const bool shares = std::ranges::any_of(policy.tests, [](const Test& test) { return !test.catalog; });
  if (const Catalog* shared = shares ? catalog_for_tests() : nullptr) shared_paths.emplace(policy, *shared);
  std::set<std::string> taken;
  bool complete = !policy.tests.empty();
  for (const Test& test : policy.tests) {
    auto* paths = &shared_paths;
    if (test.catalog) {
      const auto [entry, is_new] = owns.try_emplace(resolve(*test.catalog, test.place.source->name()));
      Own& its = entry->second;
      if (is_new) its.catalog = load_own_catalog(test, entry->first, search.found);
      if (is_new && its.catalog) its.paths.emplace(policy, *its.catalog);
      if (its.catalog && catalog_) search.add(unknown_models(test, *its.catalog), {});
      paths = &its.paths;
    }
    complete = *paths && (*paths)->add(test, today_, taken) && complete;
  }
  if (complete) search.add(untested_branches(policy, own, taken), {Code::untested_branch});
}

/// The command's, or the built-in one; nothing where the command's is broken.
const Catalog* Examiner::catalog_for_tests() {
  if (catalog_) return &*catalog_;
  if (!options_.catalogs.empty()) return nullptr;
  if (!default_catalog_) {
    Report ignored;
    default_catalog_ = load_catalog({}, ignored);
  }
  return &*default_catalog_;
}

}  // namespace select_model::cli
