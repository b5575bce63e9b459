#include "engine/tell_apart.hpp"

#include <algorithm>

#include "policy/value_digits.hpp"

namespace select_model {

namespace {

/// What differs only beyond so many digits, no two catalogues' prices do.
constexpr int most_digits = 40;

bool reads_alike(const std::vector<Shown*>& shown, const Shown& one) {
  return one.type.kind == Kind::quantity && std::ranges::any_of(shown, [&](const Shown* other) {
           return one.text == other->text && other->type.kind == Kind::quantity && one.value != other->value;
         });
}

bool spells(std::string text, const Rational& number) {
  std::erase(text, ',');
  const auto written = parse_quantity(text);
  return written && written->value == number;
}

}  // namespace

std::string faithful_text(const Value& value, const Type& type) {
  const auto* number = std::get_if<Rational>(&value);
  if (!number || type.kind != Kind::quantity) return to_text(value, type);
  // No more digits than a millisecond or a billionth of a dollar has; what is not said then, as two minutes
  // and a second are no decimal of minutes, is said in the plain unit.
  constexpr int most = 12;
  for (int digits = usual_digits; digits <= most; ++digits) {
    std::string text = to_text(value, type, digits);
    if (spells(text, *number)) return text;
  }
  if (type.dimension == Type::duration().dimension) return number->to_decimal(3) + " s";
  return to_exact_text(value, type);
}

void tell_apart(const std::vector<Shown*>& shown) {
  std::vector<Shown*> alike;
  for (int digits = usual_digits + 1; digits <= most_digits; ++digits) {
    const std::size_t before = alike.size();
    for (Shown* one : shown) {
      const bool grows = std::ranges::find(alike, one) != alike.end();
      if (!grows && reads_alike(shown, *one)) alike.push_back(one);
    }
    const bool apart = before == alike.size() &&
                       std::ranges::none_of(alike, [&](Shown* one) { return reads_alike(shown, *one); });
    if (apart) return;
    for (Shown* one : alike) one->text = to_text(one->value, one->type, digits);
  }
}

}  // namespace select_model
