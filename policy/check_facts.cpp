#include <algorithm>

#include <fmt/format.h>

#include "policy/check_expression.hpp"
#include "policy/check_types.hpp"
#include "policy/mistaken.hpp"

namespace select_model::checking {

namespace {

std::string_view owner_of(const ast::FactUse& use) { return use.of_first ? "first" : "model"; }

std::string_view form_of(Function function) {
  switch (function) {
    case Function::min:
      return "min(a, b, …)";
    case Function::max:
      return "max(a, b, …)";
    case Function::mean:
      return "mean(a, b, …)";
    case Function::abs:
      return "abs(a)";
    case Function::ceil:
      return "ceil(a)";
    case Function::floor:
      return "floor(a)";
    case Function::size:
      return "size(set)";
  }
  return {};
}

Op op_of(Function function) {
  switch (function) {
    case Function::min:
      return Op::minimum;
    case Function::max:
      return Op::maximum;
    case Function::mean:
      return Op::mean;
    case Function::abs:
      return Op::absolute;
    case Function::ceil:
      return Op::ceiling;
    case Function::floor:
      return Op::floor;
    case Function::size:
      return Op::size;
  }
  return Op::size;
}

}  // namespace

Maybe Typer::fact(const ast::FactUse& use, Span span) {
  if (use.of_first && !view_.first) {
    context_.report.add(Code::unknown_name, view_.at(span),
                        "`first` has a meaning only in the `where` of a `fallback`",
                        "write `model` for the offer under consideration");
    return std::nullopt;
  }
  if (use.called) return method(use, span);
  const auto builtin = find_builtin_fact(use.name.text);
  const Declared* own = builtin ? nullptr : context_.facts.find(use.name.text, view_.file);
  if (!builtin && (!own || stands_below(*own, view_))) {
    unknown_fact(use);
    return std::nullopt;
  }
  if (own && own->standing != Declared::Standing::ready) return std::nullopt;
  Typed made{node(Op::fact,
                  carried(own ? context_.policy.facts[own->index].type : builtin_facts()[*builtin].type),
                  span)};
  made.expression.index = static_cast<std::uint32_t>(own ? builtin_facts().size() + own->index : *builtin);
  made.expression.of_first = use.of_first;
  return made;
}

void Typer::unknown_fact(const ast::FactUse& use) {
  const std::string& name = use.name.text;
  const Place place = view_.at(use.name.span);
  if (const MethodInfo* method = find_method(name)) {
    context_.report.add(Code::type_mismatch, place, fmt::format("`{}` wants arguments", name),
                        fmt::format("write `{}`", method->form));
    return;
  }
  if (const Declared* below = context_.facts.find(name, view_.file)) {
    context_.report.add(Code::unknown_name, place, fmt::format("`{}` is declared further down", name),
                        "move its declaration above this one",
                        {{below->place, fmt::format("`{}` is declared here", name)}});
    return;
  }
  Hint hint;
  if (const std::size_t dash = name.rfind('-');
      dash != std::string::npos && find_builtin_fact(name.substr(0, dash))) {
    hint = {fmt::format("a `-` between names wants blanks: write `{}.{} - {}`", owner_of(use),
                        name.substr(0, dash), name.substr(dash + 1)),
            blanks_fix(use.name.span, name, dash)};
  } else if (const auto help = help_for_fact(name)) {
    hint.help = *help;
  } else {
    hint = context_.report.did_you_mean(name, use.name.span, [&] {
      std::vector<std::string> candidates;
      for (const BuiltinFact& fact : builtin_facts()) candidates.emplace_back(fact.name);
      for (const MethodInfo& method : methods()) candidates.emplace_back(method.name);
      std::ranges::copy(context_.facts.visible(view_), std::back_inserter(candidates));
      return candidates;
    });
  }
  if (hint.help.empty()) hint.help = fmt::format("declare it: `fact {}: …`", name);
  context_.report.add(Code::unknown_name, place, fmt::format("a model has no fact `{}`", name),
                      std::move(hint.help), {}, std::move(hint.fix));
}

bool Typer::check_count(std::size_t wanted, std::size_t found, std::string_view name, std::string_view form,
                        Span span) {
  if (wanted == found) return true;
  context_.report.add(
      Code::type_mismatch, view_.at(span),
      fmt::format("`{}` takes {} argument{}, found {}", name, wanted, wanted == 1 ? "" : "s", found),
      fmt::format("write `{}`", form));
  return false;
}

Maybe Typer::method(const ast::FactUse& use, Span span) {
  const std::string& name = use.name.text;
  const MethodInfo* info = find_method(name);
  if (!info) {
    if (find_builtin_fact(name) || context_.facts.find(name, view_.file)) {
      context_.report.add(Code::type_mismatch, view_.at(span),
                          fmt::format("`{}` is a fact and takes no arguments", name),
                          fmt::format("write `{}.{}`", owner_of(use), name));
      return std::nullopt;
    }
    Hint hint = context_.report.did_you_mean(name, use.name.span, [] {
      std::vector<std::string> candidates;
      for (const MethodInfo& method : methods()) candidates.emplace_back(method.name);
      return candidates;
    });
    context_.report.add(Code::unknown_name, view_.at(use.name.span),
                        fmt::format("a model has no method `{}`", name), std::move(hint.help), {},
                        std::move(hint.fix));
    return std::nullopt;
  }
  const Type open = Type::open_name();
  const bool of_member = info->method == Method::quality;
  Vocabulary vocabulary;
  if (of_member) vocabulary.owners.push_back({&open, "model.quality", std::nullopt});
  auto parts = all(use.arguments, vocabulary);
  if (!check_count(info->parameters.size(), use.arguments.size(), name, info->form, span) || !parts)
    return std::nullopt;
  bool fits = true;
  std::vector<Expression> args;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    Typed& part = (*parts)[i];
    if (!of_member) {
      fits = fit(part, info->parameters[i], std::nullopt) && fits;
    } else if (part.expression.type.kind != Kind::name && part.expression.type.kind != Kind::text) {
      mismatch(part.expression.span, "the name of a task", part);
      fits = false;
    }
    args.push_back(std::move(part.expression));
  }
  if (!fits) return std::nullopt;
  Typed made{node(Op::method, info->result, span, std::move(args))};
  made.expression.index = static_cast<std::uint32_t>(info->method);
  made.expression.of_first = use.of_first;
  return made;
}

