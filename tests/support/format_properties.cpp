#include "tests/support/format_properties.hpp"

#include <memory>
#include <variant>

#include "policy/format.hpp"
#include "policy/grammar.hpp"

namespace select_model::testing {

namespace {

/// Writes every field of a node, each behind a bar.
class TreeText {
 public:
  std::string take() { return std::move(text_); }

  void put(const std::string& text) { text_ += "|" + text; }
  void put(const char* text) { text_ += "|" + std::string(text); }
  template <typename Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void put(Number number) { text_ += "|" + std::to_string(static_cast<long long>(number)); }
  template <typename Node>
  void put(const std::optional<Node>& node) {
    node ? put(*node) : put("-");
  }
  template <typename Node>
  void put(const std::vector<Node>& nodes) {
    text_ += "[";
    for (const Node& node : nodes) put(node);
    text_ += "]";
  }
  template <typename... Nodes>
  void put(const std::variant<Nodes...>& node) {
    put(node.index());
    std::visit([this](const auto& one) { this->put(one); }, node);
  }
  void put(const ast::Name& name) { put(name.text); }
  void put(const ast::Text& text) { put(text.text); }
  void put(const ast::Literal& literal) { all(literal.kind, literal.with_tokens, literal.written); }
  void put(const ast::Expression& expression) { put(to_text(expression)); }
  void put(const ast::Constant& constant) { all(constant.unknown, constant.negative, constant.node); }
  void put(const ast::MemberList& list) { all(list.any_of, list.members); }
  void put(const ast::TypeName& type) { all(type.node, type.per); }
  void put(const ast::ModelRef& ref) { all(ref.quoted, ref.model, ref.provider, ref.variant); }
  void put(const ast::Target& target) { put(target.node); }
  void put(const ast::Tier& tier) { all(tier.any, tier.targets); }
  void put(const ast::Leaf& leaf) { all(leaf.tiers, leaf.by, leaf.because); }
  void put(const ast::Branch& branch) { all(branch.name, branch.when, branch.title, branch.body); }
  void put(const ast::Criterion& criterion) {
    all(criterion.maximize, criterion.value, criterion.weight, criterion.relative, criterion.from,
        criterion.to, criterion.step, criterion.title);
  }
  void put(const ast::Given& given) { all(given.name, given.value); }
  void put(const ast::Expectation& expectation) {
    all(expectation.kind, expectation.refs, expectation.names);
  }
  void put(const ast::Extends& extends) { put(extends.path); }
  void put(const ast::Ask& ask) {
    all(ask.name, ask.type, ask.optional, ask.default_value, ask.from, ask.to, ask.title);
  }
  void put(const ast::Fact& fact) { all(fact.name, fact.type, fact.title); }
  void put(const ast::Let& let) { all(let.name, let.value, let.title); }
  void put(const ast::Constraint& constraint) {
    all(constraint.must, constraint.name, constraint.when, constraint.condition, constraint.on_unknown,
        constraint.because);
  }
  void put(const ast::Choose& choose) { all(choose.title, choose.branches); }
  void put(const ast::Rank& rank) { all(rank.name, rank.when, rank.by_weight, rank.criteria); }
  void put(const ast::Fallback& fallback) { all(fallback.count, fallback.where); }
  void put(const ast::Test& test) { all(test.name, test.catalog, test.given, test.expectations); }
  void put(const ast::Prove& prove) { all(prove.name, prove.when, prove.every); }
  void put(const ast::Policy& policy) {
    all(policy.name, policy.title, policy.version, policy.language, policy.declarations);
  }

 private:
  template <typename... Fields>
  void all(const Fields&... fields) {
    text_ += "(";
    (put(fields), ...);
    text_ += ")";
  }

  std::string text_;
};

std::string comments_of(const ast::Policy& policy) {
  std::string all;
  for (const ast::Comment& comment : policy.comments) {
    const std::string text(policy.source->slice(comment.span));
    all += text.substr(0, text.find_last_not_of(" \t\r") + 1) + "\n";
  }
  return all;
}

/// What no formatted text has, whatever it says.
std::string untidy(const std::string& text) {
  if (text.ends_with("\n\n") || !text.ends_with("\n")) return "does not end in one line break";
  if (text.find("\n\n\n") != std::string::npos) return "has two blank lines in a row";
  if (text.find(" \n") != std::string::npos) return "has a blank at the end of a line";
  return "";
}

std::string without_carriage_returns(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || text.substr(i, 2) != "\r\n") result += text[i];
  }
  return result;
}

Result<ast::Policy> parsed(const std::string& text) {
  return parse(std::make_shared<Source>("p.policy", text));
}

}  // namespace

std::string tree_text(const ast::Policy& policy) {
  TreeText text;
  text.put(policy);
  return text.take();
}

std::string format_fault(const std::string& text) {
  const auto policy = parsed(text);
  if (!policy) return "it does not parse";
  const std::string formatted = format(*policy);
  const auto again = parsed(formatted);
  if (!again) return "what it becomes does not parse:\n" + formatted;
  if (tree_text(*policy) != tree_text(*again)) return "it becomes another tree:\n" + formatted;
  if (comments_of(*policy) != comments_of(*again)) return "it has other comments then:\n" + formatted;
  const std::string twice = format(*again);
  if (twice != formatted) return "formatted:\n" + formatted + "formatted again:\n" + twice;
  const std::string fault = untidy(without_carriage_returns(formatted));
  return fault.empty() ? "" : "what it becomes " + fault + ":\n" + formatted;
}

}  // namespace select_model::testing
