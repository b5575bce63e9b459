#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/ast.hpp"
#include "policy/diagnostic.hpp"

/// Precedence, apart from the grammar. The grammar reads operands and operators as they come, whatever binds
/// tighter, so that each bracket costs one step of recursion and not one for every level of precedence;
/// `fold` then builds the tree. What the grammar of section 2 does not allow (comparisons in a chain, `not`
/// inside a sum) is found while the operators are added.
namespace select_model {

using BinaryOp = std::variant<ast::ChainOp, ast::CompareOp>;
struct Operator {
  BinaryOp op;
  std::string_view text;
  Span span;
};

/// A mistake that the shape of the text alone does not show.
struct SyntaxMistake {
  std::string message;
  Span span;
  std::string help;
  Code code = Code::syntax;
};

class Operators {
 public:
  /// Each tells what is wrong with adding it here. `not` and `-` come before their operand, `is known` after.
  std::optional<SyntaxMistake> add_not(Span span);
  std::optional<SyntaxMistake> add_minus(Span span);
  std::optional<SyntaxMistake> add_operand(ast::Expression operand);
  std::optional<SyntaxMistake> add_is_known(bool negated, Span span);
  std::optional<SyntaxMistake> add_operator(Operator op);

  /// Prefixes since the last operand: each makes the tree one level deeper.
  std::size_t open_prefixes() const { return nots_.size() + minuses_.size(); }
  ast::Expression fold() &&;

 private:
  struct Operand {
    std::vector<Span> nots;
    std::vector<Span> minuses;
    ast::Expression value;
    std::optional<bool> is_known;  // whether negated
    Span span;
  };
  struct Part {
    std::size_t begin, end;  // operands
  };
  bool splits(std::size_t before_operand, int level) const;
  ast::Expression fold_chain(Part part, int level);
  ast::Expression fold_negation(Part part);
  ast::Expression fold_comparison(Part part);
  ast::Expression fold_operand(std::size_t index);

  std::vector<Operand> operands_;
  std::vector<Operator> operators_;  // operators_[i] stands before operands_[i + 1]
  std::vector<Span> nots_;
  std::vector<Span> minuses_;
  std::optional<Span> comparison_;  // of the conjunct that is being read
  bool after_is_known_ = false;
  std::size_t lengths_[6] = {1, 1, 1, 1, 1, 1};  // operands so far of the open chain of each level
};

}  // namespace select_model
