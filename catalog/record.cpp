#include "catalog/record.hpp"

#include <algorithm>

namespace select_model {

namespace {

void remove_from(std::vector<std::string>& names, const std::string& name) { std::erase(names, name); }

void insert_into(std::vector<std::string>& names, const std::string& name) {
  const auto at = std::lower_bound(names.begin(), names.end(), name);
  if (at == names.end() || *at != name) names.insert(at, name);
}

/// A map over a set names members one by one; a closed set stays closed, since each of its members is still
/// known.
void amend(Set& below, const Set& above, const std::vector<std::string>& undone) {
  for (const std::string& name : above.in) {
    insert_into(below.in, name);
    remove_from(below.out, name);
  }
  for (const std::string& name : above.out) {
    remove_from(below.in, name);
    if (!below.closed) insert_into(below.out, name);
  }
  for (const std::string& name : undone) {
    remove_from(below.in, name);
    remove_from(below.out, name);
    below.closed = false;
  }
}

void lay_over(Stated& below, Stated above) {
  auto* set = std::get_if<Set>(&below.value);
  const auto* change = std::get_if<Set>(&above.value);
  if (set && change && !change->closed) {
    amend(*set, *change, above.undone);
    below.place = above.place;
  } else {
    below = std::move(above);
  }
}

void lay_over(Quality& below, Quality above) {
  if (above.whole) {
    below = std::move(above);
    return;
  }
  below.whole = false;
  below.place = above.place;
  for (auto& [task, figure] : above.figures) below.figures.insert_or_assign(task, std::move(figure));
}

void lay_over(Node& below, Node above) {
  auto* map = std::get_if<MapNode>(&below.content);
  auto* change = std::get_if<MapNode>(&above.content);
  if (!map || !change) {
    below = std::move(above);
    return;
  }
  for (Entry& entry : change->entries) {
    const auto same = std::find_if(map->entries.begin(), map->entries.end(),
                                   [&](const Entry& e) { return e.key == entry.key; });
    if (same == map->entries.end()) {
      map->entries.push_back(std::move(entry));
    } else {
      lay_over(same->value, std::move(entry.value));
    }
  }
}

}  // namespace

const Stated* Record::find(std::size_t fact) const {
  const auto found =
      std::find_if(facts.begin(), facts.end(), [&](const Stated& stated) { return stated.fact == fact; });
  return found == facts.end() ? nullptr : &*found;
}

void lay_over(Record& below, Record above) {
  for (Stated& stated : above.facts) {
    const auto same = std::find_if(below.facts.begin(), below.facts.end(),
                                   [&](const Stated& s) { return s.fact == stated.fact; });
    if (same == below.facts.end()) {
      below.facts.push_back(std::move(stated));
    } else {
      lay_over(*same, std::move(stated));
    }
  }
  if (above.quality && below.quality) {
    lay_over(*below.quality, std::move(*above.quality));
  } else if (above.quality) {
    below.quality = std::move(above.quality);
  }
  if (above.tiers) below.tiers = std::move(above.tiers);
  for (auto& [name, own] : above.own) {
    const auto [at, added] = below.own.try_emplace(name, own);
    if (added) continue;
    lay_over(at->second.value, std::move(own.value));
    at->second.place = own.place;
  }
}

void inherit(Record& offer, const Record& model) {
  for (const Stated& stated : model.facts) {
    if (!offer.find(stated.fact)) offer.facts.push_back(stated);
  }
  if (!offer.quality) offer.quality = model.quality;
  if (!offer.tiers) offer.tiers = model.tiers;
  for (const auto& [name, own] : model.own) offer.own.try_emplace(name, own);
}

}  // namespace select_model
