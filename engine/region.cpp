#include "engine/region.hpp"

#include <algorithm>

#include "policy/example.hpp"
#include "policy/per_time.hpp"
#include "policy/range.hpp"

namespace select_model {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string enumerate(const std::vector<std::string>& items, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " " + std::string(last) + " " : ", ";
    text += items[i];
  }
  return text;
}

class Words {
 public:
  explicit Words(const Question& question) : question_(question), type_(question.type) {}

  std::string of(const Condition& condition) const {
    if (condition.left_out) return "`" + question_.name + "` left out";
    std::string text = condition.given ? given(condition) : "not answered";
    if (condition.given && condition.absent) text += " or not answered";
    return "`" + question_.name + "` " + text;
  }

 private:
  std::string given(const Condition& condition) const {
    switch (type_.kind) {
      case Kind::quantity:
      case Kind::date:
        return interval(condition);
      case Kind::set:
        return set(condition);
      case Kind::boolean:
      case Kind::name:
      case Kind::text:
        break;
    }
    std::vector<std::string> shown;
    for (const std::string& member : condition.members)
      shown.push_back(type_.kind == Kind::text ? "\"" + member + "\"" : member);
    if (condition.all_but) return shown.empty() ? "answered" : "other than " + enumerate(shown, "or");
    return enumerate(shown, "or");
  }

  std::string set(const Condition& condition) const {
    if (condition.in.empty() && condition.out.empty()) return "answered";
    if (condition.in.empty() && condition.out.size() == type_.members.size()) return "empty";
    if (condition.in.empty()) return "without " + enumerate(condition.out, "or");
    const std::string with = "including " + enumerate(condition.in, "and");
    return condition.out.empty() ? with : with + " but not " + enumerate(condition.out, "or");
  }

  std::string interval(const Condition& condition) const {
    const auto& [low, high] = std::pair(condition.low, condition.high);
    if (!low && !high) return "answered";
    if (low && high && *low == *high) return written(*low);
    const bool from = low && !is_rounder(*low - step(), *low);
    const bool to = high && !is_rounder(*high + step(), *high);
    if (from && to) return "from " + written(*low) + " to " + written(*high);
    std::string text;
    if (low && type_.kind == Kind::date)
      text = from ? "from " + written(*low) : "after " + written(*low - step());
    if (low && type_.kind != Kind::date)
      text = from ? "at least " + written(*low) : "above " + written(*low - step());
    if (!high) return text;
    if (low) text += " and ";
    if (type_.kind == Kind::date)
      return text + (to ? "up to " + written(*high) : "before " + written(*high + step()));
    return text + (to ? "at most " + written(*high) : "below " + written(*high + step()));
  }

  Rational step() const { return type_.kind == Kind::date ? Rational(1) : resolution(type_); }

  std::string written(const Rational& value) const {
    return type_.kind == Kind::date ? to_text(Date{static_cast<std::int32_t>(value.to_int64().value_or(0))})
                                    : to_written(value, type_);
  }

  /// Whether the limit that an end excludes is what a person would name.
  bool is_rounder(const Rational& excluded, const Rational& included) const {
    if (type_.kind == Kind::date)
      return written(excluded).ends_with("-01") && !written(included).ends_with("-01");
    return excluded.sign() >= 0 && digits_of(excluded, type_) < digits_of(included, type_);
  }

  const Question& question_;
  const Type& type_;
};

}  // namespace

Rational counted_in(const Rational& value, const Type& type) {
  return is_per_time(type.dimension) ? Rational(1) / per_time(value).seconds : Rational(1);
}

std::size_t digits_of(const Rational& value, const Type& type) {
  std::string digits = (value / counted_in(value, type)).to_decimal(15);
  std::erase_if(digits, [](char c) { return c == '.' || c == '-'; });
  digits.erase(0, digits.find_first_not_of('0'));
  digits.erase(digits.find_last_not_of('0') + 1);
  return std::max<std::size_t>(digits.size(), 1);
}

bool holds(const Condition& condition, const Question& question, const Value& answer, bool given) {
  if (condition.left_out) return !given;
  if (!is_known(answer)) return condition.absent;
  if (!condition.given) return false;
  if (const auto number = on_scale(answer))
    return !(condition.low && *number < *condition.low) && !(condition.high && *number > *condition.high);
  if (const auto* set = std::get_if<Set>(&answer)) {
    const auto is_in = [&](const std::string& member) { return contains(set->in, member); };
    return std::ranges::all_of(condition.in, is_in) && std::ranges::none_of(condition.out, is_in);
  }
  const bool* truth = std::get_if<bool>(&answer);
  const std::string name =
      question.type.kind == Kind::boolean ? (*truth ? "true" : "false") : std::get<std::string>(answer);
  return contains(condition.members, name) != condition.all_but;
}

std::string text_of(const CheckedPolicy& policy, const Region& region) {
  std::vector<std::string> parts;
  for (const Condition& condition : region.conditions)
    parts.push_back(Words(policy.questions[condition.question]).of(condition));
  std::string text = parts.empty() ? "all answers" : parts[0];
  if (parts.size() > 1) text += " with " + enumerate({parts.begin() + 1, parts.end()}, "and");
  if (region.unrefused) text += parts.empty() ? " that no gate refuses" : ", where no gate refuses";
  return text;
}

}  // namespace select_model
