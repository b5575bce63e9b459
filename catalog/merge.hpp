#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/layer.hpp"

/// Layers laid over one another: what all files together say, before offers take over what their models say.
namespace select_model {

struct MergedOffer {
  Record record;
  std::optional<Date> as_of;  // of the lowest layer that holds it: what it says may be that old
  Place place;                // where it stands first
};

struct MergedModel {
  Record record;
  std::vector<Alias> aliases;
  bool has_offers = false;
  std::map<std::pair<std::string, std::string>, MergedOffer> offers;  // by provider and variant
  Place place;
};

/// By id, as bytes.
using MergedModels = std::map<std::string, MergedModel>;

/// The first layer lies at the bottom. Removing what is not there draws a warning, where `complete`.
MergedModels merge(std::vector<Layer> layers, bool complete, Mistakes& mistakes);

}  // namespace select_model
