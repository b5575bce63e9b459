#include "catalog/read_value.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "catalog/respell.hpp"

namespace select_model {

namespace {

constexpr std::size_t longest_number = 200;
constexpr std::size_t largest_number_bits = 333;  // 10^100

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789._eE+-") == std::string_view::npos &&
         text[0] >= '0' && text[0] <= '9';
}

bool is_date_like(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
         text.find_first_not_of("0123456789-") == std::string_view::npos;
}

/// `1m` means what it says in a capital.
std::string count_help(std::string_view text) {
  std::string capital(text);
  if (capital.ends_with('m')) capital.back() = 'M';
  const auto read = parse_quantity(capital);
  if (capital != text && read && read->bare) return fmt::format("write `{}`", capital);
  return "write it as `8000` or `8K`";
}

/// What to write instead of a quantity in the wrong unit, or without one.
std::string unit_help(const Type& type, const Written& written, std::string_view text) {
  const Dimension d = type.dimension;
  const bool number = written.bare && is_number(text);
  if (d == dimensions::duration)
    return number ? fmt::format("write the unit: `{0}s` or `{0}ms`", text)
                  : "write it as `300ms`, `2s`, `1.5min`, `1h` or `30d`";
  if (d == dimensions::price && written.dimension == dimensions::money)
    return fmt::format("write for how many tokens: `{}/1M`", text);
  if (d == dimensions::price && number) {
    // Price lists are in dollars a million tokens; other tools' catalogues in dollars a token.
    const bool a_token = written.value < Rational::fraction(1, 1000);
    const Rational million = a_token ? written.value * Rational(1'000'000) : written.value;
    return fmt::format("write `{}/1M` for the price of a million tokens",
                       to_exact_text(million, Type::money()));
  }
  if (d == dimensions::price) return "write it as `$2.50/1M`, the price of a million tokens";
  if (d == dimensions::token_rate && number) return fmt::format("write the time: `{}/s`", text);
  if (d == dimensions::token_rate) return "write it as `80/s` or `100K/min`";
  if (d == dimensions::frequency && number)
    return fmt::format("write the time: `{0}/s`, `{0}/h` or `{0}/d`", text);
  if (d == dimensions::frequency) return "write it as `5/s`, `30/min`, `20/h` or `10/d`";
  if (d == dimensions::spending) return "write it as `$5/h` or `$100/d`";
  if (d == dimensions::money) return "write it as `$0.01`";
  if (d == dimensions::tokens) return count_help(text);
  if (d != dimensions::none) return "";
  if (type.measure == Measure::ratio) return "write it as `85%` or `0.85`";
  return type.measure == Measure::count ? "write it as `10000` or `10K`" : "write it as `0.25` or `2.5M`";
}

class ValueReader {
 public:
  ValueReader(const Node& node, const Type& type, Where where, ReadAs as, Mistakes& mistakes)
      : node_(node), type_(type), where_(where), as_(as), mistakes_(mistakes) {}

  std::optional<Value> read() {
    if (std::holds_alternative<NullNode>(node_.content)) return Unknown{};
    if (type_.kind == Kind::set) return read_set();
    const auto* scalar = std::get_if<ScalarNode>(&node_.content);
    if (!scalar) return expected();
    switch (type_.kind) {
      case Kind::boolean:
        return read_bool(*scalar);
      case Kind::quantity:
        return read_quantity(*scalar);
      case Kind::date:
        return read_date(*scalar);
      case Kind::text:
        return scalar->text;
      case Kind::name:
        return read_name(node_, *scalar);
      case Kind::set:
        break;
    }
    return std::nullopt;
  }

 private:
  std::nullopt_t fail(Code code, const Place& place, std::string message, std::string help = {}) {
    mistakes_.add(code,
                  where_.key.empty() ? std::move(message) : fmt::format("{}: {}", where_.words(), message),
                  place, std::move(help));
    return std::nullopt;
  }
  std::nullopt_t expected(std::string help = {}) {
    return fail(Code::type_mismatch, node_.place,
                fmt::format("expected {}, found {}", describe(type_), found(node_)), std::move(help));
  }

