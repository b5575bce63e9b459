#include "engine/offer_groups.hpp"

#include <set>
#include <unordered_map>

#include "policy/vocabulary.hpp"

namespace select_model::analysis {

namespace {

/// What of an offer can matter.
struct FactsRead {
  std::set<std::size_t> facts;
  bool prices = false, quality = false;
};

class Reader {
 public:
  explicit Reader(const CheckedPolicy& policy) : policy_(policy), lets_(policy.lets.size()) {}

  void visit(const Expression& expression) {
    if (expression.op == Op::fact) read_.facts.insert(expression.index);
    if (expression.op == Op::method) call(static_cast<Method>(expression.index));
    if (expression.op == Op::let && !lets_[expression.index]) {
      lets_[expression.index] = true;
      visit(policy_.lets[expression.index].value);
    }
    for (const Expression& argument : expression.args) visit(argument);
  }
  const FactsRead& read() const { return read_; }

 private:
  void add(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) read_.facts.insert(fact_index(name));
  }
  void call(Method method) {
    switch (method) {
      case Method::cost:
      case Method::monthly_cost:
        add({"hosting", "input_price", "output_price", "gpu_monthly_cost"});
        read_.prices = true;
        [[fallthrough]];
      case Method::gpus_needed:
        add({"gpus", "gpu_throughput"});
        break;
      case Method::response_time:
        add({"ttft", "throughput"});
        break;
      case Method::quality:
        add({"quality"});
        read_.quality = true;
        break;
    }
  }

  const CheckedPolicy& policy_;
  FactsRead read_;
  std::vector<bool> lets_;
};

FactsRead facts_read(const Program& program) {
  Reader reader(program.policy());
  for (const Constraint& constraint : program.policy().constraints) {
    if (constraint.must && !constraint.answers_alone) reader.visit(constraint.condition);
  }
  for (const Leaf* leaf : program.leaves()) {
    for (const Tier& tier : leaf->tiers) {
      for (const auto& target : tier.targets) {
        if (const auto* where = std::get_if<Expression>(&target)) reader.visit(*where);
      }
    }
  }
  for (const Prove& prove : program.policy().proofs) {
    if (prove.every) reader.visit(*prove.every);
  }
  return reader.read();
}

OfferFacts facts_of(const Program& program, std::uint32_t index, const FactsRead& read) {
  const Offer& offer = program.catalog().offers[index];
  const std::size_t built_in = builtin_facts().size();
  OfferFacts facts;
  facts.values.resize(built_in + program.own_facts().size());
  for (const std::size_t fact : read.facts)
    facts.values[fact] = fact < built_in ? offer.facts[fact] : program.own_facts()[fact - built_in][index];
  if (read.prices) {
    for (const PriceTier& tier : offer.tiers) facts.steps.push_back({tier.above, tier.input, tier.output});
  }
  if (read.quality) facts.quality = offer.task_quality;
  return facts;
}

/// One text for each tuple of facts.
class Key {
 public:
  static std::string of(const OfferFacts& facts) {
    Key key;
    for (const Value& value : facts.values) std::visit(key, value);
    for (const PriceStep& step : facts.steps) {
      key(step.above);
      key(step.input);
      key(step.output);
    }
    for (const auto& [task, figure] : facts.quality) {
      key(task);
      key(figure);
    }
    return *key.text_;
  }

  void operator()(Unknown) const { add('?', ""); }
  void operator()(bool truth) const { add('b', truth ? "1" : "0"); }
  void operator()(const Rational& number) const { add('n', number.to_fraction()); }
  void operator()(Date day) const { add('d', std::to_string(day.days)); }
  void operator()(const std::string& text) const { add('t', text); }
  void operator()(const std::optional<Rational>& number) const {
    add('o', number ? number->to_fraction() : "");
  }
  void operator()(const Set& set) const {
    add(set.closed ? 'c' : 's', std::to_string(set.in.size()));
    for (const std::string& member : set.in) add('i', member);
    for (const std::string& member : set.out) add('x', member);
  }

 private:
  void add(char kind, const std::string& text) const {
    *text_ += kind + std::to_string(text.size()) + ':' + text;
  }
  std::shared_ptr<std::string> text_ = std::make_shared<std::string>();
};

}  // namespace

std::vector<OfferGroup> group_offers(const Program& program) {
  const FactsRead read = facts_read(program);
  std::vector<OfferGroup> groups;
  std::unordered_map<std::string, std::size_t> seen;
  for (std::uint32_t offer = 0; offer < program.catalog().offers.size(); ++offer) {
    OfferFacts facts = facts_of(program, offer, read);
    const auto [entry, added] = seen.try_emplace(Key::of(facts), groups.size());
    if (added) groups.push_back({std::move(facts), {}});
    groups[entry->second].offers.push_back(offer);
  }
  return groups;
}

}  // namespace select_model::analysis
