#include <unordered_map>

#include <fmt/format.h>

#include "catalog/mistakes.hpp"
#include "catalog/read_value.hpp"
#include "engine/answers.hpp"
#include "engine/unit_suffixes.hpp"
#include "policy/range.hpp"

namespace select_model {

namespace {

struct Match {
  std::size_t question = 0;
  const UnitSuffix* suffix = nullptr;
};

bool is_quantity(const Type& type, Dimension dimension) {
  return type.kind == Kind::quantity && type.dimension == dimension;
}

class AnswerReader {
 public:
  AnswerReader(const CheckedPolicy& policy, Mistakes& mistakes)
      : policy_(policy), mistakes_(mistakes), given_(policy.questions.size()) {
    for (std::size_t i = 0; i < policy.questions.size(); ++i) by_name_.emplace(policy.questions[i].name, i);
  }

  void read_file(const MapNode& map) {
    std::unordered_map<std::size_t, Place> seen;
    for (const Entry& entry : map.entries) {
      const auto match = find(entry.key, entry.key_place);
      if (!match) continue;
      const auto [first, added] = seen.emplace(match->question, entry.key_place);
      if (!added) {
        mistakes_.add(Code::duplicate_name,
                      fmt::format("{} is answered twice", shown(policy_.questions[match->question].name)),
                      entry.key_place, "keep one of the two spellings",
                      {{first->second, "first answered here"}});
        continue;
      }
      read(*match, entry.key, entry.value);
    }
  }

  void read_setting(const Setting& setting) {
    if (const auto match = find(setting.name, setting.place)) read(*match, setting.name, setting.value);
  }

  Answers take() {
    Answers answers = default_answers(policy_);
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (!is_known(given_[i])) continue;
      answers.values[i] = std::move(given_[i]);
      answers.from[i] = AnswerFrom::given;
    }
    return answers;
  }

 private:
  /// The question of that very name, or of the name without its unit.
  std::optional<Match> find(const std::string& key, const Place& place) {
    if (const auto exact = by_name_.find(key); exact != by_name_.end()) return Match{exact->second, nullptr};
    for (const UnitSuffix& suffix : unit_suffixes()) {
      if (!std::string_view(key).ends_with(suffix.text)) continue;
      const auto plain = by_name_.find(key.substr(0, key.size() - suffix.text.size()));
      if (plain == by_name_.end()) continue;
      const Question& question = policy_.questions[plain->second];
      if (is_quantity(question.type, suffix.dimension)) return Match{plain->second, &suffix};
      mistakes_.add(Code::unit_mismatch,
                    fmt::format("{} is {}, which {} does not fit", shown(question.name),
                                describe(question.type), shown(suffix.text)),
                    place, fmt::format("write {}", shown(question.name)));
      return std::nullopt;
    }
    mistakes_.add(Code::unknown_name, fmt::format("the policy has no question {}", shown(key)), place,
                  mistakes_.did_you_mean(key, [&] { return spellings(); }));
    return std::nullopt;
  }

  std::vector<std::string> spellings() const {
    std::vector<std::string> names;
    for (const Question& question : policy_.questions) names.push_back(question.name);
    for (const Question& question : policy_.questions) {
      for (const UnitSuffix& suffix : unit_suffixes()) {
        if (is_quantity(question.type, suffix.dimension))
          names.push_back(question.name + std::string(suffix.text));
      }
    }
    names.insert(names.end(), {"policy", "catalog"});
    return names;
  }

  void read(const Match& match, const std::string& key, const Node& node) {
    const Question& question = policy_.questions[match.question];
    std::optional<Value> value =
        match.suffix ? read_number(question, *match.suffix, key, node) : read_plain(question, key, node);
    if (!value) return;
    if (is_known(*value) && !may_stand(question, *value, key, node)) return;
    given_[match.question] = std::move(*value);
  }

  std::optional<Value> read_plain(const Question& question, const std::string& key, const Node& node) {
    if (!is_quantity(question.type, {0, 1, 0}))
      return read_value(node, question.type, {key}, ReadAs::answer, mistakes_);
    const auto* scalar = std::get_if<ScalarNode>(&node.content);
    const auto written = scalar ? parse_quantity(scalar->text) : std::nullopt;
    if (!written || !written->bare || written->dimension != dimensions::none)
      return read_value(node, question.type, {key}, ReadAs::answer, mistakes_);
    mistakes_.add(
        Code::unit_mismatch,
        fmt::format("{}: expected a duration, found the bare number {}", shown(key), shown(scalar->text)),
        node.place, fmt::format("write the unit: `{0}s` or `{0}ms`, or `{1}_ms: {0}`", scalar->text, key));
    return std::nullopt;
  }

  std::optional<Value> read_number(const Question& question, const UnitSuffix& suffix, const std::string& key,
                                   const Node& node) {
    const auto* scalar = std::get_if<ScalarNode>(&node.content);
    const auto written = scalar ? parse_quantity(scalar->text) : std::nullopt;
    if (written && written->dimension == suffix.dimension) {
      mistakes_.add(Code::unit_mismatch,
                    fmt::format("{} counts {}: expected a bare number, found {}", shown(key), suffix.counts,
                                shown(scalar->text)),
                    node.place, fmt::format("write `{}: {}`", question.name, scalar->text));
      return std::nullopt;
    }
    std::optional<Value> value = read_value(node, Type::number(), {key}, ReadAs::answer, mistakes_);
    if (auto* number = value ? std::get_if<Rational>(&*value) : nullptr) *number = *number * suffix.scale;
    return value;
  }

  bool may_stand(const Question& question, const Value& value, const std::string& key, const Node& node) {
    if (const auto wrong = misfit(value, question.type)) {
      mistakes_.add(Code::out_of_range, fmt::format("{}: {} {}", shown(key), found(node), *wrong),
                    node.place);
      return false;
    }
    if (in_range(question, value)) return true;
    mistakes_.add(Code::out_of_range,
                  fmt::format("{}: must lie between {}, found {}", shown(key), range_text(question, " and "),
                              found(node)),
                  node.place, "", {{question.place, "its range stands here"}});
    return false;
  }

  const CheckedPolicy& policy_;
  Mistakes& mistakes_;
  std::vector<Value> given_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace

Result<Answers> read_answers(const CheckedPolicy& policy, const Node& map,
                             const std::vector<Setting>& settings) {
  Mistakes mistakes;
  AnswerReader reader(policy, mistakes);
  if (const auto* entries = std::get_if<MapNode>(&map.content)) {
    reader.read_file(*entries);
  } else if (!std::holds_alternative<NullNode>(map.content)) {
    mistakes.add(Code::type_mismatch, fmt::format("requirements are a map of answers, found {}", found(map)),
                 map.place);
  }
  for (const Setting& setting : settings) reader.read_setting(setting);

  Result<Answers> result;
  if (!mistakes.any()) result.value = reader.take();
  result.diagnostics = mistakes.take();
  return result;
}

}  // namespace select_model
