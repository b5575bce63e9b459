#include <algorithm>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "policy/check_declarations.hpp"
#include "policy/check_expression.hpp"
#include "policy/check_guards.hpp"
#include "policy/check_size.hpp"
#include "policy/check_types.hpp"

namespace select_model::checking {

namespace {

/// A test of a base runs again where it says only what a stricter policy cannot break.
bool runs_again(const ast::Test& test) {
  return std::ranges::all_of(test.expectations, [](const ast::Expectation& expectation) {
    return expectation.kind == ast::Expect::rejected || expectation.kind == ast::Expect::refused ||
           expectation.kind == ast::Expect::nothing;
  });
}

class TestChecker {
 public:
  TestChecker(Context& context, const View& view) : context_(context), view_(view) {
    if (const auto tree = context.providers.tree[view.file]) branches_ = &context.branches[*tree];
  }

  Given given(const ast::Given& tree) {
    Given made;
    made.place = view_.at(tree.name.span);
    made.value = Unknown{};
    const auto [first, is_new] = given_.emplace(tree.name.text, tree.name.span);
    if (!is_new) {
      context_.report.add(Code::duplicate_name, made.place,
                          fmt::format("`{}` is given twice", tree.name.text), "remove one of them",
                          {{view_.at(first->second), "the first is here"}});
    }
    if (tree.name.text == "today") {
      if (const auto value = constant_value(context_, view_, tree.value, Type::date())) made.value = *value;
      return made;
    }
    const Declared* declared = context_.values.find(tree.name.text, view_.file);
    if (!declared || declared->kind != "question") {
      unknown_question(tree.name, declared);
      return made;
    }
    if (declared->standing != Declared::Standing::ready) return made;
    made.question = declared->index;
    const Question& question = context_.policy.questions[declared->index];
    if (tree.value.unknown) return made;
    const auto value = constant_value(context_, view_, tree.value, question.type, &question);
    const Place place = view_.at(tree.value.span);
    if (!value || !check_fits(context_, place, *value, question.type)) return made;
    if (check_in_range(context_, place, *value, question.type, question)) made.value = *value;
    return made;
  }

  TestExpectation expectation(const ast::Expectation& tree) {
    TestExpectation made;
    made.kind = tree.kind;
    made.place = view_.at(tree.span);
    for (const ast::ModelRef& ref : tree.refs) made.refs.push_back({ref, view_.at(ref.span)});
    for (const ast::Name& name : tree.names) {
      check_name(tree.kind, name);
      if (tree.kind == ast::Expect::refused) check_gate(name);
      if (tree.kind == ast::Expect::rejected) check_rejects(name);
      made.names.push_back(name.text);
    }
    return made;
  }

  /// Whether a tree that has been replaced is needed to understand a name.
  bool speaks_of_lost_branch(const ast::Test& test) const {
    const bool replaced =
        context_.providers.tree[view_.file] != context_.providers.tree[context_.last_file()];
    return replaced && std::ranges::any_of(test.expectations, [&](const ast::Expectation& expectation) {
             return std::ranges::any_of(expectation.names, [&](const ast::Name& name) {
               return branches_ && branches_->contains(name.text);
             });
           });
  }

 private:
  void unknown_question(const ast::Name& name, const Declared* let) {
    Hint hint{fmt::format("give the questions that `{}` is made of", name.text), {}};
    if (!let) {
      hint = context_.report.did_you_mean(name.text, name.span, [&] {
        std::vector<std::string> names;
        for (const std::string& candidate : context_.values.visible(view_)) {
          const Declared* found = context_.values.find(candidate, view_.file);
          if (found && found->kind == "question") names.push_back(candidate);
        }
        return names;
      });
    }
    context_.report.add(Code::unknown_name, view_.at(name.span),
                        let ? fmt::format("`{}` is a `let`, not a question", name.text)
                            : fmt::format("no question is named `{}`", name.text),
                        std::move(hint.help), {}, std::move(hint.fix));
  }

  void check_name(ast::Expect kind, const ast::Name& name) {
    const bool of_branch = kind == ast::Expect::branch || kind == ast::Expect::rejected;
    const bool of_constraint = kind != ast::Expect::branch;
    const bool is_branch = branches_ && branches_->contains(name.text);
    const bool is_constraint = context_.constraints.find(name.text, view_.file) != nullptr;
    if ((of_branch && is_branch) || (of_constraint && is_constraint)) return;
    Hint hint = context_.report.did_you_mean(name.text, name.span, [&] {
      std::vector<std::string> candidates;
      if (of_constraint) candidates = context_.constraints.visible(view_);
      if (of_branch && branches_) {
        for (const auto& [branch, place] : *branches_) candidates.push_back(branch);
      }
      return candidates;
    });
    if (is_branch) hint = {fmt::format("`{}` is a branch", name.text), {}};
    if (is_constraint) hint = {fmt::format("`{}` is a constraint", name.text), {}};
    const char* what = of_branch && of_constraint ? "constraint or branch"
                       : of_branch                ? "branch"
                                                  : "constraint";
    context_.report.add(Code::unknown_name, view_.at(name.span),
                        fmt::format("no {} is named `{}`", what, name.text), std::move(hint.help), {},
                        std::move(hint.fix));
  }

