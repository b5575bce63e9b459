#include "engine/shared_answers.hpp"

#include <algorithm>

#include "policy/range.hpp"

namespace select_model::analysis {

namespace {

std::optional<std::uint32_t> find_question(const CheckedPolicy& policy, const std::string& name) {
  const auto found = std::ranges::find(policy.questions, name, &Question::name);
  if (found == policy.questions.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - policy.questions.begin());
}

/// Whether an answer to one can be an answer to the other.
bool comparable(const Type& a, const Type& b) {
  return a.kind == b.kind && (a.kind != Kind::quantity || a.dimension == b.dimension);
}

bool same_default(const Question& a, const Question& b) { return a.default_value == b.default_value; }

/// So that one answer can stand for both.
bool asks_alike(const Question& a, const Question& b) {
  return a.type == b.type && a.from == b.from && a.to == b.to && a.optional == b.optional &&
         same_default(a, b);
}

class Link {
 public:
  Link(Solver& solver, Arithmetic& arithmetic) : solver_(solver), arithmetic_(arithmetic) {}

  Term same(const Question& old, const Symbolic& a, const Question& now, const Symbolic& b) {
    const Term out_of_a = left_out(old, a);
    const Term out_of_b = left_out(now, b);
    // A file may also give what the old policy takes by default; where the new one does, too, nothing is
    // lost.
    const Term told = same_default(old, now) ? solver_.negation(out_of_a) : solver_.constant(true);
    const Term given = solver_.all_of({told, a.known, b.known, equal(old.type.kind, a, b)});
    return solver_.any_of({given, solver_.all_of({out_of_a, out_of_b})});
  }

  Term left_out(const Question& question, const Symbolic& answer) {
    if (question.required()) return solver_.constant(false);
    if (question.optional) return solver_.negation(answer.known);
    return is(answer, question.default_value);
  }

 private:
  Term is(const Symbolic& answer, const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value))
      return *truth ? answer.truth : solver_.negation(answer.truth);
    if (const auto* name = std::get_if<std::string>(&value)) {
      const auto found = answer.names.find(*name);
      return found == answer.names.end() ? solver_.constant(false) : found->second;
    }
    if (const auto* set = std::get_if<Set>(&value)) {
      std::vector<Term> members;
      for (const auto& [member, is] : answer.members)
        members.push_back(std::ranges::find(set->in, member) != set->in.end() ? is.in
                                                                              : solver_.negation(is.in));
      return solver_.all_of(members);
    }
    return arithmetic_.equal(answer.numbers[0].value, {*on_scale(value)});
  }

  Term equal(Kind kind, const Symbolic& a, const Symbolic& b) {
    std::vector<Term> terms;
    switch (kind) {
      case Kind::boolean:
        return solver_.same(a.truth, b.truth);
      case Kind::quantity:
      case Kind::date:
        return arithmetic_.equal(a.numbers[0].value, b.numbers[0].value);
      case Kind::name:
      case Kind::text:
        // Of each side's names exactly one holds: that both hold the same is enough.
        for (const auto& [name, is] : a.names) {
          const auto other = b.names.find(name);
          if (other != b.names.end()) terms.push_back(solver_.all_of({is, other->second}));
        }
        return solver_.any_of(terms);
      case Kind::set:
        break;
    }
    for (const auto& [member, is] : a.members) {
      const auto other = b.members.find(member);
      terms.push_back(other == b.members.end() ? solver_.negation(is.in)
                                               : solver_.same(is.in, other->second.in));
    }
    for (const auto& [member, is] : b.members) {
      if (!a.members.contains(member)) terms.push_back(solver_.negation(is.in));
    }
    return solver_.all_of(terms);
  }

  Solver& solver_;
  Arithmetic& arithmetic_;
};

}  // namespace

