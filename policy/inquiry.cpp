#include "policy/inquiry.hpp"

#include <algorithm>

namespace select_model::analysis {

// Facts and answers that may be texts which nobody wrote; each may be one of its own.
std::size_t strangers_of(const CheckedPolicy& policy) {
  const auto is_text = [](const Type& type) {
    return type.kind == Kind::text || (type.kind == Kind::name && type.members.empty());
  };
  const auto questions = std::ranges::count_if(
      policy.questions, [&](const Question& question) { return is_text(question.type); });
  const auto own =
      std::ranges::count_if(policy.facts, [&](const OwnFact& fact) { return is_text(fact.type); });
  const auto built_in =
      std::ranges::count_if(builtin_facts(), [&](const BuiltinFact& fact) { return is_text(fact.type); });
  return static_cast<std::size_t>(questions + own + built_in);
}

Effort Effort::within(std::chrono::milliseconds all) {
  return {std::chrono::steady_clock::now() + all, std::max(all / 5, std::chrono::milliseconds(1))};
}

Limit Effort::next() const {
  Limit limit;
  limit.until = std::min(until, std::chrono::steady_clock::now() + of_question);
  return limit;
}

Inquiry::Inquiry(const CheckedPolicy& policy, const Subject& subject, const Effort& effort)
    : effort_(effort),
      ground_(subject.ground ? subject.ground : std::make_shared<Ground>()),
      texts_(vocabulary_of(policy, subject.other_texts, std::max(subject.strangers, strangers_of(policy)))),
      domain_(policy, arithmetic(), solver(), texts_, subject.ranges, subject.answers),
      encoder_(policy, domain_, arithmetic(), solver(), texts_, subject.today, effort.until) {}

Settled Inquiry::ask(const std::vector<Term>& formulas, std::vector<std::size_t>* core) {
  if (effort_.is_spent() || encoder_.gave_up()) return Settled::unsettled;
  return arithmetic().settle(formulas, effort_.next(), core);
}

std::vector<std::size_t> Inquiry::contradiction(const std::vector<Term>& formulas) {
  std::vector<std::size_t> core;
  if (ask(formulas, &core) != Settled::unsatisfiable) return {};
  for (std::size_t i = 0; i < core.size();) {
    std::vector<Term> others;
    for (const std::size_t kept : core) {
      if (kept != core[i]) others.push_back(formulas[kept]);
    }
    if (ask(others) == Settled::unsatisfiable)
      core.erase(core.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
  return core;
}

std::string Inquiry::reason() const {
  return effort_.is_spent() ? std::string(out_of_time) : ground_->arithmetic.reason();
}

}  // namespace select_model::analysis
