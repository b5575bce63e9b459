#pragma once
#include <optional>
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

/// What a test decides with.
struct TestInputs {
  Answers answers;
  Date today;
};

struct TestResult {
  std::string name;
  Place place;
  std::vector<ExpectationResult> expectations;
  TestInputs inputs;
  Decision decision;
  std::optional<Rationale> rationale;  // where it failed
  bool passed() const;
};

/// `today`: what it is where the test does not say; the catalogue's date comes before it.
TestInputs inputs_of(const CheckedPolicy& policy, const Catalog& catalog, const Test& test, Date today);

TestResult run_test(const Program& program, const Test& test, Date today, Workspace& workspace);
TestResult run_test(const Program& program, const Test& test, Date today);

}  // namespace select_model
