#pragma once
#include <string>
#include <vector>

#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"

/// Findings that the author of a policy has seen and stands by: `# accept never-chosen: until the contract is
/// signed` behind what it is about, or on a line of its own above it. A reason is required. Errors of
/// language cannot be accepted.
namespace select_model {

/// Errors of what a policy means, rather than of how it is written: a policy that has them still decides.
bool is_error_of_analysis(Code code);

struct Acceptance {
  Code code;
  std::string reason;
  Place place;             // of the comment
  std::uint32_t line = 0;  // on which the finding begins
};
struct Acceptances {
  std::vector<Acceptance> acceptances;
  Diagnostics mistakes;  // `invalid-accept`
};
/// Those of one file. A comment that begins with the word `accept` and holds neither a code nor a colon is
/// only a comment.
Acceptances read_acceptances(const ast::Policy& file);

struct AcceptedFinding {
  Diagnostic finding;
  std::string reason;
  Place comment;
};
/// What was found, parted; and `unused-accept` for each acceptance of a code in `sought` that nothing was
/// found for. One acceptance holds for all findings of its code on its line.
struct Parted {
  Diagnostics open;
  std::vector<AcceptedFinding> accepted;
};
Parted part(Diagnostics found, const std::vector<Acceptance>& acceptances, const std::vector<Code>& sought);

}  // namespace select_model
