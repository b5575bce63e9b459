#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "engine/evaluate.hpp"

/// The tables that the guide prints, computed from the built-in catalogue and not copied.
namespace select_model {
namespace {

const Catalog& guide() {
  static const Catalog catalog = *build_catalog({builtin_guide_catalog()});
  return catalog;
}

const Offer& offer(const std::string& id) {
  for (const Offer& each : guide().offers) {
    if (each.id == id) return each;
  }
  throw std::out_of_range(id);
}

std::string text(const Value& value, const Type& type) { return to_text(value, type); }

// Section 2, "500-token response". The guide rounds to a tenth and writes ~2.7 s, ~4.4 s, …; o3 prints 15-45
// s, its worse end is 42.5 s.
TEST(GuideTables, ResponseTimesOfSectionTwo) {
  const std::pair<const char*, const char*> table[] = {{"gpt-4o@openai", "6.55 s"},
                                                       {"gpt-4o-mini@openai", "4.367 s"},
                                                       {"o3@openai", "42.5 s"},
                                                       {"claude-sonnet@anthropic", "7.543 s"},
                                                       {"claude-haiku@anthropic", "3.533 s"},
                                                       {"gemini-2.0-flash@google", "2.65 s"},
                                                       {"llama-3.1-70b@self-hosted", "10.2 s"}};
  for (const auto& [id, time] : table)
    EXPECT_EQ(text(response_time(offer(id), 500), Type::duration()), time) << id;
}

// Section 8, a million requests of 1,500 and 500 tokens. It prints $11,250 for Claude Sonnet, where its own
// formula and prices give 1,500 × $3 + 500 × $15 per million = $12,000; so the spread to Mistral Small is 40
// and not 37.
TEST(GuideTables, CostsOfSectionEight) {
  const std::pair<const char*, const char*> table[] = {{"gpt-4o@openai", "$8,750"},
                                                       {"gpt-4o-mini@openai", "$525"},
                                                       {"claude-sonnet@anthropic", "$12,000"},
                                                       {"claude-haiku@anthropic", "$3,200"},
                                                       {"gemini-2.0-flash@google", "$350"},
                                                       {"mistral-small@mistral", "$300"},
                                                       {"llama-3.1-70b@together", "$1,760"},
                                                       {"llama-3.1-8b@together", "$360"}};
  for (const auto& [id, cost] : table)
    EXPECT_EQ(text(monthly_cost(offer(id), 1500, 500, 1'000'000), Type::money()), cost) << id;
  const auto month = [](const char* id) {
    return std::get<Rational>(monthly_cost(offer(id), 1500, 500, 1'000'000));
  };
  EXPECT_EQ(month("claude-sonnet@anthropic") / month("mistral-small@mistral"), Rational(40));
}

// Section 5: a million requests of 2,000 tokens on A100s at 500 tokens a second. Its code gives 2 GPUs, its
// output prints 3 and $4,380.
TEST(GuideTables, BreakEvenOfSectionFive) {
  const Offer& own = offer("llama-3.1-70b@self-hosted");
  EXPECT_EQ(text(gpus_needed(own, 1500, 500, 1'000'000), Type::count()), "2");
  EXPECT_EQ(text(monthly_cost(own, 1500, 500, 1'000'000), Type::money()), "$2,920");
}

}  // namespace
}  // namespace select_model
