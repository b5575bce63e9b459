#include "policy/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace select_model {

namespace {

Type hosting() {
  return {Kind::name, {}, Measure::number, false, false, {"api", "dedicated", "self-hosted"}};
}
Type status() {
  return {Kind::name, {}, Measure::number, false, false, {"preview", "active", "deprecated", "retired"}};
}
Type price() { return Type::quantity({1, 0, -1}); }
Type rate() { return Type::quantity({0, -1, 1}); }

std::vector<BuiltinFact> make_facts() {
  return {
      {"id", Type::open_name(), true},
      {"provider", Type::open_name(), true},
      {"developer", Type::open_name()},
      {"family", Type::open_name()},
      {"variant", Type::open_name()},
      {"name", Type::text(), true},
      {"api_model", Type::text()},
      {"hosting", hosting(), true},
      {"open_weights", Type::boolean()},
      {"status", status()},
      {"pinned", Type::boolean()},
      {"released", Type::date()},
      {"retires", Type::date()},
      {"as_of", Type::date()},
      {"gpus", Type::count()},
      {"gpu_monthly_cost", Type::money()},
      {"gpu_throughput", rate()},
      {"input_price", price()},
      {"output_price", price()},
      {"cached_input_price", price()},
      {"context_window", Type::tokens()},
      {"max_output", Type::tokens()},
      {"ttft", Type::duration()},
      {"throughput", rate()},
      {"capabilities", Type::open_set()},
      {"modalities", Type::open_set()},
      {"strengths", Type::open_set()},
      {"compliance", Type::open_set()},
      {"regions", Type::open_set()},
      {"availability", Type::ratio()},
      {"quality", Type::ratio()},
      {"mmlu", Type::ratio()},
      {"humaneval", Type::ratio()},
      {"math", Type::ratio()},
      {"gsm8k", Type::ratio()},
      {"gpqa", Type::ratio()},
      {"mt_bench", Type::number()},
  };
}

std::vector<MethodInfo> make_methods() {
  const std::vector<Type> request{Type::tokens(), Type::tokens(), Type::count()};
  return {
      {Method::cost, "cost", request, Type::money(), "model.cost(input, output, requests_per_month)"},
      {Method::monthly_cost, "monthly_cost", request, Type::money(),
       "model.monthly_cost(input, output, requests_per_month)"},
      {Method::gpus_needed, "gpus_needed", request, Type::count(),
       "model.gpus_needed(input, output, requests_per_month)"},
      {Method::response_time,
       "response_time",
       {Type::tokens()},
       Type::duration(),
       "model.response_time(output)"},
      {Method::quality, "quality", {Type::open_name()}, Type::ratio(), "model.quality(task)"},
  };
}

constexpr std::array<std::string_view, 7> function_names{"min",  "max",   "mean", "abs",
                                                         "ceil", "floor", "size"};

}  // namespace

std::span<const BuiltinFact> builtin_facts() {
  static const std::vector<BuiltinFact> facts = make_facts();
  return facts;
}

std::optional<std::size_t> find_builtin_fact(std::string_view name) {
  const auto facts = builtin_facts();
  const auto found = std::ranges::find(facts, name, &BuiltinFact::name);
  if (found == facts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - facts.begin());
}

std::size_t fact_index(std::string_view name) {
  const auto found = find_builtin_fact(name);
  assert(found);
  return *found;
}

std::span<const MethodInfo> methods() {
  static const std::vector<MethodInfo> all = make_methods();
  return all;
}

const MethodInfo* find_method(std::string_view name) {
  const auto all = methods();
  const auto found = std::ranges::find(all, name, &MethodInfo::name);
  return found == all.end() ? nullptr : &*found;
}

std::optional<Function> find_function(std::string_view name) {
  const auto found = std::ranges::find(function_names, name);
  if (found == function_names.end()) return std::nullopt;
  return static_cast<Function>(found - function_names.begin());
}

std::string_view name_of(Function function) { return function_names[static_cast<std::size_t>(function)]; }

}  // namespace select_model