SharedAnswers::SharedAnswers(const CheckedPolicy& before, const CheckedPolicy& after)
    : before_(before), after_(after) {
  for (const Question& now : after.questions) {
    const auto index = find_question(before, now.name);
    const Question* old = index ? &before.questions[*index] : nullptr;
    const bool alike = old && comparable(old->type, now.type);
    old_of_.push_back(alike ? index : std::nullopt);
    if (alike && is_known(old->default_value) && is_known(now.default_value) && !same_default(*old, now))
      notes_.push_back("`" + now.name +
                       "` has another default: where it is left out, each side takes its own");
    if (alike && (old->from != now.from || old->to != now.to || old->type.members != now.type.members))
      notes_.push_back("`" + now.name + "` takes other answers: those that both take are compared");
    if (old && !alike) obstacle_ = "`" + now.name + "` has another type";
    if (!old && now.required())
      obstacle_ = "the new policy requires `" + now.name + "`, which the old does not ask";
    if (!old && !now.required())
      notes_.push_back("`" + now.name + "` is asked by the new policy alone: it is left out");
  }
  for (const Question& old : before.questions) {
    if (find_question(after, old.name)) continue;
    if (old.required()) obstacle_ = "the old policy requires `" + old.name + "`, which the new does not ask";
    if (!old.required())
      notes_.push_back("`" + old.name + "` is asked by the old policy alone: it is left out");
  }
}

std::map<std::string, Symbolic> SharedAnswers::asked_alike(CatalogInquiry& before) const {
  std::map<std::string, Symbolic> alike;
  for (std::uint32_t i = 0; i < after_.questions.size(); ++i) {
    if (old_of_[i] && asks_alike(before_.questions[*old_of_[i]], after_.questions[i]))
      alike.emplace(after_.questions[i].name, before.domain().answer(*old_of_[i]));
  }
  return alike;
}

std::map<std::uint32_t, SharedAnswers::LeftOut> SharedAnswers::left_out(CatalogInquiry& before,
                                                                        CatalogInquiry& after) const {
  Link link(before.solver(), before.arithmetic());
  std::map<std::uint32_t, LeftOut> terms;
  for (std::uint32_t i = 0; i < after_.questions.size(); ++i) {
    const Question& now = after_.questions[i];
    if (!old_of_[i] || !is_known(before_.questions[*old_of_[i]].default_value)) continue;
    const Question& old = before_.questions[*old_of_[i]];
    if (same_default(old, now)) continue;
    const Term taken = link.left_out(old, before.domain().answer(*old_of_[i]));
    const Term taken_now = link.left_out(now, after.domain().answer(i));
    terms[*old_of_[i]] = {taken, before.solver().all_of({taken, taken_now})};
  }
  return terms;
}

Term SharedAnswers::same(CatalogInquiry& before, CatalogInquiry& after) const {
  Link link(before.solver(), before.arithmetic());
  std::vector<Term> terms;
  std::vector<bool> shared(before_.questions.size());
  for (std::uint32_t i = 0; i < after_.questions.size(); ++i) {
    const Question& now = after_.questions[i];
    if (!old_of_[i]) {
      terms.push_back(link.left_out(now, after.domain().answer(i)));
      continue;
    }
    shared[*old_of_[i]] = true;
    if (asks_alike(before_.questions[*old_of_[i]], now)) continue;
    terms.push_back(link.same(before_.questions[*old_of_[i]], before.domain().answer(*old_of_[i]), now,
                              after.domain().answer(i)));
  }
  for (std::uint32_t i = 0; i < before_.questions.size(); ++i) {
    if (!shared[i]) terms.push_back(link.left_out(before_.questions[i], before.domain().answer(i)));
  }
  return before.solver().all_of(terms);
}

std::optional<Answers> SharedAnswers::carry_over(const Answers& answers) const {
  Answers carried = default_answers(after_);
  for (std::size_t i = 0; i < after_.questions.size(); ++i) {
    const Question& now = after_.questions[i];
    const Question* old = old_of_[i] ? &before_.questions[*old_of_[i]] : nullptr;
    const Value value = old ? answers.values[*old_of_[i]] : Value(Unknown{});
    const bool given = old && is_known(value) && value != old->default_value;
    if (given && (misfit(value, now.type) || !in_range(now, value))) return std::nullopt;
    if (!given && now.required()) return std::nullopt;
    if (!given) continue;
    carried.values[i] = value;
    carried.from[i] = AnswerFrom::given;
  }
  return carried;
}

}  // namespace select_model::analysis
