#include "catalog/catalog.hpp"

#include <gtest/gtest.h>

#include "policy/sha256.hpp"
#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

/// The facts of the one offer of a catalogue whose model and offer hold these lines.
std::string offer_with(const std::string& model, const std::string& offer) {
  const auto catalog = catalog_of({"models:\n  - id: m\n    " + model +
                                   "\n    offers:\n      - {provider: p, hosting: api, " + offer + "}\n"});
  return catalog ? facts(catalog->offers.at(0)) : brief(catalog.diagnostics);
}

struct Case {
  std::string model;
  std::string offer;
  std::string expected;
};

TEST(Catalog, reads_facts_under_both_spellings) {
  const std::vector<Case> cases{
      {"price: {input: $2.50/1M, output: $10/1M, cached_input: $1/1M}", "",
       "input_price=$2.50/1M tokens output_price=$10/1M tokens cached_input_price=$1/1M tokens"},
      {"input_price: $2.50/1M", "output_price: $10/1M",
       "input_price=$2.50/1M tokens output_price=$10/1M tokens"},
      {"latency: {ttft: 300ms, throughput: 80/s}", "", "ttft=300 ms throughput=80 tokens/s"},
      {"ttft: 300ms", "throughput: 80/s", "ttft=300 ms throughput=80 tokens/s"},
      {"benchmarks: {mmlu: 88.7%, mt_bench: 9.5}", "gpqa: 0.5", "mmlu=88.7% gpqa=50% mt_bench=9.5"},
      {"gpus: {count: 2, monthly_cost: $1460, throughput: 500/s}", "",
       "gpus=2 gpu_monthly_cost=$1,460 gpu_throughput=500 tokens/s"},
      {"gpus: 2", "", "gpus=2"},
      {"quality: 84%", "", "quality=84%"},
      {"quality: {default: 84%, code: 61%, chat: null}", "", "quality=84% quality(code)=61%"},
      {"compliance: {soc2: true, hipaa: false}", "regions: [eu]", "compliance={soc2, …} regions={eu}"},
      {"status: preview", "pinned: false", "status=preview pinned=false"},
      {"api_model: 2024", "retires: 2026-06-30", "api_model=2024 retires=2026-06-30"},
      {"context_window: null", "max_output: ~", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(offer_with(c.model, c.offer), c.expected) << c.model << c.offer;
}

TEST(Catalog, an_offer_overrides_its_model_key_by_key) {
  const std::vector<Case> cases{
      {"ttft: 1s", "latency: {throughput: 80/s}", "ttft=1 s throughput=80 tokens/s"},
      {"latency: {ttft: 1s, throughput: 80/s}", "ttft: 2s", "ttft=2 s throughput=80 tokens/s"},
      {"compliance: {soc2: true}", "compliance: {hipaa: true}", "compliance={hipaa, …}"},
      {"compliance: [soc2]", "compliance: null", ""},
      {"quality: {default: 84%, code: 61%}", "quality: {code: 70%}", "quality(code)=70%"},
      {"price: {input: $1/1M, output: $2/1M}", "price: null", ""},
      {"price: {input: $1/1M}", "price: {input: null, output: $2/1M}", "output_price=$2/1M tokens"},
      {"facts: {a: 1, b: [x]}", "facts: {a: 2, c: {d: e}}", "own.a=2 own.b=[x] own.c={d: e}"},
      {"facts: {a: 1}", "facts: {a: null}", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(offer_with(c.model, c.offer), c.expected) << c.model << c.offer;
}

TEST(Catalog, sorts_tiers_and_carries_what_no_fact_is_for) {
  EXPECT_EQ(offer_with("price: {input: $1/1M, batch_discount: 50%, tiers: [{above: 200K, input: $4/1M}, "
                       "{above: 1K, input: $2/1M}]}",
                       "gpus: {type: A100-80GB}"),
            "input_price=$1/1M tokens above 1,000:$2/1M tokens above 200,000:$4/1M tokens "
            "own.batch_discount=50% own.gpu_type=A100-80GB");
}

TEST(Catalog, names_every_offer_and_sorts_them_as_bytes) {
  const auto catalog = catalog_of({R"(
catalog: mine
as_of: 2026-04-01
source: a lesson
models:
  - id: b
    name: The B
    offers:
      - {provider: z, hosting: api}
      - {provider: a, variant: y, hosting: api, as_of: 2026-01-01}
      - {provider: a, hosting: self-hosted, name: B at home}
  - {id: a-1, offers: [{provider: p, hosting: api}]}
  - {id: a, aliases: [a-latest], hosting: api, offers: [{provider: p, as_of: null}]}
  - {id: é, offers: [{provider: p, hosting: api}]}
  - {id: Z, offers: []}
)"});
  ASSERT_TRUE(catalog) << words(catalog.diagnostics);
  std::string all;
  for (const Offer& offer : catalog->offers) {
    all += offer.id;
    for (const char* name : {"id", "provider", "variant", "name", "hosting", "as_of"}) {
      const std::size_t i = fact_index(name);
      all += " " + to_text(offer.facts[i], builtin_facts()[i].type);
    }
    all += "\n";
  }
  EXPECT_EQ(all, R"(a@p a p unknown a api unknown
a-1@p a-1 p unknown a-1 api 2026-04-01
b@a b a unknown B at home self-hosted 2026-04-01
b@a/y b a y The B api 2026-01-01
b@z b z unknown The B api 2026-04-01
é@p é p unknown é api 2026-04-01
)");
  EXPECT_EQ(catalog->name, "mine");
  EXPECT_EQ(catalog->source, "a lesson");
  EXPECT_EQ(to_text(*catalog->as_of), "2026-04-01");
  EXPECT_EQ(catalog->aliases, (std::map<std::string, std::string>{{"a-latest", "a"}}));
}

TEST(Catalog, does_not_depend_on_the_order_or_the_syntax_of_the_file) {
  const auto yaml =
      catalog_of({"models: [{id: b, hosting: api, offers: [{provider: q}, {provider: p}]}, {id: a, offers: "
                  "[{hosting: api, provider: p}]}]"});
  const auto json = build_catalog(
      {file("x.json", R"({"models": [{"id": "a", "offers": [{"provider": "p", "hosting": "api"}]},
                                                                 {"offers": [{"provider": "p"}, {"provider": "q"}], "hosting": "api", "id": "b"}]})")});
  ASSERT_TRUE(yaml && json);
  ASSERT_EQ(yaml->offers.size(), json->offers.size());
  for (std::size_t i = 0; i < yaml->offers.size(); ++i) {
    EXPECT_EQ(yaml->offers[i].id, json->offers[i].id);
    EXPECT_EQ(yaml->offers[i].facts, json->offers[i].facts);
  }
}

TEST(Catalog, signs_the_bytes_of_its_files) {
  // printf '11\nmodels: []\n' | sha256sum
  EXPECT_EQ(sha256(catalog_of({"models: []\n"})->files),
            "ff4e7af856112e8143b1c655917f7214fd0e77e77adcbcd0547dd97d9be7e865");
  EXPECT_NE(sha256(catalog_of({"models: []\n", "models: []\n"})->files),
            sha256(catalog_of({"models: []\n"})->files));
}

TEST(Catalog, the_built_in_one_is_whole) {
  const auto catalog = build_catalog({builtin_guide_catalog()});
  ASSERT_TRUE(catalog) << words(catalog.diagnostics);
  EXPECT_EQ(catalog->name, "guide");
  EXPECT_GE(catalog->offers.size(), 18U);
  EXPECT_EQ(find_offers(*catalog, {"gpt-4o", "openai", "", false, {}}).size(), 1U);
}

}  // namespace
}  // namespace select_model
