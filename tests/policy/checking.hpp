#pragma once
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "policy/checker.hpp"

/// What the tests of the checker share.
namespace select_model::testing {

using Files = std::map<std::string, std::string>;

inline ReadFile reader_of(const Files& files) {
  return [files](const std::string& path) -> std::variant<FileText, FileError> {
    const auto found = files.find(path);
    if (found == files.end()) return FileError{"no such file"};
    return FileText{found->second};
  };
}

/// Loads and checks `p.policy` among the files.
inline Result<CheckedPolicy> check_files(const Files& files) {
  auto layers = load_layers("p.policy", reader_of(files));
  if (!layers) return {std::nullopt, std::move(layers.diagnostics)};
  return check(*layers);
}

/// The declarations of a policy, from line 2.
inline Result<CheckedPolicy> check_text(const std::string& declarations) {
  return check_files({{"p.policy", "policy p\n" + declarations}});
}

/// One line a finding: `2:5 unknown-name: no such name | did you mean …`; the file where it is not p.policy.
inline std::string summary_of(const Diagnostics& diagnostics) {
  std::string summary;
  for (const Diagnostic& diagnostic : diagnostics) {
    const Place& place = diagnostic.place;
    if (place.source && place.source->name() != "p.policy") summary += place.source->name() + ":";
    if (place.source) {
      const Position at = place.source->position(place.span.begin);
      summary += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
    }
    summary += std::string(info(diagnostic.code).word) + ": " + diagnostic.message;
    if (!diagnostic.help.empty()) summary += " | " + diagnostic.help;
    summary += "\n";
  }
  return summary;
}

/// What is found beside that there is no `rank`, which is not what the tests are about.
inline Diagnostics findings_of(const std::string& declarations) {
  Diagnostics findings = check_text(declarations).diagnostics;
  std::erase_if(findings, [](const Diagnostic& finding) { return finding.code == Code::missing_rank; });
  return findings;
}

inline std::string found_in(const std::string& declarations) { return summary_of(findings_of(declarations)); }

/// All that is said, as a terminal without colour shows it.
inline std::string said_about(const std::string& declarations) {
  std::string said;
  for (const Diagnostic& diagnostic : findings_of(declarations)) said += to_text(diagnostic, false);
  return said;
}

/// A policy and what is found in it; nothing means that it is accepted.
struct Finding {
  const char* declarations;
  const char* found;
};

}  // namespace select_model::testing
