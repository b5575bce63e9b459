#include "catalog/catalog_keys.hpp"

#include <algorithm>
#include <unordered_map>

#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

constexpr std::array<std::string_view, 4> groups{"price", "latency", "benchmarks", "gpus"};
constexpr std::array<std::string_view, 4> keys_of_model{"id", "aliases", "offers", "remove"};
constexpr std::array<std::string_view, 3> keys_of_offer{"provider", "variant", "remove"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::unordered_map<std::string_view, std::size_t>& plain_facts() {
  static const auto facts = [] {
    std::unordered_map<std::string_view, std::size_t> result;
    for (std::size_t i = 0; i < builtin_facts().size(); ++i) result.emplace(builtin_facts()[i].name, i);
    for (const std::string_view name : {"id", "provider", "variant", "quality"}) result.erase(name);
    return result;
  }();
  return facts;
}

}  // namespace

const std::vector<GroupMember>& group_members() {
  static const std::vector<GroupMember> members{
      {"price", "input", "input_price"},
      {"price", "output", "output_price"},
      {"price", "cached_input", "cached_input_price"},
      {"price", "batch_discount", "batch_discount", Type::ratio()},
      {"latency", "ttft", "ttft"},
      {"latency", "throughput", "throughput"},
      {"benchmarks", "mmlu", "mmlu"},
      {"benchmarks", "humaneval", "humaneval"},
      {"benchmarks", "math", "math"},
      {"benchmarks", "gsm8k", "gsm8k"},
      {"benchmarks", "gpqa", "gpqa"},
      {"benchmarks", "mt_bench", "mt_bench"},
      {"gpus", "count", "gpus"},
      {"gpus", "monthly_cost", "gpu_monthly_cost"},
      {"gpus", "throughput", "gpu_throughput"},
      {"gpus", "type", "gpu_type", Type::text()},
  };
  return members;
}

bool is_group(std::string_view key) { return contains(groups, key); }

std::vector<std::string> keys_of_group(std::string_view group) {
  std::vector<std::string> keys;
  for (const GroupMember& member : group_members()) {
    if (member.group == group) keys.emplace_back(member.key);
  }
  if (group == "price") keys.emplace_back("tiers");
  return keys;
}

bool is_of_model(std::string_view key) { return contains(keys_of_model, key); }
bool is_of_offer(std::string_view key) { return contains(keys_of_offer, key); }

std::vector<std::string> keys_of_entry(bool of_model) {
  std::vector<std::string> keys{"price", "latency", "benchmarks", "quality", "facts"};
  if (of_model) {
    keys.insert(keys.end(), keys_of_model.begin(), keys_of_model.end());
  } else {
    keys.insert(keys.end(), keys_of_offer.begin(), keys_of_offer.end());
  }
  for (const BuiltinFact& fact : builtin_facts()) {
    if (find_plain_fact(fact.name)) keys.emplace_back(fact.name);
  }
  return keys;
}

std::optional<std::size_t> find_plain_fact(std::string_view key) {
  const auto found = plain_facts().find(key);
  return found == plain_facts().end() ? std::nullopt : std::optional(found->second);
}

}  // namespace select_model
