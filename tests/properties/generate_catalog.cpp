#include <algorithm>
#include <set>

#include "policy/vocabulary.hpp"
#include "tests/properties/generator.hpp"

namespace select_model::properties {

namespace {

constexpr int a_day = 20'544;  // 2026-04-01

std::string list_text(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return "[" + text + "]";
}
std::string map_text(const Fields& fields) {
  std::string text;
  for (const auto& [key, value] : fields) text += (text.empty() ? "" : ", ") + in_quotes(key) + ": " + value;
  return "{" + text + "}";
}

class CatalogGenerator {
 public:
  CatalogGenerator(World& world, Random& random) : world_(world), random_(random) {}

  GeneratedCatalog run() {
    GeneratedCatalog catalog;
    catalog.as_of = in_quotes(date_text(a_day));
    catalog.yaml = random_.percent(50);
    const std::size_t offers = how_many();
    while (world_.offers.size() < offers) catalog.models.push_back(model(catalog));
    return catalog;
  }

 private:
  /// Mostly few; sometimes none; now and then more than fill one word of bits.
  std::size_t how_many() {
    if (random_.percent(3)) return 0;
    if (random_.percent(5)) return static_cast<std::size_t>(random_.between(62, 70));
    return static_cast<std::size_t>(random_.percent(70) ? random_.between(1, 6) : random_.between(7, 16));
  }

  GeneratedModel model(const GeneratedCatalog& catalog) {
    static const std::vector<std::string> forms{"m#", "m-#.5", "org/m-#", "M#", "m#-mini"};
    const std::string number = std::to_string(world_.models.size());
    std::string id = random_.pick(forms);
    id.replace(id.find('#'), 1, number);
    GeneratedModel model;
    if (!catalog.models.empty() && random_.percent(20)) {
      model = random_.pick(catalog.models);  // equal scores
      std::erase_if(model.fields,
                    [](const auto& field) { return field.first == "id" || field.first == "aliases"; });
      model.offers.clear();
    } else {
      describe(model.fields);
    }
    world_.models.push_back(id);
    if (random_.percent(20)) {
      world_.aliases.push_back("alias" + number);
      model.fields.emplace(model.fields.begin(), "aliases", "[" + in_quotes(world_.aliases.back()) + "]");
    }
    model.fields.emplace(model.fields.begin(), "id", in_quotes(id));
    std::set<std::string> used;
    const int count = random_.percent(60) ? 1 : random_.between(2, 4);
    for (int i = 0; i < count; ++i) offer(model, id, used);
    return model;
  }

  void describe(Fields& fields) {
    if (random_.percent(40)) fields.emplace_back("name", in_quotes(random_.pick(texts())));
    for (const char* name : {"developer", "family"}) {
      if (random_.percent(60)) fields.emplace_back(name, in_quotes(random_.pick(companies())));
    }
    if (random_.percent(60)) fields.emplace_back("open_weights", truth());
    if (random_.percent(50)) fields.emplace_back("status", in_quotes(random_.pick(statuses())));
    for (const char* name : {"context_window", "max_output", "released", "retires", "mt_bench",
                             "capabilities", "modalities", "strengths"}) {
      if (random_.percent(65)) fields.emplace_back(name, fact(name));
    }
    Fields benchmarks;
    for (const char* name : {"mmlu", "humaneval", "math", "gsm8k", "gpqa"}) {
      if (random_.percent(60)) (random_.percent(70) ? benchmarks : fields).emplace_back(name, fact(name));
    }
    if (!benchmarks.empty()) fields.emplace_back("benchmarks", map_text(benchmarks));
    if (random_.percent(70)) fields.emplace_back("quality", quality());
    own_facts(fields, 40);
  }

