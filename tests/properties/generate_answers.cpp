#include <algorithm>

#include "policy/checker.hpp"
#include "policy/grammar.hpp"
#include "tests/properties/generator.hpp"

namespace select_model::properties {

namespace {

Value a_value(World& world, const Question& question, Random& random) {
  const Type& type = question.type;
  switch (type.kind) {
    case Kind::boolean:
      return random.percent(50);
    case Kind::date:
      return Date{world.days.empty() || random.percent(20) ? 20'544 : random.pick(world.days)};
    case Kind::text:
      return random.pick(texts());
    case Kind::name:
      return random.pick(type.members);
    case Kind::set: {
      Set set;
      for (const std::string& member : type.members) {
        if (random.percent(40)) set.in.push_back(member);
      }
      std::sort(set.in.begin(), set.in.end());
      return set;
    }
    case Kind::quantity:
      break;
  }
  Declared declared{question.name, type};
  if (question.from) {
    declared.from = exact(*question.from);
    declared.to = exact(*question.to);
  }
  return *Rational::parse(decimal(an_answer(world, declared, random)));
}

/// The comparisons of a quantity or date with a question, wherever they stand.
void find_boundaries(const Expression& expression, std::vector<const Expression*>& found) {
  const bool ordered = expression.op >= Op::equal && expression.op <= Op::greater_equal;
  if (ordered) {
    for (const Expression& side : expression.args) {
      const bool amount = side.type.kind == Kind::quantity || side.type.kind == Kind::date;
      if (amount && (side.op == Op::question || side.op == Op::otherwise)) found.push_back(&expression);
    }
  }
  for (const Expression& argument : expression.args) find_boundaries(argument, found);
}

const Expression* question_in(const Expression& side) {
  if (side.op == Op::question) return &side;
  return side.op == Op::otherwise && side.args[0].op == Op::question ? &side.args[0] : nullptr;
}

/// `value` as an answer: rounded to the question's resolution, in its range; nothing where it has no place
/// there.
std::optional<Value> as_answer(const Known& value, const Question& question, Random& random) {
  if (const auto* day = std::get_if<Day>(&value)) {
    if (abs(day->number) > 1'000'000) return std::nullopt;
    return Date{static_cast<std::int32_t>(nearest(day->number))};
  }
  const auto* number = std::get_if<Exact>(&value);
  if (!number) return std::nullopt;
  const Exact step = answer_step(question.type);
  Exact steps = whole_below(*number / step);
  if (steps * step != *number && random.percent(50)) steps += 1;
  if (random.percent(15)) steps += random.percent(50) ? 1 : -1;
  const std::optional<Rational> answer = Rational::parse(decimal(steps * step));
  if (!answer || misfit(*answer, question.type)) return std::nullopt;
  if (question.from && (*answer < *question.from || *answer > *question.to)) return std::nullopt;
  return *answer;
}

}  // namespace

GeneratedCase generate(std::uint64_t seed) {
  GeneratedCase made;
  made.seed = seed;
  Random random(seed);
  declare_questions_and_facts(made.world, made.policy, random);
  made.catalog = generate_catalog(made.world, random);
  generate_policy(made.world, made.policy, random);
  return made;
}

Built build(const GeneratedPolicy& policy, const GeneratedCatalog& catalog) {
  Built built;
  const auto refuse = [&](const char* who, const Diagnostics& diagnostics) {
    built.refusal += who;
    built.refusal += " refuses:\n";
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.severity == Severity::error) built.refusal += to_text(diagnostic, false);
    }
  };
  const auto read = [&](const std::string& path) -> std::variant<FileText, FileError> {
    if (path == "generated.policy") return FileText{policy.text()};
    if (path == "base.policy") return FileText{policy.base_text()};
    return FileError{"no such file"};
  };
  const Result<PolicyLayers> layers = load_layers("generated.policy", read);
  if (!layers) {
    refuse("the parser", layers.diagnostics);
    return built;
  }
  Result<CheckedPolicy> checked = check(*layers);
  if (!checked)
    refuse("the checker", checked.diagnostics);
  else
    built.policy = std::move(*checked);
  const std::string name = catalog.yaml ? "generated.yaml" : "generated.json";
  Result<Catalog> facts = build_catalog({std::make_shared<const Source>(name, catalog.text())});
  if (!facts)
    refuse("the catalogue's reader", facts.diagnostics);
  else
    built.catalog = std::move(*facts);
  return built;
}

NamedAnswers generate_answers(World& world, const CheckedPolicy& policy, Random& random) {
  NamedAnswers named;
  const bool complete = random.percent(60);
  for (const Question& question : policy.questions) {
    const bool required = question.required();
    const unsigned absent = required ? (complete ? 0u : 25u) : 35u;
    named[question.name] =
        random.percent(absent) ? std::nullopt : std::optional(a_value(world, question, random));
  }
  return named;
}

Answers answers_for(const CheckedPolicy& policy, const NamedAnswers& named) {
  Answers answers;
  for (const Question& question : policy.questions) {
    const auto found = named.find(question.name);
    if (found != named.end() && found->second) {
      answers.values.push_back(*found->second);
      answers.from.push_back(AnswerFrom::given);
    } else {
      answers.values.push_back(question.default_value);
      answers.from.push_back(is_known(question.default_value) ? AnswerFrom::fallback_default
                                                              : AnswerFrom::absent);
    }
  }
  return answers;
}

void aim_at_a_boundary(NamedAnswers& named, const CheckedPolicy& policy, const Catalog& catalog,
                       Evaluator& evaluator, Random& random) {
  std::vector<const Expression*> boundaries;
  for (const Let& let : policy.lets) find_boundaries(let.value, boundaries);
  for (const Constraint& constraint : policy.constraints) {
    if (constraint.when) find_boundaries(*constraint.when, boundaries);
    find_boundaries(constraint.condition, boundaries);
  }
  if (boundaries.empty() || catalog.offers.empty()) return;
  const Expression& boundary = *random.pick(boundaries);
  const std::size_t side = question_in(boundary.args[0]) ? 0 : 1;
  const Expression* asked = question_in(boundary.args[side]);
  if (!asked) return;
  evaluator.answer(answers_for(policy, named));
  const Known other = evaluator.value(boundary.args[1 - side], random.below(catalog.offers.size()));
  const Question& question = policy.questions[asked->index];
  if (const auto answer = as_answer(other, question, random)) named[question.name] = *answer;
}

std::string to_yaml(const NamedAnswers& named, const CheckedPolicy& policy) {
  std::string text;
  for (const Question& question : policy.questions) {
    const auto found = named.find(question.name);
    if (found == named.end() || !found->second) continue;
    const Value& value = *found->second;
    const Dimension dimension = question.type.dimension;
    std::string shown;
    if (const auto* number = std::get_if<Rational>(&value)) {
      shown = decimal(exact(*number));
      if (dimension == Dimension{1, 0, 0}) shown = "$" + shown;
      if (dimension == Dimension{0, 1, 0}) shown = decimal(exact(*number) * 1000) + "ms";
      if (dimension == Dimension{0, -1, 1}) shown += " tokens/s";
    } else if (const auto* set = std::get_if<Set>(&value)) {
      for (const std::string& member : set->in) shown += (shown.empty() ? "" : ", ") + in_quotes(member);
      shown = "[" + shown + "]";
    } else if (const auto* name = std::get_if<std::string>(&value)) {
      shown = in_quotes(*name);
    } else {
      shown = to_text(value, question.type);
    }
    text += question.name + ": " + shown + "\n";
  }
  return text.empty() ? "{}\n" : text;
}

}  // namespace select_model::properties
