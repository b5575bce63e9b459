#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/kernels.hpp"
#include "engine/program.hpp"

/// The inside of a Program: what `compile` makes and `select` runs.
///
/// Every value is a double: quantities in pico-dollars, milliseconds and tokens (so that prices and answers
/// are mostly whole numbers), dates as days, names as numbers of `names`, truth of answers as 1 and 0;
/// unknown is NaN. Sets of answers and of offers are masks over the first 64 names. What speaks of answers
/// alone is run once a decision, number by number; what speaks of the offers too runs over columns, a block
/// at a time. A comparison that doubles cannot decide is decided by the exact evaluator from the expression
/// that it was made from.
namespace select_model {

/// How far a double may lie from the exact value, and what is known of that value beforehand.
struct Bounds {
  double error = 0;    // relative, in units of 2^-53; infinite where there is no bound
  double largest = 0;  // of the magnitude
  bool not_negative = true;
  bool whole = false;
  bool rounded_once = true;  // the nearest double of the exact value, so order is kept
  bool millionths = false;   // the exact value is a whole number of them
  bool is_exact() const { return whole && error == 0 && largest < 9007199254740992.0; }
  /// Two such are equal where their doubles are: up to 2^31, neighbouring doubles lie nearer to one another
  /// than two millionths.
  bool tells_equals() const { return millionths && rounded_once && largest <= 2147483648.0; }
};

enum class Shape : std::uint8_t { number, truth, set };

/// Bounds that lowering assumes of answers; `bind` sends what lies beyond them to the exact evaluator.
inline constexpr double largest_whole_answer = 1125899906842624.0;  // 2^50
inline constexpr double largest_answer = 1e30;

/// Where the value of a lowered expression is found.
struct Slot {
  Shape shape = Shape::number;
  bool per_offer = false;
  std::uint32_t index = 0;
  Bounds bounds;
};

enum class ScalarOp : std::uint8_t {
  less,
  less_equal,
  equal,
  negation,
  all_of,
  any_of,
  is_known,
  otherwise,
  conditional,
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  absolute,
  ceiling,
  floor,
  subset,
  overlap,
  set_equal,
  set_size,
  singleton,
  exact
};
struct ScalarStep {
  ScalarOp op = ScalarOp::exact;
  std::uint32_t a = 0, b = 0, c = 0, out = 0;
  double tolerance = -1;               // comparisons: as in kernels::Table; roundings: of the argument
  const Expression* source = nullptr;  // for the exact evaluator
};

enum class VectorOp : std::uint8_t {
  compare,
  all_of,
  any_of,
  negation,
  number_known,
  truth_known,
  from_scalar,
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  otherwise,
  choose,
  truth_number,
  dot,
  hosted_cost,
  subset,
  overlap,
  exact_truth,
  exact_number
};
struct VectorStep {
  VectorOp op = VectorOp::exact_truth;
  kernels::Relation relation = kernels::Relation::less;
  bool a_scalar = false, b_scalar = false;
  std::uint32_t a = 0, b = 0, c = 0, out = 0;
  std::uint32_t x = 0, y = 0;  // dot: scalar factors
  double tolerance = -1;
  const Expression* source = nullptr;
};

/// A register over all offers: a column of the program, one chosen by an answer (`quality`), or a block's
/// temporary.
struct NumberRegister {
  enum class Kind : std::uint8_t { column, chosen, temporary } kind = Kind::temporary;
  std::uint32_t index = 0;
};
struct TruthRegister {
  bool column = false;
  std::uint32_t index = 0;
};
struct TruthColumn {
  Bits truth, falsity;
};
struct SetColumn {
  std::vector<std::uint64_t> in, out;
};

/// `model.quality(task)`: the column of each task that some offer has a figure for, else the plain one; of an
/// unknown task one where all is unknown.
struct ChosenColumn {
  std::uint32_t selector = 0;                               // a scalar: the task's name
  std::unordered_map<std::int64_t, std::uint32_t> columns;  // by name
  std::uint32_t plain = 0;
  std::uint32_t unknown = 0;
};

/// The scalars of a `model.cost`, `monthly_cost` or `gpus_needed`, for the offers whose cost is no plain
/// product.
struct HostedCost {
  Method method = Method::cost;
  std::uint32_t input = 0, output = 0, requests = 0;
  double error = 0;  // of requests × (input + output), relative in units of 2^-53
};
struct SpecialOffer {
  std::uint32_t offer = 0;
  bool self_hosted = false;
  double gpus = 0, gpu_monthly_cost = 0, gpu_throughput = 0, input_price = 0, output_price = 0;
  struct Tier {
    double above, input, output;
  };
  std::vector<Tier> tiers;
};

struct CompiledConstraint {
  bool on_answers = false;       // a gate, or a should that warns once
  bool rejects = false;          // where it is false
  bool unknown_rejects = false;  // where it is unknown
  std::int32_t when = -1;        // a scalar, or none
  Slot condition;
  Bits steps;  // vector steps that the condition needs
};
struct CompiledTier {
  bool any = false;
  Bits listed;  // by name
  std::vector<Slot> where;
};
struct CompiledLeaf {
  const Leaf* leaf = nullptr;
  std::vector<CompiledTier> tiers;
  Bits steps;
};
struct CompiledBranch {
  std::int32_t when = -1;  // a scalar; none: otherwise
  std::int32_t leaf = -1;  // or the children:
  std::vector<CompiledBranch> children;
  const Branch* branch = nullptr;
};
struct CompiledCriterion {
  Slot value;
  std::int32_t low = -1, high = -1;  // scalars
  double weight = 0;                 // normalised
  double step = 0;
};
struct CompiledRank {
  std::int32_t when = -1;
  bool any_relative = false;
  std::vector<CompiledCriterion> criteria;
  Bits steps;
};

struct Program::Code : std::enable_shared_from_this<Program::Code> {
  CheckedPolicy policy;
  Catalog catalog;
  std::vector<std::vector<Value>> own_facts;  // [fact][offer]

