#include "cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/exit_code.hpp"
#include "engine/read_file.hpp"
#include "policy/nearest.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

/// A descriptor that is closed when it goes out of scope.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }
  /// Some errors of writing are only seen here.
  int close() {
    const int result = ::close(descriptor_);
    descriptor_ = -1;
    return result;
  }

 private:
  int descriptor_;
};

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::optional<std::string> write_in_place(const std::string& path, std::string_view text) {
  File file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.descriptor() < 0) return reason_of(errno);
  if (const int error = write_all(file.descriptor(), text)) return reason_of(error);
  return file.close() == 0 ? std::nullopt : std::optional(reason_of(errno));
}

mode_t default_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

void secure_standard_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // What was closed stays closed for whoever writes: a descriptor that can only be read.
    if (::fcntl(descriptor, F_GETFD) == -1) static_cast<void>(::open("/dev/null", O_RDONLY));
  }
}

void end_for_want_of_memory() {
  write_error("error: out of memory\n");
  ::_exit(static_cast<int>(ExitCode::no_answer));
}

void end_where_memory_runs_out() { std::set_new_handler(end_for_want_of_memory); }

std::variant<FileText, FileError> read_file(const std::string& path) {
  if (path.empty()) return FileError{"the name is empty"};
  if (path != "-") return read_path(path);
  static bool input_was_read = false;
  if (input_was_read) return FileError{"standard input can be read only once"};
  input_was_read = true;
  return read_descriptor(STDIN_FILENO);
}

std::optional<std::string> write_file(const std::string& path, std::string_view text) {
  struct stat status {};
  const bool there = ::stat(path.c_str(), &status) == 0;
  if (there && S_ISDIR(status.st_mode)) return reason_of(EISDIR);
  if (there && !S_ISREG(status.st_mode)) return write_in_place(path, text);

  std::error_code error;
  const std::filesystem::path target =
      there ? std::filesystem::canonical(path, error) : std::filesystem::path(path);
  if (error) return error.message();
  std::string temporary = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  File file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.descriptor() < 0) return errno == ENOENT ? "there is no such folder" : reason_of(errno);
  const auto give_up = [&](int reason) {
    ::unlink(temporary.c_str());
    return reason_of(reason);
  };
  if (const int reason = write_all(file.descriptor(), text)) return give_up(reason);
  if (::fchmod(file.descriptor(), there ? status.st_mode & 07777 : default_mode()) != 0)
    return give_up(errno);
  if (::fsync(file.descriptor()) != 0 && errno != EINVAL) return give_up(errno);
  if (file.close() != 0) return give_up(errno);
  if (::rename(temporary.c_str(), target.c_str()) != 0) return give_up(errno);
  return std::nullopt;
}

bool write_output(const std::optional<std::string>& path, std::string_view text) {
  if (path && *path != "-") {
    const auto reason = path->empty() ? "the name is empty" : write_file(*path, text);
    if (reason) complain("cannot write `" + *path + "`: " + *reason, "");
    return !reason;
  }
  const int error = write_all(STDOUT_FILENO, text);
  // Whoever read has seen enough: nothing to complain about.
  if (error != 0 && error != EPIPE) complain("cannot write to standard output: " + reason_of(error), "");
  return error == 0;
}

void complain(const std::string& problem, const std::string& help) {
  std::string text = "error: " + printable(problem) + "\n";
  if (!help.empty()) text += "help: " + printable(help) + "\n";
  write_error(text);
}

void write_error(std::string_view text) { write_all(STDERR_FILENO, text); }

std::string resolve(const std::string& path, const std::string& beside) {
  if (path == "-" || path.starts_with("builtin:")) return path;
  return (std::filesystem::path(beside).parent_path() / path).string();
}

std::optional<std::string> nearest_file(const std::string& path) {
  const std::filesystem::path asked(path);
  const std::filesystem::path folder = asked.parent_path();
  std::error_code error;
  std::vector<std::string> names;
  std::filesystem::directory_iterator at(folder.empty() ? "." : folder, error);
  for (; !error && at != std::filesystem::directory_iterator() && names.size() < 1000; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::ranges::sort(names);
  const auto near = nearest(asked.filename().string(), names);
  return near ? std::optional((folder / *near).string()) : std::nullopt;
}

}  // namespace select_model::cli
