#pragma once
#include "engine/decision.hpp"
#include "policy/checked_policy.hpp"

/// What the verdicts of a decision come to: whether a constraint refuses, rejects or warns. Rationales, tests
/// and coverage read a decision through these, and so cannot disagree.
namespace select_model {

/// Of a constraint on offers that applies: its verdict on one of them.
Verdict verdict_on(const Decision& decision, std::size_t constraint, std::uint32_t offer);
/// `fails` or `unknown` where a `must` rejects the offer, and which of them it is; else `holds`.
Verdict rejects(const Constraint& constraint, const Decision& decision, std::size_t index,
                std::uint32_t offer);
/// Of one on answers alone: a gate that is false, or unknown where that is not allowed.
bool refuses(const Constraint& constraint, Verdict verdict);
/// Of an offer that is eligible, or of the decision: a should that is broken, or what is unknown and warns.
bool warns(const Constraint& constraint, Verdict verdict);

}  // namespace select_model
