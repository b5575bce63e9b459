#include "engine/answers.hpp"

#include <fmt/format.h>

#include "catalog/mistakes.hpp"
#include "catalog/readers.hpp"

namespace select_model {

namespace {

bool is_null(const Node& node) { return std::holds_alternative<NullNode>(node.content); }

/// `task:code` is one text to YAML.
std::string help_with_a_map(const Node& document) {
  const auto* scalar = std::get_if<ScalarNode>(&document.content);
  return scalar && scalar->text.find(':') != std::string::npos
             ? "write a blank behind the colon: `task: code`"
             : "write one answer a line: `task: code`";
}

/// A path, or a list of paths.
void read_paths(const Entry& entry, std::vector<std::string>& paths, std::vector<Place>& places,
                Mistakes& mistakes) {
  const auto read = [&](const Node& node) {
    const auto* scalar = std::get_if<ScalarNode>(&node.content);
    if (!scalar || scalar->text.empty()) {
      mistakes.add(Code::type_mismatch,
                   fmt::format("{}: expected a path, found {}", shown(entry.key), found(node)), node.place);
      return;
    }
    paths.push_back(scalar->text);
    places.push_back(node.place);
  };
  if (is_null(entry.value)) return;
  if (const auto* list = std::get_if<ListNode>(&entry.value.content)) {
    for (const Node& item : list->items) read(item);
  } else {
    read(entry.value);
  }
}

}  // namespace

Result<Requirements> read_requirements(const SourcePtr& source) {
  Result<Requirements> result;
  Result<Node> document = read_document(source, max_requirements_bytes);
  result.diagnostics = std::move(document.diagnostics);
  if (!document) return result;

  Mistakes mistakes;
  if (is_null(*document)) document->content = MapNode{};  // an empty file answers nothing
  auto* map = std::get_if<MapNode>(&document->content);
  if (!map) {
    mistakes.add(Code::type_mismatch,
                 fmt::format("requirements are a map of answers, found {}", found(*document)),
                 document->place, help_with_a_map(*document));
    result.diagnostics = mistakes.take();
    return result;
  }
  Requirements requirements;
  MapNode answers;
  for (Entry& entry : map->entries) {
    if (entry.key == "policy") {
      read_paths(entry, requirements.policies, requirements.policy_places, mistakes);
    } else if (entry.key == "catalog") {
      read_paths(entry, requirements.catalogs, requirements.catalog_places, mistakes);
    } else {
      answers.entries.push_back(std::move(entry));
    }
  }
  if (requirements.policies.size() > 1) {
    mistakes.add(Code::type_mismatch, "`policy`: expected one policy, found a list of several",
                 requirements.policy_places[1], "a policy names others with `extends`",
                 {{requirements.policy_places[0], "the first"}});
  }
  requirements.document = {std::move(answers), document->place};
  if (!mistakes.any()) result.value = std::move(requirements);
  result.diagnostics = mistakes.take();
  return result;
}

Result<Setting> read_setting(const std::string& argument) {
  Result<Setting> result;
  const auto source = std::make_shared<const Source>("--set", argument);
  const std::size_t equals = argument.find('=');
  const auto end = static_cast<std::uint32_t>(equals == std::string::npos ? argument.size() : equals);
  const Place name{source, {0, end}};
  Mistakes mistakes;
  if (equals == std::string::npos || equals == 0) {
    mistakes.add(
        Code::syntax,
        fmt::format("expected `NAME=VALUE`, found {}", argument.empty() ? "nothing" : shown(argument)),
        {source, {0, static_cast<std::uint32_t>(argument.size())}}, "write `--set task=code`");
  } else if (argument.size() > max_requirements_bytes) {
    mistakes.add(Code::limit, fmt::format("a setting is larger than {} MiB", max_requirements_bytes >> 20),
                 name);
  } else if (auto value = read_value_text(source, equals + 1, mistakes)) {
    result.value = Setting{argument.substr(0, equals), std::move(*value), name};
  }
  if (mistakes.any()) result.value.reset();
  result.diagnostics = mistakes.take();
  return result;
}

Answers default_answers(const CheckedPolicy& policy) {
  Answers answers;
  answers.values.reserve(policy.questions.size());
  answers.from.reserve(policy.questions.size());
  for (const Question& question : policy.questions) {
    answers.values.push_back(question.default_value);
    answers.from.push_back(is_known(question.default_value) ? AnswerFrom::fallback_default
                                                            : AnswerFrom::absent);
  }
  return answers;
}

bool is_complete(const CheckedPolicy& policy, const Answers& answers) {
  for (std::size_t i = 0; i < policy.questions.size(); ++i) {
    if (policy.questions[i].required() && !is_known(answers.values[i])) return false;
  }
  return true;
}

}  // namespace select_model
