#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/load.hpp"
#include "policy/accept.hpp"
#include "policy/checker.hpp"

/// A policy looked at from every side that `check` knows: its language, what does nothing in it, its tests,
/// and what a catalogue makes of it.
namespace select_model::cli {

struct ExamineOptions {
  std::vector<std::string> catalogs;  // none: nothing is said about models
  AnalysisOptions analysis;
  bool tests = false;  // make a test of each example
};

class Examiner {
 public:
  /// What is wrong with the catalogues goes to `report`.
  Examiner(const ExamineOptions& options, Report& report);

  /// The policy at `path`, read by `read`: by place, what is accepted apart.
  Parted examine(const std::string& path, const ReadFile& read);
  /// Of every example so far, as blocks of the language.
  const std::string& tests() const { return tests_; }

 private:
  /// What was found, and all codes that could have been.
  struct Search {
    Diagnostics found;
    std::vector<Code> sought;
    void add(Diagnostics more, std::initializer_list<Code> codes);
  };
  void search(const CheckedPolicy& policy, const SourcePtr& own, Search& search);
  void search_tests(const CheckedPolicy& policy, const SourcePtr& own, Search& search);
  void search_by_proof(const CheckedPolicy& policy, Search& search);
  void search_catalog(const CheckedPolicy& policy, const Catalog& catalog, Search& search);
  const Catalog* catalog_for_tests();

  const ExamineOptions& options_;
  Date today_;
  std::optional<Catalog> catalog_;  // the command's, if it names one and it is sound
  std::optional<Catalog> default_catalog_;
  std::string tests_;
};

}  // namespace select_model::cli
