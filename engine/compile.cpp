#include <algorithm>
#include <functional>

#include "engine/code.hpp"
#include "engine/lowering.hpp"
#include "engine/references.hpp"

namespace select_model {

namespace {

using OnExpression = std::function<void(const Expression&)>;

void walk(const Expression& expression, const OnExpression& visit) {
  visit(expression);
  for (const Expression& argument : expression.args) walk(argument, visit);
}
void walk(const std::optional<Expression>& expression, const OnExpression& visit) {
  if (expression) walk(*expression, visit);
}

void walk_branches(const std::vector<Branch>& branches, const OnExpression& visit) {
  for (const Branch& branch : branches) {
    walk(branch.when, visit);
    if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) {
      walk_branches(*inner, visit);
      continue;
    }
    for (const Tier& tier : std::get<Leaf>(branch.body).tiers) {
      for (const auto& target : tier.targets) {
        if (const auto* where = std::get_if<Expression>(&target)) walk(*where, visit);
      }
    }
  }
}

/// All expressions that decide.
void walk_policy(const CheckedPolicy& policy, const OnExpression& visit) {
  for (const Let& let : policy.lets) walk(let.value, visit);
  for (const Constraint& constraint : policy.constraints) {
    walk(constraint.when, visit);
    walk(constraint.condition, visit);
  }
  if (policy.tree) walk_branches(*policy.tree, visit);
  for (const Rank& rank : policy.ranks) {
    walk(rank.when, visit);
    for (const Criterion& criterion : rank.criteria) {
      walk(criterion.value, visit);
      walk(criterion.from, visit);
      walk(criterion.to, visit);
    }
  }
}

/// Numbers the names that the policy can speak of, those of sets first: only the first 64 have a bit in a
/// mask.
void number_names(Program::Code& code) {
  const auto add = [&](const std::string& text) {
    code.names.emplace(text, static_cast<std::int64_t>(code.names.size()));
  };
  const auto add_members = [&](Kind kind) {
    for (const Question& question : code.policy.questions) {
      if (question.type.kind == kind)
        std::for_each(question.type.members.begin(), question.type.members.end(), add);
    }
  };
  add_members(Kind::set);
  walk_policy(code.policy, [&](const Expression& expression) {
    if (const auto* set = std::get_if<Set>(&expression.constant))
      std::for_each(set->in.begin(), set->in.end(), add);
    if (expression.op != Op::in && expression.op != Op::not_in) return;
    for (const std::string& member : expression.args[0].type.members) add(member);
    if (const auto* text = std::get_if<std::string>(&expression.args[0].constant)) add(*text);
  });
  walk_policy(code.policy, [&](const Expression& expression) {
    if (const auto* text = std::get_if<std::string>(&expression.constant)) add(*text);
  });
  add_members(Kind::name);
}

Diagnostics type_own_facts(Program::Code& code) {
  Diagnostics diagnostics;
  for (const OwnFact& fact : code.policy.facts) {
    std::vector<Value> values(code.catalog.offers.size());
    for (std::size_t offer = 0; offer < values.size(); ++offer) {
      const auto written = code.catalog.offers[offer].own_facts.find(fact.name);
      if (written == code.catalog.offers[offer].own_facts.end()) continue;
      auto typed = read_value(written->second, fact.type, "`" + fact.name + "`");
      if (typed) values[offer] = std::move(typed->value);
      for (Diagnostic& diagnostic : typed.diagnostics) {
        diagnostic.related.push_back({fact.place, "declared here"});
        diagnostics.push_back(std::move(diagnostic));
      }
    }
    code.own_facts.push_back(std::move(values));
  }
  return diagnostics;
}

/// Offers that cost more than prices × tokens says: hosted by oneself, or with tiers.
void collect_special_offers(Program::Code& code) {
  const auto figure = [&](const Offer& offer, const char* fact) {
    const std::size_t index = fact_index(fact);
    return to_number(offer.facts[index], builtin_facts()[index].type, code.names);
  };
  const Type price = Type::quantity({1, 0, -1});
  for (std::uint32_t i = 0; i < code.offers; ++i) {
    const Offer& offer = code.catalog.offers[i];
    if (!is_self_hosted(offer) && offer.tiers.empty()) continue;
    SpecialOffer special{i,
                         is_self_hosted(offer),
                         figure(offer, "gpus"),
                         figure(offer, "gpu_monthly_cost"),
                         figure(offer, "gpu_throughput"),
                         figure(offer, "input_price"),
                         figure(offer, "output_price"),
                         {}};
    const auto price_of = [&](const std::optional<Rational>& written) {
      return to_number(written ? Value(*written) : Value(Unknown{}), price, code.names);
    };
    for (const PriceTier& tier : offer.tiers)
      special.tiers.push_back({tier.above.to_double(), price_of(tier.input), price_of(tier.output)});
    code.special_offers.push_back(std::move(special));
  }
}

std::int32_t scalar_of(Lowering& lowering, const std::optional<Expression>& when) {
  return when ? static_cast<std::int32_t>(lowering.truth(*when).index) : -1;
}

CompiledLeaf compile_leaf(Program::Code& code, Lowering& lowering, const Leaf& leaf) {
  CompiledLeaf compiled{&leaf, {}, {}};
  for (const Tier& tier : leaf.tiers) {
    CompiledTier out{tier.any, Bits(words(code.padded)), {}};
    for (const auto& target : tier.targets) {
      if (const auto* model = std::get_if<ModelTarget>(&target)) {
        for (const std::uint32_t offer : find_offers(code.catalog, model->ref)) set_bit(out.listed, offer);
      } else {
        out.where.push_back(lowering.truth(std::get<Expression>(target)));
        lowering.add_steps(out.where.back(), compiled.steps);
      }
    }
    compiled.tiers.push_back(std::move(out));
  }
  return compiled;
}

std::vector<CompiledBranch> compile_branches(Program::Code& code, Lowering& lowering,
                                             const std::vector<Branch>& branches) {
  std::vector<CompiledBranch> compiled;
  for (const Branch& branch : branches) {
    CompiledBranch out;
    out.branch = &branch;
    out.when = scalar_of(lowering, branch.when);
    if (const auto* leaf = std::get_if<Leaf>(&branch.body)) {
      out.leaf = static_cast<std::int32_t>(code.leaves.size());
      code.leaf_pointers.push_back(leaf);
      code.leaves.push_back(compile_leaf(code, lowering, *leaf));
    } else {
      out.children = compile_branches(code, lowering, std::get<std::vector<Branch>>(branch.body));
    }
    compiled.push_back(std::move(out));
  }
  return compiled;
}

CompiledRank compile_rank(Lowering& lowering, const Rank& rank) {
  CompiledRank compiled;
  compiled.when = scalar_of(lowering, rank.when);
  Rational total;
  for (const Criterion& criterion : rank.criteria) total = total + criterion.weight;
  for (const Criterion& criterion : rank.criteria) {
    CompiledCriterion out;
    out.value = lowering.number(criterion.value);
    lowering.add_steps(out.value, compiled.steps);
    if (criterion.from) out.low = static_cast<std::int32_t>(lowering.number(*criterion.from).index);
    if (criterion.to) out.high = static_cast<std::int32_t>(lowering.number(*criterion.to).index);
    if (rank.by_weight) out.weight = (criterion.weight / total).to_double();
    if (criterion.step) out.step = (*criterion.step * scale_of(criterion.value.type)).to_double();
    compiled.any_relative = compiled.any_relative || criterion.relative;
    compiled.criteria.push_back(std::move(out));
  }
  return compiled;
}

/// The condition of a `fallback` that has none; that of most which have one.
bool asks_for_another_provider(const std::optional<Expression>& where) {
  if (!where) return true;
  const auto is_provider = [](const Expression& side) {
    return side.op == Op::fact && side.index == fact_index("provider");
  };
  return where->op == Op::not_equal && is_provider(where->args[0]) && is_provider(where->args[1]) &&
         where->args[0].of_first != where->args[1].of_first;
}

void lower_everything(Program::Code& code) {
  code.scalars.assign(code.policy.questions.size() + 1, std::numeric_limits<double>::quiet_NaN());
  code.scalar_sets.assign(code.scalars.size(), 0);
  code.today_scalar = static_cast<std::uint32_t>(code.policy.questions.size());
  Lowering lowering(code);
  for (const Constraint& constraint : code.policy.constraints) {
    CompiledConstraint compiled;
    compiled.on_answers = constraint.answers_alone;
    compiled.rejects = constraint.must;
    compiled.unknown_rejects = constraint.must && constraint.on_unknown == ast::OnUnknown::fails;
    compiled.when = scalar_of(lowering, constraint.when);
    compiled.condition = lowering.truth(constraint.condition);
    lowering.add_steps(compiled.condition, compiled.steps);
    code.constraints.push_back(std::move(compiled));
  }
  if (code.policy.tree) code.tree = compile_branches(code, lowering, *code.policy.tree);
  for (const Rank& rank : code.policy.ranks) code.ranks.push_back(compile_rank(lowering, rank));
  code.always.resize(words(code.vector_steps.size()));
  for (const CompiledConstraint& constraint : code.constraints) {
    for (std::size_t i = 0; constraint.when < 0 && i < constraint.steps.size(); ++i)
      code.always[i] |= constraint.steps[i];
  }
  code.provider_column = lowering.provider_column();
  code.fallback_by_provider = code.policy.fallback && asks_for_another_provider(code.policy.fallback->where);
}

bool find_path(const std::vector<CompiledBranch>& branches, std::int32_t leaf,
               std::vector<const Branch*>& path) {
  for (const CompiledBranch& branch : branches) {
    path.push_back(branch.branch);
    if (branch.leaf == leaf || find_path(branch.children, leaf, path)) return true;
    path.pop_back();
  }
  return false;
}

}  // namespace

