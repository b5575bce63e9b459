#pragma once
#include <limits>
#include <map>
#include <optional>
#include <tuple>

#include "engine/code.hpp"
#include "engine/evaluate.hpp"

/// Turns checked expressions into steps. What speaks of the catalogue alone becomes a column at once; what
/// cannot be lowered becomes a step of the exact evaluator, so every expression has code and every code the
/// same meaning.
namespace select_model {

/// What is known of one of two values when it is not known which.
Bounds either(const Bounds& a, const Bounds& b);

/// Whether a quantity is a whole number of `parts` of the engine's unit; what is no quantity is.
bool is_whole(const Value& value, const Type& type, std::int64_t parts = 1);
inline constexpr double infinite = std::numeric_limits<double>::infinity();
inline constexpr std::int64_t million = 1'000'000;

class Lowering {
 public:
  explicit Lowering(Program::Code& code);

  /// Of a boolean: a scalar (1, 0, NaN) or a truth register.
  Slot truth(const Expression& expression);
  /// Of a quantity, date or bool (1 and 0): a scalar or a number register.
  Slot number(const Expression& expression);
  /// The column that holds each offer's provider, as a name.
  std::uint32_t provider_column();
  /// Adds all vector steps that the slot rests on.
  void add_steps(const Slot& slot, Bits& steps) const;

 private:
  using Key = std::tuple<int, int, bool, bool, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t,
                         std::uint32_t>;

  std::optional<Slot> lower(const Expression& expression);
  std::optional<Slot> lower_logic(const Expression& expression);
  std::optional<Slot> lower_comparison(const Expression& expression);
  std::optional<Slot> lower_membership(const Expression& expression);
  std::optional<Slot> lower_arithmetic(const Expression& expression);
  std::optional<Slot> lower_rounding(const Expression& expression);
  std::optional<Slot> lower_method(const Expression& expression);
  std::optional<Slot> lower_cost(const Expression& expression, Method method);
  std::optional<Slot> chosen_quality(const Slot& task);
  bool may_be_unknown(const Expression& argument) const;
  std::uint32_t price_column(const char* fact);
  Slot exact(const Expression& expression);
  std::optional<Slot> fold(const Expression& expression);
  std::optional<Slot> fold_constant(const Expression& expression);
  std::optional<Slot> fold_column(const Expression& expression);
  std::optional<Slot> fold_set_column(const Expression& expression);

  Slot compare(kernels::Relation relation, const Slot& a, const Slot& b, const Expression& source);
  Slot combine(bool all, const Slot& a, const Slot& b);
  Slot negate_truth(const Slot& a);
  std::optional<Slot> binary(Op op, const Slot& a, const Slot& b);
  Slot broadcast(const Slot& scalar_truth);

  Slot scalar(ScalarStep step, Shape shape, Bounds bounds);
  Slot vector(VectorStep step, Shape shape, Bounds bounds);
  Slot constant_number(double value, Bounds bounds);
  Slot constant_set(std::uint64_t mask);
  Slot question(const Expression& expression);
  std::uint32_t number_column(std::vector<double> values);
  Slot column_slot(std::uint32_t column, Bounds bounds);
  bool masked(const Slot& slot, const Type& type) const;
  std::int64_t name(const std::string& text);

  Program::Code& code_;
  Answers no_answers_;
  Evaluator facts_;
  std::map<Key, Slot> known_;  // steps that are there already
  std::vector<std::optional<Slot>> lets_;
  std::map<std::uint32_t, Slot> fact_slots_;
  std::map<double, Slot> constants_;
  std::vector<std::int64_t> number_steps_, truth_steps_;  // the step that makes a register; -1: a column
  std::vector<Bits> step_needs_;  // of each step, itself and all before it that it rests on
};

}  // namespace select_model
