#include "cli/load_inputs.hpp"

#include "cli/files.hpp"

namespace select_model::cli {

namespace {

std::optional<std::vector<Setting>> read_settings(const std::vector<std::string>& arguments, Report& report) {
  std::vector<Setting> settings;
  for (const std::string& argument : arguments) {
    auto setting = read_setting(argument);
    report.add(std::move(setting.diagnostics));
    if (setting) settings.push_back(std::move(*setting));
  }
  return settings.size() == arguments.size() ? std::optional(std::move(settings)) : std::nullopt;
}

std::optional<Requirements> load_requirements(const std::optional<std::string>& path, Report& report) {
  if (!path) return Requirements{{MapNode{}, {}}, {}, {}, {}, {}};
  const SourcePtr source = load_source(*path, report);
  if (!source) return std::nullopt;
  auto requirements = read_requirements(source);
  report.add(std::move(requirements.diagnostics));
  return std::move(requirements.value);
}

}  // namespace

std::optional<LoadedInputs> load_inputs(const InputFiles& files, Report& report) {
  const auto requirements = load_requirements(files.requirements, report);
  const auto settings = read_settings(files.settings, report);

  std::string policy_path = "builtin:guide";
  Place policy_named;
  std::vector<std::string> catalog_paths = files.catalogs;
  std::vector<Place> catalogs_named;
  if (files.policy) {
    policy_path = *files.policy;
  } else if (requirements && !requirements->policies.empty()) {
    policy_path = resolve(requirements->policies[0], *files.requirements);
    policy_named = requirements->policy_places[0];
  }
  if (requirements && catalog_paths.empty()) {
    for (const std::string& path : requirements->catalogs)
      catalog_paths.push_back(resolve(path, *files.requirements));
    catalogs_named = requirements->catalog_places;
  }
  // Without the requirements nobody knows which policy and catalogue they name.
  if (!requirements && (!files.policy || files.catalogs.empty())) return std::nullopt;

  auto policy = load_policy(policy_path, false, report, policy_named);
  auto catalog = load_catalog(catalog_paths, report, catalogs_named);
  if (!policy || !requirements || !settings) return std::nullopt;
  auto answers = read_answers(*policy, requirements->document, *settings);
  report.add(std::move(answers.diagnostics));
  if (!catalog) return std::nullopt;
  auto program = compile(std::move(*policy), std::move(*catalog));
  report.add(of_decision(std::move(program.diagnostics), policy_path, catalog_paths));
  if (!program || !answers || report.has_errors()) return std::nullopt;
  return LoadedInputs{std::move(*program), std::move(*answers), std::move(policy_path),
                      std::move(catalog_paths)};
}

}  // namespace select_model::cli
