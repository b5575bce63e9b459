#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/process.hpp"
#include "tests/support/test_name.hpp"

/// What the manual shows of the command is what the command prints. A block of a session stands behind
///     <!-- runs in FOLDER -->
/// and is run in a copy of that folder of the tree; behind `<!-- runs in FOLDER: COMMAND -->` the block is
/// what that command prints. UPDATE_SPEC=1 writes the pages anew.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;

const fs::path root = SELECT_MODEL_SOURCE_DIR;

std::vector<std::string> all_pages() {
  std::vector<std::string> pages{"README.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back("docs/" + entry.path().filename().string());
  }
  std::ranges::sort(pages);
  return pages;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// What each command prints, both streams as they come; one that fails does not stop those behind it.
std::vector<std::string> outputs_of(const std::vector<std::string>& commands, const std::string& folder) {
  const Folder copy;
  std::string script;
  const std::string separator = "\x1e";
  for (const std::string& command : commands)
    script += command + "\nstatus=$?; printf '\\036'; (exit $status)\n";
  Launch launch;
  launch.program = "/bin/bash";
  launch.directory = (root / folder).string();
  if (folder != ".") {
    fs::copy(root / folder, copy.path(), fs::copy_options::recursive);
    launch.directory = copy.path();
  }
  const fs::path binary = SELECT_MODEL_BINARY;
  launch.environment["PATH"] = binary.parent_path().string() + ":/usr/bin:/bin";
  const std::string all = run({"-c", "exec 2>&1\n" + script}, launch).out;
  std::vector<std::string> outputs;
  for (std::size_t at = 0, end = 0; (end = all.find(separator, at)) != std::string::npos; at = end + 1)
    outputs.push_back(all.substr(at, end - at));
  outputs.resize(commands.size());
  return outputs;
}

/// The block with what its commands print now.
std::string rerun(const std::vector<std::string>& block, const std::string& folder,
                  const std::string& command) {
  if (!command.empty()) return outputs_of({command}, folder)[0];
  std::vector<std::string> commands;
  for (const std::string& line : block) {
    if (line.starts_with("$ ")) commands.push_back(line.substr(2));
  }
  const std::vector<std::string> outputs = outputs_of(commands, folder);
  std::string text;
  for (std::size_t i = 0; i < commands.size(); ++i) text += "$ " + commands[i] + "\n" + outputs[i];
  return text;
}

class ManualPage : public ::testing::TestWithParam<std::string> {};

TEST_P(ManualPage, shows_what_is_printed) {
  static const std::regex marker("<!-- runs in ([^:> ]+)(: (.*))? -->");
  const std::string path = (root / GetParam()).string();
  const std::vector<std::string> lines = lines_of(read_text(path));
  const bool update = std::getenv("UPDATE_SPEC") != nullptr;
  std::string now;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    now += lines[i] + "\n";
    std::smatch found;
    const bool marked = std::regex_match(lines[i], found, marker);
    const bool session = lines[i] == "```console" && i + 1 < lines.size() &&
                         lines[i + 1].find("select-model") != std::string::npos;
    const bool unmarked = session && (i == 0 || !lines[i - 1].starts_with("<!-- "));
    EXPECT_FALSE(unmarked) << GetParam() << ":" << i + 1 << ": it is not said where this runs";
    if (!marked || i + 1 == lines.size()) continue;
    now += lines[++i] + "\n";
    const std::string place = GetParam() + ":" + std::to_string(i + 1);
    std::vector<std::string> block;
    std::string shown;
    for (; i + 1 < lines.size() && lines[i + 1] != "```"; shown += block.back() + "\n")
      block.push_back(lines[++i]);
    const std::string printed = rerun(block, found[1], found[3]);
    now += printed;
    if (update) continue;
    EXPECT_EQ(shown, printed) << place;
  }
  if (update) write_text(path, now);
}

INSTANTIATE_TEST_SUITE_P(docs, ManualPage, ::testing::ValuesIn(all_pages()), test_name);

}  // namespace

}  // namespace select_model::testing
