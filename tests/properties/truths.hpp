#pragma once
#include <set>
#include <string>
#include <vector>

#include "engine/program.hpp"

namespace select_model::properties {

/// What trying all answers through the engine shows of a policy: the findings that an analysis owes, and no
/// others.
struct Truths {
  std::set<std::string> findings;  // place_of
  std::set<std::string>
      never_passed;               // places of musts that no offer of the catalogue passed where they apply
  std::set<std::string> refuted;  // findings that something never happens, where it was seen to happen
  bool all_refused = true;        // by gates
  bool nothing_passes = true;     // no answers let any offer pass all musts
};

/// `word@file:offset`.
std::string place_of(const std::string& word, const Place& place);

Truths truths_of(const Program& program, const std::vector<Answers>& all, Date today);

}  // namespace select_model::properties
