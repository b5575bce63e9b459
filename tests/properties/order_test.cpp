#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/rationale.hpp"
#include "engine/render.hpp"
#include "tests/properties/trial.hpp"

/// "So an answer never depends on the order of a file."
namespace select_model::properties {
namespace {

using nlohmann::json;

/// Without what says in which bytes and lines something stood.
void forget_places(json& document) {
  if (document.is_object()) {
    document.erase("sha256");
    document.erase("line");
  }
  for (json& below : document) {
    if (below.is_structured()) forget_places(below);
  }
}

json decide(const GeneratedPolicy& policy, const GeneratedCatalog& catalog, const NamedAnswers& named,
            bool ordered_questions) {
  const Built built = build(policy, catalog);
  if (!built) return built.refusal;
  const Result<Program> program = compile(*built.policy, *built.catalog);
  if (!program) return "compile refuses";
  const Answers answers = answers_for(*built.policy, named);
  const Decision decision = select(*program, answers, Date{20'544});
  json document = json::parse(render_json(*program, explain(*program, answers, Date{20'544}, decision)));
  forget_places(document);
  // Questions are named in the order of the policy.
  if (!ordered_questions) std::sort(document["missing"].begin(), document["missing"].end());
  return document;
}

GeneratedCatalog shuffled(GeneratedCatalog catalog, Random& random) {
  random.shuffle(catalog.models);
  for (GeneratedModel& model : catalog.models) {
    random.shuffle(model.fields);
    random.shuffle(model.offers);
    for (Fields& offer : model.offers) random.shuffle(offer);
  }
  return catalog;
}

/// Questions and own facts in another order; they speak of nothing that stands above them.
GeneratedPolicy shuffled(GeneratedPolicy policy, Random& random) {
  const auto end = std::find_if(
      policy.declarations.begin(), policy.declarations.end(),
      [](const std::string& text) { return text.rfind("ask ", 0) != 0 && text.rfind("fact ", 0) != 0; });
  std::vector<std::string> head(policy.declarations.begin(), end);
  random.shuffle(head);
  std::copy(head.begin(), head.end(), policy.declarations.begin());
  return policy;
}

struct Changed {
  const char* what;
  GeneratedPolicy policy;
  GeneratedCatalog catalog;
};

TEST(Order, OfFilesChangesNothing) {
  const auto cases = static_cast<std::uint64_t>(250 * times());
  for (std::uint64_t seed = 60'000'000; seed < 60'000'000 + cases; ++seed) {
    GeneratedCase generated = generate(seed);
    const Built built = build(generated.policy, generated.catalog);
    if (!built) continue;  // Agree tells
    Random random(seed);
    const NamedAnswers named = generate_answers(generated.world, *built.policy, random);
    GeneratedCatalog other_syntax = generated.catalog;
    other_syntax.yaml = !other_syntax.yaml;
    const std::vector<Changed> all{
        {"models, offers and keys of the catalogue", generated.policy, shuffled(generated.catalog, random)},
        {"YAML for JSON", generated.policy, other_syntax},
        {"questions and facts", shuffled(generated.policy, random), generated.catalog}};
    for (const Changed& changed : all) {
      const bool ordered = changed.policy.declarations == generated.policy.declarations;
      const json before = decide(generated.policy, generated.catalog, named, ordered);
      const json after = decide(changed.policy, changed.catalog, named, ordered);
      ASSERT_EQ(before, after) << changed.what << ": " << json::diff(before, after).dump(2) << "\n"
                               << report({generated.policy, generated.catalog, named}, seed, changed.what)
                               << "--- and\n"
                               << changed.policy.text() << changed.catalog.text();
    }
  }
}

TEST(Order, OfAnswersChangesNothing) {
  const auto cases = static_cast<std::uint64_t>(250 * times());
  for (std::uint64_t seed = 70'000'000; seed < 70'000'000 + cases; ++seed) {
    GeneratedCase generated = generate(seed);
    const Built built = build(generated.policy, generated.catalog);
    if (!built) continue;
    Random random(seed);
    const NamedAnswers named = generate_answers(generated.world, *built.policy, random);
    std::vector<std::string> lines;
    for (const auto& [name, value] : named) {
      const std::string line = to_yaml({{name, value}}, *built.policy);
      if (value) lines.push_back(line);
    }
    random.shuffle(lines);
    std::string text;
    for (const std::string& line : lines) text += line;
    if (text.empty()) text = "{}\n";
    const Result<Node> node = read_document(std::make_shared<const Source>("answers.yaml", text), 1 << 20);
    ASSERT_TRUE(node) << text;
    const Result<Answers> read = read_answers(*built.policy, *node, {});
    ASSERT_TRUE(read) << generated.policy.text() << text << to_text(read.diagnostics.at(0), false);
    const Answers wanted = answers_for(*built.policy, named);
    EXPECT_EQ(read->values, wanted.values) << generated.policy.text() << text;
    EXPECT_EQ(read->from, wanted.from) << text;
  }
}

}  // namespace
}  // namespace select_model::properties
