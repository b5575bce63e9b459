#include "tests/properties/small_world.hpp"

#include <algorithm>
#include <set>

#include "tests/properties/expressions.hpp"

namespace select_model::properties {

namespace {

constexpr Dimension money{1, 0, 0}, time{0, 1, 0};

class SmallQuestions {
 public:
  SmallQuestions(World& world, GeneratedPolicy& policy, Random& random)
      : world_(world), policy_(policy), random_(random) {}

  void ask() {
    Declared question{"q" + std::to_string(world_.questions.size()), {}};
    const Written written = a_type(question);
    const std::size_t kind = random_.below(10);
    question.optional = kind < 3;
    question.has_default = kind >= 3 && kind < 7;
    std::string text = "ask " + question.name + ": " + written.type;
    if (question.optional) text += ", optional";
    if (question.has_default) text += ", default " + default_of(question);
    policy_.declarations.push_back(text + written.range);
    world_.questions.push_back(question);
  }

 private:
  struct Written {
    std::string type, range;
  };

  Written a_type(Declared& question) {
    switch (random_.below(10)) {
      case 0:
      case 1:
        question.type = Type::boolean();
        return {"bool", ""};
      case 2:
      case 3:
      case 4:
        return members(question, random_.percent(65) ? Kind::name : Kind::set);
      case 5:
        return amounts(question, "tokens", Type::tokens(), 1, {1, 500, 1000, 128'000});
      case 6:
        return amounts(question, "money", Type::money(), Exact(1, 1'000'000'000), {1, 2'000'000, 10'000'000});
      case 7:
        return amounts(question, "duration", Type::duration(), Exact(1, 1000), {100, 299, 1999});
      case 8:
        if (random_.percent(50)) return amounts(question, "count", Type::count(), 1, {0, 1, 9999});
        return amounts(question, "ratio", Type::ratio(), Exact(1, 1'000'000), {0, 499'999, 887'000});
      default:
        break;
    }
    if (random_.percent(70))
      return amounts(question, "number", Type::number(), Exact(1, 1'000'000), {-1, 0, 999'999, -2'000'000});
    question.type = Type::text();
    return {"text", ""};
  }

  Written members(Declared& question, Kind kind) {
    question.type.kind = kind;
    std::vector<std::string> all = words();
    random_.shuffle(all);
    all.resize(static_cast<std::size_t>(random_.between(2, 3)));
    question.type.members = all;
    std::string text;
    for (const std::string& member : all) text += (text.empty() ? "" : ", ") + member_text(member);
    return {(kind == Kind::name ? "one of {" : "any of {") + text + "}", ""};
  }

  /// Two to four neighbours; literals are often among them.
  Written amounts(Declared& question, const std::string& name, const Type& type, const Exact& step,
                  const std::vector<int>& firsts) {
    question.type = type;
    const int first = random_.pick(firsts), last = first + random_.between(1, 3);
    question.from = first * step;
    question.to = last * step;
    for (int i = first; i <= last; ++i) {
      if (i >= 0) world_.amounts[key_of(type.dimension)].push_back(i * step);
    }
    return {name, ", from " + written(*question.from, question) + " to " + written(*question.to, question)};
  }

  std::string written(const Exact& value, const Declared& question) {
    const Dimension d = question.type.dimension;
    if (d == money) return "$" + decimal(value);
    if (d == time) return decimal(value * 1000) + "ms";
    return decimal(value);
  }

  std::string default_of(const Declared& question) {
    const Type& type = question.type;
    if (type.kind == Kind::boolean) return random_.percent(50) ? "true" : "false";
    if (type.kind == Kind::text) return in_quotes(random_.pick(texts()));
    if (type.kind == Kind::name) return member_text(random_.pick(type.members));
    if (type.kind == Kind::set) return random_.percent(50) ? "{}" : "{" + member_text(type.members[0]) + "}";
    return written(random_.percent(50) ? *question.from : *question.to, question);
  }

  World& world_;
  GeneratedPolicy& policy_;
  Random& random_;
};

void prove(World& world, GeneratedPolicy& policy, Random& random, int number) {
  Expressions expressions(world, random);
  std::string text = "prove \"p" + std::to_string(number) + "\"";
  if (random.percent(60)) text += " when " + expressions.condition({false, false, false, {}}, 1).text;
  text += random.percent(30) ? ": some eligible"
                             : ": every eligible " + expressions.condition({true, false, false, {}}, 2).text;
  policy.declarations.push_back(text);
}

std::vector<Value> values_of(const Question& question, const std::set<std::string>& texts,
                             const std::map<std::string, std::vector<Value>>& amounts) {
  std::vector<Value> values;
  if (question.optional) values.emplace_back(Unknown{});
  const Type& type = question.type;
  if (type.kind == Kind::boolean) values.insert(values.end(), {Value(false), Value(true)});
  if (type.kind == Kind::name) values.insert(values.end(), type.members.begin(), type.members.end());
  if (type.kind == Kind::text) values.insert(values.end(), texts.begin(), texts.end());
  if (type.kind == Kind::set) {
    for (std::size_t bits = 0; bits < (std::size_t{1} << type.members.size()); ++bits) {
      Set set;
      for (std::size_t i = 0; i < type.members.size(); ++i) {
        if ((bits >> i) & 1u) set.in.push_back(type.members[i]);
      }
      std::sort(set.in.begin(), set.in.end());
      values.emplace_back(set);
    }
  }
  if (const auto some = amounts.find(question.name); some != amounts.end()) {
    values.insert(values.end(), some->second.begin(), some->second.end());
  } else if (type.kind == Kind::quantity) {
    for (Rational value = *question.from; value <= *question.to; value = value + resolution(type))
      values.emplace_back(value);
  }
  return values;
}

std::set<std::string> texts_of(const Program& program) {
  std::set<std::string> all(texts().begin(), texts().end());
  for (const Offer& offer : program.catalog().offers) {
    for (const Value& fact : offer.facts) {
      if (const auto* text = std::get_if<std::string>(&fact)) all.insert(*text);
    }
  }
  all.insert("nobody wrote this");
  return all;
}

}  // namespace

GeneratedCase generate_small(std::uint64_t seed) {
  GeneratedCase made;
  made.seed = seed;
  Random random(seed);
  SmallQuestions questions(made.world, made.policy, random);
  for (int count = random.between(2, 4); count > 0; --count) questions.ask();
  made.catalog = generate_catalog(made.world, random);
  generate_policy(made.world, made.policy, random);
  for (int count = random.between(1, 3); count > 0; --count) prove(made.world, made.policy, random, count);
  return made;
}

std::vector<Answers> all_answers(const Program& program) { return all_answers(program, {}); }

std::vector<Answers> all_answers(const Program& program,
                                 const std::map<std::string, std::vector<Value>>& amounts) {
  const std::set<std::string> texts = texts_of(program);
  std::vector<Answers> all{{}};
  for (const Question& question : program.policy().questions) {
    std::vector<Answers> longer;
    for (const Answers& answers : all) {
      for (const Value& value : values_of(question, texts, amounts)) {
        longer.push_back(answers);
        longer.back().values.push_back(value);
        longer.back().from.push_back(is_known(value) ? AnswerFrom::given : AnswerFrom::absent);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace select_model::properties
