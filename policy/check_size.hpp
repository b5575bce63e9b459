#pragma once
#include "policy/check_context.hpp"

namespace select_model::checking {

/// How large the exact value of an expression can be: what keeps exact arithmetic from exploding.
/// Where it passes 16,384 a `limit` is reported, at the innermost place, and nothing that is built of it.
ExactSize check_size(Context& context, const View& view, const Expression& expression);

/// Reports the first place where an expression speaks of `model` and may not; `what` is what it stands in ("a
/// `when`").
void forbid_model(Context& context, const View& view, const Expression& expression, const std::string& what,
                  const std::string& help);
/// Where it speaks of `model`, lets followed.
std::optional<Place> place_of_model(const Context& context, const View& view, const Expression& expression);

}  // namespace select_model::checking
