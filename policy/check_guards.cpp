#include "policy/check_guards.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace select_model::checking {

Keys Guards::learn(const Keys& keys) {
  Keys learned;
  for (const std::uint32_t key : keys) {
    if (knows(key)) continue;
    if (key >= known_.size()) known_.resize(key + 1);
    known_[key] = true;
    learned.push_back(key);
  }
  return learned;
}

void Guards::forget(const Keys& keys) {
  for (const std::uint32_t key : keys) known_[key] = false;
}

void Guards::hold(const Expression& condition) { learn(implied(*context_, condition).unless_false); }

void Guards::use(const Expression& expression) {
  Keys unguarded;
  if (expression.op == Op::question) {
    const std::uint32_t key = key_of_question(expression.index);
    if (context_->policy.questions[expression.index].optional && !knows(key)) unguarded.push_back(key);
  } else if (!knows(key_of_let(expression.index))) {
    for (const std::uint32_t key : context_->lets[expression.index].needs) {
      if (!knows(key)) unguarded.push_back(key);
    }
  }
  if (unguarded.empty()) return;
  learn(unguarded);  // once said is enough
  missing_.push_back({&expression, std::move(unguarded)});
}

/// The operands of an `and` or `or`, each seeing what the ones before it establish.
void Guards::visit_in_turn(const Expression& expression, bool while_true) {
  Keys learned;
  for (const Expression& operand : expression.args) {
    visit(operand);
    const Implied operand_implies = implied(*context_, operand);
    const Keys more = learn(while_true ? operand_implies.unless_false : operand_implies.unless_true);
    learned.insert(learned.end(), more.begin(), more.end());
  }
  forget(learned);
}

void Guards::visit(const Expression& expression) {
  switch (expression.op) {
    case Op::question:
    case Op::let:
      use(expression);
      return;
    case Op::is_known:
    case Op::is_unknown:
      return;
    case Op::otherwise:
      visit(expression.args.back());
      return;
    case Op::all_of:
      visit_in_turn(expression, true);
      return;
    case Op::any_of:
      visit_in_turn(expression, false);
      return;
    case Op::conditional: {
      visit(expression.args[0]);
      const Implied test = implied(*context_, expression.args[0]);
      const Keys when_true = learn(test.unless_false);
      visit(expression.args[1]);
      forget(when_true);
      const Keys when_false = learn(test.unless_true);
      visit(expression.args[2]);
      forget(when_false);
      return;
    }
    default:
      for (const Expression& argument : expression.args) visit(argument);
  }
}

Keys Guards::needs(const Expression& expression) {
  missing_.clear();
  visit(expression);
  Keys keys;
  for (const Missing& missing : missing_) keys.insert(keys.end(), missing.keys.begin(), missing.keys.end());
  std::ranges::sort(keys);
  return keys;
}

