#include <utility>

#include "policy/token_parsers.hpp"

namespace select_model {
namespace {

/// The place where the operands of a node that has a list of them go.
ast::Expressions* children(ast::Expression& expression) {
  if (auto* call = std::get_if<ast::Call>(&expression.node)) return &call->arguments;
  if (auto* fact = std::get_if<ast::FactUse>(&expression.node)) return &fact->arguments;
  if (auto* set = std::get_if<ast::SetOf>(&expression.node)) return &set->elements;
  if (auto* group = std::get_if<ast::Group>(&expression.node)) return &group->inner;
  if (auto* conditional = std::get_if<ast::If>(&expression.node)) return &conditional->parts;
  return nullptr;
}

/// The `if` with which an expression ends, its `else` running on as far as it can.
const ast::Expression* bare_if_at_end(const ast::Expression& expression) {
  if (std::holds_alternative<ast::If>(expression.node)) return &expression;
  if (const auto* chain = std::get_if<ast::Chain>(&expression.node))
    return bare_if_at_end(chain->operands.back());
  if (const auto* negate = std::get_if<ast::Negate>(&expression.node))
    return bare_if_at_end(negate->operand[0]);
  return nullptr;
}

void refuse_second(bool given, std::string_view option, Span span) {
  if (given) throw SyntaxMistake{"`" + std::string(option) + "` is given twice", span, "leave one out"};
}

}  // namespace

void demand(std::optional<SyntaxMistake> mistake) {
  if (mistake) throw std::move(*mistake);
}

void deepen(Reading& reading, Span span) {
  if (++reading.depth > deepest_nesting) {
    throw SyntaxMistake{"nesting deeper than 256", span, "give what is inside a name with `let`",
                        Code::limit};
  }
}

void start_name(ast::Expression& expression, ast::Name name) {
  expression.span = name.span;
  expression.node = ast::NameUse{std::move(name.text)};
}
void start_literal(ast::Expression& expression, ast::Literal literal) {
  expression.node = std::move(literal);
}
void start_today(ast::Expression& expression, Span) { expression.node = ast::NameUse{"today"}; }
void start_model_fact(ast::Expression& expression, Span) { expression.node = ast::FactUse{}; }
void start_first_fact(ast::Expression& expression, Span) {
  ast::FactUse fact;
  fact.of_first = true;
  expression.node = std::move(fact);
}
void name_fact(ast::Expression& expression, ast::Name name) {
  std::get<ast::FactUse>(expression.node).name = std::move(name);
}
void start_call(ast::Expression& expression, Span) {
  if (auto* fact = std::get_if<ast::FactUse>(&expression.node)) {
    fact->called = true;
    return;
  }
  ast::Name function{std::move(std::get<ast::NameUse>(expression.node).name), expression.span};
  expression.node = ast::Call{std::move(function), {}};
}
void start_set(ast::Expression& expression, Span) { expression.node = ast::SetOf{}; }
void start_if(ast::Expression& expression, Span) { expression.node = ast::If{}; }
void start_group(ast::Expression& expression, Span) { expression.node = ast::Group{}; }
void add_child(ast::Expression& expression, ast::Expression child) {
  children(expression)->push_back(std::move(child));
}

void negate_constant(ast::Constant& constant, ast::Literal literal) {
  literal.value = -std::get<Rational>(literal.value);
  literal.written.insert(0, 1, '-');
  constant.node = std::move(literal);
}
void start_members(ast::Constant& constant, Span) { constant.node = std::vector<ast::Name>{}; }
void add_member(ast::Constant& constant, ast::Name member) {
  std::get<std::vector<ast::Name>>(constant.node).push_back(std::move(member));
}

void set_simple(ast::TypeName& type, SimpleType simple) { type.node = simple.type; }
void set_per(ast::TypeName& type, SimpleType per) {
  type.per = per.type;
  type.per_span = per.span;
}
void start_one_of(ast::TypeName& type, Span) { type.node = ast::MemberList{}; }
void start_any_of(ast::TypeName& type, Span) { type.node = ast::MemberList{true, {}}; }
void add_type_member(ast::TypeName& type, ast::Name member) {
  std::get<ast::MemberList>(type.node).members.push_back(std::move(member));
}

void set_optional(ast::Ask& ask, Span span) {
  refuse_second(ask.optional, "optional", span);
  ask.optional = true;
  ask.optional_span = span;
}
void set_default(ast::Ask& ask, ast::Constant value) {
  refuse_second(ask.default_value.has_value(), "default", value.span);
  ask.default_value = std::move(value);
}
void set_from(ast::Ask& ask, ast::Constant value) {
  refuse_second(ask.from.has_value(), "from", value.span);
  ask.from = std::move(value);
}

void name_branch(ast::Branch& branch, ast::Name name) {
  if (name.text == "tokens") {
    throw SyntaxMistake{"a branch may not be named `tokens`", name.span,
                        "after a number it would be read as a unit: choose another name"};
  }
  branch.name = std::move(name);
}

void set_criterion(ast::Criterion& criterion, ast::Expression value) {
  if (const ast::Expression* open = bare_if_at_end(value)) {
    throw SyntaxMistake{"a criterion may not end in a bare `if`", open->span, "put the `if` in parentheses"};
  }
  criterion.value = std::move(value);
}
void set_relative(ast::Criterion& criterion, Span span) {
  criterion.relative = true;
  criterion.relative_span = span;
}
void set_count(ast::Fallback& fallback, WholeNumber count) {
  fallback.count = count.value;
  fallback.count_span = count.span;
}
void set_language(ast::Policy& policy, WholeNumber language) {
  if (language.value != 1) {
    throw SyntaxMistake{"language " + std::to_string(language.value) + " is not known", language.span,
                        "this version reads `language 1`"};
  }
  policy.language = language.value;
}
void given_today(ast::Given& given, Span span) { given.name = {"today", span}; }
void set_unknown(ast::Given& given, Span span) {
  given.value.unknown = true;
  given.value.span = span;
}

}  // namespace select_model
