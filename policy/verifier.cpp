#include "policy/verifier.hpp"

namespace select_model {

Diagnostic not_analysed(const std::string& what, const std::string& why, const Place& place) {
  return {Code::not_analysed, what + " could not be settled: " + why, place, "", {}};
}

std::string analysis::when_it_is(bool by_day, Date today) {
  return by_day ? "on " + to_text(today) + " " : "";
}

Diagnostics verify(const CheckedPolicy& policy, Date today, const analysis::Effort& effort) {
  Diagnostics found;
  const analysis::Subject subject{today};
  analysis::Inquiry inquiry(policy, subject, effort);
  analysis::verify_tree(policy, subject, effort, inquiry, found);
  analysis::verify_constraints(policy, today, inquiry, found);
  sort_by_place(found);
  return found;
}

}  // namespace select_model
