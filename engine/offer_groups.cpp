#include "engine/offer_groups.hpp"

#include <unordered_map>

#include "engine/facts_read.hpp"

namespace select_model::analysis {

namespace {

FactsRead facts_read(const Program& program) {
  FactReader reader(program.policy());
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
