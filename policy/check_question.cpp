#include <algorithm>

#include <fmt/format.h>

#include "policy/check_declarations.hpp"
#include "policy/check_types.hpp"
#include "policy/range.hpp"

namespace select_model::checking {

namespace {

Place range_of(const View& view, const ast::Ask& ask) {
  return view.at({with_word(view, "from", ask.from->span).begin, ask.to->span.end});
}

void check_range(Context& context, const View& view, const ast::Ask& ask, Question& question) {
  if (!ask.from || !ask.to) return;
  const Kind kind = question.type.kind;
  if (kind != Kind::quantity && kind != Kind::date) {
    context.report.add(Code::type_mismatch, range_of(view, ask),
                       fmt::format("`from … to` wants a quantity or a date, found {}",
                                   describe_found(question.type, false)));
    return;
  }
  const auto from = constant_value(context, view, *ask.from, question.type);
  const auto to = constant_value(context, view, *ask.to, question.type);
  if (!from || !to) return;
  const bool fit = check_fits(context, view.at(ask.from->span), *from, question.type) &&
                   check_fits(context, view.at(ask.to->span), *to, question.type);
  if (!fit) return;
  if (*on_scale(*from) > *on_scale(*to)) {
    context.report.add(Code::out_of_range, range_of(view, ask), "the range is upside down",
                       "write the low end first");
    return;
  }
  question.from = on_scale(*from);
  question.to = on_scale(*to);
}

void check_default(Context& context, const View& view, const ast::Ask& ask, Question& question) {
  if (!ask.default_value) return;
  const Place place = view.at(ask.default_value->span);
  if (ask.optional) {
    context.report.add(Code::syntax, place, "`optional` and `default` exclude each other",
                       "with a default the answer is always known: remove `optional`",
                       {{view.at(ask.optional_span), "it is optional here"}});
    return;
  }
  const auto value = constant_value(context, view, *ask.default_value, question.type, &question);
  if (!value || !check_fits(context, place, *value, question.type)) return;
  if (check_in_range(context, place, *value, question.type, question)) question.default_value = *value;
}

/// A must of a base file that depends on the question, lets followed.
const Constraint* must_that_depends(const Context& context, const View& view, std::uint32_t question) {
  for (const Constraint& constraint : context.policy.constraints) {
    if (!constraint.must || !std::ranges::binary_search(constraint.reads.questions, question)) continue;
    for (std::size_t file = 0; file < view.file; ++file) {
      if (context.sight[view.file][file] && context.layers.files[file].source == constraint.place.source)
        return &constraint;
    }
  }
  return nullptr;
}

/// The order in which members are written says nothing.
bool is_same(Type a, Type b) {
  std::ranges::sort(a.members);
  std::ranges::sort(b.members);
  return a == b;
}

/// The range of an inherited question is a limit to what may be asked for: a layer may only narrow it.
bool widens(Context& context, const View& view, const ast::Ask& ask, const Question& question,
            const Question& base, const Related& first) {
  if (!base.from || !ask.from || !ask.to || !question.from) return false;
  if (*base.from <= *question.from && *question.to <= *base.to) return false;
  context.report.add(
      Code::loosened_constraint, view.at({ask.from->span.begin, ask.to->span.end}),
      fmt::format("the range of `{}` is inherited and cannot be widened: {}", base.name, range_text(base)),
      "stay within it, or leave `from … to` out", {first});
  return true;
}

/// An `ask` of an inherited question: of the same type, and no way around what the base demands.
void redeclare(Context& context, const View& view, const ast::Ask& ask, Question question,
               std::uint32_t index) {
  Question& base = context.policy.questions[index];
  const Related first{base.place, fmt::format("`{}` is first declared here", base.name)};
  const std::size_t before = context.asked_in[index];
  if (before == view.file || !context.sight[view.file][before]) {
    context.report.add(
        Code::duplicate_name, view.at(ask.name.span), fmt::format("`{}` is declared again twice", base.name),
        before == view.file ? "remove one of them" : "only one base may change an inherited question",
        {first});
    return;
  }
  if (!is_same(question.type, base.type)) {
    context.report.add(Code::type_mismatch, view.at(ask.type.span),
                       fmt::format("expected {}, found {}", describe_found(base.type, false),
                                   describe_found(question.type, false)),
                       "an inherited question keeps its type", {first});
    return;
  }
  if (question.optional && !base.optional) {
    context.report.add(
        Code::type_mismatch, view.at(ask.optional_span),
        fmt::format("`{}` becomes optional, and what is inherited does not guard it", base.name),
        "remove `optional`", {first});
    return;
  }
  if (widens(context, view, ask, question, base, first)) return;
  // A default that is no value has been reported, and says nothing of the must.
  if (ask.default_value && !is_known(question.default_value)) return;
  const bool changed = question.optional != base.optional || question.default_value != base.default_value;
  if (const Constraint* must = changed ? must_that_depends(context, view, index) : nullptr) {
    const Span span = ask.default_value ? ask.default_value->span : ask.name.span;
    context.report.add(Code::loosened_constraint, view.at(span),
                       fmt::format("the default of `{}` cannot change: the inherited `must {}` depends on it",
                                   base.name, must->name),
                       "", {{must->place, fmt::format("`{}` is declared here", must->name)}, first});
    return;
  }
  if (question.title.empty()) question.title = base.title;
  question.type = base.type;
  base = std::move(question);
  context.asked_in[index] = view.file;
}

}  // namespace

void declare_question(Context& context, const View& view, const ast::Ask& ask) {
  Declared* inherited = context.values.find(ask.name.text, view.file);
  const bool again = inherited && inherited->file != view.file && inherited->kind == "question";
  Declared* declared = again ? inherited : declare(context, context.values, ask.name, "question", view.file);
  auto type = declared_type(context, view, ask.type);
  if (!type) {
    if (declared && !again) declared->standing = Declared::Standing::failed;
    return;
  }
  Question question;
  question.name = ask.name.text;
  if (ask.title) question.title = ask.title->text;
  question.type = std::move(*type);
  question.optional = ask.optional;
  question.place = view.at(ask.name.span);
  const bool known = again && inherited->standing == Declared::Standing::ready;
  if (known && !ask.from) {
    question.from = context.policy.questions[inherited->index].from;
    question.to = context.policy.questions[inherited->index].to;
  }
  check_range(context, view, ask, question);
  check_default(context, view, ask, question);
  if (again) {
    if (known) redeclare(context, view, ask, std::move(question), inherited->index);
    return;
  }
  if (!declared) return;
  declared->standing = Declared::Standing::ready;
  declared->index = static_cast<std::uint32_t>(context.policy.questions.size());
  context.asked_in.push_back(view.file);
  context.policy.questions.push_back(std::move(question));
}

}  // namespace select_model::checking
