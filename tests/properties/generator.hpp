#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "engine/answers.hpp"
#include "policy/checked_policy.hpp"
#include "tests/properties/oracle.hpp"
#include "tests/properties/random.hpp"

/// Random policies as text, catalogues as text, and answers: well typed by construction, the same for a seed
/// everywhere. Amounts are drawn from few pools, literals from the facts, so that both sides of a comparison
/// are often equal.
namespace select_model::properties {

/// Something that a generated expression may name.
struct Declared {
  std::string name;
  Type type;
  bool optional = false;  // a question, or a let that reads one unguarded
  bool of_model = false;  // a let
  bool has_default = false;
  std::optional<Exact> from{}, to{};
};

/// What the parts of one case share.
struct World {
  std::vector<Declared> questions, facts, lets;
  std::vector<std::string> models, offers, aliases;  // ids
  std::map<std::array<int, 3>, std::vector<Exact>> amounts;
  std::vector<int> days;
};
std::array<int, 3> key_of(Dimension dimension);
const std::vector<std::string>& words();      // members of sets and enumerations
const std::vector<std::string>& companies();  // providers, developers, families, variants
const std::vector<std::string>& texts();

/// How amounts are written.
std::string decimal(const Exact& value);
bool is_decimal(const Exact& value);
std::string date_text(int day);
std::string in_quotes(const std::string& text);
std::string member_text(const std::string& member);
/// A literal of that dimension as a policy writes it; not negative. `bare`: tokens may go without their unit.
std::string literal_text(const Exact& value, Dimension dimension, bool bare, Random& random);
/// As a catalogue writes it: JSON, which YAML reads too.
std::string fact_text(const Exact& value, Dimension dimension, Random& random);
Exact an_amount(World& world, Dimension dimension, bool whole, Random& random);
/// What drawn answers are multiples of: of rates a coarser step than their resolution, a part of a day, so
/// that they are decimal numbers by the second.
Exact answer_step(const Type& type);
/// An amount that may stand as an answer to the question: in range, at its resolution.
Exact an_answer(World& world, const Declared& question, Random& random);

/// A catalogue as its fields, each value as JSON text.
using Fields = std::vector<std::pair<std::string, std::string>>;
struct GeneratedModel {
  Fields fields;
  std::vector<Fields> offers;
};
struct GeneratedCatalog {
  std::vector<GeneratedModel> models;
  std::string as_of;
  bool yaml = false;
  std::string text() const;
};
GeneratedCatalog generate_catalog(World& world, Random& random);

/// A policy as its declarations; those before `split` stand in a base that the policy extends (0: there is
/// none).
struct GeneratedPolicy {
  std::vector<std::string> declarations;
  std::size_t split = 0;
  std::string base_text() const;
  std::string text() const;
};
void declare_questions_and_facts(World& world, GeneratedPolicy& policy, Random& random);
void generate_policy(World& world, GeneratedPolicy& policy, Random& random);

struct GeneratedCase {
  std::uint64_t seed = 0;
  World world;
  GeneratedPolicy policy;
  GeneratedCatalog catalog;
};
GeneratedCase generate(std::uint64_t seed);

/// What the project makes of a case, or why it refuses it.
struct Built {
  std::optional<CheckedPolicy> policy;
  std::optional<Catalog> catalog;
  std::string refusal;
  explicit operator bool() const { return policy && catalog; }
};
Built build(const GeneratedPolicy& policy, const GeneratedCatalog& catalog);

/// Answers by the question's name; nothing: not answered.
using NamedAnswers = std::map<std::string, std::optional<Value>>;
NamedAnswers generate_answers(World& world, const CheckedPolicy& policy, Random& random);
Answers answers_for(const CheckedPolicy& policy, const NamedAnswers& named);
/// Changes an answer so that it meets the other side of a comparison exactly, for some offer.
void aim_at_a_boundary(NamedAnswers& named, const CheckedPolicy& policy, const Catalog& catalog,
                       Evaluator& evaluator, Random& random);
std::string to_yaml(const NamedAnswers& named, const CheckedPolicy& policy);

}  // namespace select_model::properties
