#pragma once
#include <cstddef>
#include <optional>

#include "policy/ast.hpp"
#include "policy/expectations.hpp"
#include "policy/lexer.hpp"
#include "policy/operators.hpp"

/// The rules of section 2 of the language over tokens, one declaration at a time. `parse` (parser.cpp) walks
/// a file with them and recovers after a mistake; the rules themselves stop at the first.
namespace select_model {

struct Reading {
  const Tokens& tokens;
  Expectations expectations;
  std::size_t depth = 0;                 // brackets, `if`s, `not`s and `-`s around what is being read
  std::optional<SyntaxMistake> mistake;  // where the shape is right and the text still wrong
};

/// Reads from `at` and moves it behind what was read. Where they give nothing, `reading` tells what is wrong.
std::optional<ast::Policy> read_header(Reading& reading, const Token*& at);
std::optional<ast::Declaration> read_declaration(Reading& reading, const Token*& at);

}  // namespace select_model
