#include "engine/answer_figures.hpp"

#include <algorithm>

#include "engine/catalog_inquiry.hpp"
#include "policy/domain.hpp"
#include "policy/range.hpp"

namespace select_model::analysis {

namespace {

class Figures {
 public:
  Figures(const Type& type, std::set<Rational>& found) : type_(type), found_(found) {}

  void read(const Program& program) {
    const CheckedPolicy& policy = program.policy();
    for (const Let& let : policy.lets) visit(let.value);
    for (const Constraint& constraint : policy.constraints) {
      if (constraint.when) visit(*constraint.when);
      visit(constraint.condition);
    }
    if (policy.tree) visit(*policy.tree);
    for (std::size_t fact = 0; fact < builtin_facts().size(); ++fact) {
      if (!is_alike(builtin_facts()[fact].type)) continue;
      for (const Offer& offer : program.catalog().offers) add(offer.facts[fact]);
    }
    for (std::size_t fact = 0; fact < policy.facts.size(); ++fact) {
      if (!is_alike(policy.facts[fact].type)) continue;
      for (const Value& value : program.own_facts()[fact]) add(value);
    }
    if (type_.dimension != dimensions::tokens) return;
    for (const Offer& offer : program.catalog().offers) {
      for (const PriceTier& tier : offer.tiers) add(tier.above);
    }
  }

 private:
  bool is_alike(const Type& type) const {
    return type.kind == type_.kind && type.dimension == type_.dimension;
  }
  void add(const Value& value) {
    if (const auto number = on_scale(value)) found_.insert(*number);
  }
  void visit(const Expression& expression) {
    if (expression.op == Op::constant && is_alike(expression.type)) add(expression.constant);
    for (const Expression& argument : expression.args) visit(argument);
  }
  void visit(const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) {
      if (branch.when) visit(*branch.when);
      if (const auto* below = std::get_if<std::vector<Branch>>(&branch.body)) visit(*below);
    }
  }

  const Type& type_;
  std::set<Rational>& found_;
};

}  // namespace

Rational step_of(const Question& question) {
  return question.type.kind == Kind::date ? Rational(1) : resolution(question.type);
}

bool is_number(const Question& question) {
  return question.type.kind == Kind::quantity || question.type.kind == Kind::date;
}

void add_figures(const Program& program, const Question& question, std::set<Rational>& figures) {
  Figures(question.type, figures).read(program);
}

std::vector<std::string> common_members(const Question& old, const Program& before, const Program& after) {
  if (old.type.kind == Kind::boolean) return {"false", "true"};
  if (old.type.kind == Kind::text) {
    std::set<std::string> texts = vocabulary_of(before.policy(), texts_read(before), 0);
    texts.merge(vocabulary_of(after.policy(), texts_read(after), 0));
    return {texts.begin(), texts.end()};
  }
  const auto now = std::ranges::find(after.policy().questions, old.name, &Question::name);
  std::vector<std::string> members = old.type.members;
  if (now != after.policy().questions.end()) {
    std::erase_if(members, [&](const std::string& member) {
      return std::ranges::find(now->type.members, member) == now->type.members.end();
    });
  }
  return members;
}

}  // namespace select_model::analysis