  void offer(GeneratedModel& model, const std::string& id, std::set<std::string>& used) {
    Fields fields;
    const std::string provider = random_.pick(companies());
    const std::string variant = random_.percent(30) ? "v" + std::to_string(random_.between(1, 9)) : "";
    std::string whole = id + "@" + provider;
    if (!variant.empty()) whole += "/" + variant;
    if (!used.insert(whole).second) return;
    world_.offers.push_back(whole);
    fields.emplace_back("provider", in_quotes(provider));
    if (!variant.empty()) fields.emplace_back("variant", in_quotes(variant));
    static const std::vector<std::string> hosting{"api", "dedicated", "self-hosted"};
    fields.emplace_back("hosting", in_quotes(random_.pick(hosting)));
    if (random_.percent(50)) fields.emplace_back("pinned", truth());
    if (random_.percent(30)) fields.emplace_back("api_model", in_quotes(random_.pick(texts())));
    for (const char* name : {"compliance", "regions", "availability"}) {
      if (random_.percent(60)) fields.emplace_back(name, fact(name));
    }
    if (random_.percent(85)) prices(fields);
    if (random_.percent(85)) group(fields, "latency", {{"ttft", "ttft"}, {"throughput", "throughput"}});
    if (random_.percent(60)) {
      group(fields, "gpus",
            {{"count", "gpus"}, {"monthly_cost", "gpu_monthly_cost"}, {"throughput", "gpu_throughput"}});
    }
    for (const char* name : {"context_window", "open_weights", "mmlu"}) {
      if (random_.percent(8)) fields.emplace_back(name, random_.percent(30) ? "null" : fact(name));
    }
    own_facts(fields, 60);
    model.offers.push_back(fields);
  }

  /// Under the group's name, or each under its own.
  void group(Fields& fields, const std::string& name, const Fields& members) {
    Fields grouped;
    const bool as_group = random_.percent(60);
    for (const auto& [member, fact_name] : members) {
      if (!random_.percent(90)) continue;
      if (as_group)
        grouped.emplace_back(member, fact(fact_name));
      else
        fields.emplace_back(fact_name, fact(fact_name));
    }
    if (!grouped.empty()) fields.emplace_back(name, map_text(grouped));
  }

  void prices(Fields& fields) {
    Fields price;
    for (const char* name : {"input", "output", "cached_input"}) {
      if (random_.percent(90)) price.emplace_back(name, fact(std::string(name) + "_price"));
    }
    std::vector<std::string> tiers;
    int above = 0;
    for (int count = random_.percent(30) ? random_.between(1, 3) : 0; count > 0; --count) {
      above += random_.between(1, 3) * 500;
      world_.amounts[key_of({0, 0, 1})].emplace_back(above);
      Fields tier{{"above", std::to_string(above)}};
      for (const char* name : {"input", "output"}) {
        if (random_.percent(90)) tier.emplace_back(name, fact(std::string(name) + "_price"));
      }
      tiers.push_back(map_text(tier));
    }
    if (!tiers.empty()) price.emplace_back("tiers", list_text(tiers));
    if (!price.empty()) fields.emplace_back("price", map_text(price));
  }

  std::string quality() {
    if (random_.percent(40)) return fact("quality");
    Fields figures;
    if (random_.percent(60)) figures.emplace_back("default", fact("quality"));
    for (const std::string& word : words()) {
      if (random_.percent(40)) figures.emplace_back(word, fact("quality"));
    }
    return map_text(figures);
  }

  void own_facts(Fields& fields, unsigned chance) {
    Fields own;
    for (const Declared& declared : world_.facts) {
      if (random_.percent(chance)) own.emplace_back(declared.name, value(declared.type));
    }
    if (random_.percent(5)) own.emplace_back("nobody_declares_it", "[1, {\"a\": null}]");
    if (!own.empty()) fields.emplace_back("facts", map_text(own));
  }

  std::string fact(const std::string& name) { return value(builtin_facts()[fact_index(name)].type); }
  std::string truth() { return random_.percent(50) ? "true" : "false"; }

