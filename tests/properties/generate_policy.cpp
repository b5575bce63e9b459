#include <algorithm>

#include "tests/properties/expressions.hpp"

namespace select_model::properties {

namespace {

constexpr Dimension none{}, money{1, 0, 0}, time{0, 1, 0}, tokens{0, 0, 1}, rate{0, -1, 1};

std::string type_text(const Type& type) {
  if (type.kind == Kind::boolean) return "bool";
  if (type.kind == Kind::date) return "date";
  if (type.kind == Kind::text) return "text";
  if (type.kind != Kind::quantity) {
    std::string members;
    for (const std::string& member : type.members)
      members += (members.empty() ? "" : ", ") + member_text(member);
    return (type.kind == Kind::name ? "one of {" : "any of {") + members + "}";
  }
  if (type.dimension == tokens) return "tokens";
  if (type.dimension == money) return "money";
  if (type.dimension == time) return "duration";
  if (type.dimension == Dimension{1, 0, -1}) return "money per tokens";
  if (type.dimension == rate) return "tokens per duration";
  if (type.dimension == Dimension{0, -1, 0}) return "count per duration";
  return type.measure == Measure::count ? "count" : type.measure == Measure::ratio ? "ratio" : "number";
}

class PolicyGenerator {
 public:
  PolicyGenerator(World& world, GeneratedPolicy& policy, Random& random)
      : world_(world), policy_(policy), random_(random), expressions_(world, random) {}

  void declare() {
    for (int count = random_.between(2, 7); count > 0; --count) ask();
    for (int count = random_.between(0, 3); count > 0; --count) own_fact();
  }

  void run() {
    for (int count = random_.between(2, 8); count > 0; --count) {
      if (random_.percent(40))
        let();
      else
        constraint();
    }
    if (random_.percent(15)) policy_.split = policy_.declarations.size();
    for (int count = random_.between(0, 2); count > 0; --count) constraint();
    const int named = random_.between(0, 2);
    for (int i = 0; i < named; ++i) rank("r" + std::to_string(i), false);
    named_ranks_ = named;
    if (random_.percent(75))
      declare(in_order({"choose ", random_.percent(30) ? title() + " " : "", branches(scope(false), 2)}));
    if (random_.percent(90)) {
      for (int count = random_.percent(30) ? random_.between(1, 2) : 0; count > 0; --count) rank("", true);
      rank("", false);
    }
    if (random_.percent(70)) fallback();
    if (random_.percent(10))
      declare("test \"nothing in particular\" { given today = 2026-04-01 expect nothing }");
    if (random_.percent(10))
      declare("prove \"nothing in particular\": every eligible model.hosting is known");
  }

 private:
  void declare(const std::string& text) { policy_.declarations.push_back(text); }
  std::string title() { return in_quotes("What is it?"); }
  std::string maybe_title() { return random_.percent(40) ? " " + title() : ""; }
  Scope scope(bool model) const { return {model, false, false, {}}; }
  std::vector<std::string> some(const std::vector<std::string>& all) {
    std::vector<std::string> chosen = all;
    random_.shuffle(chosen);
    chosen.resize(static_cast<std::size_t>(random_.between(2, 4)));
    return chosen;
  }

  Type a_type(bool for_fact) {
    switch (random_.below(for_fact ? 12 : 10)) {
      case 0:
        return Type::boolean();
      case 1:
        return random_.percent(60) ? Type::date() : Type::text();
      case 2:
      case 3: {
        Type type{Kind::name};
        type.members = some(random_.percent(70) ? words() : companies());
        return type;
      }
      case 4: {
        Type type{Kind::set};
        type.members = some(words());
        return type;
      }
      case 5:
        return Type::tokens();
      case 6:
        return Type::money();
      case 7:
        return Type::duration();
      case 8:
        return random_.percent(50) ? Type::ratio() : Type::count();
      case 9:
        return random_.percent(70) ? Type::number() : Type::quantity(rate);
      default:
        return Type::quantity(random_.percent(50) ? Dimension{1, 0, -1} : Dimension{0, -1, 0});
    }
  }

  void own_fact() {
    Declared fact{"f" + std::to_string(world_.facts.size()), a_type(true)};
    declare("fact " + fact.name + ": " + type_text(fact.type) + maybe_title());
    world_.facts.push_back(fact);
  }

  void ask() {
    Declared question{"q" + std::to_string(world_.questions.size()), a_type(false)};
    const bool has_range =
        question.type.kind == Kind::quantity && question.type.dimension != rate && random_.percent(35);
    if (has_range) {
      const Exact one = an_answer(world_, question, random_), other = an_answer(world_, question, random_);
      question.from = std::min(one, other);
      question.to = std::max(one, other);
    }
    std::string text = "ask " + question.name + ": " + type_text(question.type);
    const unsigned kind = static_cast<unsigned>(random_.below(10));
    question.optional = kind < 3;
    question.has_default = kind >= 3 && kind < 7;
    if (question.optional) text += ", optional";
    if (has_range)
      text += in_order({", from ", amount(*question.from, question), " to ", amount(*question.to, question)});
    if (question.has_default) text += ", default " + default_text(question);
    declare(text + maybe_title());
    world_.questions.push_back(question);
  }

