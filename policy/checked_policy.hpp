#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"
#include "policy/value.hpp"
#include "policy/vocabulary.hpp"

/// A policy with all its layers resolved: every name is an index, every expression has a type, units agree,
/// optional answers are guarded. Only `check` makes one, so whoever holds one need not look for errors again.
namespace select_model {

enum class Op : std::uint8_t {
  constant,  // .constant
  question,  // .index into questions
  let,       // .index into lets
  today,     // the date of the decision
  fact,      // .index: builtin_facts(), then CheckedPolicy::facts; of_first tells `first.` from `model.`
  method,    // .index: a Method; args; of_first
  negation,  // not a
  all_of,    // and, n-ary
  any_of,    // or, n-ary
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // two of one type; the last four: quantities and dates
  in,
  not_in,    // name or set, in a set
  overlaps,  // two sets
  is_known,
  is_unknown,
  otherwise,    // a ?? b ?? c, n-ary
  conditional,  // if a then b else c
  add,          // n-ary sum of quantities; a subtraction adds a `negate`
  negate,
  multiply,      // n-ary product of quantities
  divide,        // a ÷ b; `a / b / c` is a ÷ (b × c)
  shift_date,    // date + whole days of a duration (rounded towards zero)
  days_between,  // date - date, a duration
  minimum,
  maximum,
  mean,
  absolute,
  ceiling,
  floor,
  size,    // functions
  set_of,  // {a, b}: names
};
inline bool is_comparison(Op op) { return op >= Op::equal && op <= Op::overlaps; }

/// A typed, resolved expression. Lets stay references: whoever evaluates keeps each let's value, or work
/// explodes.
struct Expression {
  Op op = Op::constant;
  Type type;
  std::vector<Expression> args;
  Value constant;
  std::uint32_t index = 0;
  bool of_first = false;
  Span span;
};

/// What an expression reads, lets followed through.
struct Reads {
  bool model = false;
  bool first = false;
  bool today = false;
  std::vector<std::uint32_t> questions;  // sorted
};

/// Text with values in it (section 10): strings and expressions in turn.
struct Template {
  std::vector<std::variant<std::string, Expression>> parts;
};

struct Question {
  std::string name;
  std::string title;
  Type type;
  bool optional = false;
  Value default_value;               // Unknown: none
  std::optional<Rational> from, to;  // quantities in base units, dates in days from 1970-01-01; both or none
  Place place;
  bool required() const { return !optional && !select_model::is_known(default_value); }
};

struct OwnFact {
  std::string name, title;
  Type type;
  Place place;
};

struct Let {
  std::string name, title;
  Expression value;
  bool optional = false;  // reads an unguarded optional
  Reads reads;
  Place place;
};

struct Constraint {
  std::string name;
  bool must = true;
  bool answers_alone = false;  // a must: a gate. A should: warns once, on the decision
  std::optional<Expression> when;
  Expression condition;
  ast::OnUnknown on_unknown = ast::OnUnknown::fails;
  std::optional<Template> because;
  std::string condition_text;
  Reads reads;  // of when and condition together
  Place place;  // of its name
  bool inherited = false;
};

struct ModelTarget {
  ast::ModelRef ref;
  Place place;
};
struct Tier {
  bool any = false;
  std::vector<std::variant<ModelTarget, Expression>> targets;
};
struct Leaf {
  std::vector<Tier> tiers;
  std::optional<std::uint32_t> rank;  // by NAME
  std::optional<Template> because;
};
struct Branch {
  std::string name, title;
  std::optional<Expression> when;  // nothing: otherwise
  std::string condition_text;
  std::variant<Leaf, std::vector<Branch>> body;
  Place place;
};

struct Criterion {
  bool maximize = true;
  Expression value;
  std::string label;  // its title, else the fact's, method's or let's name, else its text
  std::string text;
  Rational weight = 1;  // as written, not normalised
  bool relative = false;
  std::optional<Expression> from,
      to;                        // by weight: both (0 and 1 filled in for ratios and bools), unless relative
  std::optional<Rational> step;  // by order
  Place place;
};
struct Rank {
  std::optional<std::string> name;
  std::optional<Expression> when;
  bool by_weight = true;
  std::vector<Criterion> criteria;
  Place place;
};
struct Fallback {
  std::uint32_t count = 0;
  std::optional<Expression> where;
};

struct Given {
  std::optional<std::uint32_t> question;
  Value value;
  Place place;
};  // nothing: today
struct TestExpectation {
  ast::Expect kind = ast::Expect::nothing;
  std::vector<ModelTarget> refs;
  std::vector<std::string> names;
  Place place;
};
struct Test {
  std::string name;
  std::optional<std::string> catalog;  // as written in `using`, relative to the file in which it stands
  Place catalog_place;
  std::vector<Given> given;
  std::vector<TestExpectation> expectations;
  Place place;
  bool inherited = false;
};
struct Prove {
  std::string name;
  std::optional<Expression> when;
  std::optional<Expression> every;  // nothing: `some eligible`
  Place place;
};

struct CheckedPolicy {
  std::string name, title, version;
  std::vector<SourcePtr> files;     // bases first
  std::vector<Question> questions;  // bases first, each in the order of its file; so are all that follow
  std::vector<OwnFact> facts;
  std::vector<Let> lets;                // a let reads only lets before it
  std::vector<Constraint> constraints;  // must and should
  std::optional<std::vector<Branch>> tree;
  std::string tree_title;  // what `choose` asks; may be empty
  std::vector<Rank> ranks;
  std::optional<Fallback> fallback;
  std::vector<Test> tests;  // its own, and those of its bases that run again
  std::vector<Prove> proofs;

 private:
  friend class Checker;
  CheckedPolicy() = default;
};

Reads reads_of(const Expression& expression, const std::vector<Let>& lets);

}  // namespace select_model
