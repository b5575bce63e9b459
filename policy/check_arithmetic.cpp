#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "policy/check_expression.hpp"
#include "policy/check_types.hpp"

namespace select_model::checking {

namespace {

/// Beyond this an exponent of a unit means nothing to anybody, and would not fit.
constexpr int largest_exponent = 100;

bool is_date(const Typed& part) { return part.expression.type.kind == Kind::date; }
bool is_quantity(const Typed& part) { return part.expression.type.kind == Kind::quantity; }

/// Gives a bare expression, down to its numbers, the type of its place.
void adopt(Expression& expression, const Type& wanted) {
  if (expression.op == Op::constant) {
    expression.type = type_of_bare(std::get<Rational>(expression.constant), wanted);
    return;
  }
  expression.type = Type::quantity(wanted.dimension);
  for (Expression& argument : expression.args) {
    if (argument.type.kind == Kind::quantity) adopt(argument, wanted);
  }
}

/// Names and text in turn: `a ?? b` may be a member of either vocabulary.
std::optional<Type> join_names(const Type& a, const Type& b) {
  const bool texts = a.kind == Kind::text || b.kind == Kind::text;
  if (a.kind == Kind::text && b.kind == Kind::text) return a;
  if (texts) {
    const Type& other = a.kind == Kind::text ? b : a;
    if (other.kind != Kind::name || !other.open) return std::nullopt;
    return other;
  }
  if (a.kind != b.kind) return std::nullopt;
  if (a.kind != Kind::name && a.kind != Kind::set) return a;
  if (a.open || b.open) return a.kind == Kind::name ? Type::open_name() : Type::open_set();
  Type joined = a;
  for (const std::string& member : b.members) {
    if (std::ranges::find(a.members, member) == a.members.end()) joined.members.push_back(member);
  }
  return joined;
}

}  // namespace

bool Typer::fit(Typed& found, const Type& wanted, std::optional<Span> beside, const Question* asked) {
  Expression& expression = found.expression;
  const std::string this_is = fmt::format("this is {}", describe_found(wanted, false));
  if (!is_quantity(found)) {
    mismatch(expression.span, describe_found(wanted, false), found, "", beside, this_is);
    return false;
  }
  if (found.bare && becomes(expression.type, wanted)) {
    adopt(expression, wanted);
    found.bare = false;
    return true;
  }
  if (expression.type.dimension == wanted.dimension) return true;
  Hint hint;
  if (found.bare && expression.op == Op::constant) {
    hint = unit_hint(view_, expression.span, std::get<Rational>(expression.constant), wanted, asked);
  } else if (found.bare) {
    hint.help = "give its numbers a unit";
  } else if (expression.type.dimension == dimensions::none && wanted.dimension == dimensions::tokens) {
    hint.help = "beside `*` and `/` a number stays a number: multiply by `1 tokens`";
  } else if (wanted.dimension == dimensions::price && expression.type.dimension == dimensions::money) {
    hint.help = "a price is written `$3 / 1M tokens`";
  }
  std::vector<Related> related;
  if (beside) related.push_back({view_.at(*beside), this_is});
  context_.report.add(Code::unit_mismatch, view_.at(expression.span),
                      fmt::format("expected {}, found {}", describe_found(wanted, false),
                                  describe_found(expression.type, found.bare)),
                      std::move(hint.help), std::move(related), std::move(hint.fix));
  return false;
}

std::optional<Typer::Parts> Typer::all(const ast::Expressions& expressions, const Vocabulary& expected) {
  Parts parts;
  for (const ast::Expression& expression : expressions) {
    if (Maybe found = type(expression, expected)) parts.push_back(std::move(*found));
  }
  if (parts.size() != expressions.size()) return std::nullopt;
  return parts;
}

/// The one type of all parts, of which one will be the value. Bare numbers follow the first that has a unit.
std::optional<Type> Typer::join(Parts& parts) {
  const auto unit = std::ranges::find_if(parts, [](const Typed& part) { return !part.bare; });
  const std::size_t lead = unit == parts.end() ? 0 : static_cast<std::size_t>(unit - parts.begin());
  Type joined = parts[lead].expression.type;
  const Span lead_span = parts[lead].expression.span;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == lead) continue;
    Typed& part = parts[i];
    if (joined.kind == Kind::quantity) {
      if (unit != parts.end() && !fit(part, joined, lead_span)) return std::nullopt;
      if (unit == parts.end() && part.expression.type.dimension != joined.dimension) {
        fit(part, joined, lead_span);
        return std::nullopt;
      }
      if (part.expression.type != joined) joined = Type::quantity(joined.dimension);
      continue;
    }
    auto both = join_names(joined, part.expression.type);
    if (!both) {
      mismatch(part.expression.span, describe_found(joined, false), part, "", lead_span,
               fmt::format("this is {}", describe_found(joined, false)));
      return std::nullopt;
    }
    joined = std::move(*both);
  }
  return joined;
}

