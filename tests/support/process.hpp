#pragma once
#include <map>
#include <string>
#include <vector>

/// Running the program as a user does.
namespace select_model::testing {

struct Finished {
  int exit = -1;  // -1: killed by a signal, or after 10 s
  std::string out, err;
};

struct Launch {
  std::string directory = ".";
  std::string input;  // of standard input
  std::map<std::string, std::string> environment;
  std::vector<int> closed;  // standard streams that are closed before it starts
  std::string program = SELECT_MODEL_BINARY;
};
Finished run(const std::vector<std::string>& arguments, const Launch& launch = {});

std::string read_text(const std::string& path);
void write_text(const std::string& path, const std::string& text);

/// A new empty folder, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace select_model::testing
