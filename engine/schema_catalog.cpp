#include <algorithm>
#include <map>

#include "catalog/catalog_keys.hpp"
#include "engine/schema.hpp"
#include "engine/schema_values.hpp"
#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

const std::map<std::string_view, std::string_view>& meanings() {
  static const std::map<std::string_view, std::string_view> all{
      {"developer", "Who trained the model."},
      {"family", "The models that it belongs to, such as `gpt-4o`."},
      {"name", "What people call it. Without it the id."},
      {"api_model", "What the provider's API is sent as the model, such as `gpt-4o-2024-08-06`."},
      {"hosting", "An API, a single tenant in your own account, or your own hardware."},
      {"open_weights", "Whether its weights can be downloaded."},
      {"status", "Where it stands in its life."},
      {"pinned", "Whether `api_model` is a dated version that stays as it is, rather than an alias."},
      {"released", "The day on which it came out."},
      {"retires", "The day from which it is no longer served."},
      {"as_of", "The day on which these figures were right. Without it the catalogue's."},
      {"gpus", "How many GPUs one replica needs."},
      {"gpu_monthly_cost", "What one GPU costs a month."},
      {"gpu_throughput", "Tokens per time of one GPU, batched."},
      {"input_price", "The price of tokens that are sent."},
      {"output_price", "The price of tokens that are returned."},
      {"cached_input_price", "The price of tokens that are sent and were cached."},
      {"batch_discount", "What a batch is cheaper by."},
      {"context_window", "Tokens that it holds, sent and returned together."},
      {"max_output", "Tokens that it returns at most."},
      {"ttft", "Median time to the first token."},
      {"throughput", "Tokens per time of one stream."},
      {"capabilities", "What it can do, such as `structured_output`."},
      {"modalities", "What it takes, such as `text` and `image`."},
      {"strengths", "The tasks that it is good at."},
      {"compliance", "Certificates that the provider holds, such as `soc2`."},
      {"regions", "Where it is served."},
      {"availability", "Its uptime."},
      {"mmlu", "Score in MMLU, general knowledge."},
      {"humaneval", "Score in HumanEval, code."},
      {"math", "Score in MATH."},
      {"gsm8k", "Score in GSM8K, arithmetic in words."},
      {"gpqa", "Score in GPQA, science at graduate level."},
      {"mt_bench", "Score in MT-Bench, 1 to 10."},
      {"gpu_type", "Which GPU it is, such as `A100-80GB`."},
  };
  return all;
}

std::string description(std::string_view fact, const Type& type) {
  const auto found = meanings().find(fact);
  std::string how = type.kind == Kind::set
                        ? "`[soc2]` where that is all, `{soc2: true}` where there may be more"
                        : schema::how_to_write(type);
  if (type.kind == Kind::name || type.kind == Kind::text || type.kind == Kind::boolean) how.clear();
  if (!how.empty()) how[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(how[0])));
  return (found == meanings().end() ? std::string(fact) : std::string(found->second)) +
         (how.empty() ? "" : " " + how + ".");
}

/// A quantity of a catalogue is never negative.
JsonValue fact_schema(std::string_view fact, const Type& type) {
  schema::Bounds bounds;
  if (type.kind == Kind::quantity) bounds.from = Rational(fact == "gpus" || fact == "mt_bench" ? 1 : 0);
  if (fact == "mt_bench") bounds.to = Rational(10);
  Object schema{{"description", description(fact, type)}};
  std::ranges::move(schema::value_of(type, ReadAs::fact, bounds), std::back_inserter(schema));
  return schema;
}

JsonValue refer_to(std::string_view definition) {
  return Object{{"$ref", "#/$defs/" + std::string(definition)}};
}

JsonValue described(std::string_view words, Object schema) {
  schema.insert(schema.begin(), {"description", words});
  return schema;
}

JsonValue list_of(std::string_view words, std::string_view definition) {
  return described(words, {{"type", Array{"array", "null"}}, {"items", refer_to(definition)}});
}

JsonValue text(std::string_view words, bool may_be_null) {
  return described(words, schema::scalar_text(false, may_be_null));
}

JsonValue ratio() { return schema::value_of(Type::ratio(), ReadAs::fact); }

JsonValue quality() {
  Object scalar = schema::value_of(Type::ratio(), ReadAs::fact);
  std::get<Array>(scalar[0].value.content).emplace_back("object");
  scalar.push_back({"additionalProperties", ratio()});
  return described("Scores of your own evaluation: one figure, or one a task, `{default: 84%, code: 61%}`.",
                   std::move(scalar));
}

JsonValue tier() {
  const Type price = Type::quantity({1, 0, -1});
  Object properties;
  for (const std::string_view key : keys_of_tier) {
    if (key == "above") {
      Object above = schema::value_of(Type::tokens(), ReadAs::fact);
      std::get<Array>(above[0].value.content).pop_back();  // not null
      properties.push_back(
          {"above", described("Its prices hold where more tokens than these are sent.", above)});
    } else {
      properties.push_back({std::string(key), refer_to(std::string(key) + "_price")});
    }
  }
  return Object{{"type", "object"},
                {"properties", std::move(properties)},
                {"required", Array{"above"}},
                {"additionalProperties", false}};
}

JsonValue group(std::string_view name) {
  Object properties;
  for (const GroupMember& member : group_members()) {
    if (member.group == name) properties.push_back({std::string(member.key), refer_to(member.fact)});
  }
  if (name == "price")
    properties.push_back({"tiers", list_of("Other prices for requests with more tokens.", "tier")});
  Object schema{{"type", Array{"object", "null"}},
                {"properties", std::move(properties)},
                {"additionalProperties", false}};
  if (name != "gpus") return schema;
  // Under the same key the plain fact: how many.
  return Object{{"description", "How many GPUs one replica needs, or what is known of them."},
                {"if", Object{{"type", "object"}}},
                {"then", std::move(schema)},
                {"else", refer_to("gpus")}};
}

