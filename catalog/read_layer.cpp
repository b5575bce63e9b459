#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "catalog/layer.hpp"
#include "catalog/read_value.hpp"

namespace select_model {

namespace {

bool is_null(const Node* node) { return !node || std::holds_alternative<NullNode>(node->content); }

class LayerReader {
 public:
  explicit LayerReader(Mistakes& mistakes) : mistakes_(mistakes) {}

  Layer read(const Node& document) {
    const auto* map = std::get_if<MapNode>(&document.content);
    if (!map) {
      mistakes_.add(Code::type_mismatch, fmt::format("a catalogue is a map, found {}", found(document)),
                    document.place, "begin with `catalog: NAME` and `models:`");
      layer_.incomplete = true;
      return std::move(layer_);
    }
    for (const Entry& entry : map->entries) read_head(entry);
    if (!find(*map, "models") && !models_are_misspelt_) {
      mistakes_.add(Code::syntax, "a catalogue needs `models`", document.place,
                    "write `models: []` where there are none");
      layer_.incomplete = true;
    }
    return std::move(layer_);
  }

 private:
  void read_head(const Entry& entry) {
    if (entry.key == "models") return read_models(entry.value);
    if (entry.key != "catalog" && entry.key != "as_of" && entry.key != "source") {
      const std::string help = mistakes_.did_you_mean(
          entry.key,
          [] {
            return std::vector<std::string>{"catalog", "as_of", "source", "models"};
          },
          "it has `catalog`, `as_of`, `source` and `models`");
      models_are_misspelt_ = models_are_misspelt_ || help == "did you mean `models`?";
      mistakes_.add(Code::unknown_name, fmt::format("a catalogue has no key {}", shown(entry.key)),
                    entry.key_place, help);
      return;
    }
    if (is_null(&entry.value)) return;
    if (entry.key == "as_of") {
      const auto date = read_value(entry.value, Type::date(), {entry.key}, ReadAs::fact, mistakes_);
      if (date) layer_.as_of = std::get<Date>(*date);
    } else if (const auto text = read_text(entry.value, entry.key, mistakes_)) {
      (entry.key == "catalog" ? layer_.name : layer_.source) = *text;
    }
  }

  /// The items of a list that are maps.
  template <typename Read>
  void read_maps(const Node& node, std::string_view key, std::string_view item_words, Read read) {
    if (is_null(&node)) return;
    const auto* list = std::get_if<ListNode>(&node.content);
    if (!list) {
      mistakes_.add(Code::type_mismatch, fmt::format("`{}`: expected a list, found {}", key, found(node)),
                    node.place, "begin each item with `- `");
      layer_.incomplete = true;
      return;
    }
    for (const Node& item : list->items) {
      if (const auto* map = std::get_if<MapNode>(&item.content)) {
        read(item, *map);
      } else {
        mistakes_.add(Code::type_mismatch, fmt::format("{} is a map, found {}", item_words, found(item)),
                      item.place, fmt::format("it begins with `{}: …`", key == "models" ? "id" : "provider"));
        layer_.incomplete = true;
      }
    }
  }

  void read_models(const Node& node) {
    std::unordered_map<std::string, Place> seen;
    read_maps(node, "models", "a model", [&](const Node& item, const MapNode& map) {
      ModelEntry model = read_model(item, map);
      if (model.id.empty()) return;
      const auto [first, added] = seen.emplace(model.id, model.place);
      if (added) {
        layer_.models.push_back(std::move(model));
      } else {
        mistakes_.add(Code::duplicate_name, fmt::format("two models have the id {}", shown(model.id)),
                      model.place, "", {{first->second, "the first"}});
      }
    });
  }

  /// An identity: present, text, not empty.
  std::optional<std::string> read_identity(const Node& item, const MapNode& map, std::string_view key,
                                           std::string_view item_words, std::string_view help) {
    const Node* node = find(map, key);
    std::optional<std::string> name;
    if (is_null(node)) {
      mistakes_.add(Code::syntax, fmt::format("{} needs `{}`", item_words, key),
                    node ? node->place : item.place, std::string(help));
    } else {
      name = read_text(*node, key, mistakes_);
    }
    layer_.incomplete = layer_.incomplete || !name;
    return name;
  }

