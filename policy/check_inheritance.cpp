#include <algorithm>

#include <fmt/format.h>

#include "policy/check_declarations.hpp"

namespace select_model::checking {

namespace {

/// The place of a file's own suggestion: its `choose`, its `fallback`, the first of its unnamed ranks.
using Find = std::optional<Span> (*)(const ast::Declaration&);

std::optional<Span> find_tree(const ast::Declaration& declaration) {
  const auto* choose = std::get_if<ast::Choose>(&declaration);
  return choose ? std::optional(Span{choose->span.begin, choose->span.begin + 6}) : std::nullopt;
}
std::optional<Span> find_fallback(const ast::Declaration& declaration) {
  const auto* fallback = std::get_if<ast::Fallback>(&declaration);
  return fallback ? std::optional(Span{fallback->span.begin, fallback->span.begin + 8}) : std::nullopt;
}
std::optional<Span> find_ranks(const ast::Declaration& declaration) {
  const auto* rank = std::get_if<ast::Rank>(&declaration);
  return rank && !rank->name ? std::optional(Span{rank->span.begin, rank->span.begin + 4}) : std::nullopt;
}

std::optional<Place> own_place(const Context& context, std::size_t file, Find find) {
  for (const ast::Declaration& declaration : context.layers.files[file].declarations) {
    if (const auto span = find(declaration)) return Place{context.layers.files[file].source, *span};
  }
  return std::nullopt;
}

Place place_of_extends(const Context& context, std::size_t file) {
  Span span = context.layers.files[file].name.span;
  for (const ast::Declaration& declaration : context.layers.files[file].declarations) {
    if (const auto* extends = std::get_if<ast::Extends>(&declaration)) span = extends->path.span;
  }
  return {context.layers.files[file].source, span};
}

/// Of each file, the file whose suggestion holds for it: its own, else that of its bases, where one base's
/// replaces another's if it extends it.
std::vector<std::optional<std::size_t>> providers_of(Context& context, Find find, std::string_view what) {
  std::vector<std::optional<std::size_t>> providers(context.layers.files.size());
  for (std::size_t file = 0; file < providers.size(); ++file) {
    if (own_place(context, file, find)) {
      providers[file] = file;
      continue;
    }
    std::vector<std::size_t> inherited;
    for (const std::size_t base : context.layers.bases[file]) {
      if (providers[base] && std::ranges::find(inherited, *providers[base]) == inherited.end())
        inherited.push_back(*providers[base]);
    }
    const std::vector<std::size_t> all = inherited;
    std::erase_if(inherited, [&](std::size_t one) {
      return std::ranges::any_of(
          all, [&](std::size_t other) { return other != one && context.sight[other][one]; });
    });
    if (inherited.empty()) continue;
    providers[file] = inherited.front();
    if (inherited.size() == 1) continue;
    context.report.add(Code::duplicate_name, place_of_extends(context, file),
                       fmt::format("two bases bring {}", what), "declare your own, which replaces both",
                       {{*own_place(context, inherited[0], find), "the first is here"},
                        {*own_place(context, inherited[1], find), "the second is here"}});
  }
  return providers;
}

}  // namespace

Providers find_providers(Context& context) {
  return {providers_of(context, find_tree, "a `choose`"),
          providers_of(context, find_fallback, "a `fallback`"),
          providers_of(context, find_ranks, "ranks without a name")};
}

void check_branches_of_layers(Context& context) {
  const auto tree = context.providers.tree[context.last_file()];
  if (!tree) return;
  for (const auto& [name, place] : context.branches[*tree]) {
    const Declared* constraint = context.constraints.find(name, context.last_file());
    if (!constraint || context.sight[*tree][constraint->file]) continue;
    context.report.add(Code::duplicate_name, constraint->place, fmt::format("`{}` is already a branch", name),
                       "rename one of them", {{place, "the branch is here"}});
  }
}

}  // namespace select_model::checking
