#pragma once
#include <map>
#include <string>
#include <vector>

#include "policy/polynomial.hpp"
#include "policy/solver.hpp"
#include "policy/value.hpp"

namespace select_model::analysis {

/// Numbers and dates (days): where the guard holds, the value is this.
struct NumberCase {
  Term guard;
  Fraction value;
};

/// Of a member: known to be in the set, known not to be; neither where it is not known.
struct Membership {
  Term in, out;
};

/// A value of the language as the solver sees it: whether it is known, and what it is then, as a function of
/// the answers (and of facts, where they are left open). Only the part of its kind counts, and only where it
/// is known.
struct Symbolic {
  Term known;
  Term truth;
  std::vector<NumberCase> numbers;    // of the guards exactly one holds
  std::map<std::string, Term> names;  // texts too; of the terms exactly one holds
  std::map<std::string, Membership> members;
  Term closed;  // of a set: what `members` does not hold is known not to be in it
};

}  // namespace select_model::analysis