  ModelEntry read_model(const Node& item, const MapNode& map) {
    ModelEntry model;
    model.place = item.place;
    if (const auto id =
            read_identity(item, map, "id", "a model", "write the name that policies use: `id: …`")) {
      model.id = *id;
      model.place = find(map, "id")->place;
    }
    model.remove = read_remove(map, model.place, {"id", "remove"});
    const Node* aliases = find(map, "aliases");
    if (!is_null(aliases)) model.aliases = read_aliases(*aliases);
    if (const Node* offers = find(map, "offers")) {
      model.has_offers = true;
      read_offers(model, *offers);
    }
    model.record = read_record(map, true, mistakes_);
    return model;
  }

  std::vector<Alias> read_aliases(const Node& node) {
    std::vector<Alias> aliases;
    const auto* list = std::get_if<ListNode>(&node.content);
    if (!list) {
      const auto* scalar = std::get_if<ScalarNode>(&node.content);
      mistakes_.add(Code::type_mismatch, fmt::format("`aliases`: expected a list, found {}", found(node)),
                    node.place, scalar ? fmt::format("write {}", shown("[" + scalar->text + "]")) : "");
      return aliases;
    }
    for (const Node& item : list->items) {
      if (const auto name = read_text(item, "aliases", mistakes_)) aliases.push_back({*name, item.place});
    }
    return aliases;
  }

  void read_offers(ModelEntry& model, const Node& node) {
    std::map<std::pair<std::string, std::string>, Place> seen;
    read_maps(node, "offers", "an offer", [&](const Node& item, const MapNode& map) {
      auto offer = read_offer(item, map);
      if (!offer) return;
      const auto [first, added] = seen.emplace(std::pair(offer->provider, offer->variant), offer->place);
      if (added) {
        model.offers.push_back(std::move(*offer));
      } else {
        mistakes_.add(Code::duplicate_name,
                      fmt::format("two offers have the id {}",
                                  shown(offer_id(model.id, offer->provider, offer->variant))),
                      offer->place, "tell them apart by `variant`", {{first->second, "the first"}});
      }
    });
  }

  std::optional<OfferEntry> read_offer(const Node& item, const MapNode& map) {
    OfferEntry offer;
    const auto provider =
        read_identity(item, map, "provider", "an offer", "write who serves the model: `provider: …`");
    offer.place = provider ? find(map, "provider")->place : item.place;
    bool is_variant_wrong = false;  // then who it is, is not known
    const Node* variant = find(map, "variant");
    if (!is_null(variant)) {
      if (const auto text = read_text(*variant, "variant", mistakes_)) {
        offer.variant = *text;
      } else {
        layer_.incomplete = is_variant_wrong = true;
      }
    }
    offer.remove = read_remove(map, offer.place, {"provider", "variant", "remove"});
    offer.record = read_record(map, false, mistakes_);
    if (!provider || is_variant_wrong) return std::nullopt;
    offer.provider = *provider;
    return offer;
  }

  bool read_remove(const MapNode& map, const Place& place, std::initializer_list<std::string_view> beside) {
    const Node* node = find(map, "remove");
    if (is_null(node)) return false;
    const auto value = read_value(*node, Type::boolean(), {"remove"}, ReadAs::fact, mistakes_);
    if (!value || !std::get<bool>(*value)) return false;
    for (const Entry& entry : map.entries) {
      if (std::find(beside.begin(), beside.end(), entry.key) != beside.end()) continue;
      mistakes_.add(Code::syntax, "an entry that is removed says nothing else", entry.key_place, "",
                    {{place, "removed here"}});
      break;
    }
    return true;
  }

  Mistakes& mistakes_;
  Layer layer_;
  bool models_are_misspelt_ = false;
};

}  // namespace

Layer read_layer(const Node& document, Mistakes& mistakes) { return LayerReader(mistakes).read(document); }

std::string offer_id(const std::string& model, const std::string& provider, const std::string& variant) {
  std::string id = model;
  id.append("@").append(provider);
  if (!variant.empty()) id.append("/").append(variant);
  return id;
}

}  // namespace select_model
