#include <algorithm>

#include <fmt/format.h>

#include "policy/check_expression.hpp"
#include "policy/grammar.hpp"

/// What somebody writes in an expression who thinks in another language: well-formed, and not what was meant.
namespace select_model::checking {

namespace {

std::optional<std::string> bare_name(const ast::Expression& expression) {
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) return use->name;
  return std::nullopt;
}

const ast::Compare* equality(const ast::Expression& expression) {
  const auto* compare = std::get_if<ast::Compare>(&expression.node);
  const bool is =
      compare && (compare->op == ast::CompareOp::equal || compare->op == ast::CompareOp::not_equal);
  return is ? compare : nullptr;
}

}  // namespace

/// `e == red or green`: a member of what the comparison before it compares stands alone.
std::vector<bool> Typer::lonely_members(const ast::Chain& chain) {
  std::vector<bool> lonely(chain.operands.size());
  const ast::Compare* compare = nullptr;
  std::string members;
  std::optional<Span> first;
  for (std::size_t i = 0; i < chain.operands.size(); ++i) {
    const ast::Expression& operand = chain.operands[i];
    if (const auto* found = equality(operand); found && !first) {
      compare = found;
      members = to_text(compare->sides[1]);
    }
    const auto name = bare_name(operand);
    if (!name || !compare || *name == "today" || is_visible(*name)) continue;
    const Vocabulary vocabulary = vocabulary_of(compare->sides[0]);
    if (!vocabulary.open() && !vocabulary.owner_of(*name)) continue;
    lonely[i] = true;
    members += ", " + *name;
    if (!first) first = operand.span;
  }
  if (!first) return lonely;
  const bool equal = compare->op == ast::CompareOp::equal;
  const std::string left = to_text(compare->sides[0]);
  const std::string name(view_.source->slice(*first));
  context_.report.add(Code::type_mismatch, view_.at(*first),
                      fmt::format("`{}` is compared with nothing", name),
                      equal && chain.ops.front() == ast::ChainOp::logical_and
                          ? fmt::format("a comparison is written out: `{} == {}`", left, name)
                          : fmt::format("write `{} {} {{{}}}`", left, equal ? "in" : "not in", members));
  return lonely;
}

/// `openai/gpt-4o` is no division where neither of them is anything.
bool Typer::is_path(const ast::Chain& chain, Span span) {
  const bool divides = std::ranges::all_of(chain.ops, [](auto op) { return op == ast::ChainOp::divide; });
  const bool names = std::ranges::all_of(chain.operands, [&](const ast::Expression& operand) {
    const auto name = bare_name(operand);
    return name && *name != "today" && !context_.values.find(*name, view_.file);
  });
  if (!divides || !names) return false;
  const std::string text(view_.source->slice(span));
  context_.report.add(Code::unknown_name, view_.at(span),
                      fmt::format("no question or `let` is named `{}`", *bare_name(chain.operands.front())),
                      fmt::format("an id with a `/` is text: write `\"{}\"`", text));
  return true;
}

/// `soc2 in compliance`: a fact without its `model.`, beside which a name means nothing.
bool Typer::forgets_model(const ast::Compare& compare) {
  bool forgets = false;
  for (std::size_t i = 0; i < compare.sides.size(); ++i) {
    const auto name = bare_name(compare.sides[i]);
    if (!name || is_visible(*name) || !find_builtin_fact(*name)) continue;
    if (!vocabulary_of(compare.sides[1 - i]).owners.empty()) continue;  // or a member
    unknown_name(*name, compare.sides[i].span, {});
    forgets = true;
  }
  return forgets;
}

}  // namespace select_model::checking
