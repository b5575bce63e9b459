#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "catalog/catalog_keys.hpp"
#include "catalog/read_value.hpp"
#include "catalog/record.hpp"
#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

/// Bounds that hold for a built-in fact beyond its type.
std::optional<std::string_view> out_of_bounds(const BuiltinFact& fact, const Value& value) {
  const auto* number = std::get_if<Rational>(&value);
  if (!number) return std::nullopt;
  if (number->sign() < 0) return "must not be negative";
  if (fact.name == "gpus" && number->sign() == 0) return "must be at least 1";
  if (fact.name == "mt_bench" && (*number < Rational(1) || *number > Rational(10)))
    return "must lie between 1 and 10";
  return std::nullopt;
}

class RecordReader {
 public:
  RecordReader(bool of_model, Mistakes& mistakes) : of_model_(of_model), mistakes_(mistakes) {}

  Record read(const MapNode& map) {
    each_key(map, [&](const Entry& entry) {
      if (of_model_ ? is_of_model(entry.key) : is_of_offer(entry.key)) return;
      read_entry(entry);
    });
    return std::move(record_);
  }

 private:
  /// The entries of a map without those whose key it gives twice: who read the keys has said so.
  template <typename Read>
  static void each_key(const MapNode& map, Read read) {
    std::unordered_set<std::string_view> seen;
    for (const Entry& entry : map.entries) {
      if (seen.insert(entry.key).second) read(entry);
    }
  }

  void read_entry(const Entry& entry) {
    const bool is_scalar = std::holds_alternative<ScalarNode>(entry.value.content);
    if (entry.key == "quality") return read_quality(entry);
    if (entry.key == "facts") return read_own(entry);
    if (is_group(entry.key) && !(entry.key == "gpus" && is_scalar)) return read_group(entry);
    if (const auto fact = find_plain_fact(entry.key)) return read_fact(*fact, entry);
    refuse(entry);
  }

  void refuse(const Entry& entry) {
    std::string help;
    if (of_model_ && is_of_offer(entry.key)) help = "it stands on an offer, under `offers:`";
    if (!of_model_ && entry.key == "id") help = "an offer's id is made of its model, provider and variant";
    if (!of_model_ && (entry.key == "aliases" || entry.key == "offers"))
      help = fmt::format("{} stand on the model", entry.key);
    if (help.empty())
      help = mistakes_.did_you_mean(
          entry.key, [&] { return keys_of_entry(of_model_); }, std::string(own_facts_help));
    mistakes_.add(Code::unknown_name,
                  fmt::format("{} has no key {}", of_model_ ? "a model" : "an offer", shown(entry.key)),
                  entry.key_place, std::move(help));
  }

  /// Whether the first place to state something: a fact under two spellings in one place is a mistake.
  bool is_first(std::string_view name, const Place* before, const Place& place) {
    if (!before) return true;
    mistakes_.add(Code::duplicate_name, fmt::format("{} is given twice", shown(name)), place, "",
                  {{*before, "first given here"}});
    return false;
  }

  void read_fact(std::size_t index, const Entry& entry) {
    const BuiltinFact& fact = builtin_facts()[index];
    const Stated* before = record_.find(index);
    if (!is_first(fact.name, before ? &before->place : nullptr, entry.key_place)) return;
    Stated stated{index, Unknown{}, {}, entry.key_place};
    // A value that is wrong still counts as stated, so that nothing else is said about its absence.
    if (auto value = read_value(entry.value, fact.type, {entry.key}, ReadAs::fact, mistakes_)) {
      if (const auto wrong = out_of_bounds(fact, *value)) {
        mistakes_.add(Code::out_of_range,
                      fmt::format("{}: {}, found {}", shown(entry.key), *wrong, found(entry.value)),
                      entry.value.place);
      } else {
        stated.value = std::move(*value);
      }
    }
    if (fact.type.kind == Kind::set) stated.undone = unknown_members(entry.value);
    record_.facts.push_back(std::move(stated));
  }

