#include "catalog/catalog.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "catalog/builtin.hpp"
#include "catalog/merge.hpp"
#include "catalog/readers.hpp"
#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

class CatalogBuilder {
 public:
  CatalogBuilder(bool complete, Mistakes& mistakes) : complete_(complete), mistakes_(mistakes) {}

  void build(MergedModels models) {
    for (auto& [id, model] : models) add_model(id, model, models);
    for (const auto& [id, model] : models) add_aliases(id, model, models);
    check_ids();
  }
  Catalog catalog;

 private:
  void add_model(const std::string& id, MergedModel& model, const MergedModels& models) {
    if (!model.has_offers && complete_) {
      const auto others = [&] {
        std::vector<std::string> ids;
        for (const auto& [other, served] : models) {
          if (served.has_offers && served.place.source != model.place.source) ids.push_back(other);
        }
        return ids;
      };
      mistakes_.add(
          Code::syntax, fmt::format("model {} has no `offers`", shown(id)), model.place,
          mistakes_.did_you_mean(id, others, "say who serves it: `offers: [{provider: …, hosting: …}]`"));
    }
    for (auto& [key, offer] : model.offers) {
      inherit(offer.record, model.record);
      add_offer(id, key.first, key.second, offer, model);
    }
  }

  void add_offer(const std::string& model, const std::string& provider, const std::string& variant,
                 MergedOffer& merged, const MergedModel& of) {
    Offer offer{offer_id(model, provider, variant), model, provider, variant, {}, {}, {}, {}, merged.place};
    Record& record = merged.record;
    offer.facts.resize(builtin_facts().size());
    for (Stated& stated : record.facts) offer.facts[stated.fact] = std::move(stated.value);
    offer.facts[facts_.id] = model;
    offer.facts[facts_.provider] = provider;
    if (!variant.empty()) offer.facts[facts_.variant] = variant;
    if (!is_known(offer.facts[facts_.name])) offer.facts[facts_.name] = model;
    if (merged.as_of && !record.find(facts_.as_of)) offer.facts[facts_.as_of] = *merged.as_of;
    if (record.quality) add_quality(offer, *record.quality);
    if (record.tiers) offer.tiers = std::move(record.tiers->tiers);
    for (auto& [own, stated] : record.own) {
      if (!std::holds_alternative<NullNode>(stated.value.content))
        offer.own_facts.emplace(own, std::move(stated.value));
    }
    // A `hosting` that is stated but wrong has had its word.
    if (complete_ && !is_known(offer.facts[facts_.hosting]) &&
        (!record.find(facts_.hosting) || !mistakes_.any()))
      needs_hosting(offer, of);
    catalog.offers.push_back(std::move(offer));
  }

  void add_quality(Offer& offer, const Quality& quality) const {
    for (const auto& [task, figure] : quality.figures) {
      if (!figure) continue;
      if (task == "default") {
        offer.facts[facts_.quality] = *figure;
      } else {
        offer.task_quality.emplace(task, *figure);
      }
    }
  }

  void needs_hosting(const Offer& offer, const MergedModel& model) {
    const auto others = [&] {
      std::vector<std::string> ids;
      for (const auto& [key, other] : model.offers) {
        if (other.place.source != offer.place.source)
          ids.push_back(offer_id(offer.model, key.first, key.second));
      }
      return ids;
    };
    mistakes_.add(
        Code::syntax, fmt::format("offer {} needs `hosting`", shown(offer.id)), offer.place,
        mistakes_.did_you_mean(offer.id, others, "write `hosting: api`, `dedicated` or `self-hosted`"));
  }

  void add_aliases(const std::string& id, const MergedModel& model, const MergedModels& models) {
    for (const Alias& alias : model.aliases) {
      if (alias.name == id) continue;
      const auto [at, added] = alias_places_.try_emplace(alias.name, alias.place);
      if (models.contains(alias.name)) continue;  // ids are matched before aliases
      if (!added) {
        mistakes_.add(Code::duplicate_name, fmt::format("the alias {} is given twice", shown(alias.name)),
                      alias.place, "", {{at->second, "first given here"}});
      } else {
        catalog.aliases.emplace(alias.name, id);
      }
    }
  }

  /// Models, providers and variants may hold `@` and `/`, so that two different offers could share one id.
  void check_ids() {
    std::unordered_map<std::string_view, const Offer*> seen;
    seen.reserve(catalog.offers.size());
    for (const Offer& offer : catalog.offers) {
      const auto [at, added] = seen.emplace(offer.id, &offer);
      if (added) continue;
      const Offer* first = at->second;
      const Offer* second = &offer;
      const bool turned =
          first->place.source == second->place.source && first->place.span.begin > second->place.span.begin;
      if (turned) std::swap(first, second);
      mistakes_.add(Code::duplicate_name, fmt::format("two offers have the id {}", shown(offer.id)),
                    second->place,
                    "an id is made of model, `@`, provider, `/` and variant: rename one of them",
                    {{first->place, "the first"}});
    }
  }

  struct Facts {
    std::size_t id = fact_index("id"), provider = fact_index("provider"), variant = fact_index("variant"),
                name = fact_index("name"), hosting = fact_index("hosting"), as_of = fact_index("as_of"),
                quality = fact_index("quality");
  };
  const Facts facts_;
  bool complete_;
  Mistakes& mistakes_;
  std::unordered_map<std::string, Place> alias_places_;
};

/// A catalogue that gives itself no name goes by that of its file; of the folders nobody needs to know.
std::string name_of_file(const Source& source) {
  const std::string& path = source.name();
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void name_catalog(Catalog& catalog, const std::vector<Layer>& layers, const std::vector<SourcePtr>& files) {
  for (const Layer& layer : layers) {
    if (!layer.name.empty()) catalog.name = layer.name;
    if (!layer.source.empty()) catalog.source = layer.source;
    if (layer.as_of) catalog.as_of = layer.as_of;
  }
  if (catalog.name.empty() && !files.empty()) catalog.name = name_of_file(*files.back());
}

}  // namespace

Result<Catalog> build_catalog(const std::vector<SourcePtr>& files) {
  Mistakes mistakes;
  std::vector<Layer> layers;
  bool complete = true;
  for (const SourcePtr& file : files) {
    const std::optional<Node> document = read_document(file, max_catalog_bytes, mistakes);
    layers.push_back(document ? read_layer(*document, mistakes) : Layer{});
    complete = complete && document && !layers.back().incomplete;
  }
  CatalogBuilder builder(complete, mistakes);
  name_catalog(builder.catalog, layers, files);
  builder.build(merge(std::move(layers), complete, mistakes));

  Result<Catalog> result;
  if (!mistakes.any()) {
    result.value = std::move(builder.catalog);
    result->files = files;
  }
  result.diagnostics = mistakes.take();
  return result;
}

SourcePtr builtin_guide_catalog() {
  return std::make_shared<const Source>("builtin:guide", std::string(builtin_guide_catalog_json()));
}

}  // namespace select_model
