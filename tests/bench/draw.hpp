#pragma once
#include <cstdint>
#include <random>
#include <string_view>

#include "catalog/catalog.hpp"

/// What the generated catalogues of the benchmarks are drawn with.
namespace select_model::bench {

/// From `low` to `high`, both included; the same numbers everywhere.
std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high);

void set_fact(Offer& offer, std::string_view fact, Value value);

/// `m7@p7`, of which nothing else is known.
Offer named_offer(std::uint32_t number);

}  // namespace select_model::bench
