#include <variant>

#include "policy/format_pieces.hpp"

namespace select_model::formatting {

namespace {

const ast::Expressions& children(const ast::FactUse& use) { return use.arguments; }
const ast::Expressions& children(const ast::Call& call) { return call.arguments; }
const ast::Expressions& children(const ast::SetOf& set) { return set.elements; }
const ast::Expressions& children(const ast::Group& group) { return group.inner; }
const ast::Expressions& children(const ast::If& choice) { return choice.parts; }
const ast::Expressions& children(const ast::Not& negation) { return negation.operand; }
const ast::Expressions& children(const ast::Negate& negation) { return negation.operand; }
const ast::Expressions& children(const ast::Chain& chain) { return chain.operands; }
const ast::Expressions& children(const ast::Compare& compare) { return compare.sides; }
const ast::Expressions& children(const ast::IsKnown& test) { return test.operand; }

}  // namespace

class Spacing {
 public:
  explicit Spacing(Pieces& pieces) : pieces_(pieces) {}

  void operator()(const ast::Extends&) {}
  void operator()(const ast::Ask& ask) {
    for (const auto* constant : {&ask.default_value, &ask.from, &ask.to}) mark(*constant);
  }
  void operator()(const ast::Fact&) {}
  void operator()(const ast::Let& let) { mark(let.value); }
  void operator()(const ast::Constraint& constraint) {
    mark(constraint.when);
    mark(constraint.condition);
  }
  void operator()(const ast::Choose& choose) { mark(choose.branches); }
  void operator()(const ast::Rank& rank) {
    mark(rank.when);
    for (const ast::Criterion& criterion : rank.criteria) {
      mark(criterion.value);
      mark(criterion.weight);
      mark(criterion.from);
      mark(criterion.to);
      mark(criterion.step);
    }
  }
  void operator()(const ast::Fallback& fallback) { mark(fallback.where); }
  void operator()(const ast::Test& test) {
    for (const ast::Given& given : test.given) mark(given.value);
  }
  void operator()(const ast::Prove& prove) {
    mark(prove.when);
    mark(prove.every);
  }

 private:
  template <typename Node>
  void mark(const std::optional<Node>& node) {
    if (node) mark(*node);
  }
  void mark(const ast::Constant& constant) {
    if (constant.negative) tighten(pieces_.begin(constant.span) + 1);
    if (const auto* literal = std::get_if<ast::Literal>(&constant.node)) mark(*literal, constant.span);
  }
  void mark(const ast::Expression& expression) {
    std::visit([&](const auto& node) { mark(node, expression.span); }, expression.node);
  }
  void mark(const std::vector<ast::Branch>& branches) {
    for (const ast::Branch& branch : branches) {
      mark(branch.when);
      std::visit([&](const auto& body) { mark(body); }, branch.body);
    }
  }
  void mark(const ast::Leaf& leaf) {
    for (const ast::Tier& tier : leaf.tiers) {
      for (const ast::Target& target : tier.targets) {
        if (const auto* where = std::get_if<ast::Expression>(&target.node)) mark(*where);
      }
    }
  }

  void mark(const ast::Literal& literal, Span span) {
    if (literal.kind != ast::LiteralKind::rate) return;
    const std::size_t end = pieces_.end(span);
    tighten(end - 2);
    tighten(end - 1);
  }
  void mark(const ast::NameUse&, Span) {}
  template <typename Node>
  void mark(const Node& node, Span span) {
    if constexpr (std::is_same_v<Node, ast::Call>) tighten(pieces_.end(node.function.span));
    if constexpr (std::is_same_v<Node, ast::FactUse>) {
      if (node.called) tighten(pieces_.end(node.name.span));
    }
    if constexpr (std::is_same_v<Node, ast::Negate>) tighten(pieces_.begin(span) + 1);
    for (const ast::Expression& child : children(node)) mark(child);
  }

  void tighten(std::size_t index) { pieces_.pieces_[index].tight = true; }

  Pieces& pieces_;
};

void mark_tight(const ast::Policy& policy, Pieces& pieces) {
  Spacing spacing(pieces);
  for (const ast::Declaration& declaration : policy.declarations) std::visit(spacing, declaration);
}

}  // namespace select_model::formatting
