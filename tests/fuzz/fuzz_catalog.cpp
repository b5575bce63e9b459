#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "catalog/catalog.hpp"
#include "engine/answers.hpp"
#include "policy/checker.hpp"
#include "policy/vocabulary.hpp"

namespace {

using namespace select_model;

void demand(bool holds) {
  if (!holds) std::abort();
}

SourcePtr file(const char* name, std::string text) {
  return std::make_shared<const Source>(name, std::move(text));
}

const CheckedPolicy& policy() {
  static const CheckedPolicy checked = [] {
    const auto layers = load_layers("fuzz.policy", [](const std::string&) {
      return FileText{R"(policy fuzz
ask task: one of {code, chat, no}, optional "?"
ask input_tokens: tokens, from 1 to 10M, default 1_500
ask max_latency: duration, optional
ask max_cost: money, from $0 to $10, optional
ask share: ratio, optional
ask amount: number, optional
ask needed: any of {soc2, hipaa}, default {}
ask strict: bool, default false
ask until: date, optional
ask region: text, optional
)"};
    });
    return std::move(*check(*layers));
  }();
  return checked;
}

/// There is either a value or a mistake, and each mistake can be printed.
template <typename T>
void inspect(const Result<T>& result) {
  demand(result.value.has_value() != has_errors(result.diagnostics));
  for (const Diagnostic& diagnostic : result.diagnostics) {
    const Place& place = diagnostic.place;
    demand(place.span.begin <= place.span.end);
    demand(!place.source || place.span.end <= place.source->text().size() + 1);
    to_text(diagnostic, true);
  }
}

void inspect_catalog(const Result<Catalog>& catalog) {
  inspect(catalog);
  if (!catalog) return;
  for (const Offer& offer : catalog->offers) {
    demand(offer.facts.size() == builtin_facts().size());
    demand(!offer.model.empty() && !offer.provider.empty());
    for (std::size_t i = 0; i < offer.facts.size(); ++i) {
      demand(!builtin_facts()[i].always_known || is_known(offer.facts[i]));
      to_text(offer.facts[i], builtin_facts()[i].type);
    }
    for (const auto& [name, value] : offer.own_facts) inspect(read_value(value, Type::money(), name));
    demand(!find_offers(*catalog, {offer.id, "", "", true, {}}).empty());
  }
}

void inspect_answers(const Node& map, const std::vector<Setting>& settings) {
  const auto answers = read_answers(policy(), map, settings);
  inspect(answers);
  if (answers) demand(answers->values.size() == policy().questions.size());
}

}  // namespace

// Any bytes are a catalogue, a layer over one, a requirements file and a setting, or each a list of mistakes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const SourcePtr base = file("base.yaml",
                                     "models: [{id: m, aliases: [n], strengths: [code], quality: 50%, "
                                     "offers: [{provider: p, hosting: api, ttft: 1s}]}]");
  inspect(read_document(file("fuzz.json", text), std::size_t{1} << 16));
  inspect_catalog(build_catalog({file("fuzz.yaml", text)}));
  inspect_catalog(build_catalog({base, file("-", text)}));
  const auto requirements = read_requirements(file("fuzz.yaml", text));
  inspect(requirements);
  if (requirements) inspect_answers(requirements->document, {});
  const auto setting = read_setting("needed=" + text);
  inspect(setting);
  if (setting) inspect_answers({MapNode{}, {}}, {*setting});
  return 0;
}