  void read_group(const Entry& group) {
    if (std::holds_alternative<NullNode>(group.value.content)) return forget_group(group);
    const auto* map = std::get_if<MapNode>(&group.value.content);
    if (!map) {
      mistakes_.add(Code::type_mismatch,
                    fmt::format("{}: expected a map, found {}", shown(group.key), found(group.value)),
                    group.value.place,
                    fmt::format("it holds `{}`", fmt::join(keys_of_group(group.key), "`, `")));
      return;
    }
    each_key(*map, [&](const Entry& entry) { read_member(group, entry); });
  }

  void read_member(const Entry& group, const Entry& entry) {
    for (const GroupMember& member : group_members()) {
      if (member.group != group.key || member.key != entry.key) continue;
      if (!member.own) return read_fact(fact_index(member.fact), entry);
      read_value(entry.value, *member.own, {entry.key}, ReadAs::fact, mistakes_);
      return state_own(std::string(member.fact), entry);
    }
    if (group.key == "price" && entry.key == "tiers") return read_tiers(entry);
    mistakes_.add(Code::unknown_name, fmt::format("{} has no key {}", shown(group.key), shown(entry.key)),
                  entry.key_place,
                  mistakes_.did_you_mean(
                      entry.key, [&] { return keys_of_group(group.key); }, std::string(own_facts_help)));
  }

  void forget_group(const Entry& group) {
    for (const GroupMember& member : group_members()) {
      if (member.group != group.key) continue;
      if (member.own) {
        state_own(std::string(member.fact), group);
      } else {
        read_fact(fact_index(member.fact), {std::string(member.key), group.key_place, group.value});
      }
    }
    if (group.key == "price") record_.tiers = Tiers{{}, group.key_place};
  }

  void read_own(const Entry& entry) {
    if (std::holds_alternative<NullNode>(entry.value.content)) return;
    const auto* map = std::get_if<MapNode>(&entry.value.content);
    if (!map) {
      mistakes_.add(Code::type_mismatch, fmt::format("`facts`: expected a map, found {}", found(entry.value)),
                    entry.value.place, "write each by its name: `facts: {approved_by_legal: true}`");
      return;
    }
    each_key(*map, [&](const Entry& fact) {
      if (!find_builtin_fact(fact.key)) return state_own(fact.key, fact);
      mistakes_.add(Code::duplicate_name, fmt::format("{} is a built-in fact", shown(fact.key)),
                    fact.key_place, "it stands beside `facts:`, not in it");
    });
  }

  void state_own(const std::string& name, const Entry& entry) {
    const auto before = record_.own.find(name);
    if (!is_first(name, before == record_.own.end() ? nullptr : &before->second.place, entry.key_place))
      return;
    record_.own.emplace(name, StatedOwn{entry.value, entry.key_place});
  }

  void read_quality(const Entry& entry) {
    Quality quality;
    quality.place = entry.key_place;
    if (const auto* map = std::get_if<MapNode>(&entry.value.content)) {
      for (const Entry& figure : map->entries) {
        const auto value =
            read_value(figure.value, Type::ratio(), {figure.key, entry.key}, ReadAs::fact, mistakes_);
        if (value)
          quality.figures.emplace(
              figure.key, is_known(*value) ? std::optional(std::get<Rational>(*value)) : std::nullopt);
      }
    } else if (std::holds_alternative<ListNode>(entry.value.content)) {
      quality.whole = true;
      mistakes_.add(Code::type_mismatch, "`quality`: expected a ratio or a map of ratios, found a list",
                    entry.value.place, "write `84%`, or `{default: 84%, code: 61%}`");
    } else {
      quality.whole = true;
      const auto value = read_value(entry.value, Type::ratio(), {entry.key}, ReadAs::fact, mistakes_);
      if (value && is_known(*value)) quality.figures.emplace("default", std::get<Rational>(*value));
    }
    record_.quality = std::move(quality);
  }

