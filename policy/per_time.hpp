#pragma once
#include <string_view>

#include "policy/value.hpp"

/// Amounts per time: `80 tokens/s`, `10/d`, `$5/h`. They are kept by the second, of which a day's, an hour's
/// and a minute's are rarely a decimal part; so they are written, and counted, in a unit in which they are.
namespace select_model {

/// Tokens, a count or money by a duration.
bool is_per_time(Dimension dimension);

struct PerTime {
  Rational amount;  // in that unit of time
  std::string_view unit;
  Rational seconds;  // that it has
};
/// As a person would: by the second where that is a decimal number from 1; else by that of s, min, h and d in
/// which it has the fewest digits, the zeros of `0.5` among them. Where it is decimal in none, by the second.
PerTime per_time(const Rational& by_the_second);

/// What answers of such a type are multiples of: $0.000000001 a day, or 0.000001 tokens or times a day. So
/// they may be whole in any unit of time.
Rational resolution_per_time(Dimension dimension);

}  // namespace select_model
