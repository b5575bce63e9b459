#include "policy/lint.hpp"

#include <fmt/format.h>

namespace select_model {

namespace {

/// What some expressions mention themselves; lets are not opened.
class Mentions {
 public:
  explicit Mentions(const CheckedPolicy& policy)
      : questions(policy.questions.size()), lets(policy.lets.size()), facts(policy.facts.size()) {}

  void add(const Expression& expression) {
    if (expression.op == Op::question) questions[expression.index] = true;
    if (expression.op == Op::let) lets[expression.index] = true;
    if (expression.op == Op::fact && expression.index >= builtin_facts().size())
      facts[expression.index - builtin_facts().size()] = true;
    for (const Expression& argument : expression.args) add(argument);
  }
  void add(const std::optional<Expression>& expression) {
    if (expression) add(*expression);
  }
  void add(const std::optional<Template>& text) {
    if (!text) return;
    for (const auto& part : text->parts) {
      if (const auto* expression = std::get_if<Expression>(&part)) add(*expression);
    }
  }

  std::vector<bool> questions, lets, facts;
};

void add_tree(Mentions& mentions, const std::vector<Branch>& branches) {
  for (const Branch& branch : branches) {
    mentions.add(branch.when);
    if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) {
      add_tree(mentions, *inner);
      continue;
    }
    const Leaf& leaf = std::get<Leaf>(branch.body);
    mentions.add(leaf.because);
    for (const Tier& tier : leaf.tiers) {
      for (const auto& target : tier.targets) {
        if (const auto* where = std::get_if<Expression>(&target)) mentions.add(*where);
      }
    }
  }
}

/// What decides, what is said of a decision, and what is proved.
Mentions mentions_of(const CheckedPolicy& policy) {
  Mentions mentions(policy);
  for (const Constraint& constraint : policy.constraints) {
    mentions.add(constraint.when);
    mentions.add(constraint.condition);
    mentions.add(constraint.because);
  }
  if (policy.tree) add_tree(mentions, *policy.tree);
  for (const Rank& rank : policy.ranks) {
    mentions.add(rank.when);
    for (const Criterion& criterion : rank.criteria) {
      mentions.add(criterion.value);
      mentions.add(criterion.from);
      mentions.add(criterion.to);
    }
  }
  if (policy.fallback) mentions.add(policy.fallback->where);
  for (const Prove& proof : policy.proofs) {
    mentions.add(proof.when);
    mentions.add(proof.every);
  }
  return mentions;
}

class Linter {
 public:
  Linter(const CheckedPolicy& policy, const SourcePtr& own)
      : policy_(policy), own_(own), live_(mentions_of(policy)), reader_(policy) {}

  Diagnostics run() {
    open_lets();
    for (std::size_t i = 0; i < policy_.questions.size(); ++i) {
      const Question& question = policy_.questions[i];
      if (!live_.questions[i])
        report(Code::unused_question, question.name, question.place, reader_.questions[i],
               "remove it: its answer changes nothing");
    }
    for (std::size_t i = 0; i < policy_.lets.size(); ++i) {
      const Let& let = policy_.lets[i];
      if (!live_.lets[i])
        report(Code::unused_let, let.name, let.place, reader_.lets[i],
               let.reads.model ? "remove it, unless it is there to be shown beside the offers" : "remove it");
    }
    for (std::size_t i = 0; i < policy_.facts.size(); ++i) {
      const OwnFact& fact = policy_.facts[i];
      if (!live_.facts[i])
        report(Code::unused_fact, fact.name, fact.place, nullptr,
               "remove it: a catalogue may hold facts that no policy declares");
    }
    sort_by_place(found_);
    return std::move(found_);
  }

 private:
  /// Of each name, the last let that is of no use itself and mentions it.
  struct Readers {
    explicit Readers(const CheckedPolicy& policy)
        : questions(policy.questions.size()), lets(policy.lets.size()) {}
    std::vector<const Let*> questions, lets;
  };

  /// A let reads only lets before it. One that speaks of the model is shown with every offer, so what it
  /// reads is of use even where it is not.
  void open_lets() {
    for (std::size_t i = policy_.lets.size(); i-- > 0;) {
      const Let& let = policy_.lets[i];
      const bool counts = live_.lets[i] || let.reads.model;
      counts ? live_.add(let.value) : note(let.value, let);
    }
  }

  void note(const Expression& expression, const Let& reader) {
    if (expression.op == Op::question) reader_.questions[expression.index] = &reader;
    if (expression.op == Op::let) reader_.lets[expression.index] = &reader;
    for (const Expression& argument : expression.args) note(argument, reader);
  }

  void report(Code code, const std::string& name, const Place& place, const Let* reader, std::string help) {
    if (place.source != own_) return;
    Diagnostic diagnostic{code, fmt::format("`{}` contributes to nothing", name), place, std::move(help), {}};
    if (reader)
      diagnostic.related.push_back(
          {reader->place, fmt::format("`{}` reads it, and contributes to nothing", reader->name)});
    found_.push_back(std::move(diagnostic));
  }

  const CheckedPolicy& policy_;
  const SourcePtr& own_;
  Mentions live_;
  Readers reader_;
  Diagnostics found_;
};

}  // namespace

Diagnostics lint(const CheckedPolicy& policy, const SourcePtr& own) { return Linter(policy, own).run(); }

}  // namespace select_model