  std::string value(const Type& type) {
    switch (type.kind) {
      case Kind::boolean:
        return truth();
      case Kind::date: {
        const int day = a_day + random_.pick(std::vector<int>{-400, -30, -1, 0, 1, 30, 60, 365});
        world_.days.push_back(day);
        return in_quotes(date_text(day));
      }
      case Kind::text:
        return in_quotes(random_.pick(texts()));
      case Kind::name:
        return in_quotes(random_.pick(type.open ? companies() : type.members));
      case Kind::set:
        return set(type.open ? words() : type.members);
      case Kind::quantity:
        break;
    }
    return quantity(type);
  }

  std::string quantity(const Type& type) {
    Exact amount = an_amount(world_, type.dimension, type.whole, random_);
    if (type.measure == Measure::ratio && amount > 1) amount = Exact(random_.between(0, 10), 10);
    const Dimension rate{0, -1, 1};
    if (type.dimension == Dimension{} && type.measure == Measure::number)
      amount = Exact(random_.between(10, 100), 10);
    if (type.measure == Measure::count) {
      if (amount < 1 || amount > 100) amount = random_.between(1, 8);
      world_.amounts[key_of(type.dimension)].push_back(amount);
      return decimal(amount);
    }
    if (type.dimension == rate && amount == 0 && !random_.percent(20)) amount = 7;
    world_.amounts[key_of(type.dimension)].push_back(amount);
    const bool short_rate = type.dimension == rate && random_.percent(50);
    return fact_text(amount, short_rate ? Dimension{0, -1, 0} : type.dimension, random_);
  }

  /// A list (closed) or a map (open).
  std::string set(const std::vector<std::string>& members) {
    const bool closed = random_.percent(50);
    std::vector<std::string> in;
    Fields said;
    for (const std::string& member : members) {
      if (!random_.percent(50)) continue;
      in.push_back(in_quotes(member));
      said.emplace_back(member, truth());
    }
    return closed ? list_text(in) : map_text(said);
  }

  static const std::vector<std::string>& statuses() {
    return builtin_facts()[fact_index("status")].type.members;
  }

  World& world_;
  Random& random_;
};

/// JSON text as YAML would be written by hand: simple words without their quotes.
std::string as_yaml(const std::string& value) {
  const auto simple = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '$' || c == '/' || c == '%';
  };
  if (value.size() < 3 || value.front() != '"') return value;
  const std::string inner = value.substr(1, value.size() - 2);
  const bool plain = std::all_of(inner.begin(), inner.end(), simple) && inner.front() != '-' &&
                     inner != "true" && inner != "false";
  return plain ? inner : value;
}

}  // namespace

std::string GeneratedCatalog::text() const {
  const std::string top = "\"catalog\": \"generated\", \"as_of\": " + as_of;
  if (!yaml) {
    std::vector<std::string> each;
    for (const GeneratedModel& model : models) {
      Fields fields = model.fields;
      std::vector<std::string> offers;
      for (const Fields& offer : model.offers) offers.push_back(map_text(offer));
      fields.emplace_back("offers", list_text(offers));
      each.push_back("\n  " + map_text(fields));
    }
    return "{" + top + ", \"models\": " + list_text(each) + "}\n";
  }
  std::string text = "catalog: generated\nas_of: " + as_of + "\nmodels:" + (models.empty() ? " []\n" : "\n");
  for (const GeneratedModel& model : models) {
    std::string indent = "  - ";
    for (const auto& [key, value] : model.fields) {
      text += indent + key + ": " + as_yaml(value) + "\n";
      indent = "    ";
    }
    text += indent + "offers:" + (model.offers.empty() ? " []\n" : "\n");
    for (const Fields& offer : model.offers) {
      indent = "      - ";
      for (const auto& [key, value] : offer) {
        text += indent + key + ": " + as_yaml(value) + "\n";
        indent = "        ";
      }
    }
  }
  return text;
}

GeneratedCatalog generate_catalog(World& world, Random& random) {
  return CatalogGenerator(world, random).run();
}

}  // namespace select_model::properties
