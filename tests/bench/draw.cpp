#include "tests/bench/draw.hpp"

#include <fmt/format.h>

#include "policy/vocabulary.hpp"

namespace select_model::bench {

std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

void set_fact(Offer& offer, std::string_view fact, Value value) {
  offer.facts[fact_index(fact)] = std::move(value);
}

Offer named_offer(std::uint32_t number) {
  Offer offer;
  offer.model = fmt::format("m{}", number);
  offer.provider = fmt::format("p{}", number % 17);
  offer.id = offer.model + "@" + offer.provider;
  offer.facts.resize(builtin_facts().size());
  set_fact(offer, "id", offer.id);
  set_fact(offer, "provider", offer.provider);
  set_fact(offer, "name", offer.model);
  return offer;
}

}  // namespace select_model::bench
