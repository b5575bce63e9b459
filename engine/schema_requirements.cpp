#include <algorithm>

#include <fmt/format.h>

#include "engine/schema.hpp"
#include "engine/schema_values.hpp"
#include "engine/unit_suffixes.hpp"

namespace select_model {

namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

bool is_reserved(std::string_view key) { return key == "policy" || key == "catalog"; }

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string value_text(const Rational& value, const Type& type) {
  if (type.kind == Kind::date) return to_text(Date{static_cast<std::int32_t>(*value.to_int64())});
  return to_exact_text(value, type);
}

std::string range_words(const Question& question) {
  if (!question.from || !question.to) return "";
  return fmt::format(" From {} to {}.", value_text(*question.from, question.type),
                     value_text(*question.to, question.type));
}

std::string absence_words(const Question& question) {
  if (question.optional) return " Optional.";
  if (question.required()) return " Has to be answered wherever it can change the result.";
  return fmt::format(" Not answered: {}.", to_text(question.default_value, question.type));
}

schema::Bounds bounds_of(const Question& question) {
  return question.type.kind == Kind::quantity ? schema::Bounds{question.from, question.to} : schema::Bounds{};
}

Object described(const Question& question, const std::string& words) {
  return {{"title", question.title.empty() ? question.name : question.title},
          {"description", words + range_words(question) + absence_words(question)}};
}

void append(Object& to, Object from) { std::ranges::move(from, std::back_inserter(to)); }

class RequirementsSchema {
 public:
  explicit RequirementsSchema(const CheckedPolicy& policy) : policy_(policy) {}

  JsonValue make() {
    reserved();
    for (const Question& question : policy_.questions) {
      if (!is_reserved(question.name)) add(question);
    }
    Object schema{
        {"$schema", schema::dialect},
        {"$id", "urn:select-model:requirements:" + policy_.name},
        {"title", "Requirements of " + (policy_.title.empty() ? policy_.name : policy_.title)},
        {"description", fmt::format("The answers to the questions of the policy {}{}.", policy_.name,
                                    policy_.version.empty() ? "" : ", version " + policy_.version)},
        {"type", Array{"object", "null"}},
        {"properties", std::move(properties_)},
        {"additionalProperties", false}};
    if (!alternatives_.empty()) schema.push_back({"dependentSchemas", std::move(alternatives_)});
    return schema;
  }

 private:
  void reserved() {
    const Object path = schema::scalar_text(false, false);
    properties_.push_back(
        {"policy",
         Object{
             {"title", "The policy that decides"},
             {"description",
              "A path relative to this file, or `builtin:guide`. `--policy` replaces it. Without either the "
              "guide's policy decides."},
             {"type", Array{"string", "number", "boolean", "array", "null"}},
             {"minLength", 1},
             {"items", path},
             {"maxItems", 1},
             {"examples", Array{"builtin:guide"}}}});
    properties_.push_back(
        {"catalog",
         Object{
             {"title", "The models to choose from"},
             {"description",
              "A path relative to this file, `builtin:guide`, or a list of them, each laid over those before "
              "it. `--catalog` replaces it. Without either the guide's catalogue is used."},
             {"type", Array{"string", "number", "boolean", "array", "null"}},
             {"minLength", 1},
             {"items", path},
             {"examples", Array{"builtin:guide", Array{"builtin:guide", "catalog.yaml"}}}}});
  }

  void add(const Question& question) {
    Object plain = described(question, capitalised(schema::how_to_write(question.type)) + ".");
    append(plain, schema::value_of(question.type, ReadAs::answer, bounds_of(question)));
    if (is_known(question.default_value))
      plain.push_back({"default", schema::written(question.default_value, question.type)});
    properties_.push_back({question.name, std::move(plain)});
    add_other_spellings(question);
  }

  /// `max_latency_ms`, unless that is a question of its own.
  void add_other_spellings(const Question& question) {
    std::vector<std::string> names{question.name};
    for (const UnitSuffix& suffix : unit_suffixes()) {
      const std::string key = question.name + std::string(suffix.text);
      if (question.type.kind != Kind::quantity || question.type.dimension != suffix.dimension ||
          std::ranges::find(policy_.questions, key, &Question::name) != policy_.questions.end())
        continue;
      Object schema =
          described(question, fmt::format("`{}` as a bare number of {}.", question.name, suffix.counts));
      append(schema, schema::number_of(question.type, suffix.scale, bounds_of(question)));
      properties_.push_back({key, std::move(schema)});
      names.push_back(key);
    }
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
      Object others;
      for (std::size_t j = i + 1; j < names.size(); ++j) others.push_back({names[j], false});
      alternatives_.push_back({names[i], Object{{"properties", std::move(others)}}});
    }
  }

  const CheckedPolicy& policy_;
  Object properties_, alternatives_;
};

}  // namespace

std::string requirements_schema(const CheckedPolicy& policy) {
  return to_text(RequirementsSchema(policy).make());
}

}  // namespace select_model
