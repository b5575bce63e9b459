#pragma once
#include <cstdint>
#include <set>

#include "engine/evaluate.hpp"
#include "engine/program.hpp"

/// Which of the required answers that are missing can matter (section 4 of the language).
namespace select_model {

using Questions = std::set<std::uint32_t>;

inline bool is_truth(const Evaluated& value, bool truth) {
  const bool* found = std::get_if<bool>(&value.value);
  return !value.missing && found && *found == truth;
}
inline bool is_true(const Evaluated& value) { return is_truth(value, true); }
inline bool is_false(const Evaluated& value) { return is_truth(value, false); }

inline bool is_missing(const CheckedPolicy& policy, const Answers& answers, std::uint32_t question) {
  return policy.questions[question].required() && !is_known(answers.values[question]);
}
bool reads_missing(const CheckedPolicy& policy, const Answers& answers, const Reads& reads);

/// Those that something which decides reads and depends on. What comes out true or false all the same does
/// not depend on them.
Questions questions_that_decide(const Program& program, const Answers& answers, Date today);

}  // namespace select_model
