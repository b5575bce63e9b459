#include "cli/load.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <unistd.h>

#include "cli/files.hpp"
#include "engine/summary.hpp"
#include "policy/checker.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

constexpr std::string_view built_in = "builtin:guide";

bool is_data(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".json");
}

std::string help_with_path(const std::string& path) {
  if (path.starts_with("builtin:")) return "what is built in is called `" + std::string(built_in) + "`";
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return "name a file in it";
  const auto near = nearest_file(path);
  return near && *near != path ? "did you mean `" + *near + "`?" : "";
}

}  // namespace

bool Repeats::is_new(const Diagnostic& finding) {
  const Place& place = finding.place;
  return seen_
      .emplace(finding.code, place.source ? place.source->name() : "", place.span.begin, place.span.end,
               finding.message)
      .second;
}

void Report::add(Diagnostics diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (repeats_.is_new(diagnostic)) diagnostics_.push_back(std::move(diagnostic));
  }
}

void Report::add_unreadable(const std::string& path, const std::string& reason, const Place& named) {
  add(Diagnostic{
      Code::missing_file, "cannot read `" + path + "`: " + reason, named, help_with_path(path), {}});
}

void Report::print(ColorChoice color) {
  const bool painted = paints(color, STDERR_FILENO);
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (!text.empty()) text += "\n";
    text += to_text(diagnostic, painted);
  }
  write_error(text);
  diagnostics_.clear();
}

bool paints(ColorChoice choice, int descriptor) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if ((no_color && *no_color) || (terminal && std::string_view(terminal) == "dumb")) return false;
  return ::isatty(descriptor) == 1;
}

SourcePtr load_source(const std::string& path, Report& report, const Place& named) {
  auto read = read_file(path);
  if (const auto* error = std::get_if<FileError>(&read)) {
    report.add_unreadable(path, error->reason, named);
    return nullptr;
  }
  return std::make_shared<const Source>(path == "-" ? "<stdin>" : path,
                                        std::move(std::get<FileText>(read).text));
}

Result<PolicyLayers> read_layers(const std::string& path, const ReadFile& read) {
  auto layers = load_layers(path, read);
  if (layers || !is_data(path)) return layers;
  // What a policy's grammar says of such a file helps nobody.
  return {std::nullopt,
          {{Code::syntax,
            "`" + path + "` is no policy",
            {},
            "check and test take `.policy` files; `select-model " + path + "` decides by a requirements file",
            {}}}};
}

std::optional<CheckedPolicy> load_policy(const std::string& path, bool lint, Report& report,
                                         const Place& named) {
  auto layers = read_layers(path, read_file);
  for (Diagnostic& diagnostic : layers.diagnostics) {
    if (diagnostic.place.source) continue;
    diagnostic.place = named;
    if (diagnostic.code == Code::missing_file) diagnostic.help = help_with_path(path);
  }
  report.add(std::move(layers.diagnostics));
  if (!layers) return std::nullopt;
  auto policy = check(*layers);
  if (lint || !policy) report.add(std::move(policy.diagnostics));
  return std::move(policy.value);
}

std::optional<Catalog> load_catalog(const std::vector<std::string>& paths, Report& report,
                                    const std::vector<Place>& named) {
  std::vector<SourcePtr> sources;
  if (paths.empty()) sources.push_back(builtin_guide_catalog());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string& path = paths[i];
    const Place place = i < named.size() ? named[i] : Place{};
    if (path.ends_with(".policy")) {
      report.add(Diagnostic{Code::syntax,
                            "`" + path + "` is a policy, and a catalogue is expected",
                            place,
                            "name it with `--policy`, or with `policy:` in the requirements",
                            {}});
      sources.push_back(nullptr);
      continue;
    }
    sources.push_back(path == built_in ? builtin_guide_catalog() : load_source(path, report, place));
  }
  if (std::ranges::find(sources, nullptr) != sources.end()) return std::nullopt;
  auto catalog = build_catalog(sources);
  report.add(std::move(catalog.diagnostics));
  return std::move(catalog.value);
}

Diagnostics of_decision(Diagnostics diagnostics, const std::string& policy,
                        const std::vector<std::string>& catalogs) {
  diagnostics = with_severity(std::move(diagnostics), Code::unknown_model, Severity::warning);
  const auto is_unknown = [](const Diagnostic& one) { return one.code == Code::unknown_model; };
  std::vector<std::string> names;
  for (const Diagnostic& one : diagnostics) {
    if (!is_unknown(one) || !one.place.source) continue;
    std::string name = printable(one.place.source->slice(one.place.span));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  if (names.size() < 2) return diagnostics;
  std::erase_if(diagnostics, is_unknown);
  std::string command = "select-model check " + policy;
  for (const std::string& catalog : catalogs) command += " --catalog " + catalog;
  constexpr std::size_t most = 6;
  diagnostics.push_back(
      {Code::unknown_model,
       std::to_string(names.size()) +
           " models that the policy names are not in the catalogue: " + summary::list(names, most),
       {},
       "`" + printable(command) + "` shows where they stand",
       {},
       Severity::warning});
  return diagnostics;
}

Diagnostics with_severity(Diagnostics diagnostics, Code code, Severity severity) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code == code) diagnostic.severity = severity;
  }
  return diagnostics;
}

Date today_in_utc() { return Date{static_cast<std::int32_t>(std::time(nullptr) / 86400)}; }

}  // namespace select_model::cli
