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

/// A link that leads nowhere is one too: then reading it is an error, and not silence.
bool is_policy(const fs::directory_entry& entry) {
  std::error_code error;
  return entry.path().native().ends_with(".policy") && !is_hidden(entry.path()) &&
         (entry.is_regular_file(error) || !entry.exists(error));
}

/// What lies in one folder: policies to `found`, folders to `folders`.
void look_into(const std::string& folder, std::vector<std::string>& found, std::vector<std::string>& folders,
               Report& report) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string path = folder == "." ? at->path().filename().string() : at->path().string();
    std::error_code unknown;
    if (is_policy(*at)) found.push_back(path);
    if (!is_hidden(path) && at->is_directory(unknown) && !at->is_symlink(unknown)) folders.push_back(path);
  }
  if (error) report.add_unreadable(folder, reason_of(error.value()));
}

std::vector<std::string> below(const std::string& folder, Report& report) {
  std::vector<std::string> found;
  std::vector<std::string> folders{folder};
  const std::size_t reported = report.diagnostics().size();
  while (!folders.empty()) {
    const std::string next = std::move(folders.back());
    folders.pop_back();
    look_into(next, found, folders, report);
  }
  if (found.empty() && report.diagnostics().size() == reported) {
    report.add({Code::missing_file,
                "there is no policy below `" + folder + "`",
                {},
                "the name of a policy ends in `.policy`",
                {}});
  }
  std::ranges::sort(found);
  return found;
}

/// Tells files apart, whatever they are called.
class Seen {
 public:
  bool is_new(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return true;
    return files_.emplace(status.st_dev, status.st_ino).second;
  }

 private:
  std::set<std::pair<dev_t, ino_t>> files_;
};

}  // namespace

std::vector<std::string> policy_files(const std::vector<std::string>& paths, Report& report) {
  std::vector<std::string> files;
  Seen seen;
  for (const std::string& path : paths) {
    std::error_code error;
    const bool folder = path != "-" && fs::is_directory(path, error);
    for (const std::string& file : folder ? below(path, report) : std::vector{path}) {
      if (seen.is_new(file)) files.push_back(file);
    }
  }
  return files;
}

}  // namespace select_model::cli
