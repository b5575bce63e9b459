#include "engine/emit_test.hpp"

#include <algorithm>
#include <memory>

#include "policy/format.hpp"
#include "policy/grammar.hpp"
#include "policy/lexer.hpp"
#include "policy/literal_text.hpp"

namespace select_model {

namespace {

// Enough to see the order, and whom a constraint hits; more is noise to whoever reads the test.
constexpr std::size_t most_in_order = 3;
constexpr std::size_t most_rejected = 4;

/// An id as a policy names it: bare where the grammar has it as one word.
std::string as_model(const std::string& id) {
  const auto source = std::make_shared<const Source>("", id);
  const Tokens tokens = lex(source);
  const bool bare = tokens.mistakes.empty() && tokens.tokens.size() == 2 && tokens.tokens[0].text == id &&
                    (tokens.tokens[0].kind == TokenKind::name || tokens.tokens[0].kind == TokenKind::model);
  return bare ? id : text_literal(id);
}

class Emitter {
 public:
  Emitter(const Program& program, const Answers& answers, const Rationale& rationale)
      : program_(program), answers_(answers), rationale_(rationale) {}

  std::optional<std::string> given() const {
    std::string text;
    const auto add = [&](const std::string& name, const std::string& value) {
      text += (text.empty() ? "given " : ", ") + name + " = " + value;
    };
    const std::vector<Question>& questions = program_.policy().questions;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (answers_.from[i] != AnswerFrom::given) continue;
      const auto value = literal_text(answers_.values[i], questions[i].type);
      if (!value) return std::nullopt;
      add(questions[i].name, *value);
    }
    // Without a word a test takes the catalogue's day.
    if (rationale_.today && program_.catalog().as_of != rationale_.today)
      add("today", to_text(*rationale_.today));
    return text + "\n";
  }

  std::string expectations() {
    switch (rationale_.outcome) {
      case Outcome::recommended:
        if (rationale_.branch) expect("branch " + *rationale_.branch);
        expect_ranked();
        expect_rejected();
        expect_warnings();
        break;
      case Outcome::no_eligible_model:
        expect("nothing");
        expect_rejected();
        break;
      case Outcome::refused:
        for (const Warning& refusal : rationale_.refusals) expect("refused by " + refusal.constraint);
        break;
      case Outcome::undetermined:
        expect("undetermined");
        break;
    }
    return std::move(text_);
  }

 private:
  using Offers = std::vector<std::uint32_t>;

  void expect(const std::string& what) { text_ += "expect " + what + "\n"; }
  const Offer& offer(std::uint32_t index) const { return program_.catalog().offers[index]; }

  Offers offers_of(const std::string& id) const {
    ast::ModelRef ref;
    ref.model = id;
    ref.quoted = true;
    return find_offers(program_.catalog(), ref);
  }

  /// The shortest name under which only this offer is meant; its id may mean variants of it too.
  std::string name_of(std::uint32_t index) const {
    const Offer& one = offer(index);
    return offers_of(one.model) == Offers{index} ? one.model : one.id;
  }

  void expect_ranked() {
    expect("first " + as_model(name_of(rationale_.ranked[0].offer)));
    std::string order;
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(most_in_order, rationale_.ranked.size()); ++i) {
      const std::string name = name_of(rationale_.ranked[i].offer);
      if (offers_of(name).size() != 1) continue;
      order += (count++ == 0 ? "" : ", ") + as_model(name);
    }
    if (count > 1) expect("order " + order);
  }

  /// Those first that fail at the fewest: what is nearly eligible tells most.
  Offers rejected_by(const std::string& constraint) const {
    std::vector<const RejectedReason*> reasons;
    for (const RejectedReason& reason : rationale_.rejected) {
      if (std::ranges::find(reason.failed, constraint, &Failure::constraint) != reason.failed.end())
        reasons.push_back(&reason);
    }
    std::ranges::stable_sort(reasons, {}, [](const RejectedReason* reason) { return reason->failed.size(); });
    Offers offers;
    for (const RejectedReason* reason : reasons) offers.push_back(reason->offer);
    return offers;
  }

  /// A line for each constraint, with models of which it rejects every offer, else offers.
  void expect_rejected() {
    for (const Constraint& constraint : program_.policy().constraints) {
      const Offers offers = rejected_by(constraint.name);
      const auto all_rejected = [&](const std::string& id) {
        return std::ranges::all_of(
            offers_of(id), [&](std::uint32_t one) { return std::ranges::find(offers, one) != offers.end(); });
      };
      std::vector<std::string> names;
      for (const std::uint32_t index : offers) {
        const std::string& name = all_rejected(offer(index).model) ? offer(index).model : offer(index).id;
        if (!all_rejected(name) || std::ranges::find(names, name) != names.end()) continue;
        if (names.size() < most_rejected) names.push_back(name);
      }
      if (names.empty()) continue;
      std::string list;
      for (const std::string& name : names) list += (list.empty() ? "" : ", ") + as_model(name);
      expect("rejected " + list + " by " + constraint.name);
    }
  }

  /// Of the decision and of the winner.
  void expect_warnings() {
    std::vector<std::string> names;
    for (const auto* warnings : {&rationale_.warnings, &rationale_.ranked[0].warnings}) {
      for (const Warning& warning : *warnings) {
        const bool known = std::ranges::find(names, warning.constraint) != names.end();
        if (!warning.constraint.empty() && !known) names.push_back(warning.constraint);
      }
    }
    for (const std::string& name : names) expect("warning " + name);
  }

  const Program& program_;
  const Answers& answers_;
  const Rationale& rationale_;
  std::string text_;
};

}  // namespace

std::optional<std::string> emit_test(const Program& program, const Answers& answers,
                                     const Rationale& rationale, const TestHead& head) {
  Emitter emitter(program, answers, rationale);
  const auto given = emitter.given();
  if (!given) return std::nullopt;
  const std::string header = "policy p\n\n";
  const std::string test = "test " + text_literal(head.name) +
                           (head.catalog ? " using " + text_literal(*head.catalog) : "") + " {\n" + *given +
                           emitter.expectations() + "}\n";
  const auto policy = parse(std::make_shared<Source>("", header + test));
  return policy ? std::optional(format(*policy).substr(header.size())) : std::nullopt;
}

}  // namespace select_model
