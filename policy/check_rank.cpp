#include <algorithm>

#include <fmt/format.h>

#include "policy/check_declarations.hpp"
#include "policy/check_expression.hpp"
#include "policy/check_guards.hpp"
#include "policy/check_size.hpp"
#include "policy/check_types.hpp"
#include "policy/grammar.hpp"

namespace select_model::checking {

namespace {

/// A criterion's value may be unknown for an offer, but not for want of an answer that nobody demanded.
class CriterionChecker {
 public:
  CriterionChecker(Context& context, const View& view, const ast::Rank& rank, Guards& guards, bool guarded)
      : context_(context),
        view_(view),
        typer_(context, view),
        rank_(rank),
        guards_(guards),
        guarded_(guarded) {}

  std::optional<Criterion> check(const ast::Criterion& tree) {
    Criterion made;
    made.maximize = tree.maximize;
    made.relative = tree.relative;
    made.place = view_.at(tree.value.span);
    made.text = to_text(tree.value);
    Maybe value = typer_.type(tree.value);
    const bool sound = value && check_type(*value);
    const Type type = sound ? value->expression.type : Type::boolean();
    if (sound) examine(value->expression);
    if (rank_.by_weight) {
      check_weight(tree, made);
      refuse(tree.step ? std::optional(with_word(view_, "step", tree.step->span)) : std::nullopt,
             "`step` has no place in `by weight`", "write `by order`");
      check_scale(tree, type, sound, made);
      if (sound) check_ends(made, value->expression);
    } else {
      refuse(tree.weight ? std::optional(with_word(view_, "weight", tree.weight->span)) : std::nullopt,
             "`weight` has no place in `by order`", "the order says what counts more");
      refuse(tree.relative ? std::optional(tree.relative_span) : std::nullopt,
             "`relative` has no place in `by order`", "remove it");
      refuse(tree.from ? std::optional(scale_of(tree)) : std::nullopt,
             "`from … to` has no place in `by order`", "remove it");
      if (sound && tree.step) made.step = check_step(*tree.step, type);
    }
    if (!sound) return std::nullopt;
    made.value = std::move(value->expression);
    made.label = label(tree, made.value, made.text);
    return made;
  }

 private:
  bool check_type(const Typed& value) {
    const Kind kind = value.expression.type.kind;
    if (kind == Kind::quantity || kind == Kind::boolean || (kind == Kind::date && !rank_.by_weight))
      return true;
    context_.report.add(
        Code::type_mismatch, view_.at(value.expression.span),
        fmt::format("a criterion `by {}` wants a quantity{}, found {}", rank_.by_weight ? "weight" : "order",
                    rank_.by_weight ? " or a bool" : ", a date or a bool",
                    describe_found(value.expression.type, false)),
        kind == Kind::date ? "a difference of dates is a duration: `today - …`" : "");
    return false;
  }

  void examine(const Expression& expression) {
    check_size(context_, view_, expression);
    const GuardPlace place = rank_.when ? guard_after(*rank_.when) : GuardPlace{};
    if (guarded_) guards_.demand(expression, place, view_, context_.report);
  }

  Span scale_of(const ast::Criterion& tree) const {
    return {with_word(view_, "from", tree.from->span).begin, tree.to->span.end};
  }

  void refuse(std::optional<Span> span, std::string message, std::string help) {
    if (span) context_.report.add(Code::syntax, view_.at(*span), std::move(message), std::move(help));
  }

  void check_weight(const ast::Criterion& tree, Criterion& made) {
    if (!tree.weight) return;
    const auto weight = constant_value(context_, view_, *tree.weight, Type::number());
    if (!weight) return;
    made.weight = std::get<Rational>(*weight);
    if (made.weight.sign() < 0) {
      context_.report.add(Code::out_of_range, view_.at(tree.weight->span), "a weight is not negative",
                          tree.maximize ? "write `minimize`" : "write `maximize`");
    }
  }

  void check_scale(const ast::Criterion& tree, const Type& type, bool sound, Criterion& made) {
    if (tree.relative) {
      context_.report.add(Code::relative_scale, view_.at(tree.relative_span),
                          "on a `relative` scale, an offer that comes or goes can swap two others",
                          "write `from … to …`");
      return;
    }
    if (tree.from && tree.to && sound && type.kind != Kind::quantity) {
      context_.report.add(Code::type_mismatch, view_.at(scale_of(tree)), "a bool needs no scale: true is 1",
                          "remove `from … to`");
      return;
    }
    if (tree.from && tree.to) {
      made.from = bound(*tree.from, type, sound);
      made.to = bound(*tree.to, type, sound);
      return;
    }
    if (!sound) return;
    const bool has_scale = type.kind == Kind::boolean || type.measure == Measure::ratio;
    if (has_scale) {
      made.from = constant(Rational(0), type.kind == Kind::boolean ? Type::number() : type, made.place.span);
      made.to = constant(Rational(1), type.kind == Kind::boolean ? Type::number() : type, made.place.span);
      return;
    }
    context_.report.add(Code::missing_scale, view_.at(tree.value.span),
                        fmt::format("{} has no scale of its own", describe_found(type, false)),
                        "say what counts as 0 and as 1: `from … to …`; or `relative`");
  }

