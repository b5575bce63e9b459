#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/checked_policy.hpp"

/// A part of all answers that a person can name: conditions on single questions that hold together.
namespace select_model {

/// Of the answer to one question. Only the part of its type counts.
struct Condition {
  std::uint32_t question = 0;
  bool absent = false;                // that it is not answered will do
  bool given = true;                  // that it is answered as follows will do
  bool left_out = false;              // only that it is left out, and what is then taken, will do
  std::optional<Rational> low, high;  // quantities and dates, on their scale: both ends included
  std::vector<std::string> members;   // names, texts, flags: one of these
  bool all_but = false;               // or none of these
  std::vector<std::string> in, out;   // sets: members that are there, that are not
};
/// `given`: in so many words.
bool holds(const Condition& condition, const Question& question, const Value& answer, bool given);

struct Region {
  std::vector<Condition> conditions;  // in the order of the questions; empty: all answers
  bool unrefused = false;             // and no gate of either side refuses
  /// Whether the change is seen nowhere else; nothing: that was not settled.
  std::optional<bool> only;
  std::string text;
};

/// The unit in which somebody reads it: a rate's is the time by which it is written.
Rational counted_in(const Rational& value, const Type& type);
/// How many digits somebody has to read: 1 of 200K, 6 of 199,999.
std::size_t digits_of(const Rational& value, const Type& type);

/// `` `context_needed` above 128K with `data_privacy` strict ``.
std::string text_of(const CheckedPolicy& policy, const Region& region);

}  // namespace select_model
