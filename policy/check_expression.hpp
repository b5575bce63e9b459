#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/check_context.hpp"

namespace select_model::checking {

/// An expression that has its type. `bare`: made of numbers without a unit only, so it takes the unit that
/// its place asks for.
struct Typed {
  Expression expression;
  bool bare = false;
};
/// Nothing: it has a mistake, which has been reported; whatever is built of it stays silent.
using Maybe = std::optional<Typed>;

/// The names that a bare name may be a member of: those of the other side of a comparison.
struct Vocabulary {
  struct Owner {
    const Type* type;
    std::string name;
    std::optional<Place> place;
  };
  std::vector<Owner> owners;
  bool beside_text = false;  // the other side is text, whose values are quoted
  bool unknowable = false;   // the other side has a mistake: whether a name is a member of it cannot be said

  void add(Vocabulary more);
  bool open() const;
  const Owner* owner_of(const std::string& member) const;  // of a closed one
};

/// Resolves and types expressions as they are seen from one place of one file.
class Typer {
 public:
  Typer(Context& context, View view) : context_(context), view_(std::move(view)) {}

  Maybe type(const ast::Expression& expression, const Vocabulary& expected = {});
  /// What must be a bool.
  std::optional<Expression> condition(const ast::Expression& expression);
  Maybe name(const std::string& name, Span span, const Vocabulary& expected);
  Maybe fact(const ast::FactUse& use, Span span);
  /// Makes `found` a quantity (or date) like `wanted`, or reports why it is none. `beside` is what it stands
  /// beside, `asked` the question that it is compared with.
  bool fit(Typed& found, const Type& wanted, std::optional<Span> beside, const Question* asked = nullptr);

 private:
  using Parts = std::vector<Typed>;

  Maybe literal(const ast::Literal& literal, Span span, const Vocabulary& expected);
  Maybe member(const std::string& name, Span span, const Vocabulary& expected);
  void unknown_name(const std::string& name, Span span, const Vocabulary& expected);
  Hint hint_for_unknown(const std::string& name, Span span, const Vocabulary& expected);
  void clash_with_member(const Declared& declared, const Vocabulary::Owner& owner, const std::string& name,
                         Span span);
  Maybe set_of(const ast::SetOf& set, Span span, const Vocabulary& expected);
  Maybe conditional(const ast::If& use, Span span, const Vocabulary& expected);
  Maybe negated(const ast::Negate& use, Span span);
  Maybe chain(const ast::Chain& chain, Span span, const Vocabulary& expected);
  Maybe logic(const ast::Chain& chain, Span span);

  // check_facts.cpp
  Maybe method(const ast::FactUse& use, Span span);
  void unknown_fact(const ast::FactUse& use);
  Maybe call(const ast::Call& call, Span span);
  Maybe combined(Function function, Parts parts, Span span);
  bool check_count(std::size_t wanted, std::size_t found, std::string_view name, std::string_view form,
                   Span span);

  // check_arithmetic.cpp
  std::optional<Parts> all(const ast::Expressions& expressions, const Vocabulary& expected = {});
  std::optional<Type> join(Parts& parts);
  Maybe defaulted(const ast::Chain& chain, Span span, const Vocabulary& expected);
  Maybe sum(const ast::Chain& chain, Span span);
  Maybe sum_of_quantities(const ast::Chain& chain, Parts parts, Span span);
  Maybe sum_with_dates(const ast::Chain& chain, Parts parts, Span span);
  Maybe step_with_date(Typed left, ast::ChainOp op, Span op_span, Typed right);
  Maybe product(const ast::Chain& chain, Span span);
  bool quantities(const Parts& parts, std::string_view what);

  // check_foreign.cpp
  std::vector<bool> lonely_members(const ast::Chain& chain);
  bool is_path(const ast::Chain& chain, Span span);
  bool forgets_model(const ast::Compare& compare);

  // check_comparison.cpp
  Vocabulary vocabulary_of(const ast::Expression& expression);
  Maybe compare(const ast::Compare& compare, Span span);
  std::pair<Maybe, Maybe> sides(const ast::Compare& compare);
  bool is_loose_name(const ast::Expression& expression);
  Maybe membership(const ast::Compare& compare, Typed left, Typed right, Span span);
  Maybe listed(const ast::Compare& compare, Typed left, const ast::SetOf& list, Span span);
  bool equatable(Typed& left, Typed& right);
  bool orderable(Typed& left, Typed& right, const ast::Compare& compare);
  /// The mend of `a-b` where both are names, or the second is a number.
  std::vector<Edit> blanks_fix(Span span, const std::string& name, std::size_t dash);
  bool is_visible(const std::string& name);
  bool check_literal(const Expression& value, const Expression& literal);

  std::string describe_part(const Typed& part) const;
  void disjoint(const Typed& left, const Typed& right);
  void mismatch(Span span, const std::string& expected, const Typed& found, std::string help = {},
                std::optional<Span> beside = {}, const std::string& beside_is = {});
  Type carried(const Type& type);

  Context& context_;
  View view_;
};

Expression node(Op op, Type type, Span span, std::vector<Expression> args = {});
Expression constant(Value value, Type type, Span span);
std::string_view text_of(ast::CompareOp op);

}  // namespace select_model::checking
