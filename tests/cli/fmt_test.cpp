#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "tests/support/process.hpp"

/// `select-model fmt` as the shell sees it.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string untidy = "policy   p\nask a:bool\n";
const std::string tidy = "policy p\nask a: bool\n";
const std::string broken = "policy p\nask a bool\n";

TEST(Fmt, rewrites_what_is_not_in_style_and_nothing_else) {
  const Folder folder;
  fs::create_directory(folder / "sub");
  write_text(folder / "a.policy", untidy);
  write_text(folder / "sub/b.policy", tidy);
  const auto when = fs::last_write_time(folder / "sub/b.policy") - std::chrono::hours(1);
  fs::last_write_time(folder / "sub/b.policy", when);
  ::chmod((folder / "a.policy").c_str(), 0640);
  const Finished finished = run({"fmt", folder.path()});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_EQ(read_text(folder / "a.policy"), tidy);
  EXPECT_EQ(fs::status(folder / "a.policy").permissions(), fs::perms{0640});
  EXPECT_EQ(fs::last_write_time(folder / "sub/b.policy"), when);
}

TEST(Fmt, passes_standard_input_on) {
  Launch launch;
  launch.input = untidy;
  EXPECT_EQ(run({"fmt", "-"}, launch).out, tidy);
  EXPECT_EQ(run({"fmt", "-", "--check"}, launch).out, "<stdin>\n");
  EXPECT_EQ(run({"fmt", "-", "--check"}, launch).exit, 1);
  launch.input = tidy;
  EXPECT_EQ(run({"fmt", "-"}, launch).out, tidy);
  EXPECT_EQ(run({"fmt", "-", "--check"}, launch).exit, 0);
}

TEST(Fmt, check_names_what_would_change_and_writes_nothing) {
  const Folder folder;
  write_text(folder / "a.policy", untidy);
  write_text(folder / "b.policy", tidy);
  write_text(folder / "c.policy", untidy);
  const Finished finished = run({"fmt", "--check", folder.path()});
  EXPECT_EQ(finished.exit, 1);
  EXPECT_EQ(finished.out, (folder / "a.policy") + "\n" + (folder / "c.policy") + "\n");
  EXPECT_EQ(read_text(folder / "a.policy"), untidy);
  EXPECT_EQ(run({"fmt", "--check", folder / "b.policy"}).exit, 0);
}

TEST(Fmt, diff_shows_what_would_change_and_writes_nothing) {
  Launch launch;
  launch.input = untidy;
  const std::string diff =
      "--- <stdin>\n+++ <stdin>\n@@ -1,2 +1,2 @@\n-policy   p\n-ask a:bool\n+policy p\n+ask a: bool\n";
  Finished finished = run({"fmt", "-", "--diff"}, launch);
  EXPECT_EQ(finished.exit, 0);
  EXPECT_EQ(finished.out, diff);
  finished = run({"fmt", "-", "--diff", "--check"}, launch);
  EXPECT_EQ(finished.exit, 1);
  EXPECT_EQ(finished.out, diff);
  EXPECT_THAT(run({"fmt", "-", "--diff", "--color", "always"}, launch).out, HasSubstr("\x1b[1;32m+policy p"));
}

TEST(Fmt, leaves_a_broken_file_as_it_is_and_formats_the_others) {
  const Folder folder;
  write_text(folder / "a.policy", broken);
  write_text(folder / "b.policy", untidy);
  Launch launch;
  launch.directory = folder.path();
  const Finished finished = run({"fmt", "a.policy", "no.policy", "b.policy"}, launch);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_THAT(finished.err, HasSubstr("error[syntax]: expected `:`, found `bool`\n --> a.policy:2:7"));
  EXPECT_THAT(finished.err, HasSubstr("cannot read `no.policy`: no such file"));
  EXPECT_EQ(read_text(folder / "a.policy"), broken);
  EXPECT_EQ(read_text(folder / "b.policy"), tidy);
}

TEST(Fmt, formats_what_has_mistakes_of_other_kinds) {
  Launch launch;
  launch.input = "policy p must m : nobody>2s";
  const Finished finished = run({"fmt", "-"}, launch);
  EXPECT_EQ(finished.exit, 0);
  EXPECT_EQ(finished.out, "policy p\nmust m: nobody > 2s\n");
}

TEST(Fmt, says_why_it_cannot_write) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anything";
  const Folder folder;
  write_text(folder / "a.policy", untidy);
  ::chmod(folder.path().c_str(), 0500);
  const Finished finished = run({"fmt", folder / "a.policy"});
  ::chmod(folder.path().c_str(), 0700);
  EXPECT_EQ(finished.exit, 2);
  EXPECT_EQ(finished.err, "error: cannot write `" + (folder / "a.policy") + "`: permission denied\n");
}

TEST(Fmt, needs_to_be_told_what) {
  EXPECT_EQ(run({"fmt"}).err,
            "error: no policy is given\nhelp: `select-model fmt --help` shows what there is\n");
  EXPECT_EQ(run({"fmt", "--chekc", "a.policy"}).err,
            "error: there is no option `--chekc`\nhelp: did you mean `--check`?\n");
}

}  // namespace

}  // namespace select_model::testing
