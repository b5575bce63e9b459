#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/rational.hpp"
#include "policy/source.hpp"
#include "policy/value.hpp"

/// The tree of one policy file as it was written: nothing resolved, nothing lost. `parse` makes it; `check`
/// and the formatter read it. Every node knows its span; comments are kept beside the tree. Chains (`a + b -
/// c`, `p and q and r`) are flat, so that the tree is never deeper than the nesting of the text, which the
/// lexer caps.
namespace select_model::ast {

struct Name {
  std::string text;
  Span span;
};

/// A string after its escapes; the span includes the quotes.
struct Text {
  std::string text;
  Span span;
};

enum class LiteralKind { boolean, number, tokens, percent, money, duration, date, text, rate };
/// A literal: numbers in base units, exactly (`300ms` is 3/10, `88.7%` 887/1000, `2K tokens` 2000, `50
/// tokens/s` 50). `rate`: NUMBER ["tokens"] "/" unit; `with_tokens` tells `50 tokens/s` from `50/s`.
struct Literal {
  LiteralKind kind = LiteralKind::number;
  Value value;
  bool with_tokens = false;
  std::string written;  // as it stands in the file, one blank before `tokens` and none beside `/`
};

struct Expression;
using Expressions = std::vector<Expression>;

struct NameUse {
  std::string name;
};                // a question, a let, a member, `today`
struct FactUse {  // model.x, first.x, model.cost(…)
  bool of_first = false;
  Name name;
  bool called = false;  // with parentheses
  Expressions arguments;
};
struct Call {
  Name function;
  Expressions arguments;
};
struct SetOf {
  Expressions elements;
};
struct Group {
  Expressions inner;
};  // one expression in parentheses
struct If {
  Expressions parts;
};  // condition, then, else
struct Not {
  Expressions operand;
};  // one
struct Negate {
  Expressions operand;
};  // one

enum class ChainOp { logical_or, logical_and, otherwise, add, subtract, multiply, divide };
/// operands[0] op[0] operands[1] op[1] …: all ops of one precedence: or | and | ?? | + - | * /.
struct Chain {
  Expressions operands;
  std::vector<ChainOp> ops;
  std::vector<Span> op_spans;
};

enum class CompareOp { equal, not_equal, less, less_equal, greater, greater_equal, in, not_in, overlaps };
struct Compare {
  CompareOp op;
  Span op_span;
  Expressions sides;
};  // two
struct IsKnown {
  bool negated = false;
  Expressions operand;
};  // `is unknown` is negated

struct Expression {
  std::variant<Literal, NameUse, FactUse, Call, SetOf, Group, If, Not, Negate, Chain, Compare, IsKnown> node;
  Span span;
};

/// `literal` where the grammar wants a constant: a literal, `-` literal (value negated), a member name, or a
/// set of members.
struct Constant {
  std::variant<Literal, Name, std::vector<Name>> node;  // Name: a member (STRING members too)
  bool unknown = false;                                 // `unknown`, in a `given`
  bool negative = false;  // a `-` was written; the value of the literal already is negative
  Span span;
};

struct MemberList {
  bool any_of = false;
  std::vector<Name> members;
};
enum class Simple { boolean, number, count, ratio, tokens, money, duration, date, text };
struct TypeName {
  std::variant<Simple, MemberList> node;
  std::optional<Simple> per;
  Span span;
  Span per_span;
};

struct Extends {
  Text path;
  Span span;
};

struct Ask {
  Name name;
  TypeName type;
  bool optional = false;
  Span optional_span;
  std::optional<Constant> default_value;
  std::optional<Constant> from;
  std::optional<Constant> to;
  std::optional<Text> title;
  Span span;
};

struct Fact {
  Name name;
  TypeName type;
  std::optional<Text> title;
  Span span;
};
struct Let {
  Name name;
  Expression value;
  std::optional<Text> title;
  Span span;
};

enum class OnUnknown { fails, warns, passes };
struct Constraint {  // must, should
  bool must = true;
  Name name;
  std::optional<Expression> when;
  Expression condition;
  std::optional<OnUnknown> on_unknown;
  std::optional<Text> because;
  Span span;
};

/// MODEL or STRING: `llama-3.1-70b@together/eu`; empty parts were not written.
struct ModelRef {
  std::string model;
  std::string provider;
  std::string variant;
  bool quoted = false;  // a STRING: the whole is in `model`
  Span span;
};

struct Target {
  std::variant<ModelRef, Expression> node;
  Span span;
};  // Expression: `where …`
struct Tier {
  bool any = false;
  std::vector<Target> targets;
  Span span;
};
struct Leaf {
  std::vector<Tier> tiers;
  std::optional<Name> by;
  std::optional<Text> because;
  Span span;
};
struct Branch {
  Name name;
  std::optional<Expression> when;  // nothing: `otherwise`
  std::optional<Text> title;
  std::variant<Leaf, std::vector<Branch>> body;
  Span span;
};
struct Choose {
  std::optional<Text> title;
  std::vector<Branch> branches;
  Span span;
};

struct Criterion {
  bool maximize = true;
  Expression value;
  std::optional<Constant> weight;
  bool relative = false;
  Span relative_span;
  std::optional<Expression> from;
  std::optional<Expression> to;
  std::optional<Constant> step;
  std::optional<Text> title;
  Span span;
};
struct Rank {
  std::optional<Name> name;
  std::optional<Expression> when;
  bool by_weight = true;
  std::vector<Criterion> criteria;
  Span span;
};
struct Fallback {
  std::int64_t count = 0;
  Span count_span;
  std::optional<Expression> where;
  Span span;
};

struct Given {
  Name name;
  Constant value;
};  // name may be `today`
enum class Expect { first, order, eligible, rejected, branch, warning, nothing, refused, undetermined };
struct Expectation {
  Expect kind = Expect::nothing;
  std::vector<ModelRef> refs;
  std::vector<Name> names;  // after `by`; the branch; the warning
  Span span;
};
struct Test {
  Text name;
  std::optional<Text> catalog;
  std::vector<Given> given;
  std::vector<Expectation> expectations;
  Span span;
};
struct Prove {
  Text name;
  std::optional<Expression> when;
  std::optional<Expression> every;  // nothing: `some eligible`
  Span span;
};

using Declaration = std::variant<Extends, Ask, Fact, Let, Constraint, Choose, Rank, Fallback, Test, Prove>;

/// From `#` to the end of the line, without the line break.
struct Comment {
  Span span;
};

struct Policy {
  Name name;
  std::optional<Text> title;
  std::optional<Text> version;
  std::int64_t language = 1;
  std::vector<Declaration> declarations;  // in the order of the file
  std::vector<Comment> comments;
  SourcePtr source;
};

}  // namespace select_model::ast
