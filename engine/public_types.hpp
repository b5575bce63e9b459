#pragma once
#include <mutex>

#include "engine/program.hpp"
#include "engine/rationale.hpp"
#include "engine/select_model.hpp"

/// What the handles of the public header hold.
namespace select_model {

struct Selector::Content {
  Program program;
};

struct Request::Content {
  Inputs inputs;
};

struct Recommendation::Content {
  Program program;
  Inputs inputs;
  Date today;
  Decision decision;
  std::vector<Candidate> ranked, fallbacks;

  Content(Program p, Inputs i, Date day) : program(std::move(p)), inputs(std::move(i)), today(day) {}
  /// Worded at the first call, whichever thread makes it.
  const Rationale& reasons() const;

 private:
  mutable std::once_flag worded_;
  mutable Rationale reasons_;
};

Problem to_problem(const Diagnostic& diagnostic);
template <typename T>
void add_problems(Loaded<T>& loaded, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) loaded.problems.push_back(to_problem(diagnostic));
}
Date to_date(Day day);
Recommendation::Outcome to_public(Outcome outcome);
Candidate to_candidate(const Program& program, const Decision& decision, const RankedOffer& offer);

}  // namespace select_model