  std::uint32_t offers = 0;
  std::size_t padded = 0;  // offers rounded up to kernels::lanes
  std::unordered_map<std::string, std::int64_t> names;

  std::vector<std::vector<double>> columns;  // padded
  std::vector<TruthColumn> truth_columns;
  std::vector<SetColumn> set_columns;  // padded
  std::vector<ChosenColumn> chosen;
  std::vector<HostedCost> costs;
  std::vector<SpecialOffer> special_offers;  // by offer
  std::uint32_t provider_column = 0;
  bool fallback_by_provider = false;  // `model.provider != first.provider`, as where none is written

  std::vector<double>
      scalars;  // initial values: of each question first (set by bind), then constants and room
  std::vector<std::uint64_t>
      scalar_sets;  // beside them the masks of those that are sets; NaN in `scalars` where unknown
  std::uint32_t today_scalar = 0;
  std::vector<ScalarStep> scalar_steps;
  std::vector<VectorStep> vector_steps;
  std::vector<NumberRegister> numbers;
  std::vector<TruthRegister> truths;
  std::uint32_t number_temporaries = 0, truth_temporaries = 0;

  std::vector<CompiledConstraint> constraints;
  Bits always;  // of all vector steps, those that the constraints without a condition need
  std::vector<CompiledBranch> tree;
  std::vector<CompiledLeaf> leaves;
  std::vector<const Leaf*> leaf_pointers;
  std::vector<CompiledRank> ranks;

  explicit Code(CheckedPolicy p, Catalog c) : policy(std::move(p)), catalog(std::move(c)) {}
};

/// The factor from base units to the engine's: 10^12 a dollar, 10^3 a second.
Rational scale_of(const Type& type);
/// A value as the engine's double; NaN where it is unknown or has none. Names by `names`, -1 where they are
/// not there.
double to_number(const Value& value, const Type& type,
                 const std::unordered_map<std::string, std::int64_t>& names);
/// Members of a set among the first 64 names.
std::uint64_t to_mask(const std::vector<std::string>& members,
                      const std::unordered_map<std::string, std::int64_t>& names);

inline std::size_t words(std::size_t bits) { return (bits + 63) / 64; }
inline void set_bit(Bits& bits, std::size_t i) { bits[i / 64] |= std::uint64_t{1} << (i % 64); }

}  // namespace select_model
