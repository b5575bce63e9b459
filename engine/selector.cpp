#include <chrono>

#include <fmt/format.h>

#include "engine/public_types.hpp"
#include "engine/read_file.hpp"
#include "policy/checker.hpp"

namespace select_model {

namespace {

constexpr std::string_view built_in = "builtin:guide";

Loaded<Selector> build(const std::string& policy_path, const ReadFile& read,
                       const std::vector<SourcePtr>& catalogs, Diagnostics found) {
  Loaded<Selector> loaded;
  auto layers = load_layers(policy_path, read);
  found.insert(found.end(), layers.diagnostics.begin(), layers.diagnostics.end());
  Result<CheckedPolicy> policy;
  if (layers) policy = check(*layers);
  found.insert(found.end(), policy.diagnostics.begin(), policy.diagnostics.end());
  auto catalog = build_catalog(catalogs);
  found.insert(found.end(), catalog.diagnostics.begin(), catalog.diagnostics.end());
  if (policy && catalog && !has_errors(found)) {
    auto program = compile(std::move(*policy), std::move(*catalog));
    found.insert(found.end(), program.diagnostics.begin(), program.diagnostics.end());
    if (program)
      loaded.value = Selector(std::make_shared<const Selector::Content>(Selector::Content{*program}));
  }
  add_problems(loaded, found);
  return loaded;
}

Node to_node(const AnswerValue& value) {
  struct Visitor {
    Node operator()(bool truth) const { return plain(truth ? "true" : "false"); }
    Node operator()(int number) const { return plain(std::to_string(number)); }
    Node operator()(std::int64_t number) const { return plain(std::to_string(number)); }
    Node operator()(double number) const { return plain(fmt::format("{}", number)); }
    Node operator()(const char* text) const { return plain(text ? text : ""); }
    Node operator()(const std::string& text) const { return plain(text); }
    Node operator()(const std::vector<std::string>& members) const {
      ListNode list;
      for (const std::string& member : members) list.items.push_back(plain(member));
      return {std::move(list), {}};
    }
    static Node plain(std::string text) { return {ScalarNode{std::move(text), false}, {}}; }
  };
  return std::visit(Visitor{}, value);
}

Loaded<Request> read_request(const Program& program, const Node& answers) {
  Loaded<Request> loaded;
  auto read = read_answers(program.policy(), answers, {});
  add_problems(loaded, read.diagnostics);
  if (read)
    loaded.value =
        Request(std::make_shared<const Request::Content>(Request::Content{bind(program, std::move(*read))}));
  return loaded;
}

}  // namespace

Problem to_problem(const Diagnostic& diagnostic) {
  Problem problem{diagnostic.severity == Severity::error,
                  std::string(info(diagnostic.code).word),
                  diagnostic.message,
                  diagnostic.help,
                  "",
                  0,
                  0,
                  to_text(diagnostic, false)};
  if (diagnostic.place.source) {
    const Position position = diagnostic.place.source->position(diagnostic.place.span.begin);
    problem.file = diagnostic.place.source->name();
    problem.line = position.line;
    problem.column = position.column;
  }
  return problem;
}

Date to_date(Day day) {
  const std::chrono::year_month_day date{std::chrono::year(day.year), std::chrono::month(day.month),
                                         std::chrono::day(day.day)};
  if (!date.ok()) return Date{};
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

Day Day::utc_now() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day{now};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

Loaded<Selector> Selector::load(const Options& options) {
  std::vector<SourcePtr> sources;
  Diagnostics found;
  for (const std::string& path : options.catalogs) {
    if (path == built_in) {
      sources.push_back(builtin_guide_catalog());
      continue;
    }
    auto read = read_path(path);
    if (const auto* error = std::get_if<FileError>(&read)) {
      found.push_back({Code::missing_file, "cannot read `" + path + "`: " + error->reason, {}, "", {}});
    } else {
      sources.push_back(std::make_shared<const Source>(path, std::move(std::get<FileText>(read).text)));
    }
  }
  return build(options.policy, read_path, sources, std::move(found));
}

Loaded<Selector> Selector::from_text(const Text& policy, const std::vector<Text>& catalogs) {
  std::vector<SourcePtr> sources;
  for (const Text& catalog : catalogs) {
    sources.push_back(catalog.text.empty() && catalog.name == built_in
                          ? builtin_guide_catalog()
                          : std::make_shared<const Source>(catalog.name, catalog.text));
  }
  const ReadFile only = [&](const std::string& path) -> std::variant<FileText, FileError> {
    if (path == policy.name) return FileText{policy.text};
    return FileError{"a policy from text extends no file"};
  };
  return build(policy.name, only, sources, {});
}

Loaded<Request> Selector::request(const NamedAnswers& answers) const {
  MapNode map;
  for (const auto& [name, value] : answers) map.entries.push_back({name, {}, to_node(value)});
  return read_request(content_->program, {std::move(map), {}});
}

Loaded<Request> Selector::read(std::string_view text, const std::string& name) const {
  Loaded<Request> loaded;
  auto requirements = read_requirements(std::make_shared<const Source>(name, std::string(text)));
  add_problems(loaded, requirements.diagnostics);
  if (!requirements) return loaded;
  Loaded<Request> request = read_request(content_->program, requirements->document);
  if (!has_errors(requirements.diagnostics)) return request;
  request.value.reset();
  request.problems.insert(request.problems.begin(), loaded.problems.begin(), loaded.problems.end());
  return request;
}

Loaded<Request> Selector::read_file(const std::string& path) const {
  auto read_text = read_path(path);
  if (const auto* error = std::get_if<FileError>(&read_text)) {
    Loaded<Request> loaded;
    add_problems(loaded, {{Code::missing_file, "cannot read `" + path + "`: " + error->reason, {}, "", {}}});
    return loaded;
  }
  return read(std::get<FileText>(read_text).text, path);
}

Recommendation Selector::select(const Request& request, Day today) const {
  return select(request, today, all_offers);
}

Recommendation Selector::select(const Request& request, Day today, std::size_t top) const {
  const auto made =
      std::make_shared<Recommendation::Content>(content_->program, request.content().inputs, to_date(today));
  Recommendation::Content& content = *made;
  Workspace workspace;
  select_model::select(content.program, content.inputs, content.today, workspace, content.decision, top);
  for (const RankedOffer& offer : content.decision.ranked)
    content.ranked.push_back(to_candidate(content.program, content.decision, offer));
  for (const std::uint32_t offer : content.decision.fallbacks) {
    RankedOffer fallback{offer, 0, 0};
    for (const RankedOffer& ranked : content.decision.ranked) {
      if (ranked.offer == offer) fallback = ranked;
    }
    content.fallbacks.push_back(to_candidate(content.program, content.decision, fallback));
  }
  return Recommendation(made);
}

}  // namespace select_model
