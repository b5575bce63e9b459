#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/diagnostic.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_name.hpp"

/// tests/spec/errors: each mistake is reported on its line, once, and nothing else is. Beside a `fail_` file
/// stands what is printed, carets and all, as `.expected`; UPDATE_SPEC=1 writes it.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;

const fs::path errors = fs::path(SELECT_MODEL_SOURCE_DIR) / "tests/spec/errors";

std::vector<std::string> files(std::string_view prefix) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(errors)) {
    const std::string name = entry.path().stem().string();
    if (name.starts_with(prefix) && entry.path().extension() == ".policy") names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

using Findings = std::set<std::pair<int, std::string>>;

/// `#~ code, code` speaks of its own line, `#~^ code` of the one before.
Findings marked(const std::string& text) {
  Findings findings;
  std::istringstream lines(text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::size_t mark = line.rfind("#~");
    if (mark == std::string::npos) continue;
    const bool above = line.size() > mark + 2 && line[mark + 2] == '^';
    std::string codes = line.substr(mark + (above ? 3 : 2));
    std::ranges::replace(codes, ',', ' ');
    std::istringstream words(codes);
    for (std::string word; words >> word;) findings.emplace(number - (above ? 1 : 0), word);
  }
  return findings;
}

Launch in_errors() {
  Launch launch;
  launch.directory = errors.string();
  return launch;
}

Findings reported(const std::string& file) {
  // Under a sanitizer the analysis takes its time.
  const Finished finished = run({"check", file, "--format", "json", "--timeout", "120s"}, in_errors());
  const auto json = nlohmann::json::parse(finished.out, nullptr, false);
  Findings findings;
  if (json.is_discarded()) {
    ADD_FAILURE() << "no JSON: " << finished.out << finished.err;
    return findings;
  }
  for (const auto& diagnostic : json["diagnostics"]) {
    EXPECT_EQ(diagnostic["file"], file) << diagnostic;
    findings.emplace(diagnostic["line"].is_null() ? 0 : diagnostic["line"].get<int>(), diagnostic["code"]);
  }
  return findings;
}

class Mistakes : public ::testing::TestWithParam<std::string> {};

TEST_P(Mistakes, are_reported_on_their_lines) {
  const std::string file = GetParam() + ".policy";
  EXPECT_EQ(reported(file), marked(read_text(errors / file)));
}

TEST_P(Mistakes, are_printed_as_expected) {
  const Finished finished = run({"check", GetParam() + ".policy", "--color", "never"}, in_errors());
  const fs::path golden = errors / (GetParam() + ".expected");
  if (std::getenv("UPDATE_SPEC")) write_text(golden, finished.err);
  if (fs::exists(golden)) {
    EXPECT_EQ(finished.err, read_text(golden));
  }
  EXPECT_THAT(finished.err, ::testing::Not(::testing::HasSubstr("boost")));
}

INSTANTIATE_TEST_SUITE_P(errors, Mistakes, ::testing::ValuesIn(files("fail_")), test_name);

class Correct : public ::testing::TestWithParam<std::string> {};

TEST_P(Correct, draws_no_diagnostic) { EXPECT_EQ(reported(GetParam() + ".policy"), Findings{}); }

INSTANTIATE_TEST_SUITE_P(errors, Correct, ::testing::ValuesIn(files("pass_")), test_name);

TEST(Mistakes, every_code_of_the_language_has_a_file) {
  const auto names = files("fail_");
  for (const CodeInfo& code : all_codes()) {
    // Those between are the analysis's, or want a catalogue.
    const bool without_either = code.code <= Code::limit || code.code >= Code::unused_accept ||
                                (code.code >= Code::unused_question && code.code <= Code::unused_fact) ||
                                code.code == Code::relative_scale || code.code == Code::untested_branch;
    if (!without_either) continue;
    const std::string prefix = "fail_" + std::string(code.word);
    EXPECT_TRUE(std::ranges::any_of(names, [&](const std::string& name) { return name.starts_with(prefix); }))
        << prefix;
  }
}

}  // namespace

}  // namespace select_model::testing