Maybe Typer::defaulted(const ast::Chain& chain, Span span, const Vocabulary& expected) {
  Vocabulary vocabulary = expected;
  for (std::size_t i = 0; expected.owners.empty() && i < chain.operands.size(); ++i) {
    vocabulary.add(vocabulary_of(chain.operands[i]));
  }
  auto parts = all(chain.operands, vocabulary);
  if (!parts) return std::nullopt;
  const bool bare = std::ranges::all_of(*parts, &Typed::bare);
  auto type = join(*parts);
  if (!type) return std::nullopt;
  std::vector<Expression> args;
  for (Typed& part : *parts) args.push_back(std::move(part.expression));
  return Typed{node(Op::otherwise, std::move(*type), span, std::move(args)), bare};
}

bool Typer::quantities(const Parts& parts, std::string_view what) {
  for (const Typed& part : parts) {
    if (is_quantity(part)) continue;
    context_.report.add(
        Code::type_mismatch, view_.at(part.expression.span),
        fmt::format("{} takes quantities, found {}", what, describe_found(part.expression.type, part.bare)),
        part.expression.type.kind == Kind::boolean ? "write `if … then 1 else 0`" : "");
    return false;
  }
  return true;
}

Maybe Typer::sum(const ast::Chain& chain, Span span) {
  auto parts = all(chain.operands);
  if (!parts) return std::nullopt;
  if (std::ranges::any_of(*parts, is_date)) return sum_with_dates(chain, std::move(*parts), span);
  if (!quantities(*parts, chain.ops.front() == ast::ChainOp::add ? "`+`" : "`-`")) return std::nullopt;
  return sum_of_quantities(chain, std::move(*parts), span);
}

Maybe Typer::sum_of_quantities(const ast::Chain& chain, Parts parts, Span span) {
  const bool bare = std::ranges::all_of(parts, &Typed::bare);
  const auto type = join(parts);
  if (!type) return std::nullopt;
  const Type result = Type::quantity(type->dimension);
  std::vector<Expression> args;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Expression& part = parts[i].expression;
    const bool subtracted = i > 0 && chain.ops[i - 1] == ast::ChainOp::subtract;
    const Span part_span = part.span;
    args.push_back(subtracted ? node(Op::negate, result, part_span, {std::move(part)}) : std::move(part));
  }
  return Typed{node(Op::add, result, span, std::move(args)), bare};
}

Maybe Typer::sum_with_dates(const ast::Chain& chain, Parts parts, Span span) {
  Maybe sum = std::move(parts.front());
  for (std::size_t i = 1; sum && i < parts.size(); ++i) {
    sum = step_with_date(std::move(*sum), chain.ops[i - 1], chain.op_spans[i - 1], std::move(parts[i]));
    if (sum) sum->expression.span = {span.begin, chain.operands[i].span.end};
  }
  return sum;
}

