#include "cli/files.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "tests/support/process.hpp"

namespace select_model::cli {

namespace {

namespace fs = std::filesystem;
using select_model::testing::Folder;
using select_model::testing::read_text;
using select_model::testing::write_text;

std::string reason(const std::string& path) {
  const auto read = read_file(path);
  const auto* error = std::get_if<FileError>(&read);
  return error ? error->reason : "it was read";
}

std::size_t entries(const Folder& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

TEST(ReadFile, gives_the_bytes) {
  const Folder folder;
  const std::string text("a\0b\r\n", 5);
  write_text(folder / "f", text);
  EXPECT_EQ(std::get<FileText>(read_file(folder / "f")).text, text);
  EXPECT_EQ(std::get<FileText>(read_file("/dev/null")).text, "");
}

TEST(ReadFile, says_why_it_cannot) {
  const Folder folder;
  EXPECT_EQ(reason(folder / "nothing"), "no such file");
  EXPECT_EQ(reason(folder.path()), "it is a directory");
  write_text(folder / "secret", "x");
  ::chmod((folder / "secret").c_str(), 0);
  if (::geteuid() != 0) {
    EXPECT_EQ(reason(folder / "secret"), "permission denied");
  }
}

TEST(ReadFile, of_what_never_ends_reads_no_more_than_the_largest_limit) {
  EXPECT_EQ(std::get<FileText>(read_file("/dev/zero")).text.size(), (std::size_t{64} << 20) + 1);
}

TEST(WriteFile, makes_and_replaces_and_leaves_nothing_else) {
  const Folder folder;
  EXPECT_EQ(write_file(folder / "f", "one"), std::nullopt);
  EXPECT_EQ(write_file(folder / "f", "two"), std::nullopt);
  EXPECT_EQ(read_text(folder / "f"), "two");
  EXPECT_EQ(entries(folder), 1U);
}

TEST(WriteFile, keeps_the_mode_and_gives_a_new_file_the_usual_one) {
  const Folder folder;
  const mode_t mask = ::umask(022);
  write_file(folder / "new", "x");
  ::umask(mask);
  write_text(folder / "old", "x");
  ::chmod((folder / "old").c_str(), 0640);
  write_file(folder / "old", "y");
  EXPECT_EQ(fs::status(folder / "new").permissions(), static_cast<fs::perms>(0644));
  EXPECT_EQ(fs::status(folder / "old").permissions(), static_cast<fs::perms>(0640));
}

TEST(WriteFile, follows_a_link) {
  const Folder folder;
  write_text(folder / "target", "x");
  fs::create_symlink("target", folder / "link");
  EXPECT_EQ(write_file(folder / "link", "y"), std::nullopt);
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_text(folder / "target"), "y");
}

TEST(WriteFile, says_why_it_cannot_and_leaves_nothing) {
  const Folder folder;
  EXPECT_EQ(write_file(folder / "no/such/folder", "x"), "there is no such folder");
  EXPECT_EQ(write_file(folder.path(), "x"), "it is a directory");
  EXPECT_EQ(write_file("/dev/full", "x"), "no space left on the device");
  EXPECT_EQ(entries(folder), 0U);
}

TEST(Resolve, is_relative_to_the_file_beside) {
  EXPECT_EQ(resolve("a.policy", "x/r.yaml"), "x/a.policy");
  EXPECT_EQ(resolve("a.policy", "r.yaml"), "a.policy");
  EXPECT_EQ(resolve("/a.policy", "x/r.yaml"), "/a.policy");
  EXPECT_EQ(resolve("builtin:guide", "x/r.yaml"), "builtin:guide");
  EXPECT_EQ(resolve("a.policy", "-"), "a.policy");
}

TEST(NearestFile, is_of_the_same_folder) {
  const Folder folder;
  write_text(folder / "requirements.yaml", "");
  EXPECT_EQ(nearest_file(folder / "requirement.yaml"), folder / "requirements.yaml");
  EXPECT_EQ(nearest_file(folder / "xyz"), std::nullopt);
  EXPECT_EQ(nearest_file(folder / "no/such/folder"), std::nullopt);
}

}  // namespace

}  // namespace select_model::cli
