#pragma once
#include "engine/program.hpp"

/// Policies like those that people write, as large as asked, with a catalogue: what the analysis is measured
/// with. The same for the same size everywhere.
namespace select_model::bench {

struct Size {
  int branches = 20, constraints = 20, offers = 100;
  bool alike = false;     // the offers are of a dozen kinds; else no two have the same facts
  bool products = false;  // constraints and branches that multiply requests by tokens
};
Program make_policy(const Size& size);

}  // namespace select_model::bench
