#include "policy/check_declarations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "policy/check_expression.hpp"
#include "policy/check_guards.hpp"
#include "policy/check_size.hpp"
#include "policy/check_types.hpp"
#include "policy/grammar.hpp"

namespace select_model::checking {

namespace {

void fill(Reads& reads, const Reads& more) {
  reads.model |= more.model;
  reads.first |= more.first;
  reads.today |= more.today;
  std::vector<std::uint32_t> all;
  std::ranges::set_union(reads.questions, more.questions, std::back_inserter(all));
  reads.questions = std::move(all);
}

void declare_fact(Context& context, const View& view, const ast::Fact& fact) {
  const bool builtin = find_builtin_fact(fact.name.text) || find_method(fact.name.text);
  if (builtin) {
    context.report.add(Code::duplicate_name, view.at(fact.name.span),
                       fmt::format("`model.{}` is built in", fact.name.text),
                       "use it as it is, or choose another name");
  }
  Declared* declared = builtin ? nullptr : declare(context, context.facts, fact.name, "fact", view.file);
  auto type = declared_type(context, view, fact.type);
  if (!declared) return;
  declared->standing = type ? Declared::Standing::ready : Declared::Standing::failed;
  if (!type) return;
  declared->index = static_cast<std::uint32_t>(context.policy.facts.size());
  context.policy.facts.push_back(
      {fact.name.text, fact.title ? fact.title->text : "", std::move(*type), view.at(fact.name.span)});
}

void declare_constraint(Context& context, const View& view, const ast::Constraint& constraint) {
  const Declared* existing = context.constraints.find(constraint.name.text, view.file);
  if (existing && existing->file != view.file) {
    context.report.add(Code::loosened_constraint, view.at(constraint.name.span),
                       fmt::format("`{}` is inherited and cannot be declared again", constraint.name.text),
                       "add a stricter one under another name",
                       {{existing->place, fmt::format("`{}` is declared here", constraint.name.text)}});
    return;
  }
  auto& branches = context.branches[view.file];
  if (const auto branch = branches.find(constraint.name.text); branch != branches.end() && !existing) {
    context.report.add(Code::duplicate_name, view.at(constraint.name.span),
                       fmt::format("`{}` is already a branch", constraint.name.text), "rename one of them",
                       {{branch->second, "the branch is here"}});
    return;
  }
  if (Declared* declared = declare(context, context.constraints, constraint.name,
                                   constraint.must ? "must" : "should", view.file)) {
    context.own[&constraint] = declared;
  }
}

void declare_branches(Context& context, const View& view, const std::vector<ast::Branch>& branches) {
  for (const ast::Branch& branch : branches) {
    const std::string& name = branch.name.text;
    const Declared* constraint = context.constraints.find(name, view.file);
    const auto [earlier, is_new] = context.branches[view.file].emplace(name, view.at(branch.name.span));
    if (constraint || !is_new) {
      context.report.add(Code::duplicate_name, view.at(branch.name.span),
                         constraint ? fmt::format("`{}` is already a `{}`", name, constraint->kind)
                                    : fmt::format("two branches are named `{}`", name),
                         "rename one of them",
                         {{constraint ? constraint->place : earlier->second, "the first is here"}});
    }
    if (const auto* inner = std::get_if<std::vector<ast::Branch>>(&branch.body))
      declare_branches(context, view, *inner);
  }
}

/// A second `choose` or `fallback` of one file.
void report_second(Context& context, const View& view, Span first, Span second, std::string_view keyword) {
  const auto word = [&](Span span) {
    return Span{span.begin, span.begin + static_cast<std::uint32_t>(keyword.size())};
  };
  context.report.add(Code::duplicate_name, view.at(word(second)),
                     fmt::format("a policy has at most one `{}`", keyword), "remove one of them",
                     {{view.at(word(first)), "the first is here"}});
}

}  // namespace

Declared* declare(Context& context, Names& names, const ast::Name& name, std::string_view kind,
                  std::size_t file) {
  const Declared* earlier = names.find(name.text, file);
  const bool seen = earlier != nullptr;
  if (!earlier) earlier = names.first(name.text);
  const Place place{context.layers.files[file].source, name.span};
  if (earlier) {
    const bool same_kind = earlier->kind == kind;
    context.report.add(Code::duplicate_name, place,
                       same_kind ? fmt::format("`{}` is declared twice", name.text)
                                 : fmt::format("`{}` is already a {}", name.text, earlier->kind),
                       "rename one of them", {{earlier->place, "the first is here"}});
  }
  if (seen) return nullptr;
  return &names.add(name.text, {kind, file, place});
}

void declare_ranks(Context& context, std::size_t file) {
  for (const ast::Declaration& declaration : context.layers.files[file].declarations) {
    const auto* rank = std::get_if<ast::Rank>(&declaration);
    if (rank && rank->name) context.own[rank] = declare(context, context.ranks, *rank->name, "rank", file);
  }
}

void declare_file(Context& context, std::size_t file) {
  const View view = context.view(file);
  const ast::Choose* choose = nullptr;
  const ast::Fallback* fallback = nullptr;
  for (const ast::Declaration& declaration : context.layers.files[file].declarations) {
    if (const auto* ask = std::get_if<ast::Ask>(&declaration)) {
      declare_question(context, view, *ask);
    } else if (const auto* fact = std::get_if<ast::Fact>(&declaration)) {
      declare_fact(context, view, *fact);
    } else if (const auto* let = std::get_if<ast::Let>(&declaration)) {
      context.own[let] = declare(context, context.values, let->name, "let", file);
    } else if (const auto* constraint = std::get_if<ast::Constraint>(&declaration)) {
      declare_constraint(context, view, *constraint);
    } else if (const auto* tree = std::get_if<ast::Choose>(&declaration)) {
      if (choose) report_second(context, view, choose->span, tree->span, "choose");
      if (!choose) declare_branches(context, view, tree->branches);
      choose = choose ? choose : tree;
    } else if (const auto* second = std::get_if<ast::Fallback>(&declaration)) {
      if (fallback) report_second(context, view, fallback->span, second->span, "fallback");
      fallback = fallback ? fallback : second;
    }
  }
}

void check_let(Context& context, const View& file_view, const ast::Let& let) {
  View view = file_view;
  view.within = let.span;
  Declared* declared = context.own[&let];
  Maybe value = Typer(context, view).type(let.value);
  if (!declared || !value) {
    if (declared) declared->standing = Declared::Standing::failed;
    return;
  }
  LetStudy studied = study(context, value->expression);
  studied.size = check_size(context, view, value->expression);
  studied.of_model = place_of_model(context, view, value->expression);
  Let made;
  made.name = let.name.text;
  if (let.title) made.title = let.title->text;
  made.reads = reads_of(value->expression, context.policy.lets);
  made.value = std::move(value->expression);
  made.optional = !studied.needs.empty();
  made.place = view.at(let.name.span);
  declared->standing = Declared::Standing::ready;
  declared->index = static_cast<std::uint32_t>(context.policy.lets.size());
  context.policy.lets.push_back(std::move(made));
  context.lets.push_back(std::move(studied));
}

void check_constraint(Context& context, const View& file_view, const ast::Constraint& constraint) {
  View view = file_view;
  view.within = constraint.span;
  Typer typer(context, view);
  Guards guards(context);
  Constraint made;
  bool guarded = true;
  if (constraint.when) {
    made.when = typer.condition(*constraint.when);
    guarded = made.when.has_value();
    if (made.when) {
      forbid_model(
          context, view, *made.when, "a `when`",
          "leave the `when` out: where the condition is unknown, `unknown fails`, `warns` or `passes` "
          "says what follows");
      check_size(context, view, *made.when);
      guards.demand(*made.when, guard_in(*constraint.when), view, context.report);
      guards.hold(*made.when);
      made.reads = reads_of(*made.when, context.policy.lets);
    }
  }
  auto condition = typer.condition(constraint.condition);
  if (condition) {
    check_size(context, view, *condition);
    if (guarded)
      guards.demand(*condition, guard_of(constraint.when, constraint.name.span), view, context.report);
    fill(made.reads, reads_of(*condition, context.policy.lets));
    made.answers_alone = !made.reads.model;
  }
  if (constraint.because) {
    const std::string what =
        constraint.must ? "the reason of a gate" : "the reason of a `should` on answers alone";
    made.because = check_template(context, view, *constraint.because, !made.answers_alone, what);
  }
  if (!condition || !context.own.contains(&constraint)) return;
  made.name = constraint.name.text;
  made.must = constraint.must;
  made.condition = std::move(*condition);
  made.on_unknown = constraint.on_unknown.value_or(ast::OnUnknown::fails);
  made.condition_text = to_text(constraint.condition);
  made.place = view.at(constraint.name.span);
  made.inherited = view.file != context.last_file();
  context.policy.constraints.push_back(std::move(made));
}

void check_file(Context& context, std::size_t file) {
  const View view = context.view(file);
  const auto& declarations = context.layers.files[file].declarations;
  const ast::Rank* last_unnamed = nullptr;
  for (const ast::Declaration& declaration : declarations) {
    if (const auto* let = std::get_if<ast::Let>(&declaration)) check_let(context, view, *let);
    if (const auto* constraint = std::get_if<ast::Constraint>(&declaration))
      check_constraint(context, view, *constraint);
    if (const auto* choose = std::get_if<ast::Choose>(&declaration)) check_tree(context, view, *choose);
    if (const auto* rank = std::get_if<ast::Rank>(&declaration); rank && !rank->name) last_unnamed = rank;
  }
  for (const ast::Declaration& declaration : declarations) {
    if (const auto* rank = std::get_if<ast::Rank>(&declaration))
      check_rank(context, view, *rank, rank == last_unnamed);
    if (const auto* fallback = std::get_if<ast::Fallback>(&declaration))
      check_fallback(context, view, *fallback);
    if (const auto* test = std::get_if<ast::Test>(&declaration)) check_test(context, view, *test);
    if (const auto* prove = std::get_if<ast::Prove>(&declaration)) check_prove(context, view, *prove);
  }
}

}  // namespace select_model::checking
