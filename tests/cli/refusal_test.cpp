#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/support/process.hpp"

/// What is said where there is no answer.
namespace select_model::testing {

namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  return false;
#endif
}

/// Three files with a mistake each, and two without.
class Refusal : public ::testing::Test {
 protected:
  Refusal() {
    launch.directory = folder.path();
    write_text(folder / "bad.policy", "policy p\nmust good: model.mmlo >= 1%\n");
    write_text(folder / "good.policy", "policy p\nask n: tokens, default 1K\n");
    write_text(folder / "bad.yaml",
               "catalog: c\nmodels:\n  - {id: m, mmlu: 300%, offers: [{provider: p, hosting: api}]}\n");
    write_text(folder / "good.yaml",
               "catalog: c\nmodels:\n  - {id: m, offers: [{provider: p, hosting: api}]}\n");
    write_text(folder / "r.yaml", "m: 1\n");
  }

  const Folder folder;
  Launch launch;
};

std::vector<std::string> codes(const Finished& finished) {
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json.at("accepted"), Json::array());
  std::vector<std::string> codes;
  for (const Json& diagnostic : json.at("diagnostics"))
    codes.push_back(diagnostic.at("file").get<std::string>() + " " +
                    diagnostic.at("code").get<std::string>());
  return codes;
}

