#include "cli/options.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "policy/nearest.hpp"

namespace select_model::cli {

namespace {

/// The options of one command as CLI11 fills them in, before they are understood.
struct Words {
  std::vector<std::string> positionals, catalogs, old_catalogs, new_catalogs, settings, patterns;
  std::optional<std::string> policy, output, coverage_output, fail_under, requirements, emit;
  std::string coverage, today, format = "text", color = "auto", top = "5", timeout = "10s";
  bool verbose = false, no_analysis = false, strict = false, check = false, fix = false, diff = false,
       generate = false;
  bool help = false, version = false;
};

struct Understood {
  std::optional<Date> today;
  Format format = Format::text;
  FindingFormat findings = FindingFormat::text;
  TreeFormat tree_format = TreeFormat::text;
  ColorChoice color = ColorChoice::automatic;
  std::size_t top = 5;
  std::chrono::milliseconds timeout{};
};

void add_list(CLI::App& app, const std::string& name, std::vector<std::string>& into) {
  app.add_option(name, into)->allow_extra_args(false);
}

void declare_analysis(CLI::App& app, Words& words) {
  app.add_flag("--no-analysis", words.no_analysis);
  app.add_option("--timeout", words.timeout);
}

void declare_check(CLI::App& app, Words& words) {
  declare_analysis(app, words);
  app.add_flag("--strict", words.strict);
  app.add_option("--emit-tests", words.emit);
  app.add_flag("--fix", words.fix);
  app.add_flag("--diff", words.diff);
  app.add_flag("-v,--verbose", words.verbose);
}

void declare_test(CLI::App& app, Words& words) {
  app.add_flag("-v,--verbose", words.verbose);
  app.add_option("--emit", words.emit);
  app.add_flag("--generate", words.generate);
  add_list(app, "--run", words.patterns);
  app.add_option("-o,--output", words.output);
  app.add_flag("--coverage{text}", words.coverage);  // its format only behind `=`
  app.add_option("--coverage-output", words.coverage_output);
  app.add_option("--fail-under", words.fail_under);
}

void declare(CLI::App& app, std::string_view command, Words& words) {
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("-h,--help", words.help);
  app.add_option("--color", words.color);
  app.add_option("arguments", words.positionals);
  if (command == "fmt") {
    app.add_flag("--check", words.check);
    app.add_option("--format", words.format);
    app.add_flag("--diff", words.diff);
  }
  if (command == "explain" || command == "fmt") return;
  if (command.empty() || command == "tree" || command == "schema" || command == "diff")
    app.add_option("-o,--output", words.output);
  if (command == "schema") return;
  add_list(app, "--catalog", words.catalogs);
  app.add_option("--format", words.format);
  app.add_option("--today", words.today);
  if (command == "check") declare_check(app, words);
  if (command == "diff") {
    add_list(app, "--catalog-old", words.old_catalogs);
    add_list(app, "--catalog-new", words.new_catalogs);
    declare_analysis(app, words);
  }
  if (command == "test") declare_test(app, words);
  if (command == "tree" || command == "diff") app.add_option("--requirements", words.requirements);
  if (command.empty() || command == "tree") add_list(app, "--set", words.settings);
  if (!command.empty()) return;
  app.add_option("--policy", words.policy);
  app.add_option("--top", words.top);
  app.add_flag("--version", words.version);
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string see_help(std::string_view command) {
  return "`select-model " + std::string(command) + (command.empty() ? "" : " ") +
         "--help` shows what there is";
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates,
                         std::string_view command) {
  const auto near = nearest(word, candidates);
  return near ? "did you mean `" + *near + "`?" : see_help(command);
}

template <typename T, std::size_t N>
std::optional<Misuse> choose(const std::string& option, const std::string& word,
                             const std::array<std::pair<std::string_view, T>, N>& choices, T& chosen) {
  std::string all;
  for (std::size_t i = 0; i < N; ++i) {
    if (choices[i].first == word) {
      chosen = choices[i].second;
      return std::nullopt;
    }
    all += (i == 0 ? "" : i + 1 == N ? " or " : ", ") + std::string(choices[i].first);
  }
  return Misuse{"`" + option + "` takes " + all + ", not `" + word + "`", ""};
}

std::optional<Misuse> understand(std::string_view command, const Words& words, Understood& understood) {
  constexpr std::array<std::pair<std::string_view, ColorChoice>, 3> colors{
      {{"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}}};
  constexpr std::array<std::pair<std::string_view, Format>, 3> formats{
      {{"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}}};
  constexpr std::array<std::pair<std::string_view, Format>, 2> diff_formats{
      {{"text", Format::text}, {"json", Format::json}}};
  constexpr std::array<std::pair<std::string_view, FindingFormat>, 6> check_formats{
      {{"text", FindingFormat::text},
       {"json", FindingFormat::json},
       {"sarif", FindingFormat::sarif},
       {"junit", FindingFormat::junit},
       {"github", FindingFormat::github},
       {"markdown", FindingFormat::markdown}}};
  constexpr std::array<std::pair<std::string_view, TreeFormat>, 5> tree_formats{
      {{"text", TreeFormat::text},
       {"mermaid", TreeFormat::mermaid},
       {"dot", TreeFormat::dot},
       {"svg", TreeFormat::svg},
       {"markdown", TreeFormat::markdown}}};
  if (auto misuse = choose("--color", words.color, colors, understood.color)) return misuse;
  auto misuse = command == "check" || command == "fmt"
                    ? choose("--format", words.format, check_formats, understood.findings)
                : command == "diff" ? choose("--format", words.format, diff_formats, understood.format)
                : command == "test" ? std::nullopt
                : command == "tree" ? choose("--format", words.format, tree_formats, understood.tree_format)
                                    : choose("--format", words.format, formats, understood.format);
  if (misuse) return misuse;
  if (!words.today.empty()) {
    understood.today = parse_date(words.today);
    if (!understood.today)
      return Misuse{"`--today` takes a date such as 2026-04-01, not `" + words.today + "`", ""};
  }
  const auto timeout = parse_quantity(words.timeout);
  const bool is_duration = timeout && timeout->dimension == dimensions::duration && timeout->value.sign() > 0;
  const auto milliseconds = is_duration ? (timeout->value * Rational(1000)).ceil().to_int64() : std::nullopt;
  if (!milliseconds || *milliseconds > 86'400'000)
    return Misuse{"`--timeout` takes a duration up to a day, such as 10s, not `" + words.timeout + "`", ""};
  understood.timeout = std::chrono::milliseconds(*milliseconds);
  const auto top = Rational::parse(words.top);
  const auto whole = top && top->sign() > 0 ? top->to_int64() : std::nullopt;
  if (!whole) return Misuse{"`--top` takes a number from 1, not `" + words.top + "`", ""};
  understood.top = static_cast<std::size_t>(*whole);
  return std::nullopt;
}

std::optional<Misuse> understand_test(const Words& words, TestOptions& options) {
  constexpr std::array<std::pair<std::string_view, TestFormat>, 6> formats{
      {{"text", TestFormat::text},
       {"json", TestFormat::json},
       {"junit", TestFormat::junit},
       {"tap", TestFormat::tap},
       {"github", TestFormat::github},
       {"markdown", TestFormat::markdown}}};
  constexpr std::array<std::pair<std::string_view, CoverageFormat>, 4> coverages{
      {{"text", CoverageFormat::text},
       {"json", CoverageFormat::json},
       {"lcov", CoverageFormat::lcov},
       {"cobertura", CoverageFormat::cobertura}}};
  if (auto misuse = choose("--format", words.format, formats, options.format)) return misuse;
  if (!words.coverage.empty() || words.coverage_output) {
    options.coverage = CoverageFormat::text;
    const std::string& word = words.coverage.empty() ? "text" : words.coverage;
    if (auto misuse = choose("--coverage", word, coverages, *options.coverage)) return misuse;
  }
  if (words.fail_under) {
    options.fail_under = Rational::parse(*words.fail_under);
    if (!options.fail_under || *options.fail_under < Rational(0) || *options.fail_under > Rational(100))
      return Misuse{"`--fail-under` takes a percentage from 0 to 100, not `" + *words.fail_under + "`", ""};
  }
  return std::nullopt;
}

bool to_standard_output(const std::optional<std::string>& path) { return !path || *path == "-"; }

Command test_command(Words words, const Understood& understood) {
  if (words.emit && words.positionals.size() > 1)
    return Misuse{"`--emit` takes one policy, and then came `" + words.positionals[1] + "`",
                  see_help("test")};
  if (words.generate && (words.positionals.size() > 1 || words.emit))
    return Misuse{"`--generate` takes one policy, and nothing else to do", see_help("test")};
  TestOptions options;
  if (auto misuse = understand_test(words, options)) return *misuse;
  options.emit = std::move(words.emit);
  options.generate = words.generate;
  options.policies = std::move(words.positionals);
  options.catalogs = std::move(words.catalogs);
  options.patterns = std::move(words.patterns);
  options.today = understood.today;
  options.verbose = words.verbose;
  options.output = std::move(words.output);
  options.coverage_output = std::move(words.coverage_output);
  options.color = understood.color;
  const bool both =
      options.coverage && to_standard_output(options.output) && to_standard_output(options.coverage_output);
  if (both && options.format != TestFormat::text)
    return Misuse{"the report and the coverage cannot both go to standard output",
                  "give one of them a file: `--coverage-output FILE`, or `-o FILE` for the report"};
  return options;
}

Command decide_command(Words words, const Understood& understood) {
  if (words.positionals.empty()) return Misuse{"no requirements file is given", see_help("")};
  if (words.positionals.size() > 1) {
    const auto& first = words.positionals[0];
    const auto near = nearest(first, command_names());
    if (first.find_first_of("./") == std::string::npos && first != "-") {
      return Misuse{"there is no command `" + first + "`",
                    near ? "did you mean `" + *near + "`?" : see_help("")};
    }
    return Misuse{"one requirements file is expected, and then came `" + words.positionals[1] + "`",
                  near ? "did you mean the command `" + *near + "`?" : see_help("")};
  }
  return DecideOptions{words.positionals[0], words.policy,     words.catalogs,
                       words.settings,       understood.today, understood.format,
                       understood.top,       words.output,     understood.color};
}

Command check_command(Words words, const Understood& understood) {
  if (words.diff && !words.fix)
    return Misuse{"`--diff` goes with `--fix`", "write `--fix --diff` to see what would be mended"};
  if (words.fix && std::ranges::find(words.positionals, "-") != words.positionals.end())
    return Misuse{"`--fix` mends files, not standard input", "name the file"};
  CheckOptions options;
  options.policies = std::move(words.positionals);
  options.catalogs = std::move(words.catalogs);
  options.analysis = {!words.no_analysis, understood.timeout, understood.today};
  options.strict = words.strict;
  options.tests = std::move(words.emit);
  options.verbose = words.verbose;
  options.fix = words.fix;
  options.diff = words.diff;
  options.format = understood.findings;
  options.color = understood.color;
  return options;
}

Command fmt_command(Words words, const Understood& understood) {
  if (understood.findings != FindingFormat::text && (!words.check || words.diff))
    return Misuse{"`--format` goes with `--check` alone",
                  "write `fmt --check --format " + words.format + "`"};
  return FmtOptions{std::move(words.positionals), words.check, words.diff, understood.findings,
                    understood.color};
}

Command diff_command(Words words, const Understood& understood) {
  const bool two_catalogs = !words.old_catalogs.empty() && !words.new_catalogs.empty();
  if (words.positionals.size() > 2)
    return Misuse{"two policies are expected, and then came `" + words.positionals[2] + "`",
                  see_help("diff")};
  if (words.positionals.size() == 1 && !two_catalogs)
    return Misuse{"one policy is given, and nothing to compare it with",
                  "give a second one, or `--catalog-old` and `--catalog-new`"};
  return DiffOptions{
      words.positionals,  words.catalogs,     words.old_catalogs,
      words.new_catalogs, words.requirements, {!words.no_analysis, understood.timeout, understood.today},
      understood.format,  words.output,       understood.color};
}

Command tree_command(Words words, const Understood& understood) {
  if (words.positionals.size() > 1)
    return Misuse{"one policy is expected, and then came `" + words.positionals[1] + "`", see_help("tree")};
  if (words.positionals.empty() && !words.requirements) return Misuse{"no policy is given", see_help("tree")};
  const auto policy = words.positionals.empty() ? std::nullopt : std::optional(words.positionals[0]);
  return TreeOptions{policy,           words.requirements,     words.catalogs, words.settings,
                     understood.today, understood.tree_format, words.output,   understood.color};
}

Command schema_command(const Words& words, const Understood& understood) {
  constexpr std::array<std::pair<std::string_view, SchemaOf>, 3> schemas{
      {{"catalog", SchemaOf::catalog},
       {"decision", SchemaOf::decision},
       {"requirements", SchemaOf::requirements}}};
  if (words.positionals.empty()) return Misuse{"no schema is named", see_help("schema")};
  SchemaOptions options{{}, std::nullopt, words.output, understood.color};
  if (auto misuse = choose("schema", words.positionals[0], schemas, options.of)) return *misuse;
  const std::size_t most = options.of == SchemaOf::requirements ? 2 : 1;
  if (words.positionals.size() > most)
    return Misuse{"nothing more is expected, and then came `" + words.positionals[most] + "`",
                  see_help("schema")};
  if (words.positionals.size() == 2) options.policy = words.positionals[1];
  return options;
}

Command command_of(std::string_view command, Words words, const Understood& understood) {
  if (command.empty()) return decide_command(std::move(words), understood);
  if (command == "explain") {
    if (words.positionals.size() > 1)
      return Misuse{"one code is expected, and then came `" + words.positionals[1] + "`", see_help(command)};
    const auto code = words.positionals.empty() ? std::nullopt : std::optional(words.positionals[0]);
    return ExplainOptions{code, understood.color};
  }
  if (command == "tree") return tree_command(std::move(words), understood);
  if (command == "schema") return schema_command(words, understood);
  if (words.positionals.empty() && !(words.emit && command == "test"))
    return Misuse{"no policy is given", see_help(command)};
  if (command == "check") return check_command(std::move(words), understood);
  if (command == "diff") return diff_command(std::move(words), understood);
  if (command == "fmt") return fmt_command(std::move(words), understood);
  return test_command(std::move(words), understood);
}

/// `help` and `help COMMAND`, as git and cargo have them.
Command help_command(const std::vector<std::string>& arguments) {
  if (arguments.size() == 1) return Show{std::string(help_of(""))};
  if (std::ranges::find(command_names(), arguments[1]) == command_names().end())
    return Misuse{"there is no command `" + arguments[1] + "`",
                  did_you_mean(arguments[1], command_names(), "")};
  return Show{std::string(help_of(arguments[1]))};
}

}  // namespace

const std::vector<std::string>& command_names() {
  static const std::vector<std::string> names{"check", "test", "fmt", "diff", "tree", "schema", "explain"};
  return names;
}

Command parse_arguments(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return Misuse{"no requirements file is given", see_help("")};
  if (arguments[0] == "help") return help_command(arguments);
  const bool named = std::ranges::find(command_names(), arguments[0]) != command_names().end();
  const std::string command = named ? arguments[0] : "";
  Words words;
  CLI::App app;
  declare(app, command, words);
  try {
    const auto first = arguments.begin() + (named ? 1 : 0);
    const auto end = std::find(first, arguments.end(), "--");
    // CLI11 takes them last first.
    std::vector<std::string> rest(std::make_reverse_iterator(end), std::make_reverse_iterator(first));
    app.parse(rest);
    if (end != arguments.end()) words.positionals.insert(words.positionals.end(), end + 1, arguments.end());
  } catch (const CLI::Error& error) {
    return Misuse{error.what(), see_help(command)};
  }
  if (words.help) return Show{std::string(help_of(command))};
  if (words.version) return Show{"select-model " SELECT_MODEL_VERSION "\n"};
  if (const auto extras = app.remaining(); !extras.empty()) {
    return Misuse{"there is no option `" + extras[0] + "`",
                  did_you_mean(extras[0], option_names(app), command)};
  }
  Understood understood;
  if (auto misuse = understand(command, words, understood)) return *misuse;
  return command_of(command, std::move(words), understood);
}

}  // namespace select_model::cli
