#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/document.hpp"
#include "policy/diagnostic.hpp"

/// What is said of a data file: the mistakes of one reading, and the words in which they speak of what stands
/// there.
namespace select_model {

/// Collects mistakes up to a number that a person can use; a hostile file has a million. The rest is counted,
/// not kept.
class Mistakes {
 public:
  static constexpr std::size_t most = 200;

  void add(Code code, std::string message, Place place, std::string help = {},
           std::vector<Related> related = {});
  void add(const Diagnostics& diagnostics);
  /// Something that is no error.
  void warn(Code code, std::string message, Place place, std::string help = {});
  bool any() const { return any_; }
  /// The help "did you mean `x`?", or `otherwise` where nothing is near, or too much has been compared
  /// already.
  std::string did_you_mean(std::string_view name, const std::function<std::vector<std::string>()>& candidates,
                           std::string otherwise = {});
  /// All of them, by place.
  Diagnostics take();

 private:
  void keep(Diagnostic diagnostic);

  Diagnostics found_;
  std::size_t left_out_ = 0;
  Place first_left_out_;
  std::size_t compared_ = 0;
  bool any_ = false;
};

/// In backticks, on one line, shortened where it is long.
std::string shown(std::string_view text);
/// What a message says was found: `a list`, `the text "x"`, `3000`.
std::string found(const Node& node);
}  // namespace select_model