TEST_F(Refusal, of_a_decision_is_json_where_json_is_wanted) {
  Finished finished =
      run({"r.yaml", "--policy", "bad.policy", "--catalog", "bad.yaml", "--format", "json"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_THAT(codes(finished), ElementsAre("bad.policy unknown-name", "bad.yaml out-of-range"));

  finished = run({"r.yaml", "--policy", "good.policy", "--catalog", "good.yaml", "--format", "json"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(codes(finished), ElementsAre("r.yaml unknown-name"));
  EXPECT_EQ(Json::parse(finished.out)["diagnostics"][0]["help"], "it asks `n`");
}

TEST_F(Refusal, of_a_decision_is_text_in_any_other_format) {
  for (const char* format : {"text", "markdown"}) {
    const Finished finished = run({"r.yaml", "--policy", "good.policy", "--format", format}, launch);
    EXPECT_EQ(finished.exit, 2);
    EXPECT_THAT(finished.out, IsEmpty());
    EXPECT_THAT(finished.err, HasSubstr("error[unknown-name]"));
  }
}

TEST_F(Refusal, leaves_the_file_that_was_to_be_written) {
  write_text(folder / "out.json", "what was there");
  const Finished finished =
      run({"r.yaml", "--policy", "good.policy", "--format", "json", "-o", "out.json"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(codes(finished), ElementsAre("r.yaml unknown-name"));
  EXPECT_EQ(read_text(folder / "out.json"), "what was there");
}

TEST_F(Refusal, of_a_comparison_is_json_too_and_says_everything_once) {
  Finished finished =
      run({"diff", "good.policy", "bad.policy", "--catalog", "bad.yaml", "--format", "json"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_THAT(codes(finished), ElementsAre("bad.yaml out-of-range", "bad.policy unknown-name"));

  const std::vector<std::string> arguments{"diff",      "good.policy",    "good.policy", "--catalog",
                                           "good.yaml", "--requirements", "r.yaml"};
  std::vector<std::string> as_json = arguments;
  as_json.insert(as_json.end(), {"--format", "json"});
  finished = run(as_json, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(codes(finished), ElementsAre("r.yaml unknown-name"));
  EXPECT_THAT(run(arguments, launch).err, HasSubstr("r.yaml:1:1"));
}

TEST_F(Refusal, of_a_file_that_is_named_in_another_says_where) {
  write_text(folder / "names.yaml", "policy: god.policy\ncatalog: [good.yaml, builtin:gide, good.policy]\n");
  const Finished finished = run({"names.yaml"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, R"(error[missing-file]: cannot read `god.policy`: no such file
 --> names.yaml:1:9
  |
1 | policy: god.policy
  |         ^^^^^^^^^^
  |
  = help: did you mean `good.policy`?

error[missing-file]: cannot read `builtin:gide`: no such file
 --> names.yaml:2:22
  |
2 | catalog: [good.yaml, builtin:gide, good.policy]
  |                      ^^^^^^^^^^^^
  |
  = help: what is built in is called `builtin:guide`

error[syntax]: `good.policy` is a policy, and a catalogue is expected
 --> names.yaml:2:36
  |
2 | catalog: [good.yaml, builtin:gide, good.policy]
  |                                    ^^^^^^^^^^^
  |
  = help: name it with `--policy`, or with `policy:` in the requirements
)");
}

TEST_F(Refusal, of_what_is_no_file_to_read_or_write_says_why) {
  write_text(folder / "n.yaml", "n: 1\n");
  const Finished folder_for_a_file = run({"n.yaml", "--policy", "."}, launch);
  EXPECT_EQ(folder_for_a_file.exit, 2);
  EXPECT_EQ(folder_for_a_file.err,
            "error[missing-file]: cannot read `.`: it is a directory\n = help: name a file in it\n");
  EXPECT_EQ(run({"n.yaml", "--policy", "good.policy", "-o", ""}, launch).err,
            "error: cannot write ``: the name is empty\n");
  EXPECT_EQ(run({"n.yaml", "--policy", "good.policy", "-o", "n.yaml/x"}, launch).err,
            "error: cannot write `n.yaml/x`: a part of the path is no folder\n");
}

TEST_F(Refusal, of_reserved_words_as_settings_names_the_option) {
  const Finished finished =
      run({"good.yaml", "--policy", "good.policy", "--set", "catalog=x", "--set", "policy=x"}, launch);
  EXPECT_THAT(finished.err, HasSubstr("help: name the file with `--catalog`"));
  EXPECT_THAT(finished.err, HasSubstr("help: name the file with `--policy`"));
  EXPECT_THAT(finished.err, Not(HasSubstr("did you mean `policy`?")));
}

TEST_F(Refusal, where_memory_runs_out_is_one_line) {
  if (is_sanitized()) GTEST_SKIP() << "a sanitizer's own memory does not fit such a limit";
  std::string catalog = "catalog: c\nmodels:\n";
  for (int i = 0; i < 40'000; ++i) {
    const std::string name = std::to_string(i);
    catalog += "  - {id: m" + name + ", offers: [{provider: p" + name + ", hosting: api, facts: {a: b}}]}\n";
  }
  write_text(folder / "large.yaml", catalog);
  write_text(folder / "n.yaml", "n: 1\n");
  Launch limited = launch;
  limited.program = "/bin/sh";
  const std::string program = SELECT_MODEL_BINARY;
  const Finished finished =
      run({"-c", "ulimit -v 60000; exec " + program + " n.yaml --policy good.policy --catalog large.yaml"},
          limited);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, "error: out of memory\n");
  EXPECT_THAT(finished.out, IsEmpty());
}

// Z3 swallows what it is not given and goes on with null; a thread has another exception.
TEST_F(Refusal, where_memory_runs_out_in_the_analysis_is_one_line_too) {
  if (is_sanitized()) GTEST_SKIP() << "a sanitizer's own memory does not fit such a limit";
  Launch limited = launch;
  limited.program = "/bin/sh";
  const std::string check = std::string("exec ") + SELECT_MODEL_BINARY +
                            " check " SELECT_MODEL_SOURCE_DIR
                            "/policy/builtin/guide.policy --catalog builtin:guide";
  for (int kilobytes = 36'000; kilobytes <= 64'000; kilobytes += 4'000) {
    const Finished finished = run({"-c", "ulimit -v " + std::to_string(kilobytes) + "; " + check}, limited);
    EXPECT_THAT(finished.exit, ::testing::AnyOf(0, 2, 3)) << kilobytes;
    if (finished.exit == 2) {
      EXPECT_EQ(finished.err, "error: out of memory\n") << kilobytes;
    }
  }
}

}  // namespace

}  // namespace select_model::testing
