#include "engine/references.hpp"

#include "policy/grammar.hpp"
#include "policy/nearest.hpp"

namespace select_model {

namespace {

void check_reference(const ModelTarget& target, const Catalog& catalog, Diagnostics& diagnostics) {
  if (!find_offers(catalog, target.ref).empty()) return;
  std::vector<std::string> ids;
  for (const Offer& offer : catalog.offers) {
    ids.push_back(offer.model);
    ids.push_back(offer.id);
    if (!offer.variant.empty()) ids.push_back(offer.model + "@" + offer.provider);
  }
  for (const auto& [alias, model] : catalog.aliases) ids.push_back(alias);
  const std::string written = to_text(target.ref);
  Diagnostic diagnostic{Code::unknown_model,
                        "catalogue `" + catalog.name + "` holds no model `" + written + "`",
                        target.place,
                        "",
                        {}};
  if (const auto near = nearest(target.ref.quoted ? target.ref.model : written, ids))
    diagnostic.help = "did you mean `" + *near + "`?";
  diagnostics.push_back(std::move(diagnostic));
}

void check_leaf(const Leaf& leaf, const Catalog& catalog, Diagnostics& diagnostics) {
  for (const Tier& tier : leaf.tiers) {
    for (const auto& target : tier.targets) {
      if (const auto* model = std::get_if<ModelTarget>(&target))
        check_reference(*model, catalog, diagnostics);
    }
  }
}

void check_tree(const std::vector<Branch>& branches, const Catalog& catalog, Diagnostics& diagnostics) {
  for (const Branch& branch : branches) {
    if (const auto* leaf = std::get_if<Leaf>(&branch.body)) {
      check_leaf(*leaf, catalog, diagnostics);
    } else {
      check_tree(std::get<std::vector<Branch>>(branch.body), catalog, diagnostics);
    }
  }
}

void check_test(const Test& test, const Catalog& catalog, Diagnostics& diagnostics) {
  for (const TestExpectation& expectation : test.expectations) {
    for (const ModelTarget& target : expectation.refs) check_reference(target, catalog, diagnostics);
  }
}

}  // namespace

Diagnostics unknown_models(const std::vector<Branch>& tree, const Catalog& catalog) {
  Diagnostics diagnostics;
  check_tree(tree, catalog, diagnostics);
  return diagnostics;
}

Diagnostics unknown_models(const Test& test, const Catalog& catalog) {
  Diagnostics diagnostics;
  check_test(test, catalog, diagnostics);
  return diagnostics;
}

Diagnostics check_references(const CheckedPolicy& policy, const Catalog& catalog) {
  Diagnostics diagnostics;
  if (policy.tree) check_tree(*policy.tree, catalog, diagnostics);
  for (const Test& test : policy.tests) {
    if (!test.catalog) check_test(test, catalog, diagnostics);
  }
  sort_by_place(diagnostics);
  return diagnostics;
}

}  // namespace select_model