namespace {

bool binds_loosely(const ast::Expression& expression) {
  const auto* chain = std::get_if<ast::Chain>(&expression.node);
  return std::holds_alternative<ast::If>(expression.node) ||
         (chain && chain->ops.front() == ast::ChainOp::logical_or);
}

bool holds_key(const Keys& keys, std::uint32_t key) { return std::ranges::binary_search(keys, key); }

bool contains(const Expression& expression, const Expression* use) {
  return &expression == use ||
         std::ranges::any_of(expression.args, [&](const Expression& arg) { return contains(arg, use); });
}

/// The part of a condition that can only be true where the key is known, so that a guard before it changes
/// nothing: all of it, or an operand of an `or`. Nothing where there is none.
const Expression* guardable(const Context& context, const Expression& condition, const Expression* use,
                            std::uint32_t key) {
  const Expression* at = &condition;
  while (!holds_key(known_if(context, true, *at), key)) {
    if (at->op != Op::any_of && at->op != Op::all_of) return nullptr;
    at = &*std::ranges::find_if(at->args, [&](const Expression& arg) { return contains(arg, use); });
  }
  // One of a list (`x in {1, y}`) stands nowhere by itself.
  const bool written = at->args.empty() || at->span.begin <= at->args[0].span.begin;
  return written ? at : nullptr;
}

/// Where a guard can be written without a change of what holds, if anywhere.
std::optional<GuardPlace> sound_place(const Context& context, const GuardPlace& place,
                                      const Expression& expression, const Expression* use,
                                      std::uint32_t key) {
  if (place.form == GuardForm::otherwise) return std::nullopt;
  if (place.form != GuardForm::in_place)
    return holds_key(known_with(context, expression), key) ? std::optional(place) : std::nullopt;
  const Expression* part = guardable(context, expression, use, key);
  if (!part) return std::nullopt;
  if (part == &expression) return place;
  return GuardPlace{place.form, part->span, part->op == Op::any_of || part->op == Op::conditional};
}

std::vector<Edit> guard_fix(const GuardPlace& place, const std::string& name) {
  const auto written = [&](std::string before, std::string behind) {
    if (place.loose) {
      before += "(";
      behind.insert(0, ")");
    }
    std::vector<Edit> edits;
    if (!before.empty()) edits.push_back({{place.span.begin, place.span.begin}, std::move(before)});
    if (!behind.empty()) edits.push_back({{place.span.end, place.span.end}, std::move(behind)});
    return edits;
  };
  switch (place.form) {
    case GuardForm::add_when:
      return written("", fmt::format(" when {} is known", name));
    case GuardForm::extend_when:
      return written("", fmt::format(" and {} is known", name));
    case GuardForm::in_place:
      return written(fmt::format("{} is known and ", name), "");
    case GuardForm::otherwise:
      break;
  }
  return {};
}

}  // namespace

GuardPlace guard_in(const ast::Expression& condition) {
  return {GuardForm::in_place, condition.span, binds_loosely(condition)};
}

GuardPlace guard_after(const ast::Expression& when) {
  return {GuardForm::extend_when, when.span, binds_loosely(when)};
}

GuardPlace guard_of(const std::optional<ast::Expression>& when, Span name) {
  return when ? guard_after(*when) : GuardPlace{GuardForm::add_when, name, false};
}

void Guards::demand(const Expression& expression, const GuardPlace& place, const View& view, Report& report) {
  missing_.clear();
  visit(expression);
  for (const Missing& missing : missing_) {
    const auto& policy = context_->policy;
    const bool is_let = missing.use->op == Op::let;
    const Question& question = policy.questions[missing.keys.front() / 2];
    const std::string name = is_let ? policy.lets[missing.use->index].name : question.name;
    std::string message =
        is_let ? fmt::format("`{}` may be unknown here: it uses `{}`, which is optional", name, question.name)
               : fmt::format("`{}` is optional and may be unknown here", name);
    const std::uint32_t key = is_let ? key_of_let(missing.use->index) : missing.keys.front();
    const auto sound = sound_place(*context_, place, expression, missing.use, key);
    std::string help;
    switch (sound || place.form == GuardForm::otherwise ? place.form : GuardForm::in_place) {
      case GuardForm::add_when:
        help = fmt::format("guard it: `when {} is known`", name);
        break;
      case GuardForm::extend_when:
        help = fmt::format("guard it: `… and {} is known` in its `when`", name);
        break;
      case GuardForm::in_place:
        help = (sound ? "guard it: `" : "guard only the part that needs it: `") + name + " is known and …`";
        break;
      case GuardForm::otherwise:
        help = fmt::format("say what counts where it is unknown: `({} ?? …)`", name);
        break;
    }
    std::vector<Related> related;
    if (is_let)
      related.push_back({policy.lets[missing.use->index].place, fmt::format("`{}` is declared here", name)});
    related.push_back({question.place, fmt::format("`{}` is declared optional here", question.name)});
    report.add(Code::unguarded_optional, view.at(missing.use->span), std::move(message), std::move(help),
               std::move(related), sound ? guard_fix(*sound, name) : std::vector<Edit>{});
  }
}

LetStudy study(const Context& context, const Expression& value) {
  LetStudy made;
  made.needs = Guards(context).needs(value);
  made.when_known = known_with(context, value);
  if (value.type.kind == Kind::boolean) made.implied = implied(context, value);
  return made;
}

}  // namespace select_model::checking