  std::string amount(const Exact& value, const Declared& question) {
    if (question.type.dimension == rate) return decimal(value) + " tokens/s";
    if (question.type.measure == Measure::count) return decimal(value);
    return literal_text(value, question.type.dimension, random_.percent(50), random_);
  }

  std::string default_text(const Declared& question) {
    const Type& type = question.type;
    switch (type.kind) {
      case Kind::boolean:
        return random_.percent(50) ? "true" : "false";
      case Kind::date:
        return "2026-03-17";
      case Kind::text:
        return in_quotes(random_.pick(texts()));
      case Kind::name:
        return member_text(random_.pick(type.members));
      case Kind::set:
        return random_.percent(40) ? "{}" : "{" + member_text(random_.pick(type.members)) + "}";
      case Kind::quantity:
        break;
    }
    return amount(an_answer(world_, question, random_), question);
  }

  void let() {
    Scope in = scope(random_.percent(70));
    in.may_be_unknown = true;
    expressions_.used_optional();
    const Piece value = expressions_.anything(in, random_.between(0, 3));
    Declared let{"v" + std::to_string(world_.lets.size()), value.type, expressions_.used_optional(),
                 in.model};
    declare("let " + let.name + " = " + value.text + maybe_title());
    world_.lets.push_back(let);
  }

  /// A condition on answers; now and then one that guards an optional question for what follows.
  std::string when(Scope& in, int depth) {
    Scope outside = in;
    outside.model = false;
    std::vector<std::string> optional;
    for (const Declared& question : world_.questions) {
      if (question.optional && !in.known.contains(question.name)) optional.push_back(question.name);
    }
    if (optional.empty() || random_.percent(60)) return expressions_.condition(outside, depth).text;
    const std::string name = random_.pick(optional);
    in.known.insert(name);
    outside.known.insert(name);
    if (random_.percent(50)) return name + " is known";
    return name + " is known and " + at(expressions_.condition(outside, depth), Level::negation);
  }

  std::string because(const Scope& in) {
    std::string text = " because \"it is {{so}}";
    for (const Declared& question : world_.questions) {
      if ((!question.optional || in.known.contains(question.name)) && random_.percent(15))
        text += " with {" + question.name + "}";
    }
    if (in.model && random_.percent(50)) text += ", {model.ttft} and {model.hosting}";
    return text + "\"";
  }

  void constraint() {
    const bool must = random_.percent(75), gate = random_.percent(20);
    Scope in = scope(!gate);
    std::string text = std::string(must ? "must" : "should") + " c" + std::to_string(constraints_++);
    if (random_.percent(40)) text += " when " + when(in, 1);
    std::string condition = expressions_.condition(in, random_.between(0, 3)).text;
    // Most catalogues would have nothing left otherwise.
    if (random_.percent(35))
      condition = "(" + condition + ") or " + at(expressions_.condition(in, 1), Level::conjunction);
    text += ": " + condition;
    static const std::vector<std::string> modes{", unknown fails", ", unknown warns", ", unknown passes",
                                                ", unknown passes"};
    if (random_.percent(55)) text += random_.pick(modes);
    in.model = condition.find("model.") !=
               std::string::npos;  // or it is a gate, whose reason has no offer to speak of
    if (random_.percent(40)) text += because(in);
    declare(text);
  }

  std::string branches(const Scope& in, int depth) {
    std::string text = "{\n";
    for (int count = random_.between(0, 3); count > 0; --count) {
      Scope inside = in;
      text += in_order({a_branch("  b"), " when ", when(inside, 2), maybe_title(), body(inside, depth)});
    }
    text += in_order({a_branch("  otherwise b"), body(in, depth)});
    return text + "}";
  }

  std::string a_branch(const std::string& before) { return before + std::to_string(branches_++); }

  std::string body(const Scope& in, int depth) {
    if (depth > 0 && random_.percent(20)) return " " + branches(in, depth - 1) + "\n";
    std::string text = " -> " + (random_.percent(15) ? std::string("any") : tier(in));
    if (text != " -> any") {
      for (int count = random_.between(0, 2); count > 0; --count) text += " then " + tier(in);
      if (random_.percent(60)) text += " then any";
    }
    if (named_ranks_ > 0 && random_.percent(30))
      text += " by r" + std::to_string(random_.between(0, named_ranks_ - 1));
    if (random_.percent(30)) text += because({false, false, false, in.known});
    return text + "\n";
  }

  std::string tier(const Scope& in) {
    std::string text;
    for (int count = random_.between(1, 3); count > 0; --count)
      text += (text.empty() ? "" : ", ") + target(in);
    return text;
  }

