#pragma once
#include "engine/findings.hpp"
#include "engine/json_writer.hpp"

/// What several documents hold in the same form.
namespace select_model {

/// The array that `check` calls `diagnostics`.
void write_diagnostics(JsonWriter& json, std::string_view name, const Diagnostics& findings);
/// The object of the answers of an example: as a requirements file has them.
void write_answers(JsonWriter& json, const Example& example);

}  // namespace select_model
