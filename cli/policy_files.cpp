#include "cli/policy_files.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sys/stat.h>

#include "engine/read_file.hpp"

namespace select_model::cli {

namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

/// What is looked for below a folder.
struct Sought {
  std::vector<std::string_view> endings;
  std::string_view what, help;
};

/// A link that leads nowhere is one too: then reading it is an error, and not silence.
bool is_sought(const fs::directory_entry& entry, const Sought& sought) {
  const auto ends = [&](std::string_view ending) { return entry.path().native().ends_with(ending); };
  std::error_code error;
  return std::ranges::any_of(sought.endings, ends) && !is_hidden(entry.path()) &&
         (entry.is_regular_file(error) || !entry.exists(error));
}

/// What lies in one folder: files that are sought to `found`, folders to `folders`.
void look_into(const std::string& folder, const Sought& sought, std::vector<std::string>& found,
               std::vector<std::string>& folders, Report& report) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string path = folder == "." ? at->path().filename().string() : at->path().string();
    std::error_code unknown;
    if (is_sought(*at, sought)) found.push_back(path);
    if (!is_hidden(path) && at->is_directory(unknown) && !at->is_symlink(unknown)) folders.push_back(path);
  }
  if (error) report.add_unreadable(folder, reason_of(error.value()));
}

std::vector<std::string> below(const std::string& folder, const Sought& sought, Report& report) {
  std::vector<std::string> found;
  std::vector<std::string> folders{folder};
  const std::size_t reported = report.diagnostics().size();
  while (!folders.empty()) {
    const std::string next = std::move(folders.back());
    folders.pop_back();
    look_into(next, sought, found, folders, report);
  }
  if (found.empty() && report.diagnostics().size() == reported) {
    report.add({Code::missing_file,
                "there is no " + std::string(sought.what) + " below `" + folder + "`",
                {},
                std::string(sought.help),
                {}});
  }
  std::ranges::sort(found);
  return found;
}

/// Tells files apart, whatever they are called.
class FilesSeen {
 public:
  bool is_new(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return true;
    return files_.emplace(status.st_dev, status.st_ino).second;
  }

 private:
  std::set<std::pair<dev_t, ino_t>> files_;
};

std::vector<std::string> files_of(const std::vector<std::string>& paths, const Sought& sought,
                                  Report& report) {
  std::vector<std::string> files;
  FilesSeen seen;
  for (const std::string& path : paths) {
    std::error_code error;
    const bool folder = path != "-" && fs::is_directory(path, error);
    for (const std::string& file : folder ? below(path, sought, report) : std::vector{path}) {
      if (seen.is_new(file)) files.push_back(file);
    }
  }
  return files;
}

}  // namespace

std::vector<std::string> policy_files(const std::vector<std::string>& paths, Report& report) {
  return files_of(paths, {{".policy"}, "policy", "the name of a policy ends in `.policy`"}, report);
}

std::vector<std::string> requirements_files(const std::string& path, Report& report) {
  return files_of(
      {path},
      {{".yaml", ".yml", ".json"}, "requirements file", "its name ends in `.yaml`, `.yml` or `.json`"},
      report);
}

}  // namespace select_model::cli