  std::string target(const Scope& in) {
    if (random_.percent(30)) {
      Scope inside = in;
      inside.model = true;
      return "where " + at(expressions_.condition(inside, 2), Level::disjunction);
    }
    if (!world_.aliases.empty() && random_.percent(20)) return random_.pick(world_.aliases);
    if (world_.offers.empty() || random_.percent(5)) return "nobody-has-it";
    std::string id = random_.pick(random_.percent(60) ? world_.models : world_.offers);
    if (random_.percent(20))
      id = id.substr(0, id.find('/', id.find('@') == std::string::npos ? id.size() : id.find('@')));
    const bool plain = std::all_of(id.begin(), id.end(), [](char c) { return c != ' ' && c != '+'; }) &&
                       id.rfind("org/", 0) != 0 && id.find("x.ai") == std::string::npos;
    // What is quoted is a model's id or a whole offer's.
    const bool whole = id.find('@') == std::string::npos ||
                       std::find(world_.offers.begin(), world_.offers.end(), id) != world_.offers.end();
    return plain && (!whole || random_.percent(80)) ? id : in_quotes(id);
  }

  void rank(const std::string& name, bool conditional) {
    const bool by_weight = random_.percent(60);
    Scope in = scope(true);
    std::string text = "rank" + (name.empty() ? "" : " " + name);
    if (conditional) text += " when " + when(in, 1);
    text += by_weight ? " by weight {" : " by order {";
    for (int count = random_.between(1, 4); count > 0; --count) text += "\n  " + criterion(in, by_weight);
    declare(text + "\n}");
  }

  std::string criterion(const Scope& in, bool by_weight) {
    std::string text = random_.percent(50) ? "maximize " : "minimize ";
    const unsigned kind = static_cast<unsigned>(random_.below(20));
    if (kind < 5) {
      static const std::vector<std::string> ratios{"model.mmlu", "model.availability", "model.quality",
                                                   "model.quality(code)"};
      text += random_.pick(ratios);
      return in_order({text, by_weight ? weight() : step(none), maybe_title()});
    }
    if (kind < 8) {
      text += at(expressions_.condition(in, 1), Level::sum);
      return in_order({text, by_weight ? weight() : "", maybe_title()});
    }
    if (kind == 8 && !by_weight) return text + "model.released";
    const Dimension dimension = expressions_.a_dimension();
    const Piece value = expressions_.quantity(dimension, in, 2, false);
    text += at(value, Level::sum);
    if (!by_weight) return in_order({text, step(dimension), maybe_title()});
    const bool ratio = value.type.measure == Measure::ratio;
    return in_order(
        {text, weight(), random_.percent(25) ? " relative" : range(dimension, ratio, in), maybe_title()});
  }

  /// Answers alone; sometimes the wrong way round.
  std::string range(Dimension dimension, bool ratio, Scope in) {
    in.model = false;
    const auto amount = [&](const Exact& left) {
      const Exact drawn = an_amount(world_, dimension, false, random_);
      return ratio && drawn > left ? left * Exact(random_.between(0, 8), 8) : drawn;
    };
    const Exact low = random_.percent(60) ? Exact(0) : amount(Exact(1));
    std::string high = literal_text(low + amount(Exact(1) - low), dimension, false, random_);
    if (random_.percent(30)) high = at(expressions_.quantity(dimension, in, 1), Level::sum);
    return " from " + literal_text(low, dimension, false, random_) + " to " + high;
  }

  std::string weight() {
    static const std::vector<std::string> weights{" weight 50%", " weight 30%", " weight 0.1",
                                                  " weight 2",   " weight 3",   " weight 1"};
    return random_.percent(70) ? random_.pick(weights) : "";
  }

  std::string step(Dimension dimension) {
    if (dimension == money && random_.percent(50)) return " step $0.001";
    if (dimension == time && random_.percent(50)) return " step 100ms";
    if (dimension == tokens && random_.percent(50)) return " step 1K";
    if (dimension == none && random_.percent(50)) return random_.percent(50) ? " step 0.1" : " step 5%";
    return "";
  }

  void fallback() {
    std::string text = "fallback " + std::to_string(random_.between(1, 3));
    Scope in = scope(true);
    in.first = true;
    if (random_.percent(60)) text += " where " + expressions_.condition(in, 2).text;
    declare(text);
  }

  World& world_;
  GeneratedPolicy& policy_;
  Random& random_;
  Expressions expressions_;
  int constraints_ = 0, branches_ = 0, named_ranks_ = 0;
};

}  // namespace

void declare_questions_and_facts(World& world, GeneratedPolicy& policy, Random& random) {
  PolicyGenerator(world, policy, random).declare();
}
void generate_policy(World& world, GeneratedPolicy& policy, Random& random) {
  PolicyGenerator(world, policy, random).run();
}

std::string GeneratedPolicy::base_text() const {
  std::string text = "policy base\n";
  for (std::size_t i = 0; i < split; ++i) text += declarations[i] + "\n";
  return text;
}

std::string GeneratedPolicy::text() const {
  std::string text =
      split > 0 ? "policy generated language 1\nextends \"base.policy\"\n" : "policy generated language 1\n";
  for (std::size_t i = split; i < declarations.size(); ++i) text += declarations[i] + "\n";
  return text;
}

}  // namespace select_model::properties
