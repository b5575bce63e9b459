#pragma once
#include <cstddef>
#include <cstdint>

/// Loops over columns. Every kernel exists twice, for any machine and for AVX2, and both give the same bits:
/// no kernel contracts a multiplication with an addition. Unknown is NaN; lengths are rounded up to `lanes`
/// by the caller's padding.
namespace select_model::kernels {

inline constexpr std::size_t lanes = 4;

/// A column, a block's temporary, or one number for all offers (`step` 0).
struct Operand {
  const double* data;
  std::size_t step;  // 0 or 1
};

enum class Relation { less, less_equal, equal };

/// Sets the bits of `truth`, `falsity` and `doubt` (64 offers a word). In doubt is what lies within
/// `tolerance` × (|a| + |b|): there doubles cannot tell. A negative tolerance: both sides are exact.
struct CompareResult {
  std::uint64_t* truth;
  std::uint64_t* falsity;
  std::uint64_t* doubt;
};

/// How a criterion by weight maps a value: 0 at or below `low`, 1 at or above `high`, straight between; the
/// reverse to minimize.
struct Scale {
  double low, high, inverse;  // inverse = 1 / (high - low)
  bool maximize;
};
inline double normalize(double value, const Scale& scale) {
  if (!(value == value)) return 0;
  const bool at_low = value <= scale.low;
  const bool at_high = value >= scale.high;
  const double between = (scale.maximize ? value - scale.low : scale.high - value) * scale.inverse;
  if (at_high) return scale.maximize ? 1 : 0;
  if (at_low) return scale.maximize ? 0 : 1;
  return between;
}

struct Table {
  void (*compare)(Relation, Operand a, Operand b, double tolerance, std::size_t count, CompareResult out);
  void (*add)(Operand a, Operand b, std::size_t count, double* out);
  void (*subtract)(Operand a, Operand b, std::size_t count, double* out);
  void (*multiply)(Operand a, Operand b, std::size_t count, double* out);
  void (*divide)(Operand a, Operand b, std::size_t count, double* out);   // by zero: NaN
  void (*minimum)(Operand a, Operand b, std::size_t count, double* out);  // of NaN: NaN
  void (*maximum)(Operand a, Operand b, std::size_t count, double* out);
  void (*otherwise)(Operand a, Operand b, std::size_t count, double* out);
  /// a × x + b × y: two roundings of products, one of the sum.
  void (*dot)(Operand a, double x, Operand b, double y, std::size_t count, double* out);
  /// score += weight × normalize(value).
  void (*accumulate)(Operand value, const Scale& scale, double weight, std::size_t count, double* score);
  /// Whether every member of `wanted` is in a set whose known members and known absentees are given.
  void (*subset)(std::uint64_t wanted, const std::uint64_t* in, const std::uint64_t* out, std::size_t count,
                 std::uint64_t* truth, std::uint64_t* falsity);
  void (*overlap)(std::uint64_t wanted, const std::uint64_t* in, const std::uint64_t* out, std::size_t count,
                  std::uint64_t* truth, std::uint64_t* falsity);
};

/// The fastest table for this machine, chosen once.
const Table& table();
/// For tests: the one for any machine.
const Table& portable_table();

}  // namespace select_model::kernels
