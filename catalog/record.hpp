#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/mistakes.hpp"

/// What is said of a model or an offer in one place, under the facts' own names whichever spelling was used:
/// the neutral form that every file is read into, in which layers are laid over one another.
namespace select_model {

/// A fact as it was stated. Unknown: stated as `null`, which hides what lies below.
struct Stated {
  std::size_t fact = 0;  // an index into builtin_facts()
  Value value;
  std::vector<std::string> undone;  // of an open set: members stated as `null`
  Place place;                      // of its key
};

/// `quality`: figures by task, the plain one under `default`; nothing: stated as `null`.
struct Quality {
  bool whole = false;  // one figure or `null`: says all there is to say
  std::map<std::string, std::optional<Rational>> figures;
  Place place;
};

struct Tiers {
  std::vector<PriceTier> tiers;
  Place place;
};

struct StatedOwn {
  Node value;
  Place place;
};

struct Record {
  std::vector<Stated> facts;  // each fact once, `quality` apart
  std::optional<Quality> quality;
  std::optional<Tiers> tiers;
  std::map<std::string, StatedOwn> own;

  const Stated* find(std::size_t fact) const;
};

/// Lays one record over another of the same entry: key by key, maps by member.
void lay_over(Record& below, Record above);
/// Gives an offer what its model says and it does not: key by key, never parts of a value.
void inherit(Record& offer, const Record& model);

/// Reads all keys of a model or an offer but those that its reader handles.
Record read_record(const MapNode& map, bool of_model, Mistakes& mistakes);

}  // namespace select_model
