#include "engine/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace select_model {

namespace {

// One byte more than the largest file that anything here may read: a catalogue of 64 MiB.
constexpr std::size_t most_read = (std::size_t{64} << 20) + 1;

}  // namespace

std::string reason_of(int error) {
  switch (error) {
    case ENOENT:
      return "no such file";
    case EACCES:
      return "permission denied";
    case EISDIR:
      return "it is a directory";
    case ENOSPC:
      return "no space left on the device";
    case EBADF:
      return "it is closed";
    default:
      return std::strerror(error);
  }
}

std::variant<FileText, FileError> read_descriptor(int descriptor) {
  struct stat status {};
  std::string text, identity;
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    text.reserve(std::min(static_cast<std::size_t>(status.st_size) + 1, most_read));
    identity = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  }
  char buffer[1 << 16];
  while (text.size() < most_read) {
    const ssize_t count = ::read(descriptor, buffer, std::min(sizeof buffer, most_read - text.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FileError{reason_of(errno)};
    if (count == 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  return FileText{std::move(text), std::move(identity)};
}

std::variant<FileText, FileError> read_path(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return FileError{reason_of(errno)};
  auto result = read_descriptor(descriptor);
  ::close(descriptor);
  return result;
}

}  // namespace select_model