JsonValue own_facts() {
  Array names;
  for (const BuiltinFact& fact : builtin_facts()) names.emplace_back(fact.name);
  return Object{{"description", "Facts of your own, for policies that declare them with `fact`."},
                {"type", Array{"object", "null"}},
                {"propertyNames", Object{{"not", Object{{"enum", std::move(names)}}}}}};
}

/// A group in which the fact does not stand. One that is null states all of its facts.
JsonValue group_without(const GroupMember& member) {
  Array types{"object"};
  if (member.group == "gpus") types = {"object", "integer", "string"};  // under the same key the plain fact
  return Object{{"type", std::move(types)}, {"properties", Object{{std::string(member.key), false}}}};
}

/// Of a fact that is no built-in one: not in its group and under `facts` both.
JsonValue not_twice(const GroupMember& member) {
  const Object in_group{{"anyOf", Array{Object{{"type", "null"}},
                                        Object{{"type", "object"}, {"required", Array{member.key}}}}}};
  const Object in_facts{{"type", "object"}, {"required", Array{member.fact}}};
  return Object{
      {"not", Object{{"type", "object"},
                     {"required", Array{member.group, "facts"}},
                     {"properties", Object{{std::string(member.group), in_group}, {"facts", in_facts}}}}}};
}

/// One fact under two spellings.
JsonValue stated_once() {
  Object plain;
  Array own;
  for (const GroupMember& member : group_members()) {
    if (member.own) own.push_back(not_twice(member));
    if (member.own || member.fact == "gpus") continue;  // `gpus` has one key for both
    plain.push_back({std::string(member.fact),
                     Object{{"type", "object"},
                            {"properties", Object{{std::string(member.group), group_without(member)}}}}});
  }
  return Object{{"type", "object"}, {"dependentSchemas", std::move(plain)}, {"allOf", std::move(own)}};
}

/// `remove: true` beside nothing but who is removed.
JsonValue removed(Array identity) {
  identity.emplace_back("remove");
  return Object{
      {"if", Object{{"type", "object"},
                    {"properties", Object{{"remove", Object{{"const", true}}}}},
                    {"required", Array{"remove"}}}},
      {"then", Object{{"type", "object"}, {"propertyNames", Object{{"enum", std::move(identity)}}}}}};
}

/// What models and offers both may say.
void add_record(Object& properties) {
  for (const std::string_view name : {"price", "latency", "benchmarks", "gpus", "quality", "facts"})
    properties.push_back({std::string(name), refer_to(name == "gpus" ? "gpus_or_group" : name)});
  for (const BuiltinFact& fact : builtin_facts()) {
    if (find_plain_fact(fact.name) && fact.name != "gpus")
      properties.push_back({std::string(fact.name), refer_to(fact.name)});
  }
}

JsonValue entry(Object properties, std::string_view required, Array identity) {
  add_record(properties);
  return Object{{"type", "object"},
                {"properties", std::move(properties)},
                {"required", Array{required}},
                {"additionalProperties", false},
                {"allOf", Array{refer_to("stated_once"), removed(std::move(identity))}}};
}

JsonValue removal(std::string_view words) { return described(words, {{"type", Array{"boolean", "null"}}}); }

JsonValue model() {
  return entry({{"id", text("What policies call the model.", false)},
                {"aliases",
                 described("Other names that policies may use for it.",
                           {{"type", Array{"array", "null"}}, {"items", schema::scalar_text(false, false)}})},
                {"offers", list_of("Who serves it, and how.", "offer")},
                {"remove", removal("`true` drops the model that a catalogue below holds.")}},
               "id", {"id"});
}

JsonValue offer() {
  return entry({{"provider", text("Who serves the model.", false)},
                {"variant", text("Tells offers of one provider apart: a region, a kind of hardware.", true)},
                {"remove", removal("`true` drops the offer that a catalogue below holds.")}},
               "provider", {"provider", "variant"});
}

JsonValue definitions() {
  Object defs{{"model", model()}, {"offer", offer()}, {"stated_once", stated_once()}};
  for (const std::string_view name : {"price", "latency", "benchmarks"})
    defs.push_back({std::string(name), group(name)});
  defs.push_back({"gpus_or_group", group("gpus")});
  defs.push_back({"tier", tier()});
  defs.push_back({"quality", quality()});
  defs.push_back({"facts", own_facts()});
  for (const BuiltinFact& fact : builtin_facts()) {
    if (find_plain_fact(fact.name))
      defs.push_back({std::string(fact.name), fact_schema(fact.name, fact.type)});
  }
  for (const GroupMember& member : group_members()) {
    if (member.own) defs.push_back({std::string(member.fact), fact_schema(member.fact, *member.own)});
  }
  return defs;
}

}  // namespace

std::string catalog_schema() {
  const Object date = schema::value_of(Type::date(), ReadAs::fact);
  return to_text(Object{
      {"$schema", schema::dialect},
      {"$id", "urn:select-model:catalog:1"},
      {"title", "A catalogue of select-model"},
      {"description",
       "Models, who offers them, and what is known of them. What is not written, or `null`, is unknown. A "
       "catalogue may be laid over another, key by key."},
      {"type", "object"},
      {"properties", Object{{"catalog", text("The name of the catalogue.", true)},
                            {"as_of", described("The day on which its figures were right.", date)},
                            {"source", text("Where they are from.", true)},
                            {"models", list_of("The models.", "model")}}},
      {"required", Array{"models"}},
      {"additionalProperties", false},
      {"$defs", definitions()}});
}

}  // namespace select_model
