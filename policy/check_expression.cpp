#include "policy/check_expression.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "policy/check_types.hpp"
#include "policy/mistaken.hpp"
#include "policy/utf8.hpp"

namespace select_model::checking {

Expression node(Op op, Type type, Span span, std::vector<Expression> args) {
  Expression made;
  made.op = op;
  made.type = std::move(type);
  made.args = std::move(args);
  made.span = span;
  return made;
}

Expression constant(Value value, Type type, Span span) {
  Expression made = node(Op::constant, std::move(type), span);
  made.constant = std::move(value);
  return made;
}

void Vocabulary::add(Vocabulary more) {
  std::ranges::move(more.owners, std::back_inserter(owners));
  beside_text = beside_text || more.beside_text;
  unknowable = unknowable || more.unknowable;
}

bool Vocabulary::open() const {
  return std::ranges::any_of(owners, [](const Owner& owner) { return owner.type->open; });
}

const Vocabulary::Owner* Vocabulary::owner_of(const std::string& member) const {
  const auto found = std::ranges::find_if(owners, [&](const Owner& owner) {
    return std::ranges::find(owner.type->members, member) != owner.type->members.end();
  });
  return found == owners.end() ? nullptr : &*found;
}

Maybe Typer::type(const ast::Expression& expression, const Vocabulary& expected) {
  struct Visitor {
    Typer& typer;
    Span span;
    const Vocabulary& expected;
    Maybe operator()(const ast::Literal& use) const { return typer.literal(use, span, expected); }
    Maybe operator()(const ast::NameUse& use) const { return typer.name(use.name, span, expected); }
    Maybe operator()(const ast::FactUse& use) const { return typer.fact(use, span); }
    Maybe operator()(const ast::Call& use) const { return typer.call(use, span); }
    Maybe operator()(const ast::SetOf& use) const { return typer.set_of(use, span, expected); }
    Maybe operator()(const ast::Group& use) const { return typer.type(use.inner.front(), expected); }
    Maybe operator()(const ast::If& use) const { return typer.conditional(use, span, expected); }
    Maybe operator()(const ast::Not& use) const {
      auto operand = typer.condition(use.operand.front());
      if (!operand) return std::nullopt;
      return Typed{node(Op::negation, Type::boolean(), span, {std::move(*operand)})};
    }
    Maybe operator()(const ast::Negate& use) const { return typer.negated(use, span); }
    Maybe operator()(const ast::Chain& use) const { return typer.chain(use, span, expected); }
    Maybe operator()(const ast::Compare& use) const { return typer.compare(use, span); }
    Maybe operator()(const ast::IsKnown& use) const {
      Maybe operand = typer.type(use.operand.front());
      if (!operand) return std::nullopt;
      return Typed{node(use.negated ? Op::is_unknown : Op::is_known, Type::boolean(), span,
                        {std::move(operand->expression)})};
    }
  };
  return std::visit(Visitor{*this, expression.span, expected}, expression.node);
}

std::optional<Expression> Typer::condition(const ast::Expression& expression) {
  Maybe found = type(expression);
  if (!found) return std::nullopt;
  if (found->expression.type.kind == Kind::boolean) return std::move(found->expression);
  mismatch(expression.span, "a bool", *found, found->bare ? "" : "compare it with something");
  return std::nullopt;
}

Maybe Typer::literal(const ast::Literal& literal, Span span, const Vocabulary& expected) {
  if (literal.kind == ast::LiteralKind::text && !expected.owners.empty()) {
    return member(std::get<std::string>(literal.value), span, expected);
  }
  LiteralValue found = literal_value(literal);
  return Typed{constant(std::move(found.value), std::move(found.type), span), found.bare};
}

Maybe Typer::name(const std::string& name, Span span, const Vocabulary& expected) {
  if (name == "today") return Typed{node(Op::today, Type::date(), span)};
  if (context_.member_bytes_left == 0) return std::nullopt;  // the policy is refused already
  const Declared* declared = context_.values.find(name, view_.file);
  const bool visible = declared && !stands_below(*declared, view_);
  if (!visible) {
    if (!expected.owners.empty() && (expected.open() || expected.owner_of(name)))
      return member(name, span, expected);
    if (!expected.unknowable || !expected.owners.empty()) unknown_name(name, span, expected);
    return std::nullopt;
  }
  if (const auto* owner = expected.owner_of(name)) {
    clash_with_member(*declared, *owner, name, span);
    return std::nullopt;
  }
  if (declared->standing != Declared::Standing::ready) return std::nullopt;
  const bool question = declared->kind == "question";
  const auto& policy = context_.policy;
  const Type& type =
      question ? policy.questions[declared->index].type : policy.lets[declared->index].value.type;
  Typed made{node(question ? Op::question : Op::let, carried(type), span)};
  made.expression.index = declared->index;
  return made;
}

/// A constant's vocabulary is itself: what it can be, and no list to carry about.
Maybe Typer::member(const std::string& name, Span span, const Vocabulary& expected) {
  if (const bool closed = expected.owner_of(name) != nullptr; closed || expected.open()) {
    Type type = Type::open_name();
    if (closed) type = {Kind::name, {}, Measure::number, false, false, {name}};
    return Typed{constant(name, std::move(type), span)};
  }
  unknown_name(name, span, expected);
  return std::nullopt;
}

void Typer::clash_with_member(const Declared& declared, const Vocabulary::Owner& owner,
                              const std::string& name, Span span) {
  std::vector<Related> related{
      {declared.place, fmt::format("the {} `{}` is declared here", declared.kind, name)}};
  if (owner.place)
    related.push_back({*owner.place, fmt::format("`{}` has a member of that name", owner.name)});
  context_.report.add(Code::duplicate_name, view_.at(span),
                      fmt::format("`{}` is both a {} and a member of `{}`", name, declared.kind, owner.name),
                      "rename one of them", std::move(related));
}

void Typer::unknown_name(const std::string& name, Span span, const Vocabulary& expected) {
  const Declared* below = context_.values.find(name, view_.file);
  if (below && expected.owners.empty()) {
    const bool itself = view_.within && below->place.span.end <= view_.within->end;
    context_.report.add(
        Code::unknown_name, view_.at(span),
        fmt::format("`{}` {}", name, itself ? "speaks of itself" : "is declared further down"),
        itself ? "" : "move its declaration above this one",
        {{below->place, fmt::format("`{}` is declared here", name)}});
    return;
  }
  std::string message = fmt::format("no question or `let` is named `{}`", name);
  std::vector<Related> related;
  if (!expected.owners.empty()) {
    const Vocabulary::Owner& owner = expected.owners.front();
    message = fmt::format("`{}` is not a member of `{}`", name, owner.name);
    if (owner.place) related.push_back({*owner.place, fmt::format("`{}` is declared here", owner.name)});
  }
  Hint hint = hint_for_unknown(name, span, expected);
  context_.report.add(Code::unknown_name, view_.at(span), std::move(message), std::move(hint.help),
                      std::move(related), std::move(hint.fix));
}

bool Typer::is_visible(const std::string& name) {
  const Declared* found = context_.values.find(name, view_.file);
  return found && !stands_below(*found, view_);
}

std::vector<Edit> Typer::blanks_fix(Span span, const std::string& name, std::size_t dash) {
  const std::string right = name.substr(dash + 1);
  const bool number = is_digit(right.front());
  if (!number && !is_visible(right)) return {};
  return {{span, fmt::format("{} - {}", name.substr(0, dash), right)}};
}

Hint Typer::hint_for_unknown(const std::string& name, Span span, const Vocabulary& expected) {
  for (std::size_t dash = name.rfind('-'); dash != std::string::npos && dash > 0;
       dash = name.rfind('-', dash - 1)) {
    if (name.substr(0, dash) != "today" && !is_visible(name.substr(0, dash))) continue;
    return {fmt::format("a `-` between names wants blanks: write `{} - {}`", name.substr(0, dash),
                        name.substr(dash + 1)),
            blanks_fix(span, name, dash)};
  }
  const bool is_fact = find_builtin_fact(name) || context_.facts.find(name, view_.file);
  if (is_fact && expected.owners.empty()) return {fmt::format("write `model.{}`", name), {}};
  if (name == "model") return {"name one of its facts, such as `model.name`", {}};
  if (const auto help = help_for_name(name)) return {std::string(*help), {}};
  Hint hint = context_.report.did_you_mean(name, span, [&] {
    std::vector<std::string> candidates;
    for (const auto& owner : expected.owners)
      std::ranges::copy(owner.type->members, std::back_inserter(candidates));
    std::ranges::copy(context_.values.visible(view_), std::back_inserter(candidates));
    return candidates;
  });
  if (!hint.help.empty()) return hint;
  if (expected.beside_text) return {fmt::format("text is quoted: write `\"{}\"`", name), {}};
  if (expected.owners.empty()) return {};
  const Type& type = *expected.owners.front().type;
  return {fmt::format("it is {}", describe_found(type, false)), {}};
}

Maybe Typer::set_of(const ast::SetOf& set, Span span, const Vocabulary& expected) {
  auto parts = all(set.elements, expected);
  if (!parts) return std::nullopt;
  Type type{Kind::set};
  Set members;
  bool constants = true;
  for (Typed& part : *parts) {
    Expression& element = part.expression;
    if (element.type.kind != Kind::name && element.type.kind != Kind::text) {
      mismatch(element.span, "a name", part, "a set holds names");
      return std::nullopt;
    }
    type.open = type.open || element.type.open || element.type.kind == Kind::text;
    std::ranges::copy(element.type.members, std::back_inserter(type.members));
    constants = constants && element.op == Op::constant;
    if (constants) members.in.push_back(std::get<std::string>(element.constant));
  }
  const auto tidy = [](std::vector<std::string>& names) {
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
  };
  tidy(type.members);
  if (type.open) type.members.clear();
  if (constants) {
    tidy(members.in);
    return Typed{constant(std::move(members), std::move(type), span)};
  }
  std::vector<Expression> args;
  for (Typed& part : *parts) args.push_back(std::move(part.expression));
  return Typed{node(Op::set_of, std::move(type), span, std::move(args))};
}

Maybe Typer::conditional(const ast::If& use, Span span, const Vocabulary& expected) {
  auto test = condition(use.parts[0]);
  Vocabulary vocabulary = expected;
  if (vocabulary.owners.empty()) {
    vocabulary.add(vocabulary_of(use.parts[1]));
    vocabulary.add(vocabulary_of(use.parts[2]));
  }
  Maybe then = type(use.parts[1], vocabulary);
  Maybe otherwise = type(use.parts[2], vocabulary);
  if (!test || !then || !otherwise) return std::nullopt;
  const bool bare = then->bare && otherwise->bare;
  Parts parts{std::move(*then), std::move(*otherwise)};
  auto joined = join(parts);
  if (!joined) return std::nullopt;
  return Typed{node(Op::conditional, std::move(*joined), span,
                    {std::move(*test), std::move(parts[0].expression), std::move(parts[1].expression)}),
               bare};
}

Maybe Typer::negated(const ast::Negate& use, Span span) {
  Maybe operand = type(use.operand.front());
  if (!operand) return std::nullopt;
  Expression& inner = operand->expression;
  if (inner.type.kind != Kind::quantity) {
    mismatch(inner.span, "a quantity", *operand);
    return std::nullopt;
  }
  const Type type = Type::quantity(inner.type.dimension);
  if (inner.op == Op::constant)
    return Typed{constant(-std::get<Rational>(inner.constant), type, span), operand->bare};
  return Typed{node(Op::negate, type, span, {std::move(inner)}), operand->bare};
}

Maybe Typer::chain(const ast::Chain& chain, Span span, const Vocabulary& expected) {
  switch (chain.ops.front()) {
    case ast::ChainOp::logical_or:
    case ast::ChainOp::logical_and:
      return logic(chain, span);
    case ast::ChainOp::otherwise:
      return defaulted(chain, span, expected);
    case ast::ChainOp::add:
    case ast::ChainOp::subtract:
      return sum(chain, span);
    case ast::ChainOp::multiply:
    case ast::ChainOp::divide:
      return product(chain, span);
  }
  return std::nullopt;
}

Maybe Typer::logic(const ast::Chain& chain, Span span) {
  std::vector<Expression> args;
  const std::vector<bool> lonely = lonely_members(chain);
  for (std::size_t i = 0; i < chain.operands.size(); ++i) {
    if (lonely[i]) continue;
    if (auto found = condition(chain.operands[i])) args.push_back(std::move(*found));
  }
  if (args.size() != chain.operands.size()) return std::nullopt;
  const Op op = chain.ops.front() == ast::ChainOp::logical_or ? Op::any_of : Op::all_of;
  return Typed{node(op, Type::boolean(), span, std::move(args))};
}

std::string Typer::describe_part(const Typed& part) const {
  const Expression& expression = part.expression;
  const bool name = expression.op == Op::constant && expression.type.kind == Kind::name;
  if (name) return fmt::format("the name `{}`", std::get<std::string>(expression.constant));
  return describe_found(expression.type, part.bare);
}

void Typer::mismatch(Span span, const std::string& expected, const Typed& found, std::string help,
                     std::optional<Span> beside, const std::string& beside_is) {
  std::vector<Related> related;
  if (beside) related.push_back({view_.at(*beside), beside_is});
  context_.report.add(Code::type_mismatch, view_.at(span),
                      fmt::format("expected {}, found {}", expected, describe_part(found)), std::move(help),
                      std::move(related));
}

void Typer::disjoint(const Typed& left, const Typed& right) {
  context_.report.add(
      Code::type_mismatch, view_.at(right.expression.span),
      fmt::format("{} and {} have no member in common", describe_part(left), describe_part(right)), "",
      {{view_.at(left.expression.span), fmt::format("this is {}", describe_part(left))}});
}

/// Every use of an enumeration carries its vocabulary; a policy made to fill the memory with them is refused.
Type Typer::carried(const Type& type) {
  std::size_t bytes = 0;
  for (const std::string& member : type.members) bytes += sizeof(std::string) + member.size();
  if (bytes <= context_.member_bytes_left) {
    context_.member_bytes_left -= bytes;
    return type;
  }
  if (context_.member_bytes_left > 0) {
    context_.report.add(Code::limit,
                        context_.view(context_.last_file()).at(context_.layers.files.back().name.span),
                        "long enumerations are used so often that the policy would take more than 16 MiB",
                        "shorten them, or ask for `text`");
  }
  context_.member_bytes_left = 0;
  return {type.kind, {}, Measure::number, false, true};
}

}  // namespace select_model::checking
