#pragma once
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/document.hpp"
#include "policy/vocabulary.hpp"

/// What the tests of this folder share: files made of text, and results as text that a person can read.
namespace select_model {

inline SourcePtr file(std::string name, std::string text) {
  return std::make_shared<const Source>(std::move(name), std::move(text));
}

inline std::string words(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += to_text(diagnostic, false);
  return text;
}

/// One line for each: where, code, message, help.
inline std::string brief(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    const Position at = d.place.source->position(d.place.span.begin);
    text += std::to_string(at.line) + ":" + std::to_string(at.column) + " <" +
            std::string(d.place.source->slice(d.place.span)) + "> " + std::string(info(d.code).word) + ": " +
            d.message + (d.help.empty() ? "" : " (" + d.help + ")") + "\n";
  }
  return text;
}

/// A document on one line: quoted text in quotes, everything else as written.
inline std::string flat(const Node& node) {
  struct Flat {
    std::string operator()(const NullNode&) const { return "null"; }
    std::string operator()(const ScalarNode& scalar) const {
      return scalar.quoted ? '"' + scalar.text + '"' : scalar.text;
    }
    std::string operator()(const ListNode& list) const {
      std::string text;
      for (const Node& item : list.items) text += (text.empty() ? "" : ", ") + flat(item);
      return "[" + text + "]";
    }
    std::string operator()(const MapNode& map) const {
      std::string text;
      for (const Entry& entry : map.entries)
        text += (text.empty() ? "" : ", ") + entry.key + ": " + flat(entry.value);
      return "{" + text + "}";
    }
  };
  return std::visit(Flat{}, node.content);
}

/// The document, or what is wrong with it.
inline std::string read(const std::string& name, const std::string& text) {
  const auto document = read_document(file(name, text), std::size_t{1} << 20);
  return document ? flat(*document) : brief(document.diagnostics);
}

/// What is known of an offer beside who it is: `hosting=api ttft=300 ms`.
inline std::string facts(const Offer& offer) {
  std::string text;
  for (std::size_t i = fact_index("variant") + 1; i < offer.facts.size(); ++i) {
    const BuiltinFact& fact = builtin_facts()[i];
    if (!is_known(offer.facts[i]) || fact.name == "name" || fact.name == "hosting") continue;
    text +=
        (text.empty() ? "" : " ") + std::string(fact.name) + "=" + to_exact_text(offer.facts[i], fact.type);
  }
  for (const auto& [task, figure] : offer.task_quality)
    text += (text.empty() ? "" : " ") + ("quality(" + task + ")=") + to_exact_text(figure, Type::ratio());
  for (const PriceTier& tier : offer.tiers) {
    text += (text.empty() ? "" : " ") + std::string("above ") + to_exact_text(tier.above, Type::tokens());
    if (tier.input) text += ":" + to_exact_text(*tier.input, Type::quantity({1, 0, -1}));
  }
  for (const auto& [name, value] : offer.own_facts)
    text += (text.empty() ? "" : " ") + ("own." + name + "=") + flat(value);
  return text;
}

/// Files laid over one another, the first at the bottom.
inline Result<Catalog> catalog_of(const std::vector<std::string>& texts) {
  std::vector<SourcePtr> files;
  for (std::size_t i = 0; i < texts.size(); ++i)
    files.push_back(file(i == 0 ? "base.yaml" : "over" + std::to_string(i) + ".yaml", texts[i]));
  return build_catalog(files);
}

}  // namespace select_model
