#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/program.hpp"
#include "tests/properties/generator.hpp"

/// Policies whose questions have so few answers that all of them can be tried: what an analysis claims of all
/// answers is then seen to be so, or not.
namespace select_model::properties {

/// A policy with proofs, and a catalogue.
GeneratedCase generate_small(std::uint64_t seed);
/// All complete answers. Texts: those of the policy and the catalogue, and one that nobody wrote.
std::vector<Answers> all_answers(const Program& program);
/// Those in which the amounts have certain values, by the question's name.
std::vector<Answers> all_answers(const Program& program,
                                 const std::map<std::string, std::vector<Value>>& amounts);

}  // namespace select_model::properties
