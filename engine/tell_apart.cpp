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

}  // namespace

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
