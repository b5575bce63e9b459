#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "policy/check_expression.hpp"
#include "policy/check_types.hpp"
#include "policy/literal.hpp"

namespace select_model::checking {

namespace {

bool is_names(Kind kind) { return kind == Kind::name || kind == Kind::set; }

bool share_a_member(const Type& a, const Type& b) {
  const bool empty_set =
      (a.kind == Kind::set && a.members.empty()) || (b.kind == Kind::set && b.members.empty());
  if (a.open || b.open || empty_set) return true;
  const std::unordered_set<std::string_view> members(a.members.begin(), a.members.end());
  return std::ranges::any_of(b.members, [&](const std::string& member) { return members.contains(member); });
}

Op op_of(ast::CompareOp op) {
  switch (op) {
    case ast::CompareOp::equal:
      return Op::equal;
    case ast::CompareOp::not_equal:
      return Op::not_equal;
    case ast::CompareOp::less:
      return Op::less;
    case ast::CompareOp::less_equal:
      return Op::less_equal;
    case ast::CompareOp::greater:
      return Op::greater;
    case ast::CompareOp::greater_equal:
      return Op::greater_equal;
    case ast::CompareOp::in:
      return Op::in;
    case ast::CompareOp::not_in:
      return Op::not_in;
    case ast::CompareOp::overlaps:
      return Op::overlaps;
  }
  return Op::equal;
}

bool has_members(ast::CompareOp op) {
  return op != ast::CompareOp::less && op != ast::CompareOp::less_equal && op != ast::CompareOp::greater &&
         op != ast::CompareOp::greater_equal;
}

const ast::SetOf* as_list(const ast::Expression& expression) {
  const ast::Expression* inner = &expression;
  while (const auto* group = std::get_if<ast::Group>(&inner->node)) inner = &group->inner.front();
  return std::get_if<ast::SetOf>(&inner->node);
}

bool is_leaf(const Expression& expression) {
  return expression.args.empty() && expression.op != Op::set_of && expression.op != Op::method;
}

/// How what has no order is compared.
std::string unordered(Kind kind) {
  if (kind == Kind::boolean) return "a bool is a condition by itself";
  if (kind == Kind::set) return "sets are compared by `in` and `overlaps`";
  return "it is only equal or not: `==`, `!=`, `in`";
}

}  // namespace

std::string_view text_of(ast::CompareOp op) {
  switch (op) {
    case ast::CompareOp::equal:
      return "==";
    case ast::CompareOp::not_equal:
      return "!=";
    case ast::CompareOp::less:
      return "<";
    case ast::CompareOp::less_equal:
      return "<=";
    case ast::CompareOp::greater:
      return ">";
    case ast::CompareOp::greater_equal:
      return ">=";
    case ast::CompareOp::in:
      return "in";
    case ast::CompareOp::not_in:
      return "not in";
    case ast::CompareOp::overlaps:
      return "overlaps";
  }
  return {};
}

/// Looks ahead, without typing: which vocabularies the values of an expression come from.
Vocabulary Typer::vocabulary_of(const ast::Expression& expression) {
  struct Visitor {
    Typer& typer;
    Vocabulary all(const ast::Expressions& expressions, std::size_t from = 0) const {
      Vocabulary found;
      for (std::size_t i = from; i < expressions.size(); ++i) {
        found.add(typer.vocabulary_of(expressions[i]));
      }
      return found;
    }
    static Vocabulary unknowable() { return {{}, false, true}; }
    static Vocabulary of(const Type& type, std::string name, std::optional<Place> place) {
      if (type.kind == Kind::text) return {{}, true, false};
      if (!is_names(type.kind) || (!type.open && type.members.empty())) return {};
      return {{{&type, std::move(name), std::move(place)}}, false, false};
    }
    Vocabulary operator()(const ast::NameUse& use) const {
      const Declared* declared = typer.context_.values.find(use.name, typer.view_.file);
      if (!declared || stands_below(*declared, typer.view_)) return {};
      if (declared->standing != Declared::Standing::ready) return unknowable();
      const CheckedPolicy& policy = typer.context_.policy;
      const bool question = declared->kind == "question";
      return of(question ? policy.questions[declared->index].type : policy.lets[declared->index].value.type,
                use.name, declared->place);
    }
    Vocabulary operator()(const ast::FactUse& use) const {
      if (use.called) return {};
      std::string name = (use.of_first ? "first." : "model.") + use.name.text;
      if (const auto builtin = find_builtin_fact(use.name.text))
        return of(builtin_facts()[*builtin].type, std::move(name), {});
      const Declared* own = typer.context_.facts.find(use.name.text, typer.view_.file);
      if (!own || own->standing != Declared::Standing::ready) return unknowable();
      return of(typer.context_.policy.facts[own->index].type, std::move(name), own->place);
    }
    Vocabulary operator()(const ast::Group& use) const { return all(use.inner); }
    Vocabulary operator()(const ast::SetOf& use) const { return all(use.elements); }
    Vocabulary operator()(const ast::If& use) const { return all(use.parts, 1); }
    Vocabulary operator()(const ast::Chain& use) const {
      return use.ops.front() == ast::ChainOp::otherwise ? all(use.operands) : Vocabulary{};
    }
    Vocabulary operator()(const ast::Literal&) const { return {}; }
    Vocabulary operator()(const ast::Call&) const { return {}; }
    Vocabulary operator()(const ast::Not&) const { return {}; }
    Vocabulary operator()(const ast::Negate&) const { return {}; }
    Vocabulary operator()(const ast::Compare&) const { return {}; }
    Vocabulary operator()(const ast::IsKnown&) const { return {}; }
  };
  return std::visit(Visitor{*this}, expression.node);
}

/// Bare names that are no question and no let: members, if anything.
bool Typer::is_loose_name(const ast::Expression& expression) {
  if (const auto* group = std::get_if<ast::Group>(&expression.node))
    return is_loose_name(group->inner.front());
  if (const auto* set = std::get_if<ast::SetOf>(&expression.node)) {
    return std::ranges::any_of(set->elements,
                               [&](const ast::Expression& element) { return is_loose_name(element); });
  }
  const auto* use = std::get_if<ast::NameUse>(&expression.node);
  if (!use || use->name == "today") return false;
  const Declared* declared = context_.values.find(use->name, view_.file);
  return !declared || stands_below(*declared, view_);
}

/// Where one side has a mistake, nothing is said about names on the other, which may well be members of what
/// was meant; unless the comparison is one of order, which has no members.
std::pair<Maybe, Maybe> Typer::sides(const ast::Compare& compare) {
  const bool members = has_members(compare.op);
  const ast::Expression& left = compare.sides[0];
  const ast::Expression& right = compare.sides[1];
  Vocabulary of_left = vocabulary_of(left);
  Vocabulary of_right = vocabulary_of(right);
  of_left.unknowable = of_left.unknowable && members;
  of_right.unknowable = of_right.unknowable && members;
  std::pair<Maybe, Maybe> typed;
  if (is_loose_name(left) && !is_loose_name(right)) {
    typed.second = type(right, of_left);
    of_right.unknowable = members && (of_right.unknowable || !typed.second);
    typed.first = type(left, of_right);
  } else {
    typed.first = type(left, of_right);
    of_left.unknowable = members && (of_left.unknowable || !typed.first);
    typed.second = type(right, of_left);
  }
  return typed;
}

Maybe Typer::compare(const ast::Compare& compare, Span span) {
  if (forgets_model(compare)) return std::nullopt;
  const bool membership_test = compare.op == ast::CompareOp::in || compare.op == ast::CompareOp::not_in;
  if (const ast::SetOf* list = as_list(compare.sides[1]);
      membership_test && list && !is_loose_name(compare.sides[0])) {
    Maybe left = type(compare.sides[0], vocabulary_of(compare.sides[1]));
    if (!left) return std::nullopt;
    if (!is_names(left->expression.type.kind)) return listed(compare, std::move(*left), *list, span);
    Maybe right = type(compare.sides[1], vocabulary_of(compare.sides[0]));
    return right ? membership(compare, std::move(*left), std::move(*right), span) : std::nullopt;
  }
  auto [left, right] = sides(compare);
  if (!left || !right) return std::nullopt;
  if (membership_test || compare.op == ast::CompareOp::overlaps)
    return membership(compare, std::move(*left), std::move(*right), span);
  const bool equality = compare.op == ast::CompareOp::equal || compare.op == ast::CompareOp::not_equal;
  if (!(equality ? equatable(*left, *right) : orderable(*left, *right, compare))) return std::nullopt;
  const bool in_range = check_literal(left->expression, right->expression) &&
                        check_literal(right->expression, left->expression);
  if (!in_range) return std::nullopt;
  return Typed{node(op_of(compare.op), Type::boolean(), span,
                    {std::move(left->expression), std::move(right->expression)})};
}

Maybe Typer::membership(const ast::Compare& compare, Typed left, Typed right, Span span) {
  const Type& a = left.expression.type;
  const Type& b = right.expression.type;
  const bool overlaps = compare.op == ast::CompareOp::overlaps;
  if (b.kind != Kind::set) {
    mismatch(right.expression.span, "a set", right, b.kind == Kind::name ? "write `==`, or braces" : "");
    return std::nullopt;
  }
  const bool text_in_open = a.kind == Kind::text && b.open && !overlaps;
  if (overlaps ? a.kind != Kind::set : !is_names(a.kind) && !text_in_open) {
    mismatch(left.expression.span, overlaps ? "a set" : "a name or a set", left,
             overlaps && a.kind == Kind::name ? "write `in`" : "", right.expression.span,
             fmt::format("this is {}", describe_found(b, false)));
    return std::nullopt;
  }
  if (is_names(a.kind) && !share_a_member(a, b)) {
    disjoint(left, right);
    return std::nullopt;
  }
  return Typed{node(op_of(compare.op), Type::boolean(), span,
                    {std::move(left.expression), std::move(right.expression)})};
}

/// `x in {1s, 2s}`: no set, but as many equalities. What is on the left is repeated, so it must be a mere
/// name.
Maybe Typer::listed(const ast::Compare& compare, Typed left, const ast::SetOf& list, Span span) {
  auto parts = all(list.elements);
  if (!parts) return std::nullopt;
  if (parts->empty() || !is_leaf(left.expression)) {
    mismatch(left.expression.span, "a name or a set", left,
             parts->empty() ? "" : "give it a name with `let`, and test that");
    return std::nullopt;
  }
  if (!join(*parts)) return std::nullopt;
  std::vector<Expression> equalities;
  for (Typed& part : *parts) {
    Typed copy = left;
    if (!equatable(copy, part) || !check_literal(copy.expression, part.expression)) return std::nullopt;
    const Span part_span = part.expression.span;
    equalities.push_back(node(Op::equal, Type::boolean(), part_span,
                              {std::move(copy.expression), std::move(part.expression)}));
  }
  Expression any = equalities.size() == 1 ? std::move(equalities.front())
                                          : node(Op::any_of, Type::boolean(), span, std::move(equalities));
  any.span = span;
  if (compare.op == ast::CompareOp::not_in) any = node(Op::negation, Type::boolean(), span, {std::move(any)});
  return Typed{std::move(any)};
}

bool Typer::equatable(Typed& left, Typed& right) {
  const Type& a = left.expression.type;
  const Type& b = right.expression.type;
  const Span left_span = left.expression.span;
  if (a.kind == Kind::quantity && b.kind == Kind::quantity) {
    const auto asked = [&](const Expression& side) {
      return side.op == Op::question ? &context_.policy.questions[side.index] : nullptr;
    };
    return left.bare && !right.bare ? fit(left, b, right.expression.span, asked(right.expression))
                                    : fit(right, a, left_span, asked(left.expression));
  }
  const bool open_and_text = (a.kind == Kind::name && a.open && b.kind == Kind::text) ||
                             (b.kind == Kind::name && b.open && a.kind == Kind::text);
  if (open_and_text) return true;
  if (a.kind == b.kind) {
    if (!is_names(a.kind) || share_a_member(a, b)) return true;
    disjoint(left, right);
    return false;
  }
  std::string help;
  if (a.kind == Kind::name && b.kind == Kind::set) help = "write `in`";
  if (a.kind == Kind::set && b.kind == Kind::name) help = "write the name first: `… in …`";
  if (a.kind == Kind::date && b.kind == Kind::quantity) {
    const auto date = date_meant(view_.source->slice(right.expression.span));
    help = fmt::format("a date is written `{}`", date.value_or("2026-04-01"));
  }
  mismatch(right.expression.span, describe_part(left), right, std::move(help), left_span,
           fmt::format("this is {}", describe_part(left)));
  return false;
}

bool Typer::orderable(Typed& left, Typed& right, const ast::Compare& compare) {
  for (const Typed* side : {&left, &right}) {
    const Kind kind = side->expression.type.kind;
    if (kind == Kind::quantity || kind == Kind::date) continue;
    const auto amount = unquoted(view_.source->slice(side->expression.span));
    context_.report.add(Code::type_mismatch, view_.at(side->expression.span),
                        fmt::format("`{}` compares quantities and dates, found {}", text_of(compare.op),
                                    describe_found(side->expression.type, side->bare)),
                        amount ? fmt::format("write it without quotes: `{}`", *amount) : unordered(kind));
    return false;
  }
  return equatable(left, right);
}

/// A literal that no value can reach, beside a question or whatever has a type with ends.
bool Typer::check_literal(const Expression& value, const Expression& literal) {
  if (value.op == Op::constant || literal.op != Op::constant) return true;
  const Place place = view_.at(literal.span);
  if (value.op == Op::question) {
    const Question& asked = context_.policy.questions[value.index];
    if (!check_in_range(context_, place, literal.constant, literal.type, asked)) return false;
  }
  return check_in_type(context_, place, literal.constant, value);
}

}  // namespace select_model::checking
