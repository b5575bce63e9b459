#include "cli/inputs.hpp"

#include "cli/files.hpp"
#include "engine/render.hpp"

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

}  // namespace

std::optional<Inputs> load_inputs(const DecideOptions& options, Report& report) {
  const SourcePtr source = load_source(options.requirements, report);
  auto requirements = source ? read_requirements(source) : Result<Requirements>{};
  report.add(std::move(requirements.diagnostics));
  const auto settings = read_settings(options.settings, report);

  std::string policy_path = "builtin:guide";
  std::vector<std::string> catalog_paths = options.catalogs;
  if (requirements && !requirements->policies.empty())
    policy_path = resolve(requirements->policies[0], options.requirements);
  if (options.policy) policy_path = *options.policy;
  if (requirements && catalog_paths.empty()) {
    for (const std::string& path : requirements->catalogs)
      catalog_paths.push_back(resolve(path, options.requirements));
  }
  // Without the requirements nobody knows which policy and catalogue they name.
  if (!requirements && (!options.policy || options.catalogs.empty())) return std::nullopt;

  auto policy = load_policy(policy_path, false, report);
  auto catalog = load_catalog(catalog_paths, report);
  if (!policy || !requirements || !settings) return std::nullopt;
  auto answers = read_answers(*policy, requirements->document, *settings);
  report.add(std::move(answers.diagnostics));
  if (!catalog) return std::nullopt;
  auto program = compile(std::move(*policy), std::move(*catalog));
  report.add(with_severity(std::move(program.diagnostics), Code::unknown_model, Severity::warning));
  if (!program || !answers || report.has_errors()) return std::nullopt;
  return Inputs{std::move(*program), std::move(*answers), std::move(policy_path), std::move(catalog_paths)};
}

}  // namespace select_model::cli
