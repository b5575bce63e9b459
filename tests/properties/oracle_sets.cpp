#include "tests/properties/oracle_sets.hpp"

#include <algorithm>

namespace select_model::properties {

void mention(std::set<std::string>& names, const Known& value, const Type& type) {
  names.insert(type.members.begin(), type.members.end());
  if (const auto* set = std::get_if<Set>(&value)) {
    names.insert(set->in.begin(), set->in.end());
    names.insert(set->out.begin(), set->out.end());
  }
}

Truth negation(Truth a) { return a ? Truth(!*a) : a; }
Truth both(Truth a, Truth b) {
  if (a == Truth(false) || b == Truth(false)) return false;
  return a && b ? Truth(true) : std::nullopt;
}
Truth either(Truth a, Truth b) { return negation(both(negation(a), negation(b))); }

Truth member(const Known& value, const Type& type, const std::string& name) {
  const auto* set = std::get_if<Set>(&value);
  if (!set) return std::nullopt;
  // What an open set does not name is unknown, whatever its vocabulary.
  if (set->closed && !type.open &&
      std::find(type.members.begin(), type.members.end(), name) == type.members.end())
    return false;
  if (std::count(set->in.begin(), set->in.end(), name) > 0) return true;
  if (set->closed || std::count(set->out.begin(), set->out.end(), name) > 0) return false;
  return std::nullopt;
}

Truth compare_sets(Op op, const Known& a, const Type& a_type, const Known& b, const Type& b_type) {
  const auto is_empty = [](const Known& value) {
    const auto* set = std::get_if<Set>(&value);
    return set && set->closed && set->in.empty();
  };
  if (op == Op::overlaps && (is_empty(a) || is_empty(b))) return false;
  if ((op == Op::in || op == Op::not_in) && is_empty(a)) return op == Op::in;
  if (is_unknown(a) || is_unknown(b)) return std::nullopt;  // section 4: comparisons of unknown are unknown
  std::set<std::string> names{no_name};
  mention(names, a, a_type);
  mention(names, b, b_type);
  Truth every = true, some = false, same = true;
  for (const std::string& name : names) {
    const Truth in_a = member(a, a_type, name), in_b = member(b, b_type, name);
    every = both(every, either(negation(in_a), in_b));
    some = either(some, both(in_a, in_b));
    same = both(same, in_a && in_b ? Truth(*in_a == *in_b) : std::nullopt);
  }
  if (op == Op::overlaps) return some;
  if (op == Op::in) return every;
  if (op == Op::not_in) return negation(every);
  return op == Op::equal ? same : negation(same);
}

}  // namespace select_model::properties
