#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "engine/program.hpp"
#include "policy/example.hpp"

namespace select_model::analysis {

/// Whether a decision shows what is claimed, and of which offer: an index into the catalogue's; `no_offer`
/// where the claim is of none.
inline constexpr std::uint32_t no_offer = 0xffffffff;
using Shows = std::function<std::optional<std::uint32_t>(const Answers&, const Decision&)>;

/// Replays answers through the engine and makes them as plain as they can be while they still show the same:
/// what need not be given is not, defaults stay, and numbers are round. Nothing where what was found does not
/// show it.
std::optional<Example> find_example(const Program& program, Date today, const std::vector<Value>& found,
                                    const Shows& shows);

/// The answers of an example, read as the requirements file that is printed of it. Nothing where the policy
/// does not take them.
std::optional<Answers> answers_of(const CheckedPolicy& policy, const Example& example);

/// Down, or up, to that many digits.
Rational rounded(const Rational& value, int digits, bool up);

}  // namespace select_model::analysis
