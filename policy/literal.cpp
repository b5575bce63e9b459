#include "policy/literal.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "policy/utf8.hpp"

namespace select_model {
namespace {

struct Unit {
  std::string_view written;
  TokenKind kind;
  std::int64_t numerator;
  std::int64_t denominator;
};
constexpr std::array units = {
    Unit{"", TokenKind::number, 1, 1},          Unit{"K", TokenKind::number, 1'000, 1},
    Unit{"M", TokenKind::number, 1'000'000, 1}, Unit{"B", TokenKind::number, 1'000'000'000, 1},
    Unit{"%", TokenKind::percent, 1, 100},      Unit{"ms", TokenKind::duration, 1, 1'000},
    Unit{"s", TokenKind::duration, 1, 1},       Unit{"min", TokenKind::duration, 60, 1},
    Unit{"h", TokenKind::duration, 3'600, 1},   Unit{"d", TokenKind::duration, 86'400, 1}};

struct Alias {
  std::string_view written, meant;
};
constexpr std::array aliases = {Alias{"k", "K"},         Alias{"b", "B"},
                                Alias{"G", "B"},         Alias{"g", "B"},
                                Alias{"bn", "B"},        Alias{"mil", "M"},
                                Alias{"S", "s"},         Alias{"sec", "s"},
                                Alias{"secs", "s"},      Alias{"second", "s"},
                                Alias{"seconds", "s"},   Alias{"MS", "ms"},
                                Alias{"msec", "ms"},     Alias{"millis", "ms"},
                                Alias{"mins", "min"},    Alias{"minute", "min"},
                                Alias{"minutes", "min"}, Alias{"hr", "h"},
                                Alias{"hrs", "h"},       Alias{"hour", "h"},
                                Alias{"hours", "h"},     Alias{"H", "h"},
                                Alias{"day", "d"},       Alias{"days", "d"},
                                Alias{"D", "d"},         Alias{"tokens", " tokens"},
                                Alias{"tok", " tokens"}, Alias{"token", " tokens"},
                                Alias{"thousand", "K"},  Alias{"million", "M"},
                                Alias{"billion", "B"},   Alias{"percent", "%"},
                                Alias{"pct", "%"},       Alias{"milliseconds", "ms"}};

constexpr std::string_view all_units =
    "durations end in `ms`, `s`, `min`, `h` or `d`, numbers in `K`, `M`, `B` or `%`";

std::string cited(std::string_view text) { return "`" + abbreviated(text) + "`"; }
Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// `1h30min`: the sum in the smaller unit, if it is one of times.
std::optional<std::string> sum_of_times(std::string_view text) {
  Rational sum;
  const Unit* last = nullptr;
  std::size_t parts = 0;
  for (std::size_t at = 0; at < text.size(); ++parts) {
    const std::size_t letters = std::min(text.find_first_not_of("0123456789", at), text.size());
    const std::size_t end = std::min(text.find_first_of("0123456789", letters), text.size());
    std::string_view suffix = text.substr(letters, end - letters);
    if (suffix == "m") suffix = "min";
    const auto* unit = std::ranges::find(units, suffix, &Unit::written);
    const auto number = Rational::parse(std::string(text.substr(at, letters - at)));
    if (unit == units.end() || unit->kind != TokenKind::duration || !number) return std::nullopt;
    sum = sum + *number * Rational::fraction(unit->numerator, unit->denominator);
    last = unit;
    at = end;
  }
  if (parts < 2) return std::nullopt;
  const auto count = (sum * Rational::fraction(last->denominator, last->numerator)).to_int64();
  if (!count) return std::nullopt;
  return std::to_string(*count) + std::string(last->written);
}

std::string unit_help(std::string_view number, std::string_view suffix) {
  const auto alias = std::ranges::find(aliases, suffix, &Alias::written);
  if (alias != aliases.end()) return "write " + cited(std::string(number) + std::string(alias->meant));
  if (const auto sum = sum_of_times(std::string(number) + std::string(suffix)))
    return "a duration has one unit: write " + cited(*sum);
  if (suffix == "m")
    return "write " + cited(std::string(number) + "min") + " for minutes, " +
           cited(std::string(number) + "M") + " for millions";
  if (suffix == "w" || suffix == "weeks" || suffix == "y" || suffix == "years")
    return "the longest unit is the day: write days, such as `30d`";
  if (number == "0" && suffix.starts_with('x')) return "numbers are decimal";
  if (suffix.size() > 1 && (suffix[0] == 'e' || suffix[0] == 'E') && is_digit(suffix[1])) {
    return "there are no exponents: write the number out, or with `K`, `M` or `B`";
  }
  return std::string(all_units);
}

std::variant<Measured, LiteralMistake> read_number(std::string_view text, bool money) {
  const auto begin = std::size_t{money};
  const auto end = std::min(text.find_first_not_of("0123456789_.", begin), text.size());
  const std::string_view number = text.substr(begin, end - begin);
  const std::string_view suffix = text.substr(end);
  if (number.size() > longest_number) {
    return LiteralMistake{"number of more than 64 digits", "", span_of(begin, end), Code::limit};
  }
  if (std::ranges::count(number, '.') > 1) {
    if (const auto date = date_meant(text))
      return LiteralMistake{cited(text) + " is not a date", "write " + cited(*date), span_of(begin, end)};
    return LiteralMistake{cited(number) + " is not a number",
                          "a version is written as text: `\"" + std::string(number) + "\"`",
                          span_of(begin, end)};
  }
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] == '_' &&
        (i + 1 == number.size() || !is_digit(number[i - 1]) || !is_digit(number[i + 1]))) {
      return LiteralMistake{"a `_` in a number stands between digits", "", span_of(begin + i, begin + i + 1)};
    }
  }
  const auto unit = std::ranges::find(units, suffix, &Unit::written);
  if (unit == units.end() || (money && unit->kind != TokenKind::number)) {
    auto help = money ? "money is written `$0.005`, `$20K` or `$1.5M`" : unit_help(number, suffix);
    return LiteralMistake{"unknown unit " + cited(suffix), std::move(help), span_of(end, text.size())};
  }
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), [](char c) { return c != '_'; });
  const auto value = Rational::parse(digits);
  if (!value) return LiteralMistake{cited(number) + " is not a number", "", span_of(begin, end)};
  return Measured{money ? TokenKind::money : unit->kind,
                  *value * Rational::fraction(unit->numerator, unit->denominator)};
}

}  // namespace