  void read_tiers(const Entry& entry) {
    Tiers tiers{{}, entry.key_place};
    const auto* list = std::get_if<ListNode>(&entry.value.content);
    if (!list && !std::holds_alternative<NullNode>(entry.value.content)) {
      mistakes_.add(Code::type_mismatch,
                    fmt::format("`tiers`: expected a list, found {}", found(entry.value)), entry.value.place,
                    "write `[{above: 200K, input: …, output: …}]`");
    }
    std::map<Rational, Place> seen;
    static const ListNode none;
    for (const Node& item : (list ? *list : none).items) {
      auto tier = read_tier(item);
      if (!tier) continue;
      const auto [at, added] = seen.emplace(tier->above, item.place);
      if (added) {
        tiers.tiers.push_back(std::move(*tier));
      } else {
        mistakes_.add(Code::duplicate_name, "two tiers begin above the same number of tokens", item.place, "",
                      {{at->second, "the first"}});
      }
    }
    std::sort(tiers.tiers.begin(), tiers.tiers.end(),
              [](const PriceTier& a, const PriceTier& b) { return a.above < b.above; });
    record_.tiers = std::move(tiers);
  }

  std::optional<PriceTier> read_tier(const Node& node) {
    const auto* map = std::get_if<MapNode>(&node.content);
    if (!map) {
      mistakes_.add(Code::type_mismatch, fmt::format("a tier is a map, found {}", found(node)), node.place,
                    "write `{above: 200K, input: …, output: …}`");
      return std::nullopt;
    }
    PriceTier tier;
    bool is_placed = false;
    for (const Entry& entry : map->entries) {
      const auto number = read_of_tier(entry);
      if (!number) continue;
      is_placed = is_placed || entry.key == "above";
      (entry.key == "above"    ? tier.above
       : entry.key == "input"  ? tier.input.emplace()
       : entry.key == "output" ? tier.output.emplace()
                               : tier.cached_input.emplace()) = *number;
    }
    if (is_placed) {
      warn_of_missing_prices(*map, tier, node.place);
      return tier;
    }
    const Node* above = find(*map, "above");
    if (above && !std::holds_alternative<NullNode>(above->content)) return std::nullopt;  // it was wrong
    mistakes_.add(Code::syntax, "a tier needs `above`", node.place,
                  "write from how many input tokens its prices hold: `above: 200K`");
    return std::nullopt;
  }

  /// Its prices replace those below it altogether, so that one which is not there leaves the cost unknown.
  void warn_of_missing_prices(const MapNode& map, const PriceTier& tier, const Place& place) {
    std::vector<std::string> missing;
    for (const char* key : {"input", "output"}) {
      if (!find(map, key)) missing.push_back(fmt::format("`{}`", key));
    }
    const bool misspelt = std::any_of(map.entries.begin(), map.entries.end(), [](const Entry& entry) {
      return std::find(keys_of_tier.begin(), keys_of_tier.end(), entry.key) == keys_of_tier.end();
    });
    if (missing.empty() || misspelt) return;  // of what is misspelt the key has been named
    const std::string names = fmt::format("{}", fmt::join(missing, " and "));
    mistakes_.warn(Code::syntax,
                   fmt::format("a tier without {}: what a request of more than {} tokens costs is unknown",
                               names, to_exact_text(tier.above, Type::tokens())),
                   place, fmt::format("write {} too, or `null` where nobody knows", names));
  }

  std::optional<Rational> read_of_tier(const Entry& entry) {
    if (std::find(keys_of_tier.begin(), keys_of_tier.end(), entry.key) == keys_of_tier.end()) {
      const auto keys = [] { return std::vector<std::string>(keys_of_tier.begin(), keys_of_tier.end()); };
      mistakes_.add(Code::unknown_name, fmt::format("a tier has no key {}", shown(entry.key)),
                    entry.key_place, mistakes_.did_you_mean(entry.key, keys));
      return std::nullopt;
    }
    const Type type = entry.key == "above" ? Type::tokens() : Type::quantity({1, 0, -1});
    const auto value = read_value(entry.value, type, {entry.key}, ReadAs::fact, mistakes_);
    if (!value || !is_known(*value)) return std::nullopt;
    const Rational& number = std::get<Rational>(*value);
    if (number.sign() >= 0) return number;
    mistakes_.add(Code::out_of_range,
                  fmt::format("{}: must not be negative, found {}", shown(entry.key), found(entry.value)),
                  entry.value.place);
    return std::nullopt;
  }

  bool of_model_;
  Mistakes& mistakes_;
  Record record_;
};

}  // namespace

Record read_record(const MapNode& map, bool of_model, Mistakes& mistakes) {
  return RecordReader(of_model, mistakes).read(map);
}

}  // namespace select_model
