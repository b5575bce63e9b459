#pragma once
#include <cstdint>
#include <optional>

#include "policy/syntax.hpp"

/// The pieces from which grammar.cpp is put together, apart from the rules: how tokens become leaves of the
/// tree, and what the semantic actions do. Those that find a mistake throw it; `read_declaration` catches it.
namespace select_model {

struct WholeNumber {
  std::int64_t value = 0;
  Span span;
};

struct SimpleType {
  ast::Simple type{};
  Span span;
};

// How many tokens from `at` are what the function is named for, and its node. `at` is never the last of the
// file.
std::size_t read_name(const Tokens& tokens, const Token* at, ast::Name& name);
std::size_t read_member(const Tokens& tokens, const Token* at, ast::Name& member);
std::size_t read_text_token(const Tokens& tokens, const Token* at, ast::Text& text);
std::size_t read_model_ref(const Tokens& tokens, const Token* at, ast::ModelRef& ref);
std::size_t read_literal(const Tokens& tokens, const Token* at, ast::Literal& literal);
std::size_t read_plain_number(const Tokens& tokens, const Token* at, ast::Literal& literal);
std::size_t read_whole_number(const Tokens& tokens, const Token* at, WholeNumber& number);
std::size_t read_simple_type(const Tokens& tokens, const Token* at, SimpleType& type);
std::size_t read_operator(const Tokens& tokens, const Token* at, Operator& op);
std::size_t read_arithmetic_operator(const Tokens& tokens, const Token* at, Operator& op);

/// Throws the mistake, if it is one.
void demand(std::optional<SyntaxMistake> mistake);
/// One bracket, `if` or prefix more; throws where that is too deep.
void deepen(Reading& reading, Span span);

void start_name(ast::Expression& expression, ast::Name name);
void start_literal(ast::Expression& expression, ast::Literal literal);
void start_today(ast::Expression& expression, Span span);
void start_model_fact(ast::Expression& expression, Span span);
void start_first_fact(ast::Expression& expression, Span span);
void name_fact(ast::Expression& expression, ast::Name name);
void start_call(ast::Expression& expression, Span span);
void start_set(ast::Expression& expression, Span span);
void start_if(ast::Expression& expression, Span span);
void start_group(ast::Expression& expression, Span span);
void add_child(ast::Expression& expression, ast::Expression child);

void negate_constant(ast::Constant& constant, ast::Literal literal);
void start_members(ast::Constant& constant, Span span);
void add_member(ast::Constant& constant, ast::Name member);
void set_simple(ast::TypeName& type, SimpleType simple);
void set_per(ast::TypeName& type, SimpleType per);
void start_one_of(ast::TypeName& type, Span span);
void start_any_of(ast::TypeName& type, Span span);
void add_type_member(ast::TypeName& type, ast::Name member);

void set_optional(ast::Ask& ask, Span span);
void set_default(ast::Ask& ask, ast::Constant value);
void set_from(ast::Ask& ask, ast::Constant value);

void name_branch(ast::Branch& branch, ast::Name name);
void set_criterion(ast::Criterion& criterion, ast::Expression value);
void set_relative(ast::Criterion& criterion, Span span);
void set_count(ast::Fallback& fallback, WholeNumber count);
void set_language(ast::Policy& policy, WholeNumber language);
void given_today(ast::Given& given, Span span);
void set_unknown(ast::Given& given, Span span);

}  // namespace select_model