  std::optional<Value> read_bool(const ScalarNode& scalar) {
    if (const auto truth = as_bool(scalar)) return Value(*truth);
    std::string word = scalar.text;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (scalar.quoted && (word == "true" || word == "false"))
      return expected(fmt::format("write `{}` without quotes", word));
    if (word == "yes" || word == "on" || word == "y" || word == "1") return expected("write `true`");
    if (word == "no" || word == "off" || word == "n" || word == "0") return expected("write `false`");
    return expected("write `true` or `false`");
  }

  std::optional<Value> read_date(const ScalarNode& scalar) {
    if (const auto date = parse_date(scalar.text)) return Value(*date);
    if (is_date_like(scalar.text))
      return fail(Code::out_of_range, node_.place,
                  fmt::format("{} is no day of the calendar", shown(scalar.text)));
    return expected("write it as `2026-04-01`");
  }

  bool fits(const Written& written) const {
    const Dimension d = type_.dimension;
    if (written.dimension == d) return !written.percent || type_.measure != Measure::count;
    if (written.bare) return d == dimensions::tokens || d == dimensions::money;
    return d == dimensions::token_rate && written.dimension == dimensions::frequency;
  }

  std::string spelling_help(const std::string& text) const {
    const std::string meant = respelled(text, type_);
    return meant.empty() ? unit_help(type_, {}, text) : fmt::format("write `{}`", meant);
  }

  std::optional<Value> read_quantity(const ScalarNode& scalar) {
    const std::string& text = scalar.text;
    if (text.size() > longest_number && is_number(text))
      return fail(Code::out_of_range, node_.place, fmt::format("{} has too many digits", shown(text)));
    auto written = text.size() > longest_number ? std::nullopt : parse_quantity(text);
    if (written)
      written->bare = written->bare && written->dimension == dimensions::none;  // `80/s` has a unit
    if (!written && is_number(text)) {
      if (text.find_first_of("eE") == std::string::npos) return expected(spelling_help(text));
      return fail(Code::out_of_range, node_.place,
                  fmt::format("{} is too large or too fine a number", shown(text)));
    }
    if (!written) return expected(spelling_help(text));
    if (written->value.bits() > largest_number_bits) {
      return fail(Code::out_of_range, node_.place,
                  fmt::format("{} is too large or too fine a number", shown(text)));
    }
    if (!fits(*written)) return wrong_unit(*written, text);
    return check(written->value, text);
  }

  std::nullopt_t wrong_unit(const Written& written, std::string_view text) {
    const std::string what = written.bare      ? "the bare number "
                             : written.percent ? "the percentage "
                                               : describe(Type::quantity(written.dimension)) + ", ";
    return fail(Code::unit_mismatch, node_.place,
                fmt::format("expected {}, found {}{}", describe(type_), what, shown(text)),
                unit_help(type_, written, text));
  }

  std::optional<Value> check(const Rational& value, std::string_view text) {
    const auto wrong = [&](std::string_view must) {
      return fail(Code::out_of_range, node_.place, fmt::format("{}, found {}", must, shown(text)));
    };
    if (type_.whole && value.sign() < 0) return wrong("must not be negative");
    if (type_.whole && !value.is_whole()) return wrong("must be whole");
    if (type_.measure != Measure::ratio || (value.sign() >= 0 && value <= Rational(1))) return Value(value);
    const bool percentage = value > Rational(1) && value <= Rational(100) && is_number(text);
    return fail(Code::out_of_range, node_.place,
                fmt::format("must lie between 0 and 1, found {}", shown(text)),
                percentage ? fmt::format("a percentage is written `{}%`", text) : "");
  }

  std::optional<std::string> read_name(const Node& node, const ScalarNode& scalar) {
    if (scalar.text.empty()) return fail(Code::type_mismatch, node.place, "a name must not be empty");
    if (type_.open ||
        std::find(type_.members.begin(), type_.members.end(), scalar.text) != type_.members.end())
      return scalar.text;
    Type one = type_;
    one.kind = Kind::name;
    std::string help = mistakes_.did_you_mean(scalar.text, [&] { return type_.members; });
    if (scalar.text.find(',') != std::string::npos && type_.kind == Kind::set)
      help = fmt::format("write a list: `[{}]`", scalar.text);
    return fail(Code::unknown_name, node.place,
                fmt::format("expected {}, found {}", describe(one), shown(scalar.text)), std::move(help));
  }

