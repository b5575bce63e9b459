#include <gtest/gtest.h>

#include "tests/catalog/reading.hpp"

namespace select_model {
namespace {

constexpr const char* text = R"(
models:
  - {id: gpt-4o, aliases: [latest], offers: [{provider: azure, variant: eu, hosting: dedicated}, {provider: azure, variant: us, hosting: api}, {provider: openai, hosting: api}]}
  - {id: meta-llama/L@1, aliases: ["the@llama"], offers: [{provider: together, hosting: api}, {provider: a/b, variant: c, hosting: api}]}
  - {id: gpt-4o-mini, offers: [{provider: openai, hosting: api}]}
)";

std::string found(const ast::ModelRef& ref) {
  const auto catalog = catalog_of({text});
  std::string ids;
  for (const std::uint32_t i : find_offers(*catalog, ref)) ids += catalog->offers[i].id + " ";
  return ids;
}
ast::ModelRef plain(std::string model, std::string provider = "", std::string variant = "") {
  return {std::move(model), std::move(provider), std::move(variant), false, {}};
}
ast::ModelRef quoted(std::string whole) { return {std::move(whole), "", "", true, {}}; }

TEST(FindOffers, by_what_is_written_and_every_one_where_it_is_not) {
  EXPECT_EQ(found(plain("gpt-4o")), "gpt-4o@azure/eu gpt-4o@azure/us gpt-4o@openai ");
  EXPECT_EQ(found(plain("gpt-4o", "azure")), "gpt-4o@azure/eu gpt-4o@azure/us ");
  EXPECT_EQ(found(plain("gpt-4o", "azure", "us")), "gpt-4o@azure/us ");
  EXPECT_EQ(found(plain("latest", "openai")), "gpt-4o@openai ");
  EXPECT_EQ(found(plain("gpt-4")), "");
  EXPECT_EQ(found(plain("gpt-4o", "aws")), "");
  EXPECT_EQ(found(plain("GPT-4o")), "");
}

TEST(FindOffers, a_string_is_an_id_an_alias_or_an_offer) {
  EXPECT_EQ(found(quoted("gpt-4o")), "gpt-4o@azure/eu gpt-4o@azure/us gpt-4o@openai ");
  EXPECT_EQ(found(quoted("gpt-4o@azure/eu")), "gpt-4o@azure/eu ");
  EXPECT_EQ(found(quoted("gpt-4o@azure")), "gpt-4o@azure/eu gpt-4o@azure/us ");
  EXPECT_EQ(found(quoted("meta-llama/L@1")), "meta-llama/L@1@a/b/c meta-llama/L@1@together ");
  EXPECT_EQ(found(quoted("meta-llama/L@1@together")), "meta-llama/L@1@together ");
  EXPECT_EQ(found(quoted("the@llama@a/b/c")), "meta-llama/L@1@a/b/c ");
  EXPECT_EQ(found(quoted("gpt-4o@")), "");
}

}  // namespace
}  // namespace select_model
