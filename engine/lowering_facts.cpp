#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/lowering.hpp"

namespace select_model {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What a column of exact values is known to be, as doubles.
Bounds bounds_of(const std::vector<double>& values, bool whole, bool millionths) {
  Bounds bounds{0, 0, true, whole, true, millionths};
  for (const double value : values) {
    if (value != value) continue;
    bounds.largest = std::max(bounds.largest, std::fabs(value));
    bounds.not_negative = bounds.not_negative && value >= 0;
  }
  if (!whole || bounds.largest >= 9007199254740992.0) bounds.error = 1;
  return bounds;
}

}  // namespace

bool is_whole(const Value& value, const Type& type, std::int64_t parts) {
  const auto* number = std::get_if<Rational>(&value);
  return !number || (*number * scale_of(type) * parts).is_whole();
}

Rational scale_of(const Type& type) {
  if (type.kind != Kind::quantity) return 1;
  return Rational::decimal(1, 12 * type.dimension.usd + 3 * type.dimension.seconds);
}

double to_number(const Value& value, const Type& type,
                 const std::unordered_map<std::string, std::int64_t>& names) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  if (const auto* number = std::get_if<Rational>(&value)) return (*number * scale_of(type)).to_double();
  if (const auto* day = std::get_if<Date>(&value)) return day->days;
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto found = names.find(*text);
    return found == names.end() ? -1 : static_cast<double>(found->second);
  }
  return not_a_number;
}

std::uint64_t to_mask(const std::vector<std::string>& members,
                      const std::unordered_map<std::string, std::int64_t>& names) {
  std::uint64_t mask = 0;
  for (const std::string& member : members) {
    const auto found = names.find(member);
    if (found != names.end() && found->second < 64) mask |= std::uint64_t{1} << found->second;
  }
  return mask;
}

std::int64_t Lowering::name(const std::string& text) {
  return code_.names.emplace(text, static_cast<std::int64_t>(code_.names.size())).first->second;
}

/// Every name that the slot can hold has a bit in a mask, so that masks say all there is to say.
bool Lowering::masked(const Slot& slot, const Type& type) const {
  const auto questions = static_cast<std::uint32_t>(code_.policy.questions.size());
  if (slot.per_offer) return true;
  if (slot.index >= questions && slot.shape == Shape::set) return true;  // fold_constant saw to it
  if (slot.index >= questions && code_.scalars[slot.index] >= 0) return code_.scalars[slot.index] < 64;
  return !type.open && !type.members.empty() &&
         std::all_of(type.members.begin(), type.members.end(), [&](const std::string& member) {
           const auto found = code_.names.find(member);
           return found != code_.names.end() && found->second < 64;
         });
}

Slot Lowering::constant_number(double value, Bounds bounds) {
  // Two constants that only round to one double must stay two: the exact evaluator tells comparisons with
  // them apart.
  const bool shared = value == value && bounds.is_exact();
  if (const auto found = constants_.find(value); shared && found != constants_.end()) return found->second;
  const Slot slot{Shape::number, false, static_cast<std::uint32_t>(code_.scalars.size()), bounds};
  code_.scalars.push_back(value);
  code_.scalar_sets.push_back(0);
  if (shared) constants_.emplace(value, slot);
  return slot;
}

Slot Lowering::constant_set(std::uint64_t mask) {
  const Slot slot{Shape::set, false, static_cast<std::uint32_t>(code_.scalars.size()), {}};
  code_.scalars.push_back(1);
  code_.scalar_sets.push_back(mask);
  return slot;
}

std::uint32_t Lowering::number_column(std::vector<double> values) {
  values.resize(code_.padded, not_a_number);
  code_.columns.push_back(std::move(values));
  return static_cast<std::uint32_t>(code_.columns.size() - 1);
}

Slot Lowering::column_slot(std::uint32_t column, Bounds bounds) {
  const Slot slot{Shape::number, true, static_cast<std::uint32_t>(code_.numbers.size()), bounds};
  code_.numbers.push_back({NumberRegister::Kind::column, column});
  number_steps_.push_back(-1);
  return slot;
}

