#include <chrono>

#include "policy/time_units.hpp"
#include "policy/utf8.hpp"
#include "policy/value.hpp"

namespace select_model {

namespace {

/// Reads a quantity from the left; every step gives back what it could not use.
class QuantityReader {
 public:
  explicit QuantityReader(std::string_view text) : rest_(text) {}

  std::optional<Written> read() {
    const bool negative = take("-");
    const bool dollars = take("$");
    std::optional<Rational> number = digits();
    if (!number) return std::nullopt;
    Written written{negative ? -*number : *number, dollars ? dimensions::money : dimensions::none, false,
                    false};
    if (dollars) {
      if (!denominator(written, true)) return std::nullopt;
    } else if (take("%")) {
      written.percent = true;
      written.value = written.value / Rational(100);
    } else if (!unit(written)) {
      written.bare = true;
      if (!denominator(written, false)) return std::nullopt;
    } else if (written.dimension == dimensions::tokens && !denominator(written, false)) {
      return std::nullopt;
    }
    if (!rest_.empty()) return std::nullopt;
    return written;
  }

 private:
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  std::optional<Rational> digits() {
    std::string plain;
    std::size_t at = 0;
    for (; at < rest_.size(); ++at) {
      const char c = rest_[at];
      const bool grouped =
          c == '_' && at > 0 && is_digit(rest_[at - 1]) && at + 1 < rest_.size() && is_digit(rest_[at + 1]);
      const bool exponent = (c == 'e' || c == 'E') && at > 0 && is_digit(rest_[at - 1]) &&
                            at + 1 < rest_.size() &&
                            (is_digit(rest_[at + 1]) || rest_[at + 1] == '-' || rest_[at + 1] == '+');
      const bool exponent_sign =
          (c == '-' || c == '+') && at > 0 && (rest_[at - 1] == 'e' || rest_[at - 1] == 'E');
      if (grouped) continue;
      if (!is_digit(c) && c != '.' && !exponent && !exponent_sign) break;
      plain += c;
    }
    std::optional<Rational> number = Rational::parse(plain);
    if (!number) return std::nullopt;
    rest_.remove_prefix(at);
    const Rational scale = take("K") ? 1'000 : take("M") ? 1'000'000 : take("B") ? 1'000'000'000 : 1;
    return *number * scale;
  }

  bool word(std::string_view name) {
    const bool whole =
        rest_.size() == name.size() ||
        (rest_.size() > name.size() && (rest_[name.size()] == ' ' || rest_[name.size()] == '/'));
    return rest_.starts_with(name) && whole && take(name);
  }

  std::optional<TimeUnit> time_unit() {
    for (const TimeUnit& candidate : time_units()) {
      if (word(candidate.name)) return candidate;
    }
    return std::nullopt;
  }

  bool unit(Written& written) {
    const std::string_view before = rest_;
    skip_blanks();
    if (word("tokens") || word("token")) {
      written.dimension = dimensions::tokens;
      return true;
    }
    if (const auto found = time_unit()) {
      written.dimension = dimensions::duration;
      written.value = written.value * found->seconds;
      return true;
    }
    rest_ = before;
    return false;
  }

  /// `/1M`, `/ 1M tokens`, `/token`, `/s`: under money a bare number counts tokens.
  bool denominator(Written& written, bool under_money) {
    const std::string_view before = rest_;
    skip_blanks();
    if (!take("/")) {
      rest_ = before;
      return true;
    }
    skip_blanks();
    if (const auto found = time_unit()) {
      written.dimension = written.dimension / dimensions::duration;
      written.value = written.value / found->seconds;
      return true;
    }
    if (!under_money) return false;
    Rational count = 1;
    const auto number = digits();
    if (number) count = *number;
    skip_blanks();
    const bool named = word("tokens") || word("token");
    if ((!number && !named) || count.sign() <= 0) return false;
    written.dimension = written.dimension / dimensions::tokens;
    written.value = written.value / count;
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Written> parse_quantity(std::string_view text) { return QuantityReader(text).read(); }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (!is_digit(text[i])) return std::nullopt;
    parts[part] = parts[part] * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (parts[0] == 0 || !day.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count())};
}

}  // namespace select_model
