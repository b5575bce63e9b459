#include "engine/schema_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/schema_patterns.hpp"

namespace select_model::schema {

namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

JsonValue number_json(const Rational& number) {
  const auto whole = number.to_int64();
  return whole ? JsonValue(*whole) : JsonValue(number.to_double());
}

/// Whether a number without a unit may stand for it.
bool may_be_bare(const Type& type) {
  return type.dimension == dimensions::none || type.dimension == dimensions::tokens ||
         type.dimension == dimensions::money;
}

bool counts_whole(const Type& type) {
  return type.measure == Measure::count || type.dimension == dimensions::tokens || type.whole;
}

/// Tightened to what the type itself demands.
Bounds bounds_of(const Type& type, Bounds bounds) {
  const bool ratio = type.dimension == dimensions::none && type.measure == Measure::ratio;
  if ((ratio || type.whole) && (!bounds.from || bounds.from->sign() < 0)) bounds.from = Rational(0);
  if (ratio && (!bounds.to || *bounds.to > Rational(1))) bounds.to = Rational(1);
  return bounds;
}

void add_bounds(Object& schema, const Bounds& bounds) {
  if (bounds.from) schema.push_back({"minimum", number_json(*bounds.from)});
  if (bounds.to) schema.push_back({"maximum", number_json(*bounds.to)});
}

void add_pattern(Object& schema, const std::string& pattern, const std::string& too_fine) {
  if (pattern.empty()) return;
  schema.push_back({"pattern", pattern});
  if (!too_fine.empty()) schema.push_back({"not", Object{{"type", "string"}, {"pattern", too_fine}}});
}

Object quantity(const Type& type, ReadAs as, const Bounds& asked) {
  const Bounds bounds = bounds_of(type, asked);
  const bool may_be_negative = !bounds.from || bounds.from->sign() < 0;
  const std::string pattern = quantity_pattern(type, may_be_negative);
  Array types;
  if (may_be_bare(type)) types.emplace_back(counts_whole(type) ? "integer" : "number");
  if (!pattern.empty()) types.emplace_back("string");
  types.emplace_back("null");
  Object schema{{"type", std::move(types)}};
  if (may_be_bare(type)) add_bounds(schema, bounds);
  // Facts may be as fine as they like, unless they are counted.
  add_pattern(schema, pattern, as == ReadAs::answer || counts_whole(type) ? too_fine_pattern(type) : "");
  return schema;
}

/// A member as the files that hold it may be read: plain `2` and `true` are no text to a reader of YAML.
Array members(const Type& type) {
  Array items = std::get<Array>(JsonValue::texts(type.members).content);
  for (const std::string& member : type.members) {
    if (member == "true" || member == "false") items.emplace_back(member == "true");
    const auto number = Rational::parse(member);
    const auto whole = number ? number->to_int64() : std::nullopt;
    if (whole && std::to_string(*whole) == member) items.emplace_back(*whole);
  }
  return items;
}

Object name(const Type& type) {
  if (type.open) return scalar_text(false, true);
  Array items = members(type);
  items.emplace_back(nullptr);
  return {{"enum", std::move(items)}};
}

Object member_of(const Type& type) {
  return type.open ? scalar_text(false, false) : Object{{"enum", members(type)}};
}

Object set(const Type& type, ReadAs as) {
  if (as == ReadAs::fact) {
    return {{"type", Array{"array", "object", "null"}},
            {"items", member_of(type)},
            {"propertyNames", Object{{"minLength", 1}}},
            {"additionalProperties", Object{{"type", Array{"boolean", "null"}}}}};
  }
  return {{"anyOf", Array{Object{{"type", "array"}, {"items", member_of(type)}}, member_of(type),
                          Object{{"type", "null"}}}}};
}

/// In the largest unit in which it is whole; a fraction of a second in milliseconds.
std::string duration_text(const Rational& seconds) {
  const std::pair<std::string_view, Rational> units[] = {
      {"d", 86'400}, {"h", 3'600}, {"min", 60}, {"s", 1}, {"ms", Rational::fraction(1, 1'000)}};
  if (seconds.sign() == 0) return "0s";
  for (const auto& [unit, length] : units) {
    if ((seconds / length).is_whole()) return (seconds / length).to_decimal(0) + std::string(unit);
  }
  return seconds.to_decimal(9) + "s";
}

JsonValue written_quantity(const Rational& number, const Type& type) {
  constexpr int decimals = 18;
  const Dimension d = type.dimension;
  if (d == dimensions::duration) return duration_text(number);
  if (d == dimensions::money) return "$" + number.to_decimal(decimals);
  if (d == dimensions::price) return "$" + (number * Rational(1'000'000)).to_decimal(decimals) + "/1M";
  if (d == dimensions::token_rate || d == dimensions::frequency) return number.to_decimal(decimals) + "/s";
  return number_json(number);
}

}  // namespace

Object scalar_text(bool may_be_empty, bool may_be_null) {
  Array types{"string", "number", "boolean"};
  if (may_be_null) types.emplace_back("null");
  Object schema{{"type", std::move(types)}};
  if (!may_be_empty) schema.push_back({"minLength", 1});
  return schema;
}

Object value_of(const Type& type, ReadAs as, const Bounds& bounds) {
  switch (type.kind) {
    case Kind::boolean:
      return {{"type", Array{"boolean", "null"}}};
    case Kind::quantity:
      return quantity(type, as, bounds);
    case Kind::date:
      return {{"type", Array{"string", "null"}},
              {"format", "date"},
              {"pattern", "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}};
    case Kind::text:
      return scalar_text(true, true);
    case Kind::name:
      return name(type);
    case Kind::set:
      return set(type, as);
  }
  return {};
}

Object number_of(const Type& type, const Rational& scale, const Bounds& asked) {
  const Rational step = resolution(type) / scale;
  Bounds bounds = bounds_of(type, asked);
  const bool may_be_negative = !bounds.from || bounds.from->sign() < 0;
  for (std::optional<Rational>* bound : {&bounds.from, &bounds.to}) {
    if (*bound) *bound = **bound / scale;
  }
  // The decimals that a step of 10^-n leaves; a step that is no such power may leave any.
  int decimals = 0;
  Rational unit = 1;
  while (decimals < 9 && unit > step) {
    ++decimals;
    unit = unit / 10;
  }
  const bool decimal = unit == step;
  Object schema{{"type", Array{decimal && decimals == 0 ? "integer" : "number", "string", "null"}}};
  add_bounds(schema, bounds);
  add_pattern(schema, number_pattern(may_be_negative), decimal ? too_fine_pattern(decimals) : "");
  return schema;
}

std::string how_to_write(const Type& type) {
  const Dimension d = type.dimension;
  switch (type.kind) {
    case Kind::boolean:
      return "`true` or `false`";
    case Kind::date:
      return "a date: `2026-04-01`";
    case Kind::text:
      return "text";
    case Kind::name:
      return type.open ? "a name" : "one of them";
    case Kind::set:
      return "a list: `[a, b]`; `[]` is none";
    case Kind::quantity:
      break;
  }
  if (d == dimensions::money) return "US dollars: `$0.01`, or the bare number";
  if (d == dimensions::duration) return "a duration: `300ms`, `2s`, `1.5min`, `1h` or `30d`";
  if (d == dimensions::tokens) return "tokens: `8000`, `8K` or `1M`";
  if (d == dimensions::price) return "dollars per tokens: `$2.50/1M`";
  if (d == dimensions::token_rate) return "tokens per time: `80/s`";
  if (d == dimensions::none && type.measure == Measure::ratio) return "a ratio: `85%` or `0.85`";
  if (d == dimensions::none && type.measure == Measure::count) return "a count: `10000` or `10K`";
  if (d == dimensions::none) return "a number: `0.25`, `2.5M`";
  return describe(type);
}

JsonValue written(const Value& value, const Type& type) {
  struct Visitor {
    const Type& type;
    JsonValue operator()(Unknown) const { return nullptr; }
    JsonValue operator()(bool truth) const { return truth; }
    JsonValue operator()(const Rational& number) const { return written_quantity(number, type); }
    JsonValue operator()(Date date) const { return to_text(date); }
    JsonValue operator()(const std::string& text) const { return text; }
    JsonValue operator()(const Set& set) const { return JsonValue::texts(set.in); }
  };
  return std::visit(Visitor{type}, value);
}

}  // namespace select_model::schema
