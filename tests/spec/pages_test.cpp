#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/diagnostic.hpp"
#include "tests/support/process.hpp"

/// docs/diagnostics: every code has a page, and its examples say what the page says of them.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;

const fs::path pages = fs::path(SELECT_MODEL_SOURCE_DIR) / "docs/diagnostics";

/// The text of the block that a fence opens; nothing where there is none.
std::optional<std::string> block(const std::string& page, const std::string& fence) {
  std::istringstream lines(page);
  std::optional<std::string> text;
  for (std::string line; std::getline(lines, line);) {
    if (text && line == "```") return text;
    if (text) *text += line + "\n";
    if (line == fence) text = "";
  }
  return std::nullopt;
}

/// The codes that `check` reports of a policy that stands beside `base.policy` and, where the page has one,
/// `catalog.yaml`.
/// That there is no `rank` counts on its own page only: an example shows one thing.
std::vector<std::string> codes_of(const std::string& policy, const std::optional<std::string>& base,
                                  const std::optional<std::string>& catalog, bool with_catalog,
                                  bool with_rank) {
  const Folder folder;
  write_text(folder / "policy.policy", policy);
  if (base) write_text(folder / "base.policy", *base);
  Launch launch;
  launch.directory = folder.path();
  std::vector<std::string> arguments{"check", "policy.policy", "--format", "json"};
  if (catalog) write_text(folder / "catalog.yaml", *catalog);
  if (with_catalog)
    arguments.insert(arguments.end(), {"--catalog", catalog ? "catalog.yaml" : "builtin:guide"});
  const Finished finished = run(arguments, launch);
  const auto json = nlohmann::json::parse(finished.out, nullptr, false);
  std::vector<std::string> codes;
  if (json.is_discarded()) return {finished.err};
  for (const auto& diagnostic : json["diagnostics"]) {
    if (with_rank || diagnostic["code"] != "missing-rank") codes.push_back(diagnostic["code"]);
  }
  return codes;
}

/// What `check` finds by now. The pages of the analysis are held to this when it is there.
bool is_found(Code code) { return code != Code::not_analysed && code != Code::unformatted; }

class Page : public ::testing::TestWithParam<std::string> {};

TEST_P(Page, has_examples_that_are_what_it_says) {
  const std::string page = read_text((pages / (GetParam() + ".md")).string());
  ASSERT_TRUE(page.starts_with("# " + GetParam() + "\n")) << page;
  const Code code = *find_code(GetParam());
  const auto base = block(page, "```policy base");
  const auto catalog = block(page, "```yaml catalog");
  const auto wrong = block(page, "```policy wrong");
  const auto right = block(page, "```policy right");
  const bool with_catalog = code >= Code::unreachable_branch;
  ASSERT_TRUE(right);
  EXPECT_THAT(codes_of(*right, base, catalog, with_catalog, code == Code::missing_rank),
              ::testing::IsEmpty());
  if (code == Code::limit) return;  // nobody would read what is too large
  ASSERT_TRUE(wrong);
  const auto codes = codes_of(*wrong, base, catalog, with_catalog, code == Code::missing_rank);
  if (is_found(code)) {
    EXPECT_THAT(codes, ::testing::Each(GetParam()));
    EXPECT_THAT(codes, ::testing::Not(::testing::IsEmpty()));
  } else {
    EXPECT_THAT(codes, ::testing::Each(::testing::AnyOf(GetParam())));
  }
}

TEST_P(Page, is_what_explain_prints) {
  const Finished finished = run({"explain", GetParam()});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_TRUE(finished.out.starts_with(GetParam() + "\n")) << finished.out;
  EXPECT_THAT(finished.out, ::testing::Not(::testing::HasSubstr("```")));
}

std::vector<std::string> all_words() {
  std::vector<std::string> words;
  for (const CodeInfo& code : all_codes()) words.emplace_back(code.word);
  return words;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(diagnostics, Page, ::testing::ValuesIn(all_words()), test_name);

TEST(Pages, are_those_of_the_codes_and_no_others) {
  for (const auto& entry : fs::directory_iterator(pages)) {
    EXPECT_TRUE(find_code(entry.path().stem().string())) << entry.path();
  }
}

}  // namespace

}  // namespace select_model::testing
