#pragma once
#include <set>
#include <string>
#include <vector>

#include "engine/program.hpp"

/// What answers to a question may come to be compared with, where two sides decide: where a change is likely
/// to begin or end.
namespace select_model::analysis {

bool is_number(const Question& question);
/// Of a question that asks for a number: the next answer is that far.
Rational step_of(const Question& question);

/// The figures of a policy and its catalogue that are of the question's type.
void add_figures(const Program& program, const Question& question, std::set<Rational>& figures);

/// Names and sets: the members that both policies declare. Texts: what either side writes. Flags: both.
std::vector<std::string> common_members(const Question& old, const Program& before, const Program& after);

}  // namespace select_model::analysis
