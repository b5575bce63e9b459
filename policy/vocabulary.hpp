#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "policy/value.hpp"

/// What a policy may speak of without declaring it: the facts, methods and functions of section 8 of the
/// language.
namespace select_model {

/// A fact of an offer. Facts are told apart by their index in `builtin_facts()`; a policy's own come after
/// them.
struct BuiltinFact {
  std::string_view name;
  Type type;
  bool always_known = false;
};
std::span<const BuiltinFact> builtin_facts();
std::optional<std::size_t> find_builtin_fact(std::string_view name);
/// The index of a fact that must exist.
std::size_t fact_index(std::string_view name);

enum class Method { cost, monthly_cost, gpus_needed, response_time, quality };
struct MethodInfo {
  Method method;
  std::string_view name;
  std::vector<Type> parameters;  // quality: one open name
  Type result;
  std::string_view form;  // as a help text shows it: `model.response_time(output)`
};
std::span<const MethodInfo> methods();
const MethodInfo* find_method(std::string_view name);

enum class Function { min, max, mean, abs, ceil, floor, size };
std::optional<Function> find_function(std::string_view name);
std::string_view name_of(Function function);

}  // namespace select_model