const CheckedPolicy& Program::policy() const { return code_->policy; }
const Catalog& Program::catalog() const { return code_->catalog; }
const std::vector<const Leaf*>& Program::leaves() const { return code_->leaf_pointers; }
const std::vector<std::vector<Value>>& Program::own_facts() const { return code_->own_facts; }

std::vector<const Branch*> Program::path(std::uint32_t leaf) const {
  std::vector<const Branch*> path;
  find_path(code_->tree, static_cast<std::int32_t>(leaf), path);
  return path;
}

Result<Program> compile(CheckedPolicy policy, Catalog catalog) {
  auto code = std::make_shared<Program::Code>(std::move(policy), std::move(catalog));
  code->offers = static_cast<std::uint32_t>(code->catalog.offers.size());
  code->padded = (code->offers + kernels::lanes - 1) / kernels::lanes * kernels::lanes;
  Result<Program> result;
  result.diagnostics = type_own_facts(*code);
  if (has_errors(result.diagnostics)) {
    sort_by_place(result.diagnostics);
    return result;
  }
  if (code->policy.tree) result.diagnostics = unknown_models(*code->policy.tree, code->catalog);
  for (Diagnostic& diagnostic : result.diagnostics) diagnostic.severity = Severity::warning;
  sort_by_place(result.diagnostics);
  number_names(*code);
  collect_special_offers(*code);
  lower_everything(*code);
  result.value = Program(std::move(code));
  return result;
}

}  // namespace select_model
