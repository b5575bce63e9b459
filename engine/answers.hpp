#pragma once
#include <string>
#include <vector>

#include "catalog/document.hpp"
#include "policy/checked_policy.hpp"

namespace select_model {

enum class AnswerFrom { given, fallback_default, absent };

/// The answers to a policy's questions, typed, defaulted, in range and at their resolution: `read_answers`
/// and tests make them.
struct Answers {
  std::vector<Value> values;     // one for each question; Unknown: absent
  std::vector<AnswerFrom> from;  // likewise
};

/// What a requirements file says beside the answers: paths as written.
struct Requirements {
  Node document;                      // a map
  std::vector<std::string> policies;  // `policy:`: at most one
  std::vector<std::string> catalogs;  // `catalog:`
  std::vector<Place> policy_places,
      catalog_places;  // of each path, for what is said of a file that cannot be read
};
/// Splits off the reserved keys, without knowing a policy yet.
Result<Requirements> read_requirements(const SourcePtr& source);

/// One `--set NAME=VALUE`, parsed as YAML: overrides the file's answer (under either spelling).
struct Setting {
  std::string name;
  Node value;
  Place place;
};
Result<Setting> read_setting(const std::string& argument);

/// Types the answers: keys are questions, or a duration's name with `_ms`, `_s`, `_min`, or money's with
/// `_usd`. Every mistake with its place and the nearest name.
Result<Answers> read_answers(const CheckedPolicy& policy, const Node& map,
                             const std::vector<Setting>& settings);
/// No answers given: defaults only.
Answers default_answers(const CheckedPolicy& policy);
/// Whether no required question is left open.
bool is_complete(const CheckedPolicy& policy, const Answers& answers);

}  // namespace select_model
