#pragma once
#include <string>
#include <vector>

#include "engine/rationale.hpp"

/// A policy's own `test` blocks (section 11 of the language), run against a catalogue.
namespace select_model {

struct ExpectationResult {
  Place place;
  bool passed = false;
  std::string expected;  // as a policy writes it: `first gpt-4o`
  std::string got;       // where it failed
};

struct TestResult {
  std::string name;
  Place place;
  std::vector<ExpectationResult> expectations;
  Rationale rationale;  // of the decision that was tested
  bool passed() const;
};

/// What a test decides with. `today`: what it is where the test does not say; the catalogue's date comes
/// before it.
struct TestInputs {
  Answers answers;
  Date today;
};
TestInputs inputs_of(const CheckedPolicy& policy, const Catalog& catalog, const Test& test, Date today);

TestResult run_test(const Program& program, const Test& test, Date today);

}  // namespace select_model