Maybe Typer::step_with_date(Typed left, ast::ChainOp op, Span op_span, Typed right) {
  const bool subtract = op == ast::ChainOp::subtract;
  const Span span{left.expression.span.begin, right.expression.span.end};
  if (is_date(left) && is_date(right)) {
    if (subtract) {
      return Typed{node(Op::days_between, Type::duration(), span,
                        {std::move(left.expression), std::move(right.expression)})};
    }
    context_.report.add(Code::type_mismatch, view_.at(op_span), "two dates cannot be added",
                        "a date takes a duration: `… + 30d`");
    return std::nullopt;
  }
  if (!is_date(left) && !is_date(right)) {
    if (!fit(left, Type::duration(), right.expression.span) ||
        !fit(right, Type::duration(), left.expression.span))
      return std::nullopt;
    if (subtract)
      right.expression =
          node(Op::negate, Type::duration(), right.expression.span, {std::move(right.expression)});
    return Typed{
        node(Op::add, Type::duration(), span, {std::move(left.expression), std::move(right.expression)})};
  }
  if (is_date(right)) {
    if (subtract) {
      context_.report.add(Code::type_mismatch, view_.at(right.expression.span),
                          "a date can only be subtracted from a date");
      return std::nullopt;
    }
    std::swap(left, right);
  }
  if (right.bare && right.expression.op == Op::constant) {
    context_.report.add(Code::unit_mismatch, view_.at(right.expression.span),
                        "expected a duration, found a bare number",
                        unit_help(plain_digits(std::get<Rational>(right.expression.constant)), Type::date()),
                        {{view_.at(left.expression.span), "this is a date"}});
    return std::nullopt;
  }
  if (!fit(right, Type::duration(), std::nullopt)) return std::nullopt;
  if (subtract)
    right.expression =
        node(Op::negate, Type::duration(), right.expression.span, {std::move(right.expression)});
  return Typed{
      node(Op::shift_date, Type::date(), span, {std::move(left.expression), std::move(right.expression)})};
}

Maybe Typer::product(const ast::Chain& chain, Span span) {
  if (is_path(chain, span)) return std::nullopt;
  auto parts = all(chain.operands);
  if (!parts || !quantities(*parts, chain.ops.front() == ast::ChainOp::multiply ? "`*`" : "`/`"))
    return std::nullopt;
  int exponents[3] = {0, 0, 0};
  std::vector<Expression> above;
  std::vector<Expression> below;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    Expression& part = (*parts)[i].expression;
    const bool divides = i > 0 && chain.ops[i - 1] == ast::ChainOp::divide;
    const Dimension dimension = part.type.dimension;
    const int units[3] = {dimension.usd, dimension.seconds, dimension.tokens};
    for (int unit = 0; unit < 3; ++unit) {
      exponents[unit] += divides ? -units[unit] : units[unit];
      if (std::abs(exponents[unit]) > largest_exponent) {
        context_.report.add(Code::limit, view_.at(span),
                            fmt::format("a unit to a power of more than {}", largest_exponent));
        return std::nullopt;
      }
    }
    (divides ? below : above).push_back(std::move(part));
  }
  const auto narrow = [](int exponent) { return static_cast<std::int8_t>(exponent); };
  const Type type = Type::quantity({narrow(exponents[0]), narrow(exponents[1]), narrow(exponents[2])});
  const auto product_of = [&](std::vector<Expression> factors) {
    if (factors.size() == 1) return std::move(factors.front());
    Dimension dimension;
    for (const Expression& factor : factors) dimension = dimension * factor.type.dimension;
    const Span whole{factors.front().span.begin, factors.back().span.end};
    return node(Op::multiply, Type::quantity(dimension), whole, std::move(factors));
  };
  if (below.empty()) return Typed{node(Op::multiply, type, span, std::move(above))};
  std::vector<Expression> sides;
  sides.push_back(product_of(std::move(above)));
  sides.push_back(product_of(std::move(below)));
  return Typed{node(Op::divide, type, span, std::move(sides))};
}

}  // namespace select_model::checking
