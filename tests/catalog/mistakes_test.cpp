#include "catalog/mistakes.hpp"

#include <gtest/gtest.h>

#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

TEST(CatalogMistakes, are_all_reported_in_one_run_by_place) {
  const auto catalog = catalog_of({R"(catalog: bad
as_off: 2026-01-01
models:
  - id: a
    context_window: -5
    releasd: 2026-01-01
    mt_bench: 11
    provider: x
    input_price: $1/1M
    price: {input: $3/1M, outputs: $1/1M, tiers: [{above: 1K}, {above: 1000}, {input: $1/1M}, {above: 2K, inptu: $1/1M}, 3]}
    facts: {mmlu: 3, mine: 1}
    offers:
      - hosting: api
      - {provider: p, hosting: apis, gpus: 0, ttft: -1s, id: x, aliases: [y]}
      - {provider: p, price: 3}
      - {provider: q, hosting: api, remove: true}
  - id: a
  - {id: c, aliases: [a, z, z, c], offers: []}
  - {id: d, aliases: z, offers: {}}
  - x
  - {id: "", offers: []}
)"});
  EXPECT_FALSE(catalog);
  EXPECT_EQ(brief(catalog.diagnostics),
            R"(2:1 <as_off> unknown-name: a catalogue has no key `as_off` (did you mean `as_of`?)
5:21 <-5> out-of-range: `context_window`: must not be negative, found `-5`
6:5 <releasd> unknown-name: a model has no key `releasd` (did you mean `released`?)
7:15 <11> out-of-range: `mt_bench`: must lie between 1 and 10, found `11`
8:5 <provider> unknown-name: a model has no key `provider` (it stands on an offer, under `offers:`)
10:13 <input> duplicate-name: `input_price` is given twice
10:27 <outputs> unknown-name: `price` has no key `outputs` (did you mean `output`?)
10:51 <{above: 1K}> syntax: a tier without `input` and `output`: what a request of more than 1,000 tokens costs is unknown (write `input` and `output` too, or `null` where nobody knows)
10:64 <{above: 1000}> syntax: a tier without `input` and `output`: what a request of more than 1,000 tokens costs is unknown (write `input` and `output` too, or `null` where nobody knows)
10:64 <{above: 1000}> duplicate-name: two tiers begin above the same number of tokens
10:79 <{input: $1/1M}> syntax: a tier needs `above` (write from how many input tokens its prices hold: `above: 200K`)
10:107 <inptu> unknown-name: a tier has no key `inptu` (did you mean `input`?)
10:122 <3> type-mismatch: a tier is a map, found `3` (write `{above: 200K, input: …, output: …}`)
11:13 <mmlu> duplicate-name: `mmlu` is a built-in fact (it stands beside `facts:`, not in it)
13:9 <hosting: api> syntax: an offer needs `provider` (write who serves the model: `provider: …`)
14:32 <apis> unknown-name: `hosting`: expected one of {api, dedicated, self-hosted}, found `apis` (did you mean `api`?)
14:44 <0> out-of-range: `gpus`: must be at least 1, found `0`
14:53 <-1s> out-of-range: `ttft`: must not be negative, found `-1s`
14:58 <id> unknown-name: an offer has no key `id` (an offer's id is made of its model, provider and variant)
14:65 <aliases> unknown-name: an offer has no key `aliases` (aliases stand on the model)
15:20 <p> duplicate-name: two offers have the id `a@p` (tell them apart by `variant`)
15:30 <3> type-mismatch: `price`: expected a map, found `3` (it holds `input`, `output`, `cached_input`, `batch_discount`, `tiers`)
16:23 <hosting> syntax: an entry that is removed says nothing else
17:9 <a> duplicate-name: two models have the id `a`
18:29 <z> duplicate-name: the alias `z` is given twice
19:22 <z> type-mismatch: `aliases`: expected a list, found `z` (write `[z]`)
19:33 <{}> type-mismatch: `offers`: expected a list, found a map (begin each item with `- `)
20:5 <x> type-mismatch: a model is a map, found `x` (it begins with `id: …`)
21:10 <""> type-mismatch: `id`: expected text, found an empty text
)");
}

TEST(CatalogMistakes, show_both_places) {
  const auto twice =
      catalog_of({"models:\n  - id: m\n    offers:\n      - {provider: p, hosting: api}\n      - {provider: "
                  "p, hosting: api}\n"});
  EXPECT_EQ(words(twice.diagnostics), R"(error[duplicate-name]: two offers have the id `m@p`
 --> base.yaml:5:20
  |
4 |       - {provider: p, hosting: api}
  |                    - the first
5 |       - {provider: p, hosting: api}
  |                    ^
  |
  = help: tell them apart by `variant`
)");
  const auto spellings =
      catalog_of({"models:\n  - id: m\n    ttft: 1s\n    latency: {ttft: 1s}\n    offers: []\n"});
  EXPECT_EQ(words(spellings.diagnostics), R"(error[duplicate-name]: `ttft` is given twice
 --> base.yaml:4:15
  |
3 |     ttft: 1s
  |     ---- first given here
4 |     latency: {ttft: 1s}
  |               ^^^^
)");
  const auto across = catalog_of(
      {"models: [{id: a, aliases: [x], offers: []}]", "models: [{id: b, aliases: [x, a], offers: []}]"});
  EXPECT_EQ(words(across.diagnostics), R"(error[duplicate-name]: the alias `x` is given twice
 --> over1.yaml:1:28
  |
1 | models: [{id: b, aliases: [x, a], offers: []}]
  |                            ^
 ::: base.yaml:1:28
  |
1 | models: [{id: a, aliases: [x], offers: []}]
  |                            - first given here
)");
  const auto at_signs =
      catalog_of({"models: [{id: a, offers: [{provider: b@c, hosting: api}]}, {id: a@b, offers: [{provider: "
                  "c, hosting: api}]}]"});
  EXPECT_EQ(brief(at_signs.diagnostics),
            "1:90 <c> duplicate-name: two offers have the id `a@b@c` (an id is made of model, `@`, provider, "
            "`/` and "
            "variant: rename one of them)\n");
}

TEST(CatalogMistakes, of_the_whole_file) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"",
       "1:1 <> type-mismatch: a catalogue is a map, found nothing (begin with `catalog: NAME` and "
       "`models:`)\n"},
      {"- a",
       "1:1 <- a> type-mismatch: a catalogue is a map, found a list (begin with `catalog: NAME` and "
       "`models:`)\n"},
      {"catalog: x",
       "1:1 <catalog: x> syntax: a catalogue needs `models` (write `models: []` where there are none)\n"},
      {"models: 3",
       "1:9 <3> type-mismatch: `models`: expected a list, found `3` (begin each item with `- `)\n"},
      {"catalog: [x]\nmodels: []", "1:10 <[x]> type-mismatch: `catalog`: expected text, found a list\n"},
      {"models: [{id: m, offers: [{provider: p}]}]",
       "1:38 <p> syntax: offer `m@p` needs `hosting` (write `hosting: api`, `dedicated` or `self-hosted`)\n"},
      {"models: [{id: m, offers: [{provider: p, hosting: null}]}]",
       "1:38 <p> syntax: offer `m@p` needs `hosting` (write `hosting: api`, `dedicated` or `self-hosted`)\n"},
      {"models: [{id: m}]",
       "1:15 <m> syntax: model `m` has no `offers` (say who serves it: `offers: [{provider: …, hosting: "
       "…}]`)\n"},
      {"models: [{id: m, id: n, offers: [], x: 1}]",
       "1:18 <id> duplicate-name: the key `id` is given twice\n1:37 <x> unknown-name: a model has no key `x` "
       "(facts of your own stand under `facts:`)\n"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(brief(catalog_of({text}).diagnostics), expected) << text;
}

TEST(CatalogMistakes, of_all_layers_stand_file_by_file) {
  const auto catalog =
      catalog_of({"models: [{id: m, offers: [], x1: 1}]", "models: ]", "models: [{id: m, x2: 1}]"});
  std::string places;
  for (const Diagnostic& d : catalog.diagnostics) places += d.place.source->name() + " ";
  EXPECT_EQ(places, "base.yaml over1.yaml over2.yaml ");
}

TEST(Mistakes, are_kept_up_to_a_number_that_helps) {
  std::string text = "models:\n  - id: m\n    offers: []\n";
  for (int i = 0; i < 100'000; ++i) text += "    key" + std::to_string(i) + ": 1\n";
  const auto catalog = catalog_of({text});
  ASSERT_EQ(catalog.diagnostics.size(), Mistakes::most + 1);
  EXPECT_EQ(catalog.diagnostics.back().message, "99800 further mistakes are not shown");
}

}  // namespace
}  // namespace select_model