  void check_gate(const ast::Name& name) {
    const Declared* declared = context_.constraints.find(name.text, view_.file);
    const auto& constraints = context_.policy.constraints;
    const auto found = std::ranges::find(constraints, name.text, &Constraint::name);
    if (!declared || found == constraints.end() || (found->must && found->answers_alone)) return;
    context_.report.add(
        Code::unknown_name, view_.at(name.span), fmt::format("no gate is named `{}`", name.text),
        found->must ? fmt::format("it speaks of `model`: write `expect rejected MODEL by {}`", name.text)
                    : fmt::format("a `should` warns: write `expect warning {}`", name.text),
        {{declared->place, "declared here"}});
  }

  /// A gate refuses the request before any model is looked at, and a `should` warns: by neither is a model
  /// rejected.
  void check_rejects(const ast::Name& name) {
    const Declared* declared = context_.constraints.find(name.text, view_.file);
    const auto& constraints = context_.policy.constraints;
    const auto found = std::ranges::find(constraints, name.text, &Constraint::name);
    const bool is_branch = branches_ && branches_->contains(name.text);
    if (is_branch || !declared || found == constraints.end()) return;
    if (found->must && !found->answers_alone) return;
    context_.report.add(
        Code::unknown_name, view_.at(name.span), fmt::format("`{}` rejects no model", name.text),
        found->must
            ? fmt::format("it is a gate, which refuses the whole request: write `expect refused by {}`",
                          name.text)
            : fmt::format("a `should` warns: write `expect warning {}`", name.text),
        {{declared->place, "declared here"}});
  }

  Context& context_;
  const View& view_;
  const std::map<std::string, Place>* branches_ = nullptr;
  std::unordered_map<std::string, Span> given_;
};

/// Whether something that the policy runs has the name already: then that is said.
bool is_second(Context& context, Names& names, std::string_view kind, const ast::Text& name,
               const View& view) {
  const Declared* earlier = names.find(name.text, view.file);
  if (!earlier || (earlier->file != view.file && earlier->standing != Declared::Standing::ready))
    return false;
  context.report.add(Code::duplicate_name, view.at(name.span),
                     fmt::format("two {}s are named \"{}\"", kind, name.text), "rename one of them",
                     {{earlier->place, "the first is here"}});
  return true;
}

}  // namespace

void check_test(Context& context, const View& view, const ast::Test& tree) {
  TestChecker checker(context, view);
  Test made;
  made.name = tree.name.text;
  if (tree.catalog) {
    made.catalog = tree.catalog->text;
    made.catalog_place = view.at(tree.catalog->span);
  }
  made.place = view.at(tree.name.span);
  made.inherited = view.file != context.last_file();
  for (const ast::Given& given : tree.given) made.given.push_back(checker.given(given));
  for (const ast::Expectation& expectation : tree.expectations)
    made.expectations.push_back(checker.expectation(expectation));
  if (tree.expectations.empty() && !made.inherited) {
    context.report.add(Code::empty_test, made.place,
                       fmt::format("\"{}\" has no `expect`: it cannot fail", made.name),
                       "say what should come: `expect first …`, `expect branch …`");
  }
  const bool taken_over = !made.inherited || (runs_again(tree) && !checker.speaks_of_lost_branch(tree));
  if (is_second(context, context.tests, "test", tree.name, view)) return;
  context.tests.add(tree.name.text, {"test", view.file, made.place,
                                     taken_over ? Declared::Standing::ready : Declared::Standing::failed});
  if (taken_over) context.policy.tests.push_back(std::move(made));
}

void check_fallback(Context& context, const View& file_view, const ast::Fallback& tree) {
  View view = file_view;
  view.first = true;
  Fallback made;
  if (tree.count > std::numeric_limits<std::uint32_t>::max()) {
    context.report.add(Code::out_of_range, view.at(tree.count_span),
                       "more fallbacks than any catalogue has offers", "write a smaller number");
  }
  made.count = static_cast<std::uint32_t>(tree.count);
  if (tree.where) {
    made.where = Typer(context, view).condition(*tree.where);
    if (made.where) {
      check_size(context, view, *made.where);
      Guards(context).demand(*made.where, guard_in(*tree.where), view, context.report);
    }
  } else {
    const auto provider = [&](bool of_first) {
      Expression fact = node(Op::fact, Type::open_name(), tree.span);
      fact.index = static_cast<std::uint32_t>(fact_index("provider"));
      fact.of_first = of_first;
      return fact;
    };
    made.where = node(Op::not_equal, Type::boolean(), tree.span, {provider(false), provider(true)});
  }
  if (context.providers.fallback[context.last_file()] == view.file) context.policy.fallback = std::move(made);
}

void check_prove(Context& context, const View& view, const ast::Prove& tree) {
  Typer typer(context, view);
  Guards guards(context);
  Prove made;
  made.name = tree.name.text;
  made.place = view.at(tree.name.span);
  bool guarded = true;
  if (tree.when) {
    made.when = typer.condition(*tree.when);
    guarded = made.when.has_value();
    if (made.when) {
      forbid_model(context, view, *made.when, "a `when`", "move it behind `every eligible`");
      check_size(context, view, *made.when);
      guards.demand(*made.when, guard_in(*tree.when), view, context.report);
      guards.hold(*made.when);
    }
  }
  if (tree.every) {
    made.every = typer.condition(*tree.every);
    if (made.every) {
      check_size(context, view, *made.every);
      if (guarded) guards.demand(*made.every, guard_of(tree.when, tree.name.span), view, context.report);
    }
  }
  if (is_second(context, context.proofs, "proof", tree.name, view)) return;
  context.proofs.add(tree.name.text, {"proof", view.file, made.place, Declared::Standing::ready});
  context.policy.proofs.push_back(std::move(made));
}

}  // namespace select_model::checking
