#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/support/process.hpp"

/// `check` as a process: which files, what is printed where, what is mended, and what the shell sees.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string rank = "rank by order { minimize model.input_price }\n";
const std::string clean = "policy clean\n" + rank;
const std::string unused = "policy unused\nask x: bool\n" + rank;

class Check : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    fs::create_directories(fs::path(folder_ / name).parent_path());
    write_text(folder_ / name, text);
  }
  std::string read(const std::string& name) { return read_text(folder_ / name); }
  Finished check(std::vector<std::string> arguments, const std::string& input = "") {
    Launch launch;
    launch.directory = folder_.path();
    launch.input = input;
    arguments.insert(arguments.begin(), "check");
    return run(arguments, launch);
  }

 private:
  Folder folder_;
};

TEST_F(Check, is_quiet_where_nothing_is_found) {
  write("a.policy", clean);
  const Finished finished = check({"a.policy"});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_EQ(check({"a.policy", "-v"}).out, "checked a.policy\n1 policy checked: nothing found\n");
}

TEST_F(Check, takes_files_folders_and_standard_input_in_one_call) {
  write("a.policy", clean);
  write("sub/deep/b.policy", unused);
  write("sub/not.txt", "nothing");
  const Finished finished = check({"sub", "-", "a.policy", "sub/deep/b.policy", "-v"}, unused);
  EXPECT_EQ(finished.exit, 0);
  EXPECT_EQ(finished.out,
            "checked sub/deep/b.policy\nchecked <stdin>\nchecked a.policy\n"
            "3 policies checked: 2 warnings\n");
  EXPECT_THAT(finished.err, HasSubstr("--> sub/deep/b.policy:2:5"));
  EXPECT_THAT(finished.err, HasSubstr("--> <stdin>:2:5"));
}

TEST_F(Check, tells_what_a_base_does_once) {
  write("base.policy", "policy base\n" + std::string("rank by weight { minimize model.ttft relative }\n"));
  write("a.policy", "policy a\nextends \"base.policy\"\n");
  write("b.policy", "policy b\nextends \"base.policy\"\n");
  EXPECT_EQ(check({"."}).out, "3 policies checked: 1 note\n");
}

TEST_F(Check, ends_with_what_was_found) {
  write("warning.policy", unused);
  write("error.policy", "policy p\nmust m: model.pined\n");
  EXPECT_EQ(check({"warning.policy"}).exit, 0);
  EXPECT_EQ(check({"warning.policy", "--strict"}).exit, 1);
  EXPECT_EQ(check({"warning.policy", "error.policy", "--strict"}).exit, 2);
  EXPECT_EQ(check({"no.policy"}).exit, 2);
  EXPECT_EQ(check({"warning.policy", "--catalog", "no.yaml"}).exit, 2);
  write("empty/readme.md", "");
  EXPECT_EQ(check({"empty"}).exit, 2);
}

TEST_F(Check, counts_what_is_accepted_apart) {
  write("a.policy", "policy a\nask x: bool  # accept unused-question: the router needs it\n" + rank);
  const Finished finished = check({"a.policy", "--strict"});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_EQ(finished.out, "1 policy checked: 1 accepted\n");
  const Json json = Json::parse(check({"a.policy", "--format", "json"}).out);
  EXPECT_EQ(json["diagnostics"], Json::array());
  EXPECT_EQ(json["accepted"][0]["code"], "unused-question");
  EXPECT_EQ(json["accepted"][0]["reason"], "the router needs it");
}

TEST_F(Check, does_not_miss_what_it_did_not_look_for) {
  write("a.policy", "policy a\n# accept unknown-member: soon\nshould m: model.provider != opneai\n" + rank);
  EXPECT_THAT(check({"a.policy"}).out, IsEmpty());
  EXPECT_EQ(check({"a.policy", "--catalog", "builtin:guide"}).out, "1 policy checked: 1 accepted\n");
  write("b.policy", "policy b\n# accept unknown-member: soon\nshould m: model.provider != openai\n" + rank);
  EXPECT_THAT(check({"b.policy"}).out, IsEmpty());
  EXPECT_EQ(check({"b.policy", "--catalog", "builtin:guide"}).out, "1 policy checked: 1 warning\n");
  // Where the language is wrong, nothing else was looked for.
  write("c.policy", "policy c\nask x: bool  # accept unused-question: soon\nmust m: model.pined\n");
  EXPECT_EQ(check({"c.policy"}).out, "1 policy checked: 1 error\n");
}

