#include <algorithm>

#include "tests/properties/generator.hpp"

namespace select_model::properties {

namespace {

using Whole = boost::multiprecision::cpp_int;

constexpr Dimension none{}, money{1, 0, 0}, time{0, 1, 0}, tokens{0, 0, 1}, price{1, 0, -1}, rate{0, -1, 1},
    frequency{0, -1, 0};

Exact power_of_ten(int exponent) {
  const Whole power = boost::multiprecision::pow(Whole(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Exact(Whole(1), power) : Exact(power);
}

bool whole(const Exact& value) { return denominator(value) == 1; }

/// `1500`, `1_500`, `1.5K`.
std::string number_text(const Exact& value, Random& random, bool suffixes = true) {
  if (suffixes && value >= 1000 && random.percent(40)) {
    const int exponent = value >= 1'000'000 && random.percent(50) ? 6 : 3;
    return decimal(value * power_of_ten(-exponent)) + (exponent == 6 ? "M" : "K");
  }
  std::string text = decimal(value);
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point > 3 && random.percent(20)) text.insert(point - 3, "_");
  return text;
}

std::string duration_text(const Exact& value, Random& random) {
  static const std::vector<std::pair<std::string, Exact>> units{
      {"ms", Exact(1, 1000)}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86'400}};
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto& [unit, seconds] = random.pick(units);
    const Exact in_unit = value / seconds;
    if (is_decimal(in_unit) && (value == 0 || in_unit >= Exact(1, 1000)))
      return number_text(in_unit, random, false) + unit;
  }
  return decimal(value * 1000) + "ms";
}

/// The amounts to which nothing in particular led; `a + b` of some is another, in decimals and not in
/// doubles.
std::vector<Exact> common_amounts(Dimension dimension) {
  const auto scaled = [](const std::vector<int>& values, int exponent) {
    std::vector<Exact> amounts;
    for (const int value : values) amounts.push_back(value * power_of_ten(exponent));
    return amounts;
  };
  if (dimension == tokens)
    return scaled({0, 1, 50, 500, 1000, 1500, 8000, 32'000, 128'000, 200'000, 1'000'000}, 0);
  if (dimension == money) return scaled({0, 1, 2, 3, 5, 10, 30, 100, 1000, 50'000}, -3);
  if (dimension == time) return scaled({0, 100, 200, 300, 500, 1000, 2000, 30'000, 86'400'000}, -3);
  if (dimension == price) return scaled({1, 2, 3, 5, 7, 25, 30, 100, 600}, -7);
  if (dimension == rate) return scaled({1, 3, 7, 10, 50, 80, 500}, 0);
  if (dimension == frequency) return scaled({1, 2, 10}, 0);
  return scaled({0, 1, 2, 3, 10, 70, 100, 333, 500, 887, 1000, 2000, 3000, 10'000, 100'000}, -3);
}

}  // namespace

std::array<int, 3> key_of(Dimension d) { return {d.usd, d.seconds, d.tokens}; }

const std::vector<std::string>& words() {
  static const std::vector<std::string> all{"code", "chat", "soc2", "air-gapped", "eu", "text", "c++"};
  return all;
}
const std::vector<std::string>& companies() {
  static const std::vector<std::string> all{"acme", "zenith", "orbit", "self-hosted", "x.ai 2"};
  return all;
}
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{"one", "two", "a \"quoted\" one", "", "é\\"};
  return all;
}

bool is_decimal(const Exact& value) {
  Whole rest = denominator(value);
  while (rest % 10 == 0) rest /= 10;
  while (rest % 5 == 0) rest /= 5;
  while (rest % 2 == 0) rest /= 2;
  return rest == 1;
}

std::string decimal(const Exact& value) {
  if (value < 0) return "-" + decimal(-value);
  int places = 0;
  Exact scaled = value;
  while (!whole(scaled)) {
    scaled *= 10;
    ++places;
  }
  std::string digits = numerator(scaled).str();
  if (places == 0) return digits;
  const auto point = static_cast<std::size_t>(places);
  if (digits.size() <= point) digits.insert(0, point + 1 - digits.size(), '0');
  return digits.insert(digits.size() - point, ".");
}

std::string date_text(int day) { return to_text(Date{day}); }

std::string in_quotes(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string member_text(const std::string& member) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return std::all_of(member.begin(), member.end(), plain) ? member : in_quotes(member);
}

std::string literal_text(const Exact& value, Dimension dimension, bool bare, Random& random) {
  if (dimension == none) {
    if (value <= 1 && random.percent(50)) return decimal(value * 100) + "%";
    return number_text(value, random);
  }
  if (dimension == tokens) return number_text(value, random) + (bare ? "" : " tokens");
  if (dimension == money) return "$" + number_text(value, random);
  if (dimension == time) return duration_text(value, random);
  if (dimension == price) return "($" + decimal(value * 1'000'000) + " / 1M tokens)";
  if (dimension == rate) return "(" + number_text(value, random) + " tokens/s)";
  if (dimension == frequency) return "(" + number_text(value, random) + "/s)";
  std::string above = number_text(value, random), below;
  const auto factor = [&](int exponent, const std::string& unit) {
    for (int i = 0; i < std::abs(exponent); ++i)
      (exponent > 0 ? above : below) += (exponent > 0 ? " * " : " / ") + unit;
  };
  factor(dimension.usd, "$1");
  factor(dimension.seconds, "1s");
  factor(dimension.tokens, "1 tokens");
  return "(" + above + below + ")";
}

std::string fact_text(const Exact& value, Dimension dimension, Random& random) {
  if (dimension == none)
    return value <= 1 && random.percent(50) ? in_quotes(decimal(value * 100) + "%") : decimal(value);
  if (dimension == tokens) return decimal(value);
  if (dimension == money) return in_quotes("$" + decimal(value));
  if (dimension == time) return in_quotes(duration_text(value, random));
  if (dimension == price) return in_quotes("$" + decimal(value * 1'000'000) + "/1M");
  return in_quotes(decimal(value) + (dimension == rate ? " tokens/s" : "/s"));
}

Exact an_amount(World& world, Dimension dimension, bool wanted_whole, Random& random) {
  const auto& pool = world.amounts[key_of(dimension)];
  Exact amount =
      !pool.empty() && random.percent(60) ? random.pick(pool) : random.pick(common_amounts(dimension));
  if (random.percent(10)) amount += random.pick(common_amounts(dimension));
  if (random.percent(5)) amount += dimension == tokens ? Exact(1) : power_of_ten(-9);
  if (random.percent(3)) amount = Exact(Whole(1) << 53) + random.between(0, 1);
  if (dimension == tokens || wanted_whole) amount = whole_below(amount);
  return amount;
}

Exact answer_step(const Type& type) {
  const Exact step = exact(resolution(type));
  return is_decimal(step) ? step : power_of_ten(-6);
}

Exact an_answer(World& world, const Declared& question, Random& random) {
  const Exact step = answer_step(question.type);
  const auto fits = [&](const Exact& value) {
    if (question.type.measure == Measure::ratio && value > 1) return false;
    return !question.from || (value >= *question.from && value <= *question.to);
  };
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Exact value =
        whole_below(an_amount(world, question.type.dimension, question.type.whole, random) / step) * step;
    if (fits(value)) return value;
  }
  if (question.from) return random.percent(50) ? *question.from : *question.to;
  return Exact(0);
}

}  // namespace select_model::properties
