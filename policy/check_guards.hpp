#pragma once
#include <string>
#include <vector>

#include "policy/check_context.hpp"

/// Section 4 of the language: an optional question may stand only where it is known to be known.
namespace select_model::checking {

/// What a guard is offered to be written as.
enum class GuardForm {
  add_when,     // the declaration has no `when` yet
  extend_when,  // it has one, or stands in a branch
  in_place,     // before the `and` of a condition
  otherwise,    // no condition can stand there: `(x ?? …)`
};

/// How a guard that is missing is written, and where.
struct GuardPlace {
  GuardForm form = GuardForm::otherwise;
  Span span;           // what it goes before or behind
  bool loose = false;  // that binds looser than `and`
};
GuardPlace guard_in(const ast::Expression& condition);
GuardPlace guard_after(const ast::Expression& when);
/// Of a declaration: in its `when`, or in one behind its name.
GuardPlace guard_of(const std::optional<ast::Expression>& when, Span name);

/// Follows one declaration from left to right and keeps count of what is known. Copies are cheap enough for a
/// branch each.
class Guards {
 public:
  explicit Guards(const Context& context)
      : context_(&context), known_(context.policy.questions.size() * 2 + context.lets.size() * 2 + 2) {}

  /// From here on the condition is true.
  void hold(const Expression& condition);
  /// Reports the optional answers that the expression reads unguarded, each once.
  void demand(const Expression& expression, const GuardPlace& place, const View& view, Report& report);
  /// The optional questions that it reads unguarded.
  Keys needs(const Expression& expression);

 private:
  struct Missing {
    const Expression* use;
    std::vector<std::uint32_t> keys;
  };
  void visit(const Expression& expression);
  void visit_in_turn(const Expression& expression, bool while_true);
  void use(const Expression& expression);
  bool knows(std::uint32_t key) const { return key < known_.size() && known_[key]; }
  /// Marks what is not known yet, and says what that was, so that it can be undone.
  Keys learn(const Keys& keys);
  void forget(const Keys& keys);

  const Context* context_;
  std::vector<bool> known_;
  std::vector<Missing> missing_;
};

/// All that is derived of a let's value, once.
LetStudy study(const Context& context, const Expression& value);

/// What is known wherever the expression is.
Keys known_with(const Context& context, const Expression& expression);
/// What is known wherever a condition is known, and so.
Keys known_if(const Context& context, bool truth, const Expression& condition);
/// What is known wherever a condition is not false, and where it is not true.
Implied implied(const Context& context, const Expression& expression);

}  // namespace select_model::checking
