#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/value.hpp"

/// The command line as values. Nothing is read or written here.
namespace select_model::cli {

enum class Format { text, json, markdown };
enum class FindingFormat { text, json, sarif, junit, github, markdown };
enum class ColorChoice { automatic, always, never };

struct DecideOptions {
  std::string requirements;  // `-`: standard input
  std::optional<std::string> policy;
  std::vector<std::string> catalogs;
  std::vector<std::string> settings;  // NAME=VALUE
  std::optional<Date> today;
  Format format = Format::text;
  std::size_t top = 5;
  std::optional<std::string> output;
  ColorChoice color = ColorChoice::automatic;
};
struct CheckOptions {
  std::vector<std::string> policies, catalogs;  // policies: folders too
  std::optional<Date> today;
  bool strict = false, analysis = true, verbose = false;
  bool fix = false, diff = false;  // diff: show what `fix` would write
  FindingFormat format = FindingFormat::text;
  ColorChoice color = ColorChoice::automatic;
};
struct TestOptions {
  std::vector<std::string> policies, catalogs;
  std::optional<Date> today;
  bool verbose = false;
  ColorChoice color = ColorChoice::automatic;
};
struct ExplainOptions {
  std::optional<std::string> code;  // none: list them
  ColorChoice color = ColorChoice::automatic;
};
/// Help or the version.
struct Show {
  std::string text;
};
/// A command line that means nothing.
struct Misuse {
  std::string problem, help;
};

using Command = std::variant<DecideOptions, CheckOptions, TestOptions, ExplainOptions, Show, Misuse>;
Command parse_arguments(const std::vector<std::string>& arguments);

/// The words that are commands when they come first.
const std::vector<std::string>& command_names();

}  // namespace select_model::cli
