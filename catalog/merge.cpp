#include "catalog/merge.hpp"

#include <fmt/format.h>

namespace select_model {

namespace {

class Merger {
 public:
  Merger(bool complete, Mistakes& mistakes) : complete_(complete), mistakes_(mistakes) {}

  void lay(Layer layer) {
    for (ModelEntry& model : layer.models) lay(std::move(model), layer.as_of);
  }
  MergedModels take() { return std::move(models_); }

 private:
  void lay(ModelEntry entry, std::optional<Date> as_of) {
    if (entry.remove) {
      if (models_.erase(entry.id) == 0)
        nothing_to_remove(fmt::format("model {}", shown(entry.id)), entry.place, near_model(entry.id));
      return;
    }
    const auto [at, added] = models_.try_emplace(entry.id);
    MergedModel& model = at->second;
    if (added) model.place = entry.place;
    lay_over(model.record, std::move(entry.record));
    if (entry.aliases) model.aliases = std::move(*entry.aliases);
    model.has_offers = model.has_offers || entry.has_offers;
    for (OfferEntry& offer : entry.offers) lay(model, entry.id, std::move(offer), as_of);
  }

  void lay(MergedModel& model, const std::string& id, OfferEntry entry, std::optional<Date> as_of) {
    const std::pair key(entry.provider, entry.variant);
    if (entry.remove) {
      if (model.offers.erase(key) > 0) return;
      const auto offers = [&] {
        std::vector<std::string> ids;
        for (const auto& [other, offer] : model.offers)
          ids.push_back(offer_id(id, other.first, other.second));
        return ids;
      };
      const std::string name = offer_id(id, entry.provider, entry.variant);
      nothing_to_remove(fmt::format("offer {}", shown(name)), entry.place,
                        mistakes_.did_you_mean(name, offers));
      return;
    }
    const auto [at, added] = model.offers.try_emplace(key);
    MergedOffer& offer = at->second;
    if (added) {
      offer.as_of = as_of;
      offer.place = entry.place;
    }
    lay_over(offer.record, std::move(entry.record));
  }

  std::string near_model(const std::string& id) const {
    return mistakes_.did_you_mean(id, [&] {
      std::vector<std::string> ids;
      for (const auto& [other, model] : models_) ids.push_back(other);
      return ids;
    });
  }

  void nothing_to_remove(std::string what, const Place& place, std::string help) {
    if (complete_)
      mistakes_.warn(Code::unknown_model, fmt::format("there is no {} to remove", what), place,
                     std::move(help));
  }

  bool complete_;
  Mistakes& mistakes_;
  MergedModels models_;
};

}  // namespace

MergedModels merge(std::vector<Layer> layers, bool complete, Mistakes& mistakes) {
  Merger merger(complete, mistakes);
  for (Layer& layer : layers) merger.lay(std::move(layer));
  return merger.take();
}

}  // namespace select_model
