#include "engine/schema.hpp"
#include "engine/schema_values.hpp"

namespace select_model {

namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

JsonValue refer_to(const char* definition) { return Object{{"$ref", std::string("#/$defs/") + definition}}; }

JsonValue of(const char* type, std::string_view words) {
  return Object{{"description", words}, {"type", type}};
}

JsonValue or_null(const char* type, std::string_view words) {
  return Object{{"description", words}, {"type", Array{type, "null"}}};
}

JsonValue list(std::string_view words, JsonValue items) {
  return Object{{"description", words}, {"type", "array"}, {"items", std::move(items)}};
}

JsonValue one_of(std::string_view words, Array values) {
  return Object{{"description", words}, {"enum", std::move(values)}};
}

/// All of its keys are always there.
JsonValue object(Object properties) {
  Array required;
  for (const JsonMember& member : properties) required.emplace_back(member.key);
  return Object{{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

JsonValue date_or_null(std::string_view words) {
  return Object{{"description", words}, {"type", Array{"string", "null"}}, {"format", "date"}};
}

JsonValue hash(std::string_view words) {
  return Object{{"description", words}, {"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}};
}

JsonValue verdict() { return one_of("`unknown`: it could not be verified.", {"fails", "unknown"}); }

Object identity() {
  return {{"offer", of("string", "Its id: `model@provider` or `model@provider/variant`.")},
          {"model", of("string", "The id of the model.")},
          {"provider", of("string", "Who serves it.")},
          {"variant", or_null("string", "Which of the provider's ways to serve it.")}};
}

JsonValue value() {
  return Object{
      {"description", "A bool, a name, text, a date, a set as a list, a quantity, or `null`: unknown."},
      {"anyOf",
       Array{Object{{"type", Array{"null", "boolean", "string"}}},
             Object{{"type", "array"}, {"items", Object{{"type", "string"}}}}, refer_to("quantity")}}};
}

JsonValue quantity() {
  return object(
      {{"value", of("number", "In the unit.")},
       {"unit",
        of("string", "`USD`, `s`, `tokens`, `ratio`, `tokens/s`, `USD/token`; empty for plain numbers.")},
       {"text", of("string", "As a person writes it.")}});
}

JsonValue warning() {
  return object({{"constraint", of("string", "The constraint that is broken or unknown.")},
                 {"verdict", verdict()},
                 {"text", of("string", "Why.")}});
}

JsonValue criterion_warning() {
  return object({{"criterion", of("string", "The criterion of the ranking whose value is unknown.")},
                 {"verdict", one_of("", {"unknown"})},
                 {"text", of("string", "What is not known.")}});
}

JsonValue contribution() {
  return object({{"criterion", of("string", "Its name.")},
                 {"goal", one_of("Which way is better.", {"maximize", "minimize"})},
                 {"value", refer_to("value")},
                 {"normalized", or_null("number", "0 to 1, 1 is best; `null` by order.")},
                 {"weight", or_null("number", "The weights add up to 1; `null` by order.")},
                 {"points", or_null("number", "The points add up to the score; `null` by order.")}});
}

JsonValue ranked() {
  Object properties{{"rank", Object{{"description", "From 1."}, {"type", "integer"}, {"minimum", 1}}}};
  for (JsonMember& member : identity()) properties.push_back(std::move(member));
  Object others{
      {"api_model", or_null("string", "What the provider's API is sent as the model.")},
      {"tier", Object{{"description", "From 1; `null` where it depends on an answer that is missing."},
                      {"type", Array{"integer", "null"}},
                      {"minimum", 1}}},
      {"score",
       or_null("number", "0 to 1; `null` by order, or where it depends on an answer that is missing.")},
      {"values", Object{{"description", "Every `let` of the policy that speaks of the model."},
                        {"type", "object"},
                        {"additionalProperties", refer_to("value")}}},
      {"contributions", list("What the ranking looked at, in its order.", refer_to("contribution"))},
      {"warnings", list("What does not rule it out, but ought to be known.",
                        Object{{"anyOf", Array{refer_to("warning"), refer_to("criterion_warning")}}})}};
  for (JsonMember& member : others) properties.push_back(std::move(member));
  return object(std::move(properties));
}

JsonValue rejected() {
  Object properties = identity();
  properties.push_back(
      {"failed",
       Object{{"description", "Everything that ruled it out."},
              {"type", "array"},
              {"minItems", 1},
              {"items", Object{{"anyOf", Array{refer_to("failed_constraint"), refer_to("not_listed")}}}}}});
  return object(std::move(properties));
}

JsonValue failed_constraint() {
  return object(
      {{"constraint", of("string", "Its name.")},
       {"verdict", verdict()},
       {"condition", of("string", "As the policy writes it.")},
       {"left", refer_to("value")},
       {"right", refer_to("value")},
       {"because", of("string", "Why, in words.")},
       {"file", or_null("string", "The file of the constraint.")},
       {"line", Object{{"description", "Its line there, from 1."}, {"type", "integer"}, {"minimum", 0}}}});
}

JsonValue not_listed() {
  return object({{"branch", or_null("string", "The branch that does not list the offer.")},
                 {"verdict", verdict()},
                 {"because", of("string", "Why, in words.")}});
}

/// What an outcome says of the lists beside it.
JsonValue implies(const char* outcome, Object properties) {
  return Object{{"if", Object{{"properties", Object{{"outcome", Object{{"const", outcome}}}}}}},
                {"then", Object{{"properties", std::move(properties)}}}};
}

JsonValue empty() { return Object{{"type", "array"}, {"maxItems", 0}}; }
JsonValue filled() { return Object{{"type", "array"}, {"minItems", 1}}; }

Object decision() {
  return {
      {"schema", Object{{"description", "The version of this form."}, {"const", "select-model/decision/1"}}},
      {"engine", of("string", "The version of select-model.")},
      {"outcome",
       one_of("What was decided.", {"recommended", "no_eligible_model", "refused", "undetermined"})},
      {"policy", object({{"name", of("string", "Its name.")},
                         {"version", or_null("string", "As the policy writes it.")},
                         {"sha256", hash("Of all its files.")}})},
      {"catalog",
       object({{"name", of("string", "Its name.")},
               {"as_of", date_or_null("The day on which its figures were right.")},
               {"offers", Object{{"description", "How many it holds."}, {"type", "integer"}, {"minimum", 0}}},
               {"sha256", hash("Of all its files.")}})},
      {"today", date_or_null("The day of the decision; `null` where nothing depended on it.")},
      {"answers", Object{{"description", "Of every question of the policy."},
                         {"type", "object"},
                         {"additionalProperties",
                          object({{"value", refer_to("value")},
                                  {"from", one_of("Where it is from.", {"given", "default", "absent"})}})}}},
      {"refusals", list("The gates that refuse the request.", refer_to("warning"))},
      {"branch", or_null("string",
                         "The branch of the tree that was taken; `null` without a tree, or where it "
                         "depends on an answer that is missing.")},
      {"because", or_null("string", "The reason that the branch gives.")},
      {"path", list("The branches that were tried, in order.",
                    object({{"branch", of("string", "Its name.")},
                            {"condition", or_null("string", "As the policy writes it; `null`: otherwise.")},
                            {"verdict", one_of("", {"true", "false", "unknown"})}}))},
      {"ranking", object({{"name", or_null("string", "Its name, where the branch chose it.")},
                          {"method", one_of("`null`: no ranking applied.", {"weight", "order", nullptr})}})},
      {"ranked", list("Every eligible offer, best first.", refer_to("ranked"))},
      {"rejected", list("Every offer that is out, and why.", refer_to("rejected"))},
      {"fallbacks", list("Ids of the offers to fall back to, best first.", Object{{"type", "string"}})},
      {"missing", list("The questions that have to be answered first.",
                       object({{"question", of("string", "Its name.")},
                               {"title", or_null("string", "What it asks.")}}))},
      {"relaxations", list("What would have to give way.", Object{{"type", "object"}})},
      {"warnings", list("Of the decision as a whole.", refer_to("warning"))}};
}

}  // namespace

std::string decision_schema() {
  Object schema{
      {"$schema", schema::dialect},
      {"$id", "urn:select-model:decision:1"},
      {"title", "A decision of select-model"},
      {"description",
       "What `select-model --format json` prints. These keys keep their names and their meaning; more "
       "may come."}};
  JsonValue whole = object(decision());
  for (JsonMember& member : std::get<Object>(whole.content)) schema.push_back(std::move(member));
  schema.push_back(
      {"allOf",
       Array{
           implies("recommended", {{"ranked", filled()}, {"refusals", empty()}, {"missing", empty()}}),
           implies("no_eligible_model", {{"ranked", empty()}, {"refusals", empty()}, {"fallbacks", empty()}}),
           implies("refused",
                   {{"refusals", filled()}, {"ranked", empty()}, {"rejected", empty()}, {"path", empty()}}),
           implies("undetermined", {{"missing", filled()}, {"ranked", empty()}})}});
  schema.push_back({"$defs", Object{{"quantity", quantity()},
                                    {"value", value()},
                                    {"warning", warning()},
                                    {"criterion_warning", criterion_warning()},
                                    {"contribution", contribution()},
                                    {"ranked", ranked()},
                                    {"rejected", rejected()},
                                    {"failed_constraint", failed_constraint()},
                                    {"not_listed", not_listed()}}});
  return to_text(std::move(schema));
}

}  // namespace select_model