  void check_ends(const Criterion& made, const Expression& value) {
    for (const auto* end : {&made.from, &made.to}) {
      if (*end && (*end)->op == Op::constant)
        check_in_type(context_, view_.at((*end)->span), (*end)->constant, value);
    }
  }

  std::optional<Expression> bound(const ast::Expression& tree, const Type& type, bool sound) {
    Maybe found = typer_.type(tree);
    if (!found) return std::nullopt;
    forbid_model(context_, view_, found->expression, "a scale",
                 "a scale that moves with the model is none; speak of answers only");
    if (sound) typer_.fit(*found, type, std::nullopt);
    examine(found->expression);
    return std::move(found->expression);
  }

  std::optional<Rational> check_step(const ast::Constant& tree, const Type& type) {
    if (type.kind != Kind::quantity) {
      context_.report.add(
          Code::type_mismatch, view_.at(with_word(view_, "step", tree.span)),
          fmt::format("only a quantity is rounded to a step, found {}", describe_found(type, false)),
          "remove `step`");
      return std::nullopt;
    }
    const auto step = constant_value(context_, view_, tree, type);
    if (!step) return std::nullopt;
    if (std::get<Rational>(*step).sign() > 0) return std::get<Rational>(*step);
    context_.report.add(Code::out_of_range, view_.at(with_word(view_, "step", tree.span)),
                        "a step is greater than zero", "remove it, or widen it");
    return std::nullopt;
  }

  std::string label(const ast::Criterion& tree, const Expression& value, const std::string& text) const {
    if (tree.title) return tree.title->text;
    switch (value.op) {
      case Op::fact: {
        const std::size_t builtin = builtin_facts().size();
        return value.index < builtin ? std::string(builtin_facts()[value.index].name)
                                     : context_.policy.facts[value.index - builtin].name;
      }
      case Op::method:
        return std::string(methods()[value.index].name);
      case Op::let:
        return context_.policy.lets[value.index].name;
      default:
        return text;
    }
  }

  Context& context_;
  const View& view_;
  Typer typer_;
  const ast::Rank& rank_;
  Guards& guards_;
  bool guarded_;
};

void check_place(Context& context, const View& view, const ast::Rank& rank, bool last) {
  if (rank.when && rank.name) {
    context.report.add(Code::syntax, view.at(rank.when->span),
                       "a rank with a name has no `when`: it applies where a leaf says so",
                       "remove the `when`, or the name");
  } else if (rank.when && last) {
    context.report.add(Code::syntax, view.at(rank.when->span), "the last rank without a name has no `when`",
                       "remove the `when`, or add a rank without one");
  } else if (!rank.when && !rank.name && !last) {
    context.report.add(Code::syntax, view.at({rank.span.begin, rank.span.begin + 4}),
                       "a rank without a name or a `when` must be the last of those without a name",
                       "move it to the end, or give it a `when`");
  }
}

void check_sum(Context& context, const View& view, const ast::Rank& tree, const Rank& rank) {
  const bool complete = rank.criteria.size() == tree.criteria.size();
  const bool all_zero = std::ranges::all_of(
      rank.criteria, [](const Criterion& criterion) { return criterion.weight.sign() == 0; });
  if (!rank.by_weight || !complete || !all_zero) return;
  context.report.add(Code::out_of_range, view.at(tree.criteria.back().weight->span),
                     "the weights sum to zero", "give at least one criterion a weight");
}

}  // namespace

void check_rank(Context& context, const View& view, const ast::Rank& tree, bool last) {
  check_place(context, view, tree, last);
  Rank made;
  if (tree.name) made.name = tree.name->text;
  made.by_weight = tree.by_weight;
  made.place = view.at(tree.name ? tree.name->span : Span{tree.span.begin, tree.span.begin + 4});
  Guards guards(context);
  bool guarded = true;
  if (tree.when) {
    made.when = Typer(context, view).condition(*tree.when);
    guarded = made.when.has_value();
    if (made.when) {
      forbid_model(context, view, *made.when, "a `when`", "a rank is chosen before any model is");
      check_size(context, view, *made.when);
      guards.demand(*made.when, guard_in(*tree.when), view, context.report);
      guards.hold(*made.when);
    }
  }
  CriterionChecker checker(context, view, tree, guards, guarded);
  for (const ast::Criterion& criterion : tree.criteria) {
    if (auto checked = checker.check(criterion)) made.criteria.push_back(std::move(*checked));
  }
  check_sum(context, view, tree, made);
  const auto own = context.own.find(&tree);
  const bool holds =
      tree.name ? own->second != nullptr : context.providers.ranks[context.last_file()] == view.file;
  if (holds) context.policy.ranks.push_back(std::move(made));
}

}  // namespace select_model::checking
