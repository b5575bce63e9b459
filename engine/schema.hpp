#pragma once
#include <string>

#include "policy/checked_policy.hpp"

/// JSON Schemas (2020-12) of what is read and written here: editors complete and check files with them, other
/// programs know what they get. A schema accepts what the reader accepts, as far as a schema can say it.
namespace select_model {

/// Of the answers to the policy's questions, as read_answers reads them.
std::string requirements_schema(const CheckedPolicy& policy);
/// Of a catalogue, or of one that is laid over another.
std::string catalog_schema();
/// Of select-model/decision/1. It is open, as more keys may come.
std::string decision_schema();

}  // namespace select_model
