#pragma once
#include <optional>
#include <string>

#include "policy/check_context.hpp"

/// One function a kind of declaration: each says what is wrong with it, and adds what is right to the policy.
namespace select_model::checking {

/// Enters the names of a file's ranks, which may be used above them.
void declare_ranks(Context& context, std::size_t file);
/// Enters the other names of a file, its questions and its facts. The files that it extends have been
/// checked.
void declare_file(Context& context, std::size_t file);
/// Checks the rest of a file, in its order.
void check_file(Context& context, std::size_t file);

void declare_question(Context& context, const View& view, const ast::Ask& ask);
void check_let(Context& context, const View& view, const ast::Let& let);
void check_constraint(Context& context, const View& view, const ast::Constraint& constraint);
void check_tree(Context& context, const View& view, const ast::Choose& choose);
/// Of the unnamed ranks of a file, `last` is the last.
void check_rank(Context& context, const View& view, const ast::Rank& rank, bool last);
void check_fallback(Context& context, const View& view, const ast::Fallback& fallback);
void check_test(Context& context, const View& view, const ast::Test& test);
void check_prove(Context& context, const View& view, const ast::Prove& prove);

/// Text in braces; `offer`: whether there is one to speak of, and what the text belongs to.
std::optional<Template> check_template(Context& context, const View& view, const ast::Text& text, bool offer,
                                       const std::string& what);

/// Whose tree, fallback and unnamed ranks hold for each file; two that are inherited need an own one.
Providers find_providers(Context& context);
/// Branches and constraints of different files that share a name in the whole policy.
void check_branches_of_layers(Context& context);

/// Declares a name; nothing where the file has or inherits it already, which is reported.
Declared* declare(Context& context, Names& names, const ast::Name& name, std::string_view kind,
                  std::size_t file);

}  // namespace select_model::checking