  std::optional<Value> read_set() {
    if (const auto* list = std::get_if<ListNode>(&node_.content)) return read_list(list->items);
    if (const auto* map = std::get_if<MapNode>(&node_.content)) {
      return as_ == ReadAs::fact ? read_map(*map) : expected("write a list: `[a, b]`");
    }
    const auto& scalar = std::get<ScalarNode>(node_.content);
    if (as_ == ReadAs::fact) {
      return expected(fmt::format("write `[{0}]` where that is all, `{{{0}: true}}` where there may be more",
                                  scalar.text));
    }
    const auto name = read_name(node_, scalar);
    if (!name) return std::nullopt;
    return Value(Set{{*name}, {}, true});
  }

  std::optional<Value> read_list(const std::vector<Node>& items) {
    Set set;
    bool good = true;
    for (const Node& item : items) {
      const auto* scalar = std::get_if<ScalarNode>(&item.content);
      if (!scalar) {
        fail(Code::type_mismatch, item.place, fmt::format("expected a name, found {}", found(item)));
        good = false;
        continue;
      }
      const auto name = read_name(item, *scalar);
      good = good && name;
      if (name) set.in.push_back(*name);
    }
    return finish(std::move(set), good);
  }

  std::optional<Value> read_map(const MapNode& map) {
    Set set;
    set.closed = false;
    bool good = true;
    for (const Entry& entry : map.entries) {
      const auto name = read_name({NullNode{}, entry.key_place}, {entry.key, true});
      const auto holds = select_model::read_value(entry.value, Type::boolean(), Where{entry.key, where_.key},
                                                  as_, mistakes_);
      good = good && name && holds;
      if (!good || !is_known(*holds)) continue;
      (std::get<bool>(*holds) ? set.in : set.out).push_back(*name);
    }
    return finish(std::move(set), good);
  }

  static std::optional<Value> finish(Set set, bool good) {
    if (!good) return std::nullopt;
    for (std::vector<std::string>* names : {&set.in, &set.out}) {
      std::sort(names->begin(), names->end());
      names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    return Value(std::move(set));
  }

  const Node& node_;
  const Type& type_;
  Where where_;
  ReadAs as_;
  Mistakes& mistakes_;
};

}  // namespace

std::string Where::words() const {
  if (is_worded) return std::string(key);
  return inside.empty() ? shown(key) : fmt::format("{}, {}", shown(inside), shown(key));
}

std::optional<Value> read_value(const Node& node, const Type& type, Where where, ReadAs as,
                                Mistakes& mistakes) {
  return ValueReader(node, type, where, as, mistakes).read();
}

Result<Typed> read_value(const Node& node, const Type& type, std::string_view where) {
  Mistakes mistakes;
  Result<Typed> result;
  if (auto value = read_value(node, type, {where, {}, true}, ReadAs::fact, mistakes))
    result.value = Typed{std::move(*value)};
  result.diagnostics = mistakes.take();
  return result;
}

std::vector<std::string> unknown_members(const Node& node) {
  std::vector<std::string> names;
  if (const auto* map = std::get_if<MapNode>(&node.content)) {
    for (const Entry& entry : map->entries) {
      if (std::holds_alternative<NullNode>(entry.value.content)) names.push_back(entry.key);
    }
  }
  return names;
}

std::optional<std::string> read_text(const Node& node, std::string_view key, Mistakes& mistakes) {
  if (const auto* scalar = std::get_if<ScalarNode>(&node.content)) {
    if (!scalar->text.empty()) return scalar->text;
  }
  mistakes.add(Code::type_mismatch, fmt::format("{}: expected text, found {}", shown(key), found(node)),
               node.place);
  return std::nullopt;
}

}  // namespace select_model
