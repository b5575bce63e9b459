#pragma once
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string_view>
#include <vector>

#include "engine/program.hpp"
#include "policy/encoder.hpp"

/// What expressions read of an offer: of two offers that agree in all of it, whatever is true of one is true
/// of the other.
namespace select_model::analysis {

struct FactsRead {
  std::set<std::size_t> facts;  // builtin_facts(), then the policy's own
  bool prices = false, quality = false;
};

/// Gathers over the expressions of one policy; lets are followed.
class FactReader {
 public:
  explicit FactReader(const CheckedPolicy& policy) : policy_(policy), lets_(policy.lets.size()) {}
  void visit(const Expression& expression);
  const FactsRead& read() const { return read_; }

 private:
  void add(std::initializer_list<std::string_view> names);
  void call(Method method);

  const CheckedPolicy& policy_;
  FactsRead read_;
  std::vector<bool> lets_;
};

/// One fact of one offer, by the fact's number in `FactsRead`.
const Value& fact_of(const Program& program, std::uint32_t offer, std::size_t fact);

/// Of one offer; what is not read is unknown.
OfferFacts facts_of(const Program& program, std::uint32_t offer, const FactsRead& read);

}  // namespace select_model::analysis
