#include <fmt/format.h>

#include "policy/check_declarations.hpp"
#include "policy/check_expression.hpp"
#include "policy/check_guards.hpp"
#include "policy/check_size.hpp"
#include "policy/grammar.hpp"

namespace select_model::checking {

namespace {

/// Walks the tree from the top; what an enclosing branch establishes holds for all that it encloses.
class TreeChecker {
 public:
  TreeChecker(Context& context, View view)
      : context_(context), view_(std::move(view)), typer_(context, view_) {}

  /// `guarded`: every enclosing condition is sound, so that what it guards is known.
  std::vector<Branch> branches(const std::vector<ast::Branch>& trees, const Guards& guards, bool guarded) {
    std::vector<Branch> made;
    for (const ast::Branch& tree : trees) made.push_back(branch(tree, guards, guarded));
    return made;
  }

 private:
  Branch branch(const ast::Branch& tree, Guards guards, bool guarded) {
    Branch made;
    made.name = tree.name.text;
    if (tree.title) made.title = tree.title->text;
    made.place = view_.at(tree.name.span);
    if (tree.when) {
      made.condition_text = to_text(*tree.when);
      made.when = typer_.condition(*tree.when);
      guarded = guarded && made.when;
      if (made.when) {
        forbid_model(context_, view_, *made.when, "the condition of a branch",
                     "a leaf can list by property: `-> where …`");
        check_size(context_, view_, *made.when);
        if (guarded) guards.demand(*made.when, GuardForm::in_place, view_, context_.report);
        guards.hold(*made.when);
      }
    }
    if (const auto* inner = std::get_if<std::vector<ast::Branch>>(&tree.body)) {
      made.body = branches(*inner, guards, guarded);
    } else {
      made.body = leaf(std::get<ast::Leaf>(tree.body), guards, guarded);
    }
    return made;
  }

  Leaf leaf(const ast::Leaf& tree, Guards& guards, bool guarded) {
    Leaf made;
    for (std::size_t i = 0; i < tree.tiers.size(); ++i) {
      if (tree.tiers[i].any && i + 1 < tree.tiers.size()) {
        context_.report.add(Code::syntax, view_.at(tree.tiers[i].span),
                            "`any` takes every offer that is left, so nothing can follow it",
                            "move it to the end: `… then any`");
      }
      made.tiers.push_back(tier(tree.tiers[i], guards, guarded));
    }
    if (tree.by) made.rank = rank(*tree.by);
    if (tree.because)
      made.because = check_template(context_, view_, *tree.because, false, "the reason of a branch");
    return made;
  }

  Tier tier(const ast::Tier& tree, Guards& guards, bool guarded) {
    Tier made;
    made.any = tree.any;
    for (const ast::Target& target : tree.targets) {
      if (const auto* model = std::get_if<ast::ModelRef>(&target.node)) {
        made.targets.emplace_back(ModelTarget{*model, view_.at(model->span)});
        continue;
      }
      auto where = typer_.condition(std::get<ast::Expression>(target.node));
      if (!where) continue;
      check_size(context_, view_, *where);
      if (guarded) guards.demand(*where, GuardForm::in_place, view_, context_.report);
      made.targets.emplace_back(std::move(*where));
    }
    return made;
  }

  std::optional<std::uint32_t> rank(const ast::Name& name) {
    const Declared* found = context_.ranks.find(name.text, view_.file);
    if (found) return found->index;
    std::string help = context_.report.did_you_mean(
        name.text, [&] { return context_.ranks.visible(context_.view(view_.file)); });
    if (help.empty()) help = fmt::format("declare it: `rank {} by … {{ … }}`", name.text);
    context_.report.add(Code::unknown_name, view_.at(name.span),
                        fmt::format("no rank is named `{}`", name.text), std::move(help));
    return std::nullopt;
  }

  Context& context_;
  View view_;
  Typer typer_;
};

}  // namespace

void check_tree(Context& context, const View& file_view, const ast::Choose& choose) {
  View view = file_view;
  view.within = choose.span;
  auto made = TreeChecker(context, view).branches(choose.branches, Guards(context), true);
  if (context.providers.tree[context.last_file()] != view.file) return;
  context.policy.tree = std::move(made);
  if (choose.title) context.policy.tree_title = choose.title->text;
}

}  // namespace select_model::checking
