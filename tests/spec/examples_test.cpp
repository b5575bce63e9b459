#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/process.hpp"
#include "tests/support/test_name.hpp"

/// Everything under examples/ runs, and so does what the guide's policy says of itself.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;

const fs::path root = SELECT_MODEL_SOURCE_DIR;

std::vector<std::string> find(const std::string& name_or_ending) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root / "examples")) {
    if (entry.path().filename() == name_or_ending || entry.path().extension() == name_or_ending) {
      paths.push_back(fs::relative(entry.path(), root).string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

Finished run_here(const std::vector<std::string>& arguments) {
  Launch launch;
  launch.directory = root.string();
  return run(arguments, launch);
}

/// `# expected_exit: 3` in a requirements file that is meant to have no recommendation.
int expected_exit(const std::string& text) {
  constexpr std::string_view key = "# expected_exit:";
  const std::size_t at = text.find(key);
  return at == std::string::npos ? 0 : std::stoi(text.substr(at + key.size()));
}

/// The catalogue that the requirements beside a policy name, so that its tests find what they speak of.
std::vector<std::string> catalogs_beside(const fs::path& policy) {
  const fs::path own = policy.parent_path() / "catalog.yaml";
  if (!fs::exists(root / own)) return {};
  return {"--catalog", "builtin:guide", "--catalog", own.string()};
}

class Requirements : public ::testing::TestWithParam<std::string> {};

TEST_P(Requirements, run) {
  const int wanted = expected_exit(read_text((root / GetParam()).string()));
  for (const char* format : {"text", "json", "markdown"}) {
    const Finished finished = run_here({GetParam(), "--format", format});
    EXPECT_EQ(finished.exit, wanted) << format << "\n" << finished.out << finished.err;
    EXPECT_EQ(finished.err, "");
    EXPECT_EQ(finished.out, run_here({GetParam(), "--format", format}).out) << "the same input, other bytes";
  }
}

TEST_P(Requirements, are_answered_on_one_screen) {
  const Finished finished = run_here({GetParam()});
  const auto lines = std::ranges::count(finished.out, '\n');
  EXPECT_LE(lines, 40) << finished.out;
}

/// For editors: what `schema` prints of the policy beside it.
class Schemas : public ::testing::TestWithParam<std::string> {};

TEST_P(Schemas, are_what_the_policy_asks) {
  const fs::path folder = fs::path(GetParam()).parent_path();
  std::string policy;
  for (const std::string& found : find(".policy")) {
    if (fs::path(found).parent_path() == folder) policy = found;
  }
  const Finished finished = run_here({"schema", "requirements", policy});
  EXPECT_EQ(finished.exit, 0) << finished.err;
  if (std::getenv("UPDATE_SPEC")) write_text((root / GetParam()).string(), finished.out);
  EXPECT_EQ(finished.out, read_text((root / GetParam()).string()));
  const std::string requirements = read_text((root / folder / "requirements.yaml").string());
  EXPECT_TRUE(requirements.starts_with("# yaml-language-server: $schema=requirements.schema.json\n"));
}

INSTANTIATE_TEST_SUITE_P(examples, Schemas, ::testing::ValuesIn(find("requirements.schema.json")), test_name);

/// The drawing that docs/tree.md shows.
TEST(Docs, show_the_tree_as_it_is_drawn) {
  const std::string path = (root / "docs/tree.svg").string();
  const Finished finished =
      run_here({"tree", "--requirements", "examples/code-review/requirements.yaml", "--format", "svg"});
  if (std::getenv("UPDATE_SPEC")) write_text(path, finished.out);
  EXPECT_EQ(finished.out, read_text(path));
}

INSTANTIATE_TEST_SUITE_P(examples, Requirements, ::testing::ValuesIn(find("requirements.yaml")), test_name);

class Policies : public ::testing::TestWithParam<std::string> {};

TEST_P(Policies, are_without_a_mistake_and_pass_their_tests) {
  for (const char* command : {"check", "test"}) {
    std::vector<std::string> arguments{command, GetParam()};
    // Tests name the catalogue that they want; else they are of the built-in one.
    const auto catalogs =
        command == std::string("check") ? catalogs_beside(GetParam()) : std::vector<std::string>{};
    arguments.insert(arguments.end(), catalogs.begin(), catalogs.end());
    const Finished finished = run_here(arguments);
    EXPECT_EQ(finished.exit, 0) << command << "\n" << finished.out << finished.err;
  }
}

INSTANTIATE_TEST_SUITE_P(examples, Policies, ::testing::ValuesIn(find(".policy")), test_name);
INSTANTIATE_TEST_SUITE_P(guide, Policies, ::testing::Values("policy/builtin/guide.policy"), test_name);

}  // namespace

}  // namespace select_model::testing