std::optional<std::string> unit_meant(std::string_view word) {
  const auto alias = std::ranges::find(aliases, word, &Alias::written);
  if (alias != aliases.end()) return std::string(alias->meant);
  if (word.empty() || std::ranges::find(units, word, &Unit::written) == units.end()) return std::nullopt;
  return std::string(word);
}

std::optional<std::string> date_meant(std::string_view text) {
  std::array<std::string, 3> parts;
  std::size_t part = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      parts[part] += c;
    } else if ((c == '-' || c == '/' || c == '.') && part < 2) {
      ++part;
    } else if (c != ' ') {
      return std::nullopt;
    }
  }
  // `4/1/2026` is one day in Europe and another in America; with points the day stands first.
  if (parts[2].size() == 4 && text.find('.') != std::string_view::npos) std::swap(parts[0], parts[2]);
  if (parts[0].size() != 4) return std::nullopt;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i].size() > 2) return std::nullopt;
    if (parts[i].size() == 1) parts[i].insert(0, 1, '0');
  }
  const std::string date = parts[0] + "-" + parts[1] + "-" + parts[2];
  return parse_date(date) ? std::optional(date) : std::nullopt;
}

std::optional<std::string_view> unquoted(std::string_view text) {
  if (text.size() < 3 || !text.starts_with('"') || !text.ends_with('"')) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  const bool amount = is_digit(text.front()) && std::holds_alternative<Measured>(read_number(text, false));
  const bool money =
      text.size() > 1 && text.front() == '$' && std::holds_alternative<Measured>(read_number(text, true));
  return amount || money || parse_date(text) ? std::optional(text) : std::nullopt;
}

std::variant<Measured, LiteralMistake> read_amount(std::string_view text) { return read_number(text, false); }

