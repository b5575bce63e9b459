#include <gtest/gtest.h>

#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

std::string model_with(const std::string& line) {
  return "models:\n  - id: m\n    " + line + "\n    offers: [{provider: p, hosting: api}]\n";
}
std::string over_with(const std::string& line) { return "models:\n  - id: m\n    " + line + "\n"; }

struct Case {
  std::string below, above, expected;
};

TEST(Layers, lie_over_one_another_key_by_key) {
  const std::vector<Case> cases{
      {"ttft: 1s", "throughput: 80/s", "ttft=1 s throughput=80 tokens/s"},
      {"latency: {ttft: 1s, throughput: 80/s}", "latency: {ttft: 2s}", "ttft=2 s throughput=80 tokens/s"},
      {"latency: {ttft: 1s}", "ttft: 2s", "ttft=2 s"},
      {"ttft: 1s", "latency: {ttft: 2s}", "ttft=2 s"},
      {"ttft: 1s", "latency: null", ""},
      {"ttft: 1s", "ttft: null", ""},
      {"compliance: {soc2: true, iso: true}", "compliance: {hipaa: false, soc2: false}",
       "compliance={iso, …}"},
      {"compliance: {soc2: true, iso: true}", "compliance: {iso: null}", "compliance={soc2, …}"},
      {"compliance: [soc2]", "compliance: {hipaa: true}", "compliance={hipaa, soc2}"},
      {"compliance: [soc2, iso]", "compliance: {soc2: false}", "compliance={iso}"},
      {"compliance: [soc2, iso]", "compliance: {soc2: null}", "compliance={iso, …}"},
      {"compliance: {soc2: true}", "compliance: [iso]", "compliance={iso}"},
      {"regions: [eu, us]", "regions: [us]", "regions={us}"},
      {"quality: {default: 84%, code: 61%}", "quality: {code: 70%}", "quality=84% quality(code)=70%"},
      {"quality: {default: 84%, code: 61%}", "quality: {code: null}", "quality=84%"},
      {"quality: {default: 84%, code: 61%}", "quality: 90%", "quality=90%"},
      {"quality: 84%", "quality: {code: 61%}", "quality=84% quality(code)=61%"},
      {"quality: 84%", "quality: null", ""},
      {"price: {tiers: [{above: 1K}, {above: 2K}]}", "price: {tiers: [{above: 3K}]}", "above 3,000"},
      {"price: {tiers: [{above: 1K}]}", "price: {input: $1/1M}", "input_price=$1/1M tokens above 1,000"},
      {"gpus: {count: 1, type: A}", "gpus: 2", "gpus=2 own.gpu_type=A"},
      {"facts: {a: {x: 1, y: 2}, b: [1]}", "facts: {a: {y: 3, z: 4}, b: [2]}",
       "own.a={x: 1, y: 3, z: 4} own.b=[2]"},
  };
  for (const Case& c : cases) {
    const auto catalog = catalog_of({model_with(c.below), over_with(c.above)});
    EXPECT_EQ(catalog ? facts(catalog->offers.at(0)) : words(catalog.diagnostics), c.expected)
        << c.below << " / " << c.above;
  }
}

constexpr const char* base = R"(catalog: base
as_of: 2026-01-01
source: the base
models:
  - id: a
    aliases: [old]
    offers:
      - {provider: p, hosting: api, ttft: 1s}
      - {provider: p, variant: eu, hosting: api}
  - id: alpha
    offers: [{provider: p, hosting: api}]
)";

std::string ids(const Result<Catalog>& catalog) {
  if (!catalog) return words(catalog.diagnostics);
  std::string text;
  for (const Offer& offer : catalog->offers)
    text += offer.id + " " + to_text(offer.facts[fact_index("as_of")], Type::date()) + "\n";
  return text;
}

TEST(Layers, add_and_remove_by_model_provider_and_variant) {
  EXPECT_EQ(ids(catalog_of({base, R"(
as_of: 2026-06-01
models:
  - {id: alpha, remove: true}
  - id: a
    offers:
      - {provider: p, variant: eu, remove: true}
      - {provider: q, hosting: dedicated}
      - {provider: p, ttft: 2s}
  - {id: c, offers: [{provider: p, hosting: api}]}
)"})),
            "a@p 2026-01-01\na@q 2026-06-01\nc@p 2026-06-01\n");
}

TEST(Layers, what_was_removed_may_come_back_afresh) {
  const auto catalog = catalog_of({base, "models: [{id: a, remove: true}, {id: alpha, remove: true}]",
                                   "models: [{id: a, offers: [{provider: p, hosting: dedicated}]}]"});
  ASSERT_TRUE(catalog);
  EXPECT_EQ(catalog->offers.at(0).id, "a@p");
  EXPECT_EQ(facts(catalog->offers.at(0)), "");
  EXPECT_TRUE(catalog->aliases.empty());
}

TEST(Layers, the_upper_one_names_the_catalogue_and_its_aliases_replace) {
  const auto catalog = catalog_of({base, "catalog: mine\nmodels: [{id: a, aliases: [new, newer]}]"});
  ASSERT_TRUE(catalog);
  EXPECT_EQ(catalog->name, "mine");
  EXPECT_EQ(catalog->source, "the base");
  EXPECT_EQ(to_text(*catalog->as_of), "2026-01-01");
  EXPECT_EQ(catalog->aliases, (std::map<std::string, std::string>{{"new", "a"}, {"newer", "a"}}));
}

TEST(Layers, a_fact_on_an_offer_stays_above_its_model_whichever_layer_says_it) {
  const auto catalog = catalog_of({base, "models: [{id: a, ttft: 5s}]"});
  ASSERT_TRUE(catalog);
  EXPECT_EQ(facts(catalog->offers.at(0)), "as_of=2026-01-01 ttft=1 s");
  EXPECT_EQ(facts(catalog->offers.at(1)), "as_of=2026-01-01 ttft=5 s");
}

TEST(Layers, removing_what_is_not_there_is_a_warning) {
  const auto catalog = catalog_of({base,
                                   "models:\n  - {id: alpa, remove: true}\n  - {id: a, offers: [{provider: "
                                   "p, variant: us, remove: true}]}\n"});
  ASSERT_TRUE(catalog);
  EXPECT_EQ(words(catalog.diagnostics), R"(warning[unknown-model]: there is no model `alpa` to remove
 --> over1.yaml:2:10
  |
2 |   - {id: alpa, remove: true}
  |          ^^^^
  |
  = help: did you mean `alpha`?
warning[unknown-model]: there is no offer `a@p/us` to remove
 --> over1.yaml:3:33
  |
3 |   - {id: a, offers: [{provider: p, variant: us, remove: true}]}
  |                                 ^
  |
  = help: did you mean `a@p/eu`?
)");
}

TEST(Layers, an_entry_that_matches_nothing_below_is_found_by_what_it_lacks) {
  const auto catalog = catalog_of(
      {base, "models:\n  - {id: alpa, ttft: 1s}\n  - {id: a, offers: [{provider: pp, ttft: 1s}]}\n"});
  EXPECT_EQ(words(catalog.diagnostics), R"(error[syntax]: model `alpa` has no `offers`
 --> over1.yaml:2:10
  |
2 |   - {id: alpa, ttft: 1s}
  |          ^^^^
  |
  = help: did you mean `alpha`?
error[syntax]: offer `a@pp` needs `hosting`
 --> over1.yaml:3:33
  |
3 |   - {id: a, offers: [{provider: pp, ttft: 1s}]}
  |                                 ^^
  |
  = help: did you mean `a@p`?
)");
}

}  // namespace
}  // namespace select_model
