#pragma once
#include <optional>
#include <string>

#include "engine/rationale.hpp"

namespace select_model {

/// How a test begins: its name, and the catalogue that it is `using`, as a path beside the policy.
struct TestHead {
  std::string name;
  std::optional<std::string> catalog;
};

/// A `test` block that gives these answers and expects what was decided: the branch, who is first and who
/// follows, what rejects whom, what warns; or that it is refused, and by what. In the style of the language,
/// with a line break at its end; it passes as long as the policy decides so. Nothing where an answer has no
/// literal.
std::optional<std::string> emit_test(const Program& program, const Answers& answers,
                                     const Rationale& rationale, const TestHead& head);

}  // namespace select_model
