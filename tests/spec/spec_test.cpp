#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/process.hpp"
#include "tests/support/test_name.hpp"

/// Runs the cases of tests/spec (README.md there says what they are made of). UPDATE_SPEC=1 rewrites
/// `expected.stdout`.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path spec = fs::path(SELECT_MODEL_SOURCE_DIR) / "tests/spec";

std::vector<std::string> all_cases() {
  std::vector<std::string> cases;
  for (const auto& entry : fs::recursive_directory_iterator(spec)) {
    if (entry.path().filename() == "expect.json")
      cases.push_back(fs::relative(entry.path().parent_path(), spec).string());
  }
  std::ranges::sort(cases);
  return cases;
}

std::vector<std::string> arguments_of(const fs::path& folder) {
  std::vector<std::string> arguments;
  if (fs::exists(folder / "command")) {
    std::istringstream lines(read_text(folder / "command"));
    for (std::string line; std::getline(lines, line);) arguments.push_back(line);
    return arguments;
  }
  if (fs::exists(folder / "requirements.yaml")) arguments.emplace_back("requirements.yaml");
  if (fs::exists(folder / "policy.policy")) arguments.insert(arguments.end(), {"--policy", "policy.policy"});
  if (fs::exists(folder / "catalog.yaml")) arguments.insert(arguments.end(), {"--catalog", "catalog.yaml"});
  arguments.insert(arguments.end(), {"--format", "json"});
  return arguments;
}

/// Where `found` is not what is wanted, and how; nothing where it is.
std::string difference(const Json& wanted, const Json& found, const std::string& where) {
  const auto differ = [&] { return where + ": wanted " + wanted.dump() + ", found " + found.dump(); };
  if (wanted.is_number() && found.is_number()) {
    const double a = wanted.get<double>();
    const double b = found.get<double>();
    return std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b)) ? "" : differ();
  }
  if (wanted.type() != found.type()) return differ();
  if (wanted.is_array()) {
    if (wanted.size() != found.size()) return differ();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::string inner = difference(wanted[i], found[i], where + "[" + std::to_string(i) + "]");
      if (!inner.empty()) return inner;
    }
    return "";
  }
  if (wanted.is_object()) {
    for (const auto& [key, value] : wanted.items()) {
      if (!found.contains(key)) return where + "." + key + ": is not there";
      const std::string inner = difference(value, found[key], where + "." + key);
      if (!inner.empty()) return inner;
    }
    return "";
  }
  return wanted == found ? "" : differ();
}

void expect_texts(const Json& expect, const char* key, const std::string& text, bool there) {
  if (!expect.contains(key)) return;
  for (const auto& part : expect[key]) {
    EXPECT_EQ(text.find(part.get<std::string>()) != std::string::npos, there) << key << ": " << part;
  }
}

class Case : public ::testing::TestWithParam<std::string> {};

TEST_P(Case, holds) {
  const fs::path folder = spec / GetParam();
  const Json expect = Json::parse(read_text(folder / "expect.json"));
  Launch launch;
  launch.directory = folder.string();
  const auto arguments = arguments_of(folder);
  const Finished finished = run(arguments, launch);
  SCOPED_TRACE("in " + folder.string() + ": select-model " + Json(arguments).dump() + "\n" + finished.out +
               finished.err);

  EXPECT_EQ(finished.exit, expect.at("exit").get<int>());
  if (expect.contains("stdout")) {
    const Json out = Json::parse(finished.out, nullptr, false);
    ASSERT_FALSE(out.is_discarded()) << "standard output is no JSON";
    EXPECT_EQ(difference(expect["stdout"], out, ""), "");
  }
  expect_texts(expect, "stdout_contains", finished.out, true);
  expect_texts(expect, "stderr_contains", finished.err, true);
  expect_texts(expect, "stderr_lacks", finished.err, false);

  const fs::path golden = folder / "expected.stdout";
  if (!fs::exists(golden)) return;
  if (std::getenv("UPDATE_SPEC")) write_text(golden, finished.out);
  EXPECT_EQ(finished.out, read_text(golden));
}

INSTANTIATE_TEST_SUITE_P(spec, Case, ::testing::ValuesIn(all_cases()), test_name);

}  // namespace

}  // namespace select_model::testing
