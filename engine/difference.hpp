#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/changes.hpp"
#include "engine/region.hpp"
#include "policy/example.hpp"

/// What `diff` reports: changes, each with answers that show it, whether there are others, and what was not
/// settled.
namespace select_model {

struct ShownChange {
  Change change;
  Example example;                   // the answers
  std::string file;                  // where they came from; empty: they were found
  std::optional<MoneyChange> money;  // of a recommendation
  std::optional<Region> region;      // where the change is seen, as far as that was proved
};

struct Difference {
  /// Nothing: it was not settled.
  std::optional<bool> equivalent;
  std::vector<ShownChange> changes;
  std::vector<std::string> not_analysed;
  std::vector<std::string> notes;  // what is not compared
  std::size_t files = 0;           // requirements files that were decided by both
};

/// Decides by both and says what differs.
std::vector<ShownChange> differences(const Program& before, const Answers& answers_before,
                                     const Program& after, const Answers& answers_after, Date today);

/// `{"schema": "select-model/diff/1", "equivalent": …, "changes": […], "not_analysed": […]}`, ended by a line
/// break.
std::string render_json(const Difference& difference);
std::string render_text(const Difference& difference, bool color);

}  // namespace select_model