std::variant<Measured, LiteralMistake> read_money(std::string_view text) {
  if (text.size() == 1)
    return LiteralMistake{"expected an amount after `$`", "money is written `$0.005`", span_of(0, 1)};
  return read_number(text, true);
}

std::variant<Date, LiteralMistake> read_date(std::string_view text) {
  const Span whole = span_of(0, text.size());
  if (text.size() != 10) {
    return LiteralMistake{cited(text) + " is not a date", "a date is written `2026-04-01`, without a time",
                          whole};
  }
  if (const auto date = parse_date(text)) return *date;
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
  const int month = (text[5] - '0') * 10 + text[6] - '0';
  constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
  std::string help;
  if (year == 0) {
    help = "years run from 0001 to 9999";
  } else if (month < 1 || month > 12) {
    help = "a date is written year, month, day: months run from 01 to 12";
  } else {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int days = month == 2                                              ? (leap ? 29 : 28)
                     : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                             : 31;
    help = std::string(months[static_cast<std::size_t>(month - 1)]) + " " + std::string(text.substr(0, 4)) +
           " has " + std::to_string(days) + " days";
  }
  return LiteralMistake{cited(text) + " is not a day of the calendar", std::move(help), whole};
}

namespace {

struct Escape {
  std::optional<char32_t> value;
  std::size_t bytes = 2;
  std::string message, help;
};

/// `\u{…}`: text stands at its backslash.
Escape read_code_point(std::string_view text) {
  const std::size_t close = text.find('}');
  if (text.size() < 3 || text[2] != '{' || close == std::string_view::npos) {
    return {std::nullopt, 2, "expected `{` and up to six hexadecimal digits after `\\u`",
            "write `\\u{1F600}`"};
  }
  const std::string_view digits = text.substr(3, close - 3);
  if (digits.empty() || digits.size() > 6 ||
      digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
    return {std::nullopt, digits.size() > 12 ? 3 : close + 1,
            "expected up to six hexadecimal digits in `\\u{…}`", "write `\\u{1F600}`"};
  }
  const auto value = static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16));
  if (!is_scalar(value)) {
    const bool surrogate = value <= 0x10ffff;
    return {std::nullopt, close + 1, cited(text.substr(0, close + 1)) + " is no character",
            surrogate ? "this is half of a UTF-16 pair: write the code point itself"
                      : "the last code point is `\\u{10FFFF}`"};
  }
  return {value, close + 1, {}, {}};
}

Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {std::nullopt, 1, "expected an escape after `\\`", ""};
  switch (text[1]) {
    case '"':
      return {U'"', 2, {}, {}};
    case '\\':
      return {U'\\', 2, {}, {}};
    case 'n':
      return {U'\n', 2, {}, {}};
    case 'u':
      return read_code_point(text);
    default:
      break;
  }
  const std::size_t bytes = 1 + code_point(text, 1).bytes;
  return {std::nullopt, bytes, "unknown escape " + cited(text.substr(0, bytes)),
          "escapes are `\\\"`, `\\\\`, `\\n` and `\\u{1F600}`"};
}

std::string hexadecimal(char32_t value) {
  std::string digits;
  for (; value != 0 || digits.empty(); value >>= 4)
    digits.insert(digits.begin(), "0123456789ABCDEF"[value & 0xf]);
  return digits;
}

}  // namespace

Unescaped read_text(std::string_view between) {
  Unescaped read;
  for (std::size_t at = 0; at < between.size() && read.mistakes.size() < most_mistakes;) {
    const auto c = static_cast<unsigned char>(between[at]);
    if (c == '\\') {
      Escape escape = read_escape(between.substr(at));
      if (escape.value) {
        append_utf8(read.text, *escape.value);
      } else {
        read.mistakes.push_back(
            {std::move(escape.message), std::move(escape.help), span_of(at, at + escape.bytes)});
      }
      at += escape.bytes;
      continue;
    }
    if ((c < 0x20 && c != '\t') || c == 0x7f) {
      const std::string digits = hexadecimal(c);
      read.mistakes.push_back(
          {"control character U+" + std::string(4 - digits.size(), '0') + digits + " in a string",
           "write `\\u{" + digits + "}`", span_of(at, at + 1)});
    }
    read.text += between[at++];
  }
  return read;
}

}  // namespace select_model
