#include "policy/example.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "policy/checked_policy.hpp"

namespace select_model {

namespace {

constexpr int finest = 15;  // decimals of the finest resolution

/// `200K`, `1.5M`, `750`: a suffix where it makes the number shorter.
std::string short_number(const Rational& value) {
  std::string shortest = value.to_decimal(finest);
  for (const auto& [suffix, scale] :
       {std::pair('K', std::int64_t{1'000}), std::pair('M', std::int64_t{1'000'000}),
        std::pair('B', std::int64_t{1'000'000'000})}) {
    const std::string scaled = (value / Rational(scale)).to_decimal(finest) + suffix;
    if (value / Rational(scale) >= Rational(1) && scaled.size() < shortest.size()) shortest = scaled;
  }
  return shortest;
}

std::string short_duration(const Rational& value) {
  if (value.sign() == 0) return "0s";
  struct Unit {
    std::string_view name;
    std::int64_t seconds;
  };
  for (const auto& [name, seconds] : {Unit{"d", 86'400}, Unit{"h", 3600}, Unit{"min", 60}}) {
    const Rational whole = value / Rational(seconds);
    if (whole.is_whole()) return whole.to_decimal(0) + std::string(name);
  }
  const Rational magnitude = value.sign() < 0 ? -value : value;
  if (magnitude >= Rational(1)) return value.to_decimal(3) + "s";
  return (value * Rational(1000)).to_decimal(0) + "ms";
}

std::string dollars(const Rational& value) {
  const Rational magnitude = value.sign() < 0 ? -value : value;
  std::string digits = magnitude.to_decimal(finest);
  const std::size_t point = digits.find('.');
  if (point != std::string::npos && digits.size() - point == 2) digits += '0';
  return (value.sign() < 0 ? "-$" : "$") + digits;
}

bool is_plain(const std::string& text) {
  static constexpr std::array<std::string_view, 9> words{"true", "false", "yes", "no", "on",
                                                         "off",  "null",  "y",   "n"};
  const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; };
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) &&
         std::ranges::all_of(text, plain) && std::ranges::find(words, lower) == words.end();
}

std::string in_quotes(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      quoted += fmt::format("\\x{:02x}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

/// A number is no text, though it may look like one: a `$` or a digit stands first.
std::string yaml_of(const std::string& text) { return is_plain(text) ? text : in_quotes(text); }

struct Spell {
  const Type& type;
  using Spelled = std::variant<bool, std::string, std::vector<std::string>>;
  Spelled operator()(Unknown) const { return std::string("null"); }
  Spelled operator()(bool truth) const { return truth; }
  Spelled operator()(const Rational& number) const { return to_written(number, type); }
  Spelled operator()(Date day) const { return to_text(day); }
  Spelled operator()(const std::string& text) const { return text; }
  Spelled operator()(const Set& set) const { return set.in; }
};

}  // namespace

std::string to_written(const Rational& value, const Type& type) {
  const Dimension d = type.dimension;
  if (d == dimensions::money) return dollars(value);
  if (d == dimensions::duration) return short_duration(value);
  if (d == dimensions::price) return dollars(value * Rational(1'000'000)) + "/1M";
  if (d == dimensions::token_rate) return short_number(value) + " tokens/s";
  if (d == dimensions::frequency) return short_number(value) + "/s";
  if (d != dimensions::none && d != dimensions::tokens) return to_exact_text(value, type);
  if (type.measure == Measure::ratio) return (value * Rational(100)).to_decimal(finest) + "%";
  return short_number(value);
}

Example example_of(const CheckedPolicy& policy, const std::vector<Value>& answers, std::string offer) {
  Example example{{}, std::move(offer)};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Question& question = policy.questions[i];
    if (!is_known(answers[i]) || answers[i] == question.default_value) continue;
    example.answers.push_back({question.name, std::visit(Spell{question.type}, answers[i])});
  }
  return example;
}

std::string to_yaml(const Example& example) {
  std::string text;
  for (const Example::Answer& answer : example.answers) {
    text += answer.question + ": ";
    if (const auto* truth = std::get_if<bool>(&answer.value)) text += *truth ? "true" : "false";
    if (const auto* words = std::get_if<std::string>(&answer.value)) {
      const bool number = !words->empty() && words->find_first_of("$0123456789-") == 0;
      text += number && words->find_first_of("\"\\:#\n") == std::string::npos ? *words : yaml_of(*words);
    }
    if (const auto* members = std::get_if<std::vector<std::string>>(&answer.value)) {
      std::vector<std::string> spelled;
      for (const std::string& member : *members) spelled.push_back(yaml_of(member));
      text += fmt::format("[{}]", fmt::join(spelled, ", "));
    }
    text += '\n';
  }
  return text;
}

}  // namespace select_model
