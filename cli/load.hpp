#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "catalog/catalog.hpp"
#include "cli/options.hpp"
#include "policy/checked_policy.hpp"
#include "policy/checker.hpp"

/// From paths to checked policies and catalogues.
namespace select_model::cli {

/// Several policies may extend one, and both sides of a comparison read one catalogue, of which each tells.
class Repeats {
 public:
  bool is_new(const Diagnostic& finding);

 private:
  std::set<std::tuple<Code, std::string, std::uint32_t, std::uint32_t, std::string>> seen_;
};

/// Everything that was found wrong, each once, in the order in which it was found; nothing is printed before
/// `print`.
class Report {
 public:
  void add(Diagnostics diagnostics);
  void add(Diagnostic diagnostic) { add(Diagnostics{std::move(diagnostic)}); }
  /// A file that cannot be read, with the name that was probably meant; `named`: where, if in a file.
  void add_unreadable(const std::string& path, const std::string& reason, const Place& named = {});
  bool has_errors() const { return select_model::has_errors(diagnostics_); }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  /// To standard error, and forgets them.
  void print(ColorChoice color);

 private:
  Diagnostics diagnostics_;
  Repeats repeats_;
};

/// Whether to paint what goes to a stream.
bool paints(ColorChoice choice, int descriptor);

SourcePtr load_source(const std::string& path, Report& report, const Place& named = {});
/// A policy with its bases; of a file that only could be requirements or a catalogue, that it is no policy.
Result<PolicyLayers> read_layers(const std::string& path, const ReadFile& read);
/// With `lint`, warnings and notes of a policy without errors are reported too.
std::optional<CheckedPolicy> load_policy(const std::string& path, bool lint, Report& report,
                                         const Place& named = {});
/// Laid over one another, the first at the bottom; none: the built-in one. `named`: where each was, or empty.
std::optional<Catalog> load_catalog(const std::vector<std::string>& paths, Report& report,
                                    const std::vector<Place>& named = {});

/// As a decision reports what compiling found: models that the catalogue does not hold are a warning, and
/// several of them one, without their places; `check` of these files says those.
Diagnostics of_decision(Diagnostics diagnostics, const std::string& policy,
                        const std::vector<std::string>& catalogs);
/// Diagnostics of one code taken as more or less severe than they are.
Diagnostics with_severity(Diagnostics diagnostics, Code code, Severity severity);
Date today_in_utc();

}  // namespace select_model::cli
