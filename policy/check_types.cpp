#include "policy/check_types.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "policy/literal.hpp"
#include "policy/mistaken.hpp"
#include "policy/nearest.hpp"
#include "policy/range.hpp"

namespace select_model::checking {

namespace {

/// Vocabularies are compared name by name; more than this is no checklist.
constexpr std::size_t most_members = 1000;
constexpr std::size_t members_shown = 12;

Type type_of(ast::Simple simple) {
  switch (simple) {
    case ast::Simple::boolean:
      return Type::boolean();
    case ast::Simple::number:
      return Type::number();
    case ast::Simple::count:
      return Type::count();
    case ast::Simple::ratio:
      return Type::ratio();
    case ast::Simple::tokens:
      return Type::tokens();
    case ast::Simple::money:
      return Type::money();
    case ast::Simple::duration:
      return Type::duration();
    case ast::Simple::date:
      return Type::date();
    case ast::Simple::text:
      return Type::text();
  }
  return Type::boolean();
}

/// `85` where a ratio is wanted: a percentage, if anything.
Hint percent_hint(const Place& place, const Value& value, const Type& type) {
  const auto* number = std::get_if<Rational>(&value);
  if (!number || type.measure != Measure::ratio || !(*number > Rational(1)) || *number > Rational(100))
    return {};
  const std::string_view written = place.source->slice(place.span);
  if (written.find_first_not_of("0123456789_.") != std::string_view::npos) return {};
  std::string percentage = std::string(written) + "%";
  std::string help = fmt::format("a percentage is written `{}`", percentage);
  // 1.5 may as well be a slip of the digits.
  return {std::move(help),
          number->is_whole() ? std::vector<Edit>{{place.span, std::move(percentage)}} : std::vector<Edit>{}};
}

bool is_first(Context& context, const View& view, const ast::Name& member,
              std::unordered_map<std::string, Span>& seen) {
  const auto [first, is_new] = seen.emplace(member.text, member.span);
  if (!is_new) {
    context.report.add(Code::duplicate_name, view.at(member.span),
                       fmt::format("`{}` is listed twice", member.text), "remove one of them",
                       {{view.at(first->second), "the first is here"}});
  }
  return is_new;
}

std::optional<Type> member_type(Context& context, const View& view, const ast::MemberList& list, Span span) {
  if (list.members.size() > most_members) {
    context.report.add(Code::limit, view.at(span),
                       fmt::format("{} members; {} are the most", list.members.size(), most_members),
                       "ask for `text` instead");
    return std::nullopt;
  }
  Type type{list.any_of ? Kind::set : Kind::name};
  std::unordered_map<std::string, Span> seen;
  for (const ast::Name& member : list.members) {
    if (is_first(context, view, member, seen)) type.members.push_back(member.text);
  }
  return type;
}

constexpr std::string_view no_null =
    "there is no `null`: a test gives `unknown`, a question that need not be answered is `optional`";

/// `"c++"` in the place of a member, or a NAME.
std::optional<std::string> written_name(const ast::Constant& constant) {
  if (const auto* name = std::get_if<ast::Name>(&constant.node)) return name->text;
  if (const auto* literal = std::get_if<ast::Literal>(&constant.node);
      literal && literal->kind == ast::LiteralKind::text) {
    return std::get<std::string>(literal->value);
  }
  return std::nullopt;
}

std::string describe_constant(const ast::Constant& constant) {
  if (std::holds_alternative<ast::Name>(constant.node)) return "a name";
  if (std::holds_alternative<std::vector<ast::Name>>(constant.node)) return "a set";
  const LiteralValue literal = literal_value(std::get<ast::Literal>(constant.node));
  return describe_found(literal.type, literal.bare);
}

/// Where a name stands that another language has for a value, or one thing in braces.
std::string help_for_constant(const ast::Constant& constant, const Type& type) {
  if (const auto* name = std::get_if<ast::Name>(&constant.node)) {
    if (means_unknown(name->text)) return std::string(no_null);
    if (const auto help = help_for_name(name->text); help && type.kind == Kind::boolean)
      return std::string(*help);
    if (const auto near = nearest(name->text, {"true", "false"}); near && type.kind == Kind::boolean)
      return fmt::format("did you mean `{}`?", *near);
    if (type.kind == Kind::text) return fmt::format("write `\"{}\"`", name->text);
    return "write the value itself: a name means a member";
  }
  if (const auto* literal = std::get_if<ast::Literal>(&constant.node)) {
    const auto amount =
        type.kind == Kind::quantity || type.kind == Kind::date ? unquoted(literal->written) : std::nullopt;
    if (amount) return fmt::format("write it without quotes: `{}`", *amount);
    return type.kind == Kind::boolean ? "write `true` or `false`" : "";
  }
  const auto* members = std::get_if<std::vector<ast::Name>>(&constant.node);
  if (!members || type.kind != Kind::name) return "";
  if (members->size() != 1) return "it has one value; `any of {…}` has several";
  return fmt::format("write it without braces: `{}`", members->front().text);
}

bool is_member(Context& context, const Place& place, const std::string& name, const Type& type) {
  if (type.open || std::ranges::find(type.members, name) != type.members.end()) return true;
  Hint hint = context.report.did_you_mean(name, place.span, [&] { return type.members; });
  if (means_unknown(name)) hint = {std::string(no_null), {}};
  if (hint.help.empty()) hint.help = fmt::format("its members are {}", describe_found(type, false).substr(7));
  context.report.add(Code::unknown_name, place, fmt::format("`{}` is not among the members", name),
                     std::move(hint.help), {}, std::move(hint.fix));
  return false;
}

void report_type(Context& context, const View& view, const ast::Constant& constant, const Type& type,
                 std::string help) {
  context.report.add(
      Code::type_mismatch, view.at(constant.span),
      fmt::format("expected {}, found {}", describe_found(type, false), describe_constant(constant)),
      std::move(help));
}

std::optional<Value> set_value(Context& context, const View& view, const ast::Constant& constant,
                               const Type& type) {
  const auto* names = std::get_if<std::vector<ast::Name>>(&constant.node);
  if (!names) {
    const auto name = written_name(constant);
    report_type(context, view, constant, type,
                name && means_unknown(*name) ? "an empty set is written `{}`, what is not known `unknown`"
                : name                       ? fmt::format("write `{{{}}}`", *name)
                                             : "");
    return std::nullopt;
  }
  Set set;
  bool complete = true;
  std::unordered_map<std::string, Span> seen;
  for (const ast::Name& name : *names) {
    complete = is_member(context, view.at(name.span), name.text, type) && complete;
    if (is_first(context, view, name, seen)) set.in.push_back(name.text);
  }
  if (!complete) return std::nullopt;
  std::ranges::sort(set.in);
  return set;
}

std::optional<Value> quantity_value(Context& context, const View& view, const ast::Constant& constant,
                                    const Type& type, const Question* asked) {
  const LiteralValue found = literal_value(std::get<ast::Literal>(constant.node));
  if (found.type.kind != Kind::quantity) {
    report_type(context, view, constant, type, help_for_constant(constant, type));
    return std::nullopt;
  }
  if (found.type.dimension == type.dimension || (found.bare && becomes(found.type, type))) return found.value;
  Hint hint;
  if (found.bare) hint = unit_hint(view, constant.span, std::get<Rational>(found.value), type, asked);
  context.report.add(Code::unit_mismatch, view.at(constant.span),
                     fmt::format("expected {}, found {}", describe_found(type, false),
                                 describe_found(found.type, found.bare)),
                     std::move(hint.help), {}, std::move(hint.fix));
  return std::nullopt;
}

}  // namespace

Span with_word(const View& view, std::string_view word, Span value) {
  const std::string_view before = view.source->text().substr(0, value.begin);
  const std::size_t end = before.find_last_not_of(" \t\r\n") + 1;
  if (!before.substr(0, end).ends_with(word)) return value;
  return {static_cast<std::uint32_t>(end - word.size()), value.end};
}

std::optional<Type> declared_type(Context& context, const View& view, const ast::TypeName& name) {
  if (const auto* list = std::get_if<ast::MemberList>(&name.node))
    return member_type(context, view, *list, name.span);
  const Type above = type_of(std::get<ast::Simple>(name.node));
  if (!name.per) return above;
  const Type below = type_of(*name.per);
  if (above.kind != Kind::quantity || below.kind != Kind::quantity) {
    const bool first = above.kind != Kind::quantity;
    context.report.add(Code::type_mismatch, view.at(first ? name.span : name.per_span),
                       fmt::format("expected a quantity, found {}", describe(first ? above : below)),
                       "`per` divides quantities: `money per tokens`, `tokens per duration`");
    return std::nullopt;
  }
  return Type::quantity(above.dimension / below.dimension);
}

std::optional<Value> constant_value(Context& context, const View& view, const ast::Constant& constant,
                                    const Type& type, const Question* asked) {
  if (type.kind == Kind::set) return set_value(context, view, constant, type);
  const auto name = written_name(constant);
  const bool quoted = name && view.source->slice(constant.span).starts_with('"');
  if (type.kind == Kind::name && name) {
    if (!is_member(context, view.at(constant.span), *name, type)) return std::nullopt;
    return Value(*name);
  }
  if (type.kind == Kind::text && quoted) return Value(*name);
  const auto* literal = std::get_if<ast::Literal>(&constant.node);
  if (literal && type.kind == Kind::quantity) return quantity_value(context, view, constant, type, asked);
  if (literal && literal_value(*literal).type.kind == type.kind) return literal->value;
  report_type(context, view, constant, type, help_for_constant(constant, type));
  return std::nullopt;
}

bool check_fits(Context& context, const Place& place, const Value& value, const Type& type) {
  const auto reason = misfit(value, type);
  if (!reason) return true;
  Hint hint = percent_hint(place, value, type);
  const std::string written =
      hint.help.empty() ? to_exact_text(value, type) : std::string(place.source->slice(place.span));
  context.report.add(Code::out_of_range, place, fmt::format("{} {}", written, *reason), std::move(hint.help),
                     {}, std::move(hint.fix));
  return false;
}

bool check_in_type(Context& context, const Place& place, const Value& value, const Expression& beside) {
  const Op op = beside.op;
  const Type& type = beside.type;
  if (op != Op::question && op != Op::let && op != Op::fact && op != Op::method) return true;
  const auto* number = std::get_if<Rational>(&value);
  const bool ratio = type.measure == Measure::ratio;
  if (!number || type.kind != Kind::quantity || !(ratio || type.whole)) return true;
  if (number->sign() >= 0 && !(ratio && *number > Rational(1))) return true;
  Hint hint = percent_hint(place, value, type);
  context.report.add(Code::out_of_range, place,
                     fmt::format("{} lies outside the range of {}, {}", place.source->slice(place.span),
                                 describe(type), ratio ? "0% to 100%" : "which is never negative"),
                     std::move(hint.help), {}, std::move(hint.fix));
  return false;
}

bool check_in_range(Context& context, const Place& place, const Value& value, const Type& written,
                    const Question& question) {
  if (in_range(question, value)) return true;
  Hint hint = percent_hint(place, value, question.type);
  context.report.add(Code::out_of_range, place,
                     fmt::format("{} lies outside the range of `{}`, {}", to_exact_text(value, written),
                                 question.name, range_text(question)),
                     std::move(hint.help),
                     {{question.place, fmt::format("`{}` is declared here", question.name)}},
                     std::move(hint.fix));
  return false;
}

LiteralValue literal_value(const ast::Literal& literal) {
  const auto* number = std::get_if<Rational>(&literal.value);
  switch (literal.kind) {
    case ast::LiteralKind::boolean:
      return {literal.value, Type::boolean()};
    case ast::LiteralKind::date:
      return {literal.value, Type::date()};
    case ast::LiteralKind::text:
      return {literal.value, Type::text()};
    case ast::LiteralKind::number:
      return {literal.value, Type::number(), true};
    case ast::LiteralKind::tokens:
      return {literal.value, type_of_bare(*number, Type::tokens())};
    case ast::LiteralKind::percent:
      return {literal.value, type_of_bare(*number, Type::ratio())};
    case ast::LiteralKind::money:
      return {literal.value, Type::money()};
    case ast::LiteralKind::duration:
      return {literal.value, Type::duration()};
    case ast::LiteralKind::rate:
      return {literal.value,
              Type::quantity(literal.with_tokens ? dimensions::token_rate : dimensions::frequency),
              !literal.with_tokens};
  }
  return {literal.value, Type::number(), true};
}

bool becomes(const Type& found, const Type& wanted) {
  if (wanted.kind != Kind::quantity || found.kind != Kind::quantity) return false;
  if (found.dimension == dimensions::none)
    return wanted.dimension == dimensions::none || wanted.dimension == dimensions::tokens;
  return found.dimension == dimensions::frequency &&
         (wanted.dimension == dimensions::frequency || wanted.dimension == dimensions::token_rate);
}

Type type_of_bare(const Rational& value, const Type& wanted) {
  const bool outside = value.sign() < 0 || (wanted.whole && !value.is_whole()) ||
                       (wanted.measure == Measure::ratio && value > Rational(1));
  return outside && (wanted.whole || wanted.measure == Measure::ratio) ? Type::quantity(wanted.dimension)
                                                                       : wanted;
}

std::string describe_found(const Type& type, bool bare) {
  if (bare) return type.dimension == dimensions::frequency ? "a bare rate" : "a bare number";
  if (type.members.size() <= members_shown) return describe(type);
  Type shortened{type.kind, {},        Measure::number,
                 false,     type.open, {type.members.begin(), type.members.begin() + members_shown}};
  shortened.members.emplace_back("…");
  return describe(shortened);
}

std::string unit_help(const std::string& number, const Type& wanted) {
  if (wanted.kind == Kind::date) return fmt::format("write `{}d`", number);
  if (wanted.dimension == dimensions::duration) return fmt::format("write `{0}s` or `{0}ms`", number);
  if (wanted.dimension == dimensions::token_rate) return fmt::format("write `{} tokens/s`", number);
  const std::string amount = number.starts_with('-') ? "-$" + number.substr(1) : "$" + number;
  if (wanted.dimension == dimensions::money) return fmt::format("write `{}`", amount);
  if (wanted.dimension == dimensions::price) return fmt::format("write `{} / 1M tokens`", amount);
  return {};
}

Hint unit_hint(const View& view, Span span, const Rational& number, const Type& wanted,
               const Question* asked) {
  struct Unit {
    std::string_view before, after;
    Rational size;
  };
  static const std::vector<Unit> of_money{{"$", "", 1}};
  static const std::vector<Unit> of_duration{{"", "ms", Rational(1) / Rational(1000)},
                                             {"", "s", 1},
                                             {"", "min", 60},
                                             {"", "h", 3600},
                                             {"", "d", 86400}};
  const std::string digits = plain_digits(number);
  const std::string_view written = view.source->slice(span);
  const bool plain = written.find_first_not_of("0123456789_.") == std::string_view::npos;
  const bool known = wanted.dimension == dimensions::money || wanted.dimension == dimensions::duration;
  if (!asked || !asked->from || !known || !plain) return {unit_help(digits, wanted), {}};
  std::vector<std::string> fitting;
  for (const Unit& unit : wanted.dimension == dimensions::money ? of_money : of_duration) {
    const Value value = number * unit.size;
    if (in_range(*asked, value) && !misfit(value, asked->type))
      fitting.push_back(fmt::format("{}{}{}", unit.before, written, unit.after));
  }
  if (fitting.size() != 1) return {unit_help(digits, wanted), {}};
  return {fmt::format("write `{}`", fitting.front()), {{span, fitting.front()}}};
}

std::string plain_digits(const Rational& value) { return value.to_decimal(12); }

}  // namespace select_model::checking
