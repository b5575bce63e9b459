#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "engine/render.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

using Json = nlohmann::ordered_json;

const std::string policy = R"(policy p version "7"
ask n: tokens, default 1K
ask limit: duration, optional
ask held: any of {soc2, hipaa}, default {}
let cost = model.cost(1_000, 500, 10K)
must fits: model.context_window >= n
should calm: n < 1M because "too much"
choose { long when n > 100K -> smart otherwise short -> any because "safe" }
rank by weight { maximize model.mmlu }
)";

Json json_of(const std::string& requirements) {
  const Decided decided = decide(policy, three_models, requirements);
  return Json::parse(render_json(decided.program, decided.rationale));
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(DecisionJson, has_the_keys_in_the_order_of_the_schema) {
  const Json json = json_of("n: 8K");
  EXPECT_THAT(keys(json),
              ::testing::ElementsAre("schema", "engine", "outcome", "policy", "catalog", "today", "answers",
                                     "refusals", "branch", "because", "path", "ranking", "ranked", "rejected",
                                     "fallbacks", "missing", "relaxations", "warnings"));
  EXPECT_THAT(keys(json["ranked"][0]),
              ::testing::ElementsAre("rank", "offer", "model", "provider", "variant", "api_model", "tier",
                                     "score", "values", "contributions", "warnings"));
  EXPECT_THAT(keys(json["ranked"][0]["contributions"][0]),
              ::testing::ElementsAre("criterion", "goal", "value", "normalized", "weight", "points"));
}

TEST(DecisionJson, of_answers_says_where_they_come_from) {
  const Json answers = json_of("n: 8K")["answers"];
  EXPECT_EQ(answers["n"],
            Json::parse(R"({"value": {"value": 8000, "unit": "tokens", "text": "8K"}, "from": "given"})"));
  EXPECT_EQ(answers["limit"], Json::parse(R"({"value": null, "from": "absent"})"));
  EXPECT_EQ(answers["held"], Json::parse(R"({"value": [], "from": "default"})"));
}

TEST(DecisionJson, of_a_rejection_holds_both_sides) {
  const Json rejected = json_of("n: 150K")["rejected"];
  ASSERT_EQ(rejected.size(), 2U);
  EXPECT_EQ(
      rejected[0]["failed"][0],
      Json::parse(R"({"constraint": "fits", "verdict": "fails", "condition": "model.context_window >= n",
    "left": {"value": 128000, "unit": "tokens", "text": "128K"}, "right": {"value": 150000, "unit": "tokens", "text": "150K"},
    "because": "`model.context_window` 128K < `n` 150K", "file": "p.policy", "line": 6})"));
  EXPECT_EQ(
      rejected[0]["failed"][1],
      Json::parse(
          R"({"branch": "long", "verdict": "fails", "because": "not among those that branch long lists"})"));
}

TEST(DecisionJson, of_a_ranked_offer) {
  const Json first = json_of("n: 8K")["ranked"][0];
  EXPECT_EQ(first["offer"], "smart@acme");
  EXPECT_EQ(first["api_model"], "smart-2026");
  EXPECT_EQ(first["variant"], nullptr);
  EXPECT_EQ(first["score"], 0.9);
  EXPECT_EQ(first["values"]["cost"], Json::parse(R"({"value": 0.007, "unit": "USD", "text": "$0.007"})"));
}

TEST(DecisionJson, is_null_where_nothing_applies) {
  const Json json = json_of("n: 8K");
  EXPECT_EQ(json["today"], nullptr);
  EXPECT_EQ(json["ranking"], Json::parse(R"({"name": null, "method": "weight"})"));
  EXPECT_EQ(json["path"][1], Json::parse(R"({"branch": "short", "condition": null, "verdict": "true"})"));
  const Decided bare = decide("policy bare", three_models, "{}");
  const Json nothing = Json::parse(render_json(bare.program, bare.rationale));
  EXPECT_EQ(nothing["ranking"], Json::parse(R"({"name": null, "method": null})"));
  EXPECT_EQ(nothing["branch"], nullptr);
  EXPECT_EQ(nothing["policy"]["version"], nullptr);
  EXPECT_EQ(nothing["ranked"][0]["score"], nullptr);
}

TEST(DecisionJson, is_the_same_bytes_every_time) {
  const Decided a = decide(policy, three_models, "n: 8K");
  const Decided b = decide(policy, three_models, "n: 8K");
  EXPECT_EQ(render_json(a.program, a.rationale), render_json(b.program, b.rationale));
}

}  // namespace

}  // namespace select_model::testing
