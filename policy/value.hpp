#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/rational.hpp"

namespace select_model {

/// Exponents of a quantity's units: `USD per tokens` is {1, 0, -1}. Plain numbers have none.
struct Dimension {
  std::int8_t usd = 0;
  std::int8_t seconds = 0;
  std::int8_t tokens = 0;
  friend bool operator==(const Dimension&, const Dimension&) = default;
};
Dimension operator*(Dimension a, Dimension b);
Dimension operator/(Dimension a, Dimension b);

namespace dimensions {
inline constexpr Dimension none{}, money{1, 0, 0}, duration{0, 1, 0}, tokens{0, 0, 1}, price{1, 0, -1},
    token_rate{0, -1, 1}, frequency{0, -1, 0};
}

enum class Kind : std::uint8_t { boolean, quantity, date, text, name, set };

/// What is demanded of a plain number beyond its dimension. `count` and a quantity of tokens alone are whole
/// and not negative; a ratio lies in 0 to 1. It survives `??`, `if`, `min` and the like, and is lost in
/// arithmetic.
enum class Measure : std::uint8_t { number, count, ratio };

/// The type of an answer, a fact or an expression.
struct Type {
  Kind kind = Kind::boolean;
  Dimension dimension{};               // of a quantity
  Measure measure = Measure::number;   // of a quantity without dimension
  bool whole = false;                  // declared `tokens` or `count`
  bool open = false;                   // name, set: the vocabulary is what the catalogue holds
  std::vector<std::string> members{};  // name, set: the closed vocabulary, as declared
  friend bool operator==(const Type&, const Type&) = default;

  static Type boolean() { return {}; }
  static Type number() { return {Kind::quantity}; }
  static Type count() { return {Kind::quantity, {}, Measure::count, true}; }
  static Type ratio() { return {Kind::quantity, {}, Measure::ratio}; }
  static Type tokens() { return {Kind::quantity, {0, 0, 1}, Measure::number, true}; }
  static Type money() { return {Kind::quantity, {1, 0, 0}}; }
  static Type duration() { return {Kind::quantity, {0, 1, 0}}; }
  static Type quantity(Dimension d) { return {Kind::quantity, d}; }
  static Type date() { return {Kind::date}; }
  static Type text() { return {Kind::text}; }
  static Type open_name() { return {Kind::name, {}, Measure::number, false, true}; }
  static Type open_set() { return {Kind::set, {}, Measure::number, false, true}; }
};
/// As a message says it: `a duration`, `money per tokens`, `one of {a, b}`.
std::string describe(const Type& type);

/// An answer that was not given, or a fact that the catalogue does not hold.
struct Unknown {
  friend bool operator==(const Unknown&, const Unknown&) = default;
};

/// A day, counted from 1970-01-01.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};
/// `2026-04-01`; nothing where it is no day of the calendar between 0001 and 9999.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

/// Members known to be in the set and, where it is open, those known not to be. Both sorted, without
/// repetition.
struct Set {
  std::vector<std::string> in;
  std::vector<std::string> out;
  bool closed = true;  // whatever is not in `in` is known not to be in the set
  friend bool operator==(const Set&, const Set&) = default;
};

/// A value of any type. Quantities are in base units: US dollars, seconds, tokens. Names and texts are
/// strings.
using Value = std::variant<Unknown, bool, Rational, Date, std::string, Set>;

inline bool is_known(const Value& value) { return !std::holds_alternative<Unknown>(value); }

/// As a person would write it, rounded to four significant digits: `$0.0042`, `2.7s`, `128K`, `99.9%`, `80
/// tokens/s`, `unknown`.
std::string to_text(const Value& value, const Type& type);
/// The same with every digit, for two values that the short form would show alike.
std::string to_exact_text(const Value& value, const Type& type);
/// The unit of a quantity as machines read it: `USD`, `s`, `tokens`, `ratio`, `tokens/s`, `USD/token`, ``.
std::string unit(const Type& type);

/// A quantity or date as a person or a catalogue writes it, without exponent of ten or blanks inside numbers:
/// `300ms`, `$2.50/1M`, `80/s`, `128K`, `88.7%`, `$0.01`, `1M tokens`, `50 tokens/s`. `dimension` is what it
/// turned out to be; a bare number is dimensionless and `bare`.
struct Written {
  Rational value;
  Dimension dimension;
  bool bare = false;  // a number without a unit
  bool percent = false;
};
std::optional<Written> parse_quantity(std::string_view text);

/// Why a known value may not stand where `type` is declared (not whole, negative, not a ratio, finer than its
/// resolution, no member), or nothing. Section 3 of the language: "answers have a resolution".
std::optional<std::string> misfit(const Value& value, const Type& type);
/// The resolution of an answer of that type in base units: 1, 1/1000 s, $10^-9, 10^-6.
Rational resolution(const Type& type);

}  // namespace select_model
