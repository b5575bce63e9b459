#include "policy/range.hpp"

namespace select_model {

namespace {

std::string end_text(const Rational& end, const Type& type) {
  if (type.kind == Kind::date) return to_text(Date{static_cast<std::int32_t>(end.to_int64().value_or(0))});
  return full_text(Value(end), type);
}

}  // namespace

std::optional<Rational> on_scale(const Value& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return *number;
  if (const auto* date = std::get_if<Date>(&value)) return Rational(date->days);
  return std::nullopt;
}

bool in_range(const Question& question, const Value& value) {
  const auto number = on_scale(value);
  return !number || !question.from || (*question.from <= *number && *number <= *question.to);
}

std::string full_text(const Value& value, const Type& type) {
  std::string brief = to_text(value, type);
  const auto* number = std::get_if<Rational>(&value);
  if (!number) return brief;
  const auto read = parse_quantity(brief);
  return read && read->value == *number ? brief : to_exact_text(value, type);
}

std::string range_text(const Question& question, std::string_view between) {
  return end_text(*question.from, question.type) + std::string(between) +
         end_text(*question.to, question.type);
}

}  // namespace select_model
