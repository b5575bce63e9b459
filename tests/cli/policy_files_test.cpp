#include "cli/policy_files.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "tests/support/process.hpp"

namespace select_model::cli {

namespace {

namespace fs = std::filesystem;
using select_model::testing::Folder;
using select_model::testing::write_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What is found below `folder`, without its own name.
std::vector<std::string> found_below(const Folder& folder, Report& report) {
  std::vector<std::string> found = policy_files({folder.path()}, report);
  for (std::string& path : found) path.erase(0, folder.path().size() + 1);
  return found;
}

std::vector<std::string> messages(const Report& report) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : report.diagnostics()) all.push_back(diagnostic.message);
  return all;
}

TEST(PolicyFiles, keeps_what_is_no_folder_as_it_is) {
  Report report;
  const Folder folder;
  write_text(folder / "odd.txt", "");
  EXPECT_THAT(policy_files({"-", "builtin:guide", folder / "odd.txt", "no/such.policy"}, report),
              ElementsAre("-", "builtin:guide", folder / "odd.txt", "no/such.policy"));
  EXPECT_THAT(report.diagnostics(), IsEmpty());
}

TEST(PolicyFiles, finds_every_policy_below_a_folder_in_order) {
  const Folder folder;
  fs::create_directories(folder / "b/c");
  fs::create_directories(folder / ".git/x");
  fs::create_directory(folder / "d.policy");
  for (const char* name : {"z.policy", "b/c/y.policy", "b/a.policy", ".hidden.policy", ".git/x/x.policy",
                           "b/notes.md", "policy", "d.policy/in.policy"})
    write_text(folder / name, "");
  Report report;
  EXPECT_THAT(found_below(folder, report),
              ElementsAre("b/a.policy", "b/c/y.policy", "d.policy/in.policy", "z.policy"));
  EXPECT_THAT(report.diagnostics(), IsEmpty());
}

TEST(PolicyFiles, counts_a_file_once_however_it_is_named) {
  const Folder folder;
  write_text(folder / "a.policy", "");
  fs::create_symlink("a.policy", folder / "b.policy");
  Report report;
  EXPECT_THAT(policy_files({folder / "a.policy", folder.path(), folder / "./a.policy"}, report),
              ElementsAre(folder / "a.policy"));
}

TEST(PolicyFiles, follows_no_link_to_a_folder_and_says_nothing_for_one_that_leads_nowhere) {
  const Folder folder;
  write_text(folder / "a.policy", "");
  fs::create_symlink(".", folder / "again");
  fs::create_symlink("nowhere", folder / "lost.policy");
  Report report;
  EXPECT_THAT(found_below(folder, report), ElementsAre("a.policy", "lost.policy"));
}

TEST(PolicyFiles, reports_a_folder_without_a_policy) {
  const Folder folder;
  write_text(folder / "a.yaml", "");
  Report report;
  EXPECT_THAT(found_below(folder, report), IsEmpty());
  EXPECT_THAT(messages(report), ElementsAre("there is no policy below `" + folder.path() + "`"));
}

TEST(PolicyFiles, reports_a_folder_that_cannot_be_read_and_goes_on) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to root";
  const Folder folder;
  fs::create_directory(folder / "secret");
  write_text(folder / "z.policy", "");
  ::chmod((folder / "secret").c_str(), 0);
  Report report;
  EXPECT_THAT(found_below(folder, report), ElementsAre("z.policy"));
  EXPECT_THAT(messages(report), ElementsAre("cannot read `" + (folder / "secret") + "`: permission denied"));
  ::chmod((folder / "secret").c_str(), 0700);
}

}  // namespace

}  // namespace select_model::cli
