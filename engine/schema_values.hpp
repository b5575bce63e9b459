#pragma once
#include <optional>
#include <string>

#include "catalog/read_value.hpp"
#include "engine/json_value.hpp"
#include "policy/value.hpp"

/// What may stand where a value of a type does: the JSON types, the pattern of its text, its bounds.
/// Quantities are numbers or text with a unit, and text is matched by a pattern, so its bounds are left to
/// the reader.
namespace select_model::schema {

inline constexpr std::string_view dialect = "https://json-schema.org/draft/2020-12/schema";

struct Bounds {
  std::optional<Rational> from, to;  // in base units
};

/// Members of a schema, `null` among what it takes.
JsonValue::Object value_of(const Type& type, ReadAs as, const Bounds& bounds = {});
/// A bare number that counts units of `scale`, of a quantity whose type is `type`: `max_latency_ms: 300`.
JsonValue::Object number_of(const Type& type, const Rational& scale, const Bounds& bounds);
/// Any scalar: text is taken as written, and a plain `2024` is a number to who reads YAML.
JsonValue::Object scalar_text(bool may_be_empty, bool may_be_null);

/// "a duration: `2s`, `300ms`, …".
std::string how_to_write(const Type& type);
/// The value as a file holds it: `"2s"`, `1500`, `["soc2"]`.
JsonValue written(const Value& value, const Type& type);

}  // namespace select_model::schema