const std::string broken =
    "policy broken\n"
    "ask limit: duration, from 100ms to 60s, optional\n"
    "must quick: model.ttft < limt\n"
    "must short when limit is known: limit < 2\n"
    "# accept unused-let: not any more\n" +
    rank;
const std::string mended =
    "policy broken\n"
    "ask limit: duration, from 100ms to 60s, optional\n"
    "must quick when limit is known: model.ttft < limit\n"
    "must short when limit is known: limit < 2s\n" +
    rank;

TEST_F(Check, mends_what_is_certain_and_checks_again) {
  write("a.policy", broken);
  const Finished finished = check({"a.policy", "--fix"});
  EXPECT_EQ(finished.exit, 0) << finished.err;
  EXPECT_EQ(finished.out, "mended 4 in a.policy\n");
  EXPECT_EQ(read("a.policy"), mended);
  EXPECT_THAT(check({"a.policy", "--fix"}).out, IsEmpty());
}

TEST_F(Check, shows_what_it_would_mend_and_mends_nothing) {
  write("a.policy", broken);
  const Finished finished = check({"a.policy", "--fix", "--diff"});
  EXPECT_EQ(finished.exit, 1);
  EXPECT_EQ(finished.out,
            "--- a.policy\n+++ a.policy\n@@ -1,6 +1,5 @@\n policy broken\n"
            " ask limit: duration, from 100ms to 60s, optional\n"
            "-must quick: model.ttft < limt\n"
            "-must short when limit is known: limit < 2\n"
            "-# accept unused-let: not any more\n"
            "+must quick when limit is known: model.ttft < limit\n"
            "+must short when limit is known: limit < 2s\n"
            " rank by order { minimize model.input_price }\n");
  EXPECT_EQ(read("a.policy"), broken);
  write("b.policy", mended);
  EXPECT_EQ(check({"b.policy", "--fix", "--diff"}).exit, 0);
  EXPECT_EQ(check({"no.policy", "--fix", "--diff"}).exit, 2);
}

TEST_F(Check, leaves_a_mend_that_does_harm) {
  // Only `price` is near `prize`, but it cannot be compared with a name.
  write("a.policy",
        "policy a\nask price: money, optional\nmust m: prize == cheap\nmust n: model.pined\n" + rank);
  check({"a.policy", "--fix"});
  EXPECT_THAT(read("a.policy"), HasSubstr("must m: prize == cheap\nmust n: model.pinned\n"));
}

TEST_F(Check, mends_no_file_that_was_not_named) {
  const std::string base = "policy base\nask limit: duration\nmust m: model.ttft < limt\n";
  write("base.policy", base);
  write("a.policy", "policy a\nextends \"base.policy\"\n" + rank);
  EXPECT_EQ(check({"a.policy", "--fix"}).exit, 2);
  EXPECT_EQ(read("base.policy"), base);
}

TEST_F(Check, prints_one_document_whatever_was_mended) {
  write("a.policy", broken);
  const Json json = Json::parse(check({"a.policy", "--fix", "--format", "json"}).out);
  EXPECT_EQ(json["diagnostics"], Json::array());
}

TEST_F(Check, prints_every_format_to_standard_output) {
  write("a.policy", unused);
  for (const char* format : {"json", "sarif", "junit", "github", "markdown"}) {
    const Finished finished = check({"a.policy", "--format", format});
    EXPECT_EQ(finished.exit, 0) << format;
    EXPECT_THAT(finished.out, HasSubstr("`x` contributes to nothing")) << format;
    EXPECT_THAT(finished.err, IsEmpty()) << format;
  }
}

}  // namespace

}  // namespace select_model::testing
