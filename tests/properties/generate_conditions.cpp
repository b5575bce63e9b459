#include "tests/properties/expressions.hpp"

namespace select_model::properties {

namespace {

bool compatible(const Type& a, const Type& b) { return a.open || b.open || a.members == b.members; }

/// Literals in it take the other's type, and were not drawn from its members.
bool takes_words_of(const Piece& piece, const Piece& other) {
  return piece.stands_in && piece.type.open && !other.type.open;
}

}  // namespace

Piece Expressions::condition(const Scope& scope, int depth) {
  if (depth > 0) {
    const int next = depth - 1;
    switch (random_.below(16)) {
      case 0:
      case 1:
        return chain(" and ", Level::conjunction, scope, next);
      case 2:
      case 3:
        return chain(" or ", Level::disjunction, scope, next);
      case 4:
        return {"not " + at(condition(scope, next), Level::negation), Level::negation, Type::boolean()};
      case 5:
      case 6:
        return guarded(scope, next);
      case 7:
        return either(Type::boolean(), scope, next, condition(scope, next));
      case 8: {
        const Piece left = condition(scope, next), right = condition(scope, next);
        const std::string sign = random_.percent(50) ? " == " : " != ";
        return {at(left, Level::fallback) + sign + at(right, Level::fallback), Level::comparison,
                Type::boolean()};
      }
      default:
        break;
    }
  }
  if (random_.percent(12)) {
    std::vector<Reference> names = references(scope);
    std::string text = random_.percent(70) ? "" : at(anything(scope, depth), Level::fallback);
    if (text.empty()) text = names.empty() ? "today" : random_.pick(names).text;
    if (text.front() == '.') text = fact_prefix(scope) + text.substr(1);
    return {text + (random_.percent(50) ? " is known" : " is unknown"), Level::comparison, Type::boolean()};
  }
  if (random_.percent(15)) {
    if (const auto found = reference(scope, [](const Type& type) { return type.kind == Kind::boolean; }))
      return *found;
  }
  return random_.percent(3) ? literal(Type::boolean()) : comparison(scope, depth);
}

Piece Expressions::chain(const std::string& word, Level level, const Scope& scope, int depth) {
  const Level operand = static_cast<Level>(static_cast<int>(level) + 1);
  std::string text = at(condition(scope, depth), level);
  for (int count = random_.percent(70) ? 1 : 2; count > 0; --count)
    text += word + at(condition(scope, depth), operand);
  return {text, level, Type::boolean()};
}

/// Something optional behind one of the guards of section 4.
Piece Expressions::guarded(const Scope& scope, int depth) {
  std::vector<Reference> optional;
  for (const Reference& candidate : references(scope)) {
    if (candidate.optional) optional.push_back(candidate);
  }
  if (optional.empty()) return comparison(scope, depth);
  const std::string name = random_.pick(optional).text;
  Scope inside = scope;
  inside.known.insert(name);
  const Piece then = condition(inside, depth);
  switch (random_.below(3)) {
    case 0:
      return {name + " is known and " + at(then, Level::negation), Level::conjunction, Type::boolean()};
    case 1:
      return {name + " is unknown or " + at(then, Level::conjunction), Level::disjunction, Type::boolean()};
    default:
      break;
  }
  return {"if " + name + " is known then " + then.text + " else " + condition(scope, depth).text,
          Level::loosest, Type::boolean()};
}

Piece Expressions::comparison(const Scope& scope, int depth) {
  std::optional<Piece> found;
  switch (random_.below(12)) {
    case 0:
    case 1:
      found = compare_names(scope, depth);
      break;
    case 2:
    case 3:
      found = compare_sets(scope, depth);
      break;
    case 4:
      found = compare_texts(scope);
      break;
    case 5: {
      static const std::vector<std::string> signs{" == ", " != ", " < ", " <= ", " > ", " >= "};
      return {in_order({at(date(scope, depth), Level::fallback), random_.pick(signs),
                        at(date(scope, depth), Level::fallback)}),
              Level::comparison, Type::boolean()};
    }
    default:
      break;
  }
  return found ? *found : compare_quantities(scope, depth);
}

Piece Expressions::compare_quantities(const Scope& scope, int depth) {
  static const std::vector<std::string> signs{" == ", " != ", " < ", " <= ", " > ", " >= "};
  const Dimension dimension = a_dimension();
  Piece left = quantity(dimension, scope, depth, false), right = quantity(dimension, scope, depth);
  // A literal beside a question must be an answer to it, and beside a count or a ratio must be one.
  if (left.question && right.literal) {
    right.text = decimal(an_answer(world_, *left.question, random_));
    if (dimension != Dimension{}) {
      const Exact answer = an_answer(world_, *left.question, random_);
      right.text = literal_text(answer, dimension, random_.percent(50), random_);
    }
  } else if (right.literal && !left.literal && left.level == Level::primary &&
             left.type.kind == Kind::quantity) {
    right = literal(left.type, random_.percent(50));
  }
  if (random_.percent(40)) std::swap(left, right);
  return {at(left, Level::fallback) + random_.pick(signs) + at(right, Level::fallback), Level::comparison,
          Type::boolean()};
}

std::optional<Piece> Expressions::compare_names(const Scope& scope, int depth) {
  std::optional<Piece> left = anchor(Kind::name, scope, depth);
  if (!left) return std::nullopt;
  if (random_.percent(50)) {
    const Piece right = like(left->type, scope, depth);
    const bool swap = random_.percent(30);
    return Piece{at(swap ? right : *left, Level::fallback) + (random_.percent(50) ? " == " : " != ") +
                     at(swap ? *left : right, Level::fallback),
                 Level::comparison, Type::boolean()};
  }
  Type members = left->type;
  members.kind = Kind::set;
  std::optional<Piece> right;
  if (random_.percent(60)) {
    right = reference(
        scope, [&](const Type& type) { return type.kind == Kind::set && compatible(type, left->type); },
        &left->type);
    if (right && takes_words_of(*left, *right)) left = anchor(Kind::name, scope, depth, &right->type);
  }
  if (!right) right = like(members, scope, depth);
  return Piece{
      at(*left, Level::fallback) + (random_.percent(70) ? " in " : " not in ") + at(*right, Level::fallback),
      Level::comparison, Type::boolean()};
}

std::optional<Piece> Expressions::compare_sets(const Scope& scope, int depth) {
  std::optional<Piece> known = anchor(Kind::set, scope, depth);
  if (!known) return std::nullopt;
  if (random_.percent(20)) {
    const std::string name = member_text(random_.pick(known->type.open ? words() : known->type.members));
    return Piece{name + (random_.percent(70) ? " in " : " not in ") + at(*known, Level::fallback),
                 Level::comparison, Type::boolean()};
  }
  std::optional<Piece> other;
  if (random_.percent(50)) {
    other = reference(
        scope, [&](const Type& type) { return type.kind == Kind::set && compatible(type, known->type); },
        &known->type);
    if (other && takes_words_of(*known, *other)) known = anchor(Kind::set, scope, depth, &other->type);
  }
  if (!other) other = like(known->type, scope, depth);
  static const std::vector<std::string> signs{" in ",       " in ",       " in ", " not in ", " overlaps ",
                                              " overlaps ", " overlaps ", " == ", " != "};
  const bool swap = random_.percent(50);
  return Piece{at(swap ? *other : *known, Level::fallback) + random_.pick(signs) +
                   at(swap ? *known : *other, Level::fallback),
               Level::comparison, Type::boolean()};
}

std::optional<Piece> Expressions::compare_texts(const Scope& scope) {
  const std::optional<Piece> left =
      reference(scope, [](const Type& type) { return type.kind == Kind::text; });
  if (!left) return std::nullopt;
  return Piece{in_order({at(*left, Level::fallback), random_.percent(50) ? " == " : " != ",
                         at(like(Type::text(), scope, 0), Level::fallback)}),
               Level::comparison, Type::boolean()};
}

}  // namespace select_model::properties
