#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/record.hpp"

/// One catalogue file, read and typed, before it meets the others.
namespace select_model {

struct OfferEntry {
  std::string provider, variant;
  bool remove = false;
  Record record;
  Place place;
};

struct Alias {
  std::string name;
  Place place;
};

struct ModelEntry {
  std::string id;
  bool remove = false;
  std::optional<std::vector<Alias>> aliases;
  bool has_offers = false;         // `offers` is written, though maybe empty
  std::vector<OfferEntry> offers;  // each provider and variant once
  Record record;
  Place place;  // of its id
};

struct Layer {
  std::string name, source;
  std::optional<Date> as_of;
  std::vector<ModelEntry> models;  // each id once
  bool incomplete = false;         // an entry had no identity and is missing here
};

/// Reads what it can and reports the rest.
Layer read_layer(const Node& document, Mistakes& mistakes);

/// `model@provider` or `model@provider/variant`.
std::string offer_id(const std::string& model, const std::string& provider, const std::string& variant);

}  // namespace select_model