Maybe Typer::call(const ast::Call& call, Span span) {
  const std::string& name = call.function.text;
  const auto function = find_function(name);
  if (!function) {
    Hint hint;
    if (const MethodInfo* method = find_method(name)) {
      hint.help = fmt::format("write `{}`", method->form);
    } else if (const auto help = help_for_function(name)) {
      hint.help = *help;
    } else {
      hint = context_.report.did_you_mean(name, call.function.span, [] {
        return std::vector<std::string>{"min", "max", "mean", "abs", "ceil", "floor", "size"};
      });
    }
    if (hint.help.empty())
      hint.help = "the functions are `min`, `max`, `mean`, `abs`, `ceil`, `floor` and `size`";
    context_.report.add(Code::unknown_name, view_.at(call.function.span),
                        fmt::format("no function is named `{}`", name), std::move(hint.help), {},
                        std::move(hint.fix));
    return std::nullopt;
  }
  auto parts = all(call.arguments);
  const bool several =
      *function == Function::min || *function == Function::max || *function == Function::mean;
  if (several && call.arguments.empty()) {
    context_.report.add(Code::type_mismatch, view_.at(span),
                        fmt::format("`{}` takes at least one argument, found none", name),
                        fmt::format("write `{}`", form_of(*function)));
    return std::nullopt;
  }
  const std::size_t wanted = several ? call.arguments.size() : 1;
  if (!check_count(wanted, call.arguments.size(), name, form_of(*function), span) || !parts)
    return std::nullopt;
  return combined(*function, std::move(*parts), span);
}

Maybe Typer::combined(Function function, Parts parts, Span span) {
  Type type = Type::count();
  bool bare = false;
  if (function == Function::size) {
    if (parts.front().expression.type.kind != Kind::set) {
      mismatch(parts.front().expression.span, "a set", parts.front());
      return std::nullopt;
    }
  } else {
    if (!quantities(parts, fmt::format("`{}`", name_of(function)))) return std::nullopt;
    bare = std::ranges::all_of(parts, &Typed::bare);
    auto joined = join(parts);
    if (!joined) return std::nullopt;
    type = std::move(*joined);
    const bool rounds = function == Function::ceil || function == Function::floor;
    const bool keeps = type.whole ? function != Function::mean : !rounds;
    if (!keeps) type = Type::quantity(type.dimension);
  }
  std::vector<Expression> args;
  for (Typed& part : parts) args.push_back(std::move(part.expression));
  return Typed{node(op_of(function), std::move(type), span, std::move(args)), bare};
}

}  // namespace select_model::checking
