#include "tests/support/process.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace select_model::testing {

namespace {

constexpr std::chrono::seconds patience{10};

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
      read = ends[0];
      write = ends[1];
    }
  }
};

/// In the child: nothing here may allocate or throw, but the arguments are prepared.
[[noreturn]] void become(char** arguments, const Launch& launch, const Pipe& in, const Pipe& out,
                         const Pipe& err) {
  ::dup2(in.read, STDIN_FILENO);
  ::dup2(out.write, STDOUT_FILENO);
  ::dup2(err.write, STDERR_FILENO);
  for (const int stream : launch.closed) ::close(stream);
  if (::chdir(launch.directory.c_str()) != 0) ::_exit(126);
  ::execv(launch.program.c_str(), arguments);
  ::_exit(127);
}

/// Feeds and reads until both ends are closed or patience ends.
bool converse(const std::string& input, int in, int out, int err, Finished& finished) {
  std::size_t written = 0;
  const auto end = std::chrono::steady_clock::now() + patience;
  while (out >= 0 || err >= 0) {
    if (in >= 0 && written == input.size()) {
      ::close(in);
      in = -1;
    }
    std::array<pollfd, 3> waits{{{in, POLLOUT, 0}, {out, POLLIN, 0}, {err, POLLIN, 0}}};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || ::poll(waits.data(), waits.size(), static_cast<int>(left.count())) <= 0) break;
    if (waits[0].revents != 0) {
      const ssize_t count = ::write(in, input.data() + written, input.size() - written);
      written = count < 0 ? input.size() : written + static_cast<std::size_t>(count);
    }
    const auto take = [](const pollfd& wait, int& stream, std::string& text) {
      if (wait.revents == 0) return;
      std::array<char, 1 << 16> buffer;
      const ssize_t count = ::read(stream, buffer.data(), buffer.size());
      if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
      } else {
        ::close(stream);
        stream = -1;
      }
    };
    take(waits[1], out, finished.out);
    take(waits[2], err, finished.err);
  }
  const bool done = out < 0 && err < 0;
  for (const int stream : {in, out, err}) {
    if (stream >= 0) ::close(stream);
  }
  return done;
}

}  // namespace

Finished run(const std::vector<std::string>& arguments, const Launch& launch) {
  ::signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> words{launch.program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  const Pipe in;
  const Pipe out;
  const Pipe err;
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGPIPE, SIG_DFL);
    for (const auto& [name, value] : launch.environment) ::setenv(name.c_str(), value.c_str(), 1);
    become(pointers.data(), launch, in, out, err);
  }
  for (const int end : {in.read, out.write, err.write}) ::close(end);
  Finished finished;
  if (!converse(launch.input, in.write, out.read, err.read, finished)) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) finished.exit = WEXITSTATUS(status);
  return finished;
}

std::string read_text(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "select-model-XXXXXX").string();
  path_ = ::mkdtemp(name.data()) ? name : "";
}
Folder::~Folder() {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove_all(path_, error);
}

}  // namespace select_model::testing
