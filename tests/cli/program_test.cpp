#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "tests/support/process.hpp"

/// The program as a process: what the shell sees.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string example = SELECT_MODEL_SOURCE_DIR "/examples/code-review/requirements.yaml";

TEST(Program, decides_with_what_is_built_in) {
  const Finished finished = run({example});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, StartsWith("claude-sonnet@anthropic  "));
  EXPECT_THAT(finished.err, IsEmpty());
}

TEST(Program, reads_standard_input) {
  Launch launch;
  launch.input = "task: chat\n";
  const Finished finished = run({"-"}, launch);
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, StartsWith("gpt-4o@openai  "));
  launch.input = "tsk: chat\n";
  EXPECT_THAT(run({"-"}, launch).err, HasSubstr("<stdin>:1:1"));
}

TEST(Program, names_paths_of_a_file_relative_to_it) {
  const Folder folder;
  fs::create_directory(folder / "sub");
  write_text(folder / "sub/p.policy", "policy mine\nmust google: model.provider == google\n");
  write_text(folder / "sub/more.yaml",
             "catalog: more\nmodels:\n  - {id: new, offers: [{provider: google, hosting: api}]}\n");
  write_text(folder / "sub/r.yaml", "policy: p.policy\ncatalog: [builtin:guide, more.yaml]\n");
  Launch launch;
  launch.directory = folder.path();
  const Finished finished = run({"sub/r.yaml", "--format", "json"}, launch);
  EXPECT_EQ(finished.exit, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("\"new@google\""));
  EXPECT_THAT(finished.out, HasSubstr("\"gemini-1.5-pro@google\""));
  const Finished guide = run({"sub/r.yaml", "--policy", "builtin:guide", "--set", "task=chat"}, launch);
  EXPECT_EQ(guide.exit, 0) << guide.err;
  EXPECT_THAT(guide.out, HasSubstr("policy guide"));
}

TEST(Program, writes_a_file_whole_or_not_at_all) {
  const Folder folder;
  Finished finished = run({example, "--format", "json", "-o", folder / "out.json"});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_EQ(read_text(folder / "out.json"), run({example, "--format", "json"}).out);

  finished = run({example, "-o", "/dev/full"});
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, "error: cannot write `/dev/full`: no space left on the device\n");
  EXPECT_EQ(run({example, "-o", folder / "no/such"}).exit, 2);
  EXPECT_EQ(run({example, "-o", folder.path()}).exit, 2);
}

TEST(Program, complains_of_a_standard_output_that_is_closed) {
  Launch launch;
  launch.closed = {STDOUT_FILENO};
  const Finished finished = run({example}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, "error: cannot write to standard output: it is closed\n");
}

TEST(Program, writes_into_no_file_what_belongs_to_a_stream_that_is_closed) {
  const Folder folder;
  Launch launch;
  launch.closed = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
  launch.directory = folder.path();
  write_text(folder / "r.yaml", "task: chat\nodd: 1\n");
  EXPECT_EQ(run({"r.yaml", "-o", "out"}, launch).exit, 2);
  EXPECT_EQ(read_text(folder / "r.yaml"), "task: chat\nodd: 1\n");
  EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST(Program, names_what_was_probably_meant) {
  const Folder folder;
  write_text(folder / "requirements.yaml", "task: chat\n");
  Launch launch;
  launch.directory = folder.path();
  EXPECT_EQ(run({"chekc"}, launch).err,
            "error: `chekc` is neither a command nor a file\nhelp: did you mean `check`?\n");
  const Finished finished = run({"requirement.yaml"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, HasSubstr("cannot read `requirement.yaml`: no such file"));
  EXPECT_THAT(finished.err, HasSubstr("did you mean `requirements.yaml`?"));
}

TEST(Program, paints_only_when_asked) {
  EXPECT_THAT(run({example}).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run({example, "--color", "always"}).out, HasSubstr("\x1b["));
  EXPECT_THAT(run({"explain", "syntax", "--color", "always"}).out, HasSubstr("\x1b["));
}

TEST(Program, takes_names_that_are_no_utf_8) {
  const Folder folder;
  write_text(folder / "caf\xe9.yaml", "task: chat\nodd: 1\n");
  Launch launch;
  launch.directory = folder.path();
  const Finished finished = run({"caf\xe9.yaml"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, HasSubstr("no question `odd`"));
  EXPECT_EQ(run({"caf\xe9.policy", "--format", "json"}, launch).exit, 2);
}

TEST(Program, reports_the_mistakes_of_all_files_at_once) {
  const Folder folder;
  write_text(folder / "p.policy", "policy p\nmust good: model.mmlo >= 1%\n");
  write_text(folder / "c.yaml",
             "catalog: c\nmodels:\n  - {id: m, mmlu: 300%, offers: [{provider: p, hosting: api}]}\n");
  write_text(folder / "r.yaml", "policy: p.policy\ncatalog: c.yaml\n");
  const Finished finished = run({folder / "r.yaml"});
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, HasSubstr("mmlo"));
  EXPECT_THAT(finished.err, HasSubstr("c.yaml:3:"));
  EXPECT_THAT(finished.out, IsEmpty());
}

TEST(Program, decides_in_spite_of_a_model_that_is_not_there) {
  const Folder folder;
  write_text(folder / "p.policy", "policy p\nchoose { otherwise all -> gpt-5o then any }\n");
  write_text(folder / "r.yaml", "{}\n");
  const Finished finished = run({folder / "r.yaml", "--policy", folder / "p.policy"});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.err, StartsWith("warning[unknown-model]"));
  EXPECT_EQ(run({"check", folder / "p.policy"}).exit, 0);
  EXPECT_EQ(run({"check", folder / "p.policy", "--catalog", "builtin:guide"}).exit, 1);
}

TEST(Program, lists_and_explains_the_codes) {
  EXPECT_THAT(run({"explain"}).out, HasSubstr("unguarded-optional"));
  const Finished finished = run({"explain", "sintax"});
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, "error: there is no code `sintax`\nhelp: did you mean `syntax`?\n");
}

TEST(Program, shows_a_failed_test_with_its_path) {
  const Folder folder;
  write_text(folder / "p.policy", R"(policy p
ask n: tokens, default 1K
choose { long when n > 100K -> gemini-1.5-pro otherwise short -> gpt-4o }
test "long goes to Gemini" {
  given n = 50K
  expect branch long
}
test "short goes to GPT" { expect first gpt-4o }
)");
  const Finished finished = run({"test", folder / "p.policy"});
  EXPECT_EQ(finished.exit, 1);
  EXPECT_EQ(finished.out, "FAIL  long goes to Gemini\n      " + (folder / "p.policy") + ":6\n" +
                              R"(      expected  branch long
      got       short
      given     n 50K
      path      long: `n > 100K` is false, n is 50K
                short: otherwise

1 passed, 1 failed
)");
  EXPECT_THAT(run({"test", folder / "p.policy", "-v"}).out, HasSubstr("pass  short goes to GPT\n"));
}

}  // namespace

}  // namespace select_model::testing
