#include "policy/vocabulary.hpp"
#include "tests/properties/expressions.hpp"

namespace select_model::properties {

namespace {

constexpr Dimension none{}, money{1, 0, 0}, time{0, 1, 0}, tokens{0, 0, 1};

bool is_quantity(const Type& type, Dimension dimension) {
  return type.kind == Kind::quantity && type.dimension == dimension;
}
/// The type that literals take in the place of a name or set of that type.
Type type_of_words(Type type, const Type* beside) {
  if (!type.open || !beside || beside->open) return type;
  type.open = false;
  type.members = beside->members;
  return type;
}
bool small(Dimension d) {
  return std::abs(d.usd) <= 2 && std::abs(d.seconds) <= 2 && std::abs(d.tokens) <= 2;
}

}  // namespace

std::string at(const Piece& piece, Level level) {
  return piece.level < level ? "(" + piece.text + ")" : piece.text;
}

bool Expressions::used_optional() { return std::exchange(used_optional_, false); }

std::string Expressions::fact_prefix(const Scope& scope) {
  return scope.first && random_.percent(50) ? "first." : "model.";
}

std::vector<Expressions::Reference> Expressions::references(const Scope& scope) const {
  std::vector<Reference> all;
  for (const Declared& question : world_.questions) {
    all.push_back(
        {question.name, question.type, question.optional && !scope.known.contains(question.name), &question});
  }
  for (const Declared& let : world_.lets) {
    if (let.of_model && !scope.model) continue;
    all.push_back({let.name, let.type, let.optional && !scope.known.contains(let.name)});
  }
  if (!scope.model) return all;
  for (const Declared& fact : world_.facts) all.push_back({"." + fact.name, fact.type});
  for (const BuiltinFact& fact : builtin_facts()) all.push_back({"." + std::string(fact.name), fact.type});
  return all;
}

/// A name whose type fits: as it is, or an optional one with what stands in for it.
std::optional<Piece> Expressions::reference(const Scope& scope, const std::function<bool(const Type&)>& fits,
                                            const Type* beside) {
  std::vector<Reference> facts, others;
  for (const Reference& candidate : references(scope)) {
    if (fits(candidate.type)) (candidate.text.front() == '.' ? facts : others).push_back(candidate);
  }
  if (facts.empty() && others.empty()) return std::nullopt;
  const bool a_fact = others.empty() || (!facts.empty() && random_.percent(50));
  const Reference chosen = random_.pick(a_fact ? facts : others);
  Piece piece{chosen.text, Level::primary, chosen.type, false, chosen.question};
  if (a_fact) piece.text = fact_prefix(scope) + chosen.text.substr(1);
  if (!chosen.optional) return piece;
  if (scope.may_be_unknown && random_.percent(60)) {
    used_optional_ = true;
    return piece;
  }
  Piece instead = literal(type_of_words(chosen.type, beside));
  if (chosen.question && chosen.type.kind == Kind::quantity) {
    instead.text =
        literal_text(an_answer(world_, *chosen.question, random_), chosen.type.dimension, false, random_);
  }
  Piece safe{piece.text + " ?? " + at(instead, Level::sum), Level::fallback, chosen.type};
  safe.stands_in = true;
  if (random_.percent(20)) {
    safe.text = "if " + piece.text + " is known then " + piece.text + " else " + instead.text;
    safe.level = Level::loosest;
  }
  return safe;
}

Piece Expressions::literal(const Type& type, bool bare) {
  Piece piece{"", Level::primary, type, true};
  switch (type.kind) {
    case Kind::boolean:
      piece.text = random_.percent(50) ? "true" : "false";
      break;
    case Kind::date:
      piece.text = date_text(world_.days.empty() || random_.percent(20) ? 20'544 : random_.pick(world_.days));
      break;
    case Kind::text:
      piece.text = in_quotes(random_.pick(texts()));
      break;
    case Kind::name:
      piece.text = member_text(random_.pick(type.open ? companies() : type.members));
      break;
    case Kind::set:
      piece.text = "{";
      for (const std::string& word : type.open ? words() : type.members) {
        if (random_.percent(35)) piece.text += (piece.text.size() > 1 ? ", " : "") + member_text(word);
      }
      piece.text += "}";
      break;
    case Kind::quantity: {
      Exact amount = an_amount(world_, type.dimension, type.whole, random_);
      if (type.measure == Measure::ratio && amount > 1) amount = Exact(random_.between(0, 8), 8);
      const bool count = type.measure == Measure::count;
      piece.text = count ? decimal(amount) : literal_text(amount, type.dimension, bare, random_);
      break;
    }
  }
  return piece;
}

Dimension Expressions::a_dimension() {
  static const std::vector<Dimension> weighted{
      none,  none,  none,  none, none, tokens, tokens,     tokens,     tokens,     money,
      money, money, money, time, time, time,   {1, 0, -1}, {0, -1, 1}, {0, -1, 0}, {1, -1, 0}};
  return random_.pick(weighted);
}

Piece Expressions::quantity(Dimension dimension, const Scope& scope, int depth, bool literals) {
  if (depth > 0 && random_.percent(60)) return compound(dimension, scope, depth - 1);
  if (!literals || random_.percent(60)) {
    if (const auto found = reference(scope, [&](const Type& type) { return is_quantity(type, dimension); }))
      return *found;
  }
  return literal(Type::quantity(dimension));
}

Piece Expressions::compound(Dimension dimension, const Scope& scope, int depth) {
  switch (random_.below(8)) {
    case 0:
    case 1:
      return sum(dimension, scope, depth);
    case 2:
    case 3:
      return product(dimension, scope, depth);
    case 4:
      return function(dimension, scope, depth);
    case 5:
      return either(Type::quantity(dimension), scope, depth, quantity(dimension, scope, depth));
    case 6: {
      if (random_.percent(60)) break;
      return {"-" + at(quantity(dimension, scope, depth), Level::primary), Level::unary,
              Type::quantity(dimension)};
    }
    default:
      break;
  }
  if (const auto found = special(dimension, scope, depth)) return *found;
  return sum(dimension, scope, depth);
}

Piece Expressions::sum(Dimension dimension, const Scope& scope, int depth) {
  const Piece first = quantity(dimension, scope, depth);
  std::string text = at(first, Level::sum);
  for (int count = random_.percent(75) ? 1 : 2; count > 0; --count) {
    const bool bare = dimension == tokens && !first.literal && random_.percent(20);
    const Piece next = bare ? literal(Type::tokens(), true) : quantity(dimension, scope, depth);
    text += (random_.percent(60) ? " + " : " - ") + at(next, Level::product);
  }
  return {text, Level::sum, Type::quantity(dimension)};
}

Piece Expressions::product(Dimension dimension, const Scope& scope, int depth) {
  const bool division = random_.percent(50);
  Dimension other = a_dimension();
  if (!small(dimension * other) || !small(dimension / other)) other = none;
  const Piece left = quantity(division ? dimension * other : dimension / other, scope, depth);
  Piece right = quantity(other, scope, depth);
  if (division && right.literal) right.text = literal_text(2, other, false, random_);
  return {at(left, Level::product) + (division ? " / " : " * ") + at(right, Level::unary), Level::product,
          Type::quantity(dimension)};
}

Piece Expressions::function(Dimension dimension, const Scope& scope, int depth) {
  static const std::vector<std::string> of_several{"min", "max", "mean"};
  static const std::vector<std::string> of_one{"abs", "ceil", "floor"};
  const bool simple = dimension == none || dimension == money || dimension == time || dimension == tokens;
  const bool one = random_.percent(50);
  std::string name = random_.pick(one ? of_one : of_several);
  if (one && !simple) name = "abs";
  std::string arguments = at(quantity(dimension, scope, depth), Level::loosest);
  for (int count = one ? 0 : random_.between(1, 2); count > 0; --count)
    arguments += ", " + quantity(dimension, scope, depth).text;
  return {name + "(" + arguments + ")", Level::primary, Type::quantity(dimension)};
}

std::optional<Piece> Expressions::special(Dimension dimension, const Scope& scope, int depth) {
  if (dimension == time && random_.percent(40)) {
    return Piece{
        in_order({at(date(scope, depth), Level::sum), " - ", at(date(scope, depth), Level::product)}),
        Level::sum, Type::duration()};
  }
  if (dimension == none && random_.percent(50)) {
    if (const auto set = anchor(Kind::set, scope, depth))
      return Piece{"size(" + set->text + ")", Level::primary, Type::count()};
  }
  return scope.model ? method(dimension, scope, depth) : std::nullopt;
}

std::optional<Piece> Expressions::method(Dimension dimension, const Scope& scope, int depth) {
  const std::string prefix = fact_prefix(scope);
  const auto amount = [&](const Type& type) {
    return random_.percent(30) ? literal(type, true).text : quantity(type.dimension, scope, depth).text;
  };
  const auto usage = [&] {
    return in_order(
        {"(", amount(Type::tokens()), ", ", amount(Type::tokens()), ", ", amount(Type::count()), ")"});
  };
  if (dimension == money) {
    return Piece{in_order({prefix, random_.percent(70) ? "cost" : "monthly_cost", usage()}), Level::primary,
                 Type::money()};
  }
  if (dimension == time)
    return Piece{prefix + "response_time(" + amount(Type::tokens()) + ")", Level::primary, Type::duration()};
  if (dimension != none) return std::nullopt;
  if (random_.percent(30)) return Piece{prefix + "gpus_needed" + usage(), Level::primary, Type::count()};
  std::string task = member_text(random_.pick(words()));
  if (random_.percent(60)) {
    if (const auto found =
            reference(scope, [](const Type& type) { return type.kind == Kind::name && !type.open; }))
      task = found->text;
  }
  return Piece{prefix + "quality(" + task + ")", Level::primary, Type::ratio()};
}

Piece Expressions::date(const Scope& scope, int depth) {
  if (depth > 0 && random_.percent(40)) {
    if (random_.percent(30)) return either(Type::date(), scope, depth - 1, date(scope, depth - 1));
    const Piece shift = random_.percent(50) ? Piece{std::to_string(random_.between(0, 400)) + "d"}
                                            : quantity(time, scope, depth - 1);
    const std::string sign = random_.percent(50) ? " + " : " - ";
    return {at(date(scope, depth - 1), Level::sum) + sign + at(shift, Level::product), Level::sum,
            Type::date()};
  }
  if (random_.percent(25)) return {"today", Level::primary, Type::date()};
  if (random_.percent(70)) {
    if (const auto found = reference(scope, [](const Type& type) { return type.kind == Kind::date; }))
      return *found;
  }
  return literal(Type::date());
}

/// `if … then piece else instead`, `piece ?? instead`; for names and sets `instead` may be a literal.
Piece Expressions::either(const Type& type, const Scope& scope, int depth, const Piece& instead,
                          const Type* beside) {
  const auto fits = [&](const Type& other) {
    return type.kind == Kind::quantity ? is_quantity(other, type.dimension) : other == type;
  };
  std::optional<Piece> first = reference(scope, fits, beside);
  if (!first) first = instead;
  Piece either{at(*first, Level::sum) + " ?? " + at(instead, Level::fallback), Level::fallback, type};
  if (random_.percent(50)) {
    either.text = "if " + condition(scope, depth).text + " then " + first->text + " else " + instead.text;
    either.level = Level::loosest;
  }
  either.stands_in = first->stands_in || instead.stands_in;
  return either;
}

/// For the other side of something that has that type.
Piece Expressions::like(const Type& type, const Scope& scope, int depth) {
  if (random_.percent(55)) return literal(type);
  if (depth > 0 && random_.percent(30)) return either(type, scope, depth - 1, literal(type));
  if (type.kind == Kind::set && random_.percent(30)) {
    Type member = type;
    member.kind = Kind::name;
    if (const auto name = reference(scope, [&](const Type& other) { return other == member; })) {
      const bool quote = member.open;
      return {"{" + name->text + ", " + member_text(random_.pick(quote ? companies() : type.members)) + "}",
              Level::primary, type};
    }
  }
  if (const auto found = reference(scope, [&](const Type& other) { return other == type; })) return *found;
  return literal(type);
}

std::optional<Piece> Expressions::anchor(Kind kind, const Scope& scope, int depth, const Type* beside) {
  const auto fits = [&](const Type& type) { return type.kind == kind && (!beside || type.open); };
  std::optional<Piece> found = reference(scope, fits, beside);
  if (found && depth > 0 && random_.percent(20)) return either(found->type, scope, depth - 1, *found, beside);
  return found;
}

Piece Expressions::anything(const Scope& scope, int depth) {
  switch (random_.below(12)) {
    case 0:
    case 1:
      return condition(scope, depth);
    case 2:
      return date(scope, depth);
    case 3:
      if (const auto found = anchor(Kind::name, scope, depth)) return *found;
      break;
    case 4:
      if (const auto found = anchor(Kind::set, scope, depth)) return *found;
      break;
    case 5:
      if (const auto found = anchor(Kind::text, scope, depth)) return *found;
      break;
    default:
      break;
  }
  return quantity(a_dimension(), scope, depth, false);
}

}  // namespace select_model::properties
