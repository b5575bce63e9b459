#include <algorithm>
#include <numeric>

#include "catalog/catalog.hpp"

namespace select_model {

namespace {

using Indexes = std::vector<std::uint32_t>;

/// The offers of a model, by its id or an alias: neighbours, since offers are sorted by model.
Indexes offers_of(const Catalog& catalog, const std::string& name) {
  const auto by_id = [&](const std::string& id) {
    const auto before = [](const Offer& offer, const std::string& model) { return offer.model < model; };
    const auto first = std::lower_bound(catalog.offers.begin(), catalog.offers.end(), id, before);
    const auto last =
        std::find_if(first, catalog.offers.end(), [&](const Offer& offer) { return offer.model != id; });
    Indexes indexes(static_cast<std::size_t>(last - first));
    std::iota(indexes.begin(), indexes.end(), static_cast<std::uint32_t>(first - catalog.offers.begin()));
    return indexes;
  };
  Indexes indexes = by_id(name);
  if (!indexes.empty()) return indexes;
  const auto alias = catalog.aliases.find(name);
  return alias == catalog.aliases.end() ? indexes : by_id(alias->second);
}

/// `provider` or `provider/variant` behind an `@`; without a variant every variant.
bool is_served_as(const Offer& offer, std::string_view place) {
  return offer.provider == place || (!offer.variant.empty() && offer.provider + '/' + offer.variant == place);
}

}  // namespace

std::vector<std::uint32_t> find_offers(const Catalog& catalog, const ast::ModelRef& ref) {
  Indexes indexes = offers_of(catalog, ref.model);
  if (ref.quoted) {
    // Ids may hold `@`: every one may be the one that begins the provider.
    for (std::size_t at = ref.model.find('@'); indexes.empty() && at != std::string::npos;
         at = ref.model.find('@', at + 1)) {
      indexes = offers_of(catalog, ref.model.substr(0, at));
      const std::string_view place = std::string_view(ref.model).substr(at + 1);
      std::erase_if(indexes, [&](std::uint32_t i) { return !is_served_as(catalog.offers[i], place); });
    }
    return indexes;
  }
  std::erase_if(indexes, [&](std::uint32_t i) {
    const Offer& offer = catalog.offers[i];
    return (!ref.provider.empty() && offer.provider != ref.provider) ||
           (!ref.variant.empty() && offer.variant != ref.variant);
  });
  return indexes;
}

}  // namespace select_model