std::uint32_t Lowering::provider_column() {
  std::vector<double> values(code_.offers);
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer)
    values[offer] = static_cast<double>(name(code_.catalog.offers[offer].provider));
  return number_column(std::move(values));
}

/// What speaks of no answer is computed now: a constant, or a column.
std::optional<Slot> Lowering::fold(const Expression& expression) {
  if (expression.op == Op::fact && !expression.of_first) {
    if (const auto found = fact_slots_.find(expression.index); found != fact_slots_.end())
      return found->second;
  }
  const Reads reads = reads_of(expression, code_.policy.lets);
  if (reads.first || reads.today || !reads.questions.empty()) return std::nullopt;
  const std::optional<Slot> slot = reads.model ? fold_column(expression) : fold_constant(expression);
  if (slot && expression.op == Op::fact) fact_slots_.emplace(expression.index, *slot);
  return slot;
}

std::optional<Slot> Lowering::fold_constant(const Expression& expression) {
  const Value value = facts_.evaluate(expression).value;
  if (const auto* set = std::get_if<Set>(&value)) {
    for (const std::string& member : set->in) {
      if (name(member) >= 64) return std::nullopt;
    }
    return constant_set(to_mask(set->in, code_.names));
  }
  if (expression.type.kind == Kind::set) return std::nullopt;
  if (const auto* text = std::get_if<std::string>(&value)) name(*text);
  const double number = to_number(value, expression.type, code_.names);
  Slot slot = constant_number(number, bounds_of({number}, is_whole(value, expression.type),
                                                is_whole(value, expression.type, million)));
  if (expression.type.kind == Kind::boolean) slot.shape = Shape::truth;
  return slot;
}

std::optional<Slot> Lowering::fold_column(const Expression& expression) {
  if (expression.type.kind == Kind::set) return fold_set_column(expression);
  std::vector<double> values(code_.offers);
  bool whole = true;
  bool millionths = true;
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    facts_.set_offer(offer);
    const Value value = facts_.evaluate(expression).value;
    if (const auto* text = std::get_if<std::string>(&value)) name(*text);
    values[offer] = to_number(value, expression.type, code_.names);
    whole = whole && is_whole(value, expression.type);
    millionths = whole || (millionths && is_whole(value, expression.type, million));
  }
  if (expression.type.kind != Kind::boolean) {
    const Bounds bounds = bounds_of(values, whole, millionths);
    return column_slot(number_column(std::move(values)), bounds);
  }
  TruthColumn column{Bits(words(code_.padded)), Bits(words(code_.padded))};
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    if (values[offer] == 1) set_bit(column.truth, offer);
    if (values[offer] == 0) set_bit(column.falsity, offer);
  }
  const Slot slot{Shape::truth, true, static_cast<std::uint32_t>(code_.truths.size()), {}};
  code_.truths.push_back({true, static_cast<std::uint32_t>(code_.truth_columns.size())});
  truth_steps_.push_back(-1);
  code_.truth_columns.push_back(std::move(column));
  return slot;
}

std::optional<Slot> Lowering::fold_set_column(const Expression& expression) {
  SetColumn column{std::vector<std::uint64_t>(code_.padded), std::vector<std::uint64_t>(code_.padded)};
  for (std::uint32_t offer = 0; offer < code_.offers; ++offer) {
    facts_.set_offer(offer);
    const Value value = facts_.evaluate(expression).value;
    const auto* set = std::get_if<Set>(&value);
    if (!set) continue;
    column.in[offer] = to_mask(set->in, code_.names);
    column.out[offer] = set->closed ? ~column.in[offer] : to_mask(set->out, code_.names);
  }
  code_.set_columns.push_back(std::move(column));
  return Slot{Shape::set, true, static_cast<std::uint32_t>(code_.set_columns.size() - 1), {}};
}

}  // namespace select_model
