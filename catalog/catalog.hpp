#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/document.hpp"
#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"
#include "policy/value.hpp"

/// The facts: which models there are, who serves them, how, and at what price. Made by `build_catalog`;
/// immutable after.
namespace select_model {

/// Prices of all tokens of a request whose input is strictly above `above` tokens, in dollars per token.
struct PriceTier {
  Rational above;
  std::optional<Rational> input, output, cached_input;
};

/// A model as one provider serves it, or as one would host it.
struct Offer {
  std::string id;                        // model@provider or model@provider/variant
  std::string model, provider, variant;  // variant may be empty
  std::vector<Value> facts;              // one for each of builtin_facts(); Unknown where not written
  std::vector<PriceTier> tiers;          // by rising `above`; the base prices are the facts input_price, …
  std::map<std::string, Rational> task_quality;  // model.quality(task); the plain one is the fact `quality`
  std::map<std::string, Node> own_facts;         // typed when a policy that declares them meets the catalogue
  Place place;
};

struct Catalog {
  std::string name;  // as the file words it, else the file's own
  std::optional<Date> as_of;
  std::string source;                          // as the file words it
  std::vector<Offer> offers;                   // by model id, provider, variant, as bytes
  std::map<std::string, std::string> aliases;  // alias → model id
  std::vector<SourcePtr> files;                // the first at the bottom
};

/// Builds one catalogue from files laid over one another, the first at the bottom (section "The catalogue
/// file" of the docs): merges, checks, types. All mistakes of all files, with places and nearest names.
Result<Catalog> build_catalog(const std::vector<SourcePtr>& files);

/// The guide's catalogue as a source to lay others over: JSON that the build prepared from
/// catalog/builtin/guide.yaml, named `builtin:guide`.
SourcePtr builtin_guide_catalog();

/// The offers that a policy's or a test's name means: of the model with that id, else with that alias; of all
/// its providers and variants unless they are named. A quoted reference may also be a whole offer id. Indexes
/// into `offers`, in order.
std::vector<std::uint32_t> find_offers(const Catalog& catalog, const ast::ModelRef& ref);

/// One scalar, list or map typed as `type`: facts of the catalogue, own facts, answers. `where` names it in
/// messages ("`ttft`").
struct Typed {
  Value value;
};
Result<Typed> read_value(const Node& node, const Type& type, std::string_view where);

}  // namespace select_model
