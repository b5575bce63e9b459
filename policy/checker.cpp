#include "policy/checker.hpp"

#include "policy/check_declarations.hpp"

namespace select_model {

namespace {

checking::Sight sight_of(const PolicyLayers& layers) {
  const std::size_t count = layers.files.size();
  checking::Sight sight(count, std::vector<bool>(count));
  for (std::size_t file = 0; file < count; ++file) {
    sight[file][file] = true;
    for (const std::size_t base : layers.bases[file]) {
      for (std::size_t seen = 0; seen < count; ++seen) {
        if (sight[base][seen]) sight[file][seen] = true;
      }
    }
  }
  return sight;
}

/// Ranks are numbered before they are checked: a leaf may name one that stands below it.
void number_ranks(checking::Context& context) {
  std::uint32_t index = 0;
  for (std::size_t file = 0; file < context.layers.files.size(); ++file) {
    for (const ast::Declaration& declaration : context.layers.files[file].declarations) {
      const auto* rank = std::get_if<ast::Rank>(&declaration);
      if (!rank) continue;
      if (rank->name) {
        if (checking::Declared* declared = context.own[rank]) declared->index = index++;
      } else if (context.providers.ranks[context.last_file()] == file) {
        ++index;
      }
    }
  }
}

}  // namespace

/// The one that may make a CheckedPolicy.
class Checker {
 public:
  static Result<CheckedPolicy> check(const PolicyLayers& layers) {
    CheckedPolicy policy;
    const ast::Policy& own = layers.files.back();
    policy.name = own.name.text;
    if (own.title) policy.title = own.title->text;
    if (own.version) policy.version = own.version->text;
    for (const ast::Policy& file : layers.files) policy.files.push_back(file.source);

    checking::Context context(layers, policy);
    context.sight = sight_of(layers);
    context.branches.resize(layers.files.size());
    context.providers = checking::find_providers(context);
    for (std::size_t file = 0; file < layers.files.size(); ++file) {
      checking::declare_ranks(context, file);
    }
    number_ranks(context);
    for (std::size_t file = 0; file < layers.files.size(); ++file) {
      checking::declare_file(context, file);
      checking::check_file(context, file);
    }
    checking::check_branches_of_layers(context);

    Result<CheckedPolicy> result{std::nullopt, context.report.take({own.source, own.name.span})};
    if (policy.ranks.empty() && !has_errors(result.diagnostics)) {
      result.diagnostics.push_back(
          {Code::missing_rank,
           "this policy has no `rank`: offers are ordered by their ids, and none has a score",
           {own.source, own.name.span},
           "say what matters: `rank by order { minimize model.input_price }`",
           {}});
    }
    if (!has_errors(result.diagnostics)) result.value = std::move(policy);
    sort_by_place(result.diagnostics);
    return result;
  }
};

Result<CheckedPolicy> check(const PolicyLayers& layers) { return Checker::check(layers); }

}  // namespace select_model
