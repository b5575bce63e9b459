#pragma once
#include <chrono>
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
struct AnalysisOptions {
  bool wanted = true;
  std::chrono::milliseconds timeout{10'000};  // of each policy
  std::optional<Date> today;
};
struct CheckOptions {
  std::vector<std::string> policies, catalogs;  // policies: folders too
  AnalysisOptions analysis;
  bool strict = false, verbose = false;
  bool fix = false, diff = false;    // diff: show what `fix` would write
  std::optional<std::string> tests;  // a file: for a test of each example
  FindingFormat format = FindingFormat::text;
  ColorChoice color = ColorChoice::automatic;
};
enum class TestFormat { text, json, junit, tap, github, markdown };
enum class CoverageFormat { text, json, lcov, cobertura };
struct TestOptions {
  std::vector<std::string> policies, catalogs;
  std::vector<std::string> patterns;  // of names: only these tests
  std::optional<std::string> emit;    // a requirements file: write its test instead of running any
  std::optional<Date> today;
  bool verbose = false;
  bool generate = false;  // write the tests that are missing instead of running any
  TestFormat format = TestFormat::text;
  std::optional<std::string> output;  // of the report
  std::optional<CoverageFormat> coverage;
  std::optional<std::string> coverage_output;
  std::optional<Rational> fail_under;  // percent
  ColorChoice color = ColorChoice::automatic;
};
struct FmtOptions {
  std::vector<std::string> policies;  // files, folders, `-`
  bool check = false, diff = false;
  FindingFormat format = FindingFormat::text;  // of what `check` finds
  ColorChoice color = ColorChoice::automatic;
};
struct DiffOptions {
  std::vector<std::string> policies;  // one or two
  std::vector<std::string> catalogs, old_catalogs, new_catalogs;
  std::optional<std::string> requirements;  // a file or a folder
  AnalysisOptions analysis;
  Format format = Format::text;
  std::optional<std::string> output;
  ColorChoice color = ColorChoice::automatic;
};
struct ExplainOptions {
  std::optional<std::string> code;  // none: list them
  ColorChoice color = ColorChoice::automatic;
};
enum class TreeFormat { text, mermaid, dot, svg, markdown };
/// The tree alone or, with answers, the path that they take.
struct TreeOptions {
  std::optional<std::string> policy, requirements;  // one of the two is there
  std::vector<std::string> catalogs, settings;
  std::optional<Date> today;
  TreeFormat format = TreeFormat::text;
  std::optional<std::string> output;
  ColorChoice color = ColorChoice::automatic;
};
enum class SchemaOf { catalog, decision, requirements };
struct SchemaOptions {
  SchemaOf of = SchemaOf::catalog;
  std::optional<std::string> policy;  // of requirements; none: builtin:guide
  std::optional<std::string> output;
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

using Command = std::variant<DecideOptions, CheckOptions, TestOptions, FmtOptions, DiffOptions,
                             ExplainOptions, TreeOptions, SchemaOptions, Show, Misuse>;
Command parse_arguments(const std::vector<std::string>& arguments);

/// The words that are commands when they come first.
const std::vector<std::string>& command_names();

}  // namespace select_model::cli
