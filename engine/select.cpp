#include <algorithm>
#include <bit>

#include "engine/missing.hpp"
#include "engine/ranking.hpp"

namespace select_model {

namespace {

/// One decision: gates, tree, constraints on offers, tiers, ranking, fallbacks. Steps 2 to 4 of section 5 of
/// the language.
class Selection {
 public:
  Selection(const Program::Code& code, const Inputs& inputs, Date today, Workspace::Memory& memory,
            Decision& decision)
      : code_(code),
        inputs_(inputs),
        memory_(memory),
        decision_(decision),
        run_(code, inputs, today, memory) {}

  void decide(std::size_t top) {
    run_.scalars();
    reset();
    if (gates_refuse()) {
      ask_nothing();
      decision_.outcome = Outcome::refused;
      return;
    }
    if (!code_.tree.empty()) take_branch(code_.tree);
    choose_rank();
    plan();
    Ranking ranking(code_, run_, memory_, decision_, inputs_.exact_only, false);
    run_blocks(ranking);
    rank_tiers(ranking, top);
    decision_.outcome = decision_.eligible > 0 ? Outcome::recommended : Outcome::no_eligible_model;
    find_fallbacks(ranking, top);
  }

  std::vector<std::vector<ScorePart>> parts(const std::vector<RankedOffer>& ranked) {
    std::vector<std::vector<ScorePart>> all;
    run_.scalars();
    plan();
    Ranking ranking(code_, run_, memory_, decision_, inputs_.exact_only, true);
    for (std::size_t begin = 0; begin < code_.offers; begin += block_offers) {
      run_.block(memory_.steps, begin);
      run_.block(memory_.rank_steps, begin);
      ranking.take_block(begin);
    }
    ranking.finish();
    for (const RankedOffer& offer : ranked) all.push_back(ranking.parts(offer.offer));
    return all;
  }

 private:
  void reset() {
    const std::size_t constraints = code_.constraints.size();
    decision_.leaf.reset();
    decision_.rank.reset();
    decision_.gates.resize(constraints);
    decision_.applies.resize(constraints);
    decision_.fails.resize(constraints);
    decision_.unknown.resize(constraints);
    decision_.eligible = 0;
    decision_.ranked.clear();
    decision_.fallbacks.clear();
    decision_.missing.clear();
    decision_.trial.reset();
    decision_.leaf_varies = decision_.rank_varies = decision_.tier_varies = decision_.score_varies =
        decision_.because_varies = false;
  }

  /// What is said of the offers where nothing is asked of them.
  void ask_nothing() {
    for (Bits& fails : decision_.fails) fails.clear();
    for (Bits& unknown : decision_.unknown) unknown.clear();
    decision_.unlisted.assign(words(code_.offers), 0);
    decision_.eligible_offers.clear();
  }

  bool gates_refuse() {
    bool refused = false;
    for (std::size_t i = 0; i < code_.constraints.size(); ++i) {
      const CompiledConstraint& compiled = code_.constraints[i];
      const bool applies = run_.holds(compiled.when);
      decision_.applies[i] = applies;
      decision_.gates[i] = Verdict::not_asked;
      if (!applies || !compiled.on_answers) continue;
      const double truth = run_.scalar(compiled.condition.index);
      decision_.gates[i] = truth == 1 ? Verdict::holds : truth == 0 ? Verdict::fails : Verdict::unknown;
      refused = refused || (compiled.rejects && truth == 0) || (compiled.unknown_rejects && truth != truth);
    }
    return refused;
  }

  void take_branch(const std::vector<CompiledBranch>& branches) {
    for (const CompiledBranch& branch : branches) {
      if (!run_.holds(branch.when)) continue;
      if (branch.leaf >= 0) {
        decision_.leaf = static_cast<std::uint32_t>(branch.leaf);
      } else {
        take_branch(branch.children);
      }
      return;
    }
  }

  void choose_rank() {
    if (decision_.leaf && code_.leaves[*decision_.leaf].leaf->rank) {
      decision_.rank = code_.leaves[*decision_.leaf].leaf->rank;
      return;
    }
    for (std::uint32_t i = 0; i < code_.ranks.size() && !decision_.rank; ++i) {
      if (!code_.policy.ranks[i].name && run_.holds(code_.ranks[i].when)) decision_.rank = i;
    }
  }

  /// Which constraints are asked of the offers, and the steps that this decision needs: first theirs and its
  /// leaf's, then what its ranking needs beyond them.
  void plan() {
    const std::size_t size = words(code_.offers);
    memory_.steps = code_.always;
    memory_.asked.clear();
    Bits* fails = decision_.fails.data();
    Bits* unknown = decision_.unknown.data();
    const std::uint8_t* applies = decision_.applies.data();
    for (const CompiledConstraint& compiled : code_.constraints) {
      const bool asked = *applies++ && !compiled.on_answers;
      fails->resize(asked ? size : 0);
      unknown->resize(asked ? size : 0);
      if (asked) memory_.asked.push_back({&compiled, fails->data(), unknown->data()});
      if (asked && compiled.when >= 0) want(memory_.steps, compiled.steps);
      ++fails, ++unknown;
    }
    if (decision_.leaf) want(memory_.steps, code_.leaves[*decision_.leaf].steps);
    memory_.rank_steps.assign(memory_.steps.size(), 0);
    if (decision_.rank) want(memory_.rank_steps, code_.ranks[*decision_.rank].steps);
    for (std::size_t i = 0; i < memory_.steps.size(); ++i) memory_.rank_steps[i] &= ~memory_.steps[i];
  }

  static void want(Bits& wanted, const Bits& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) wanted[i] |= steps[i];
  }

  void run_blocks(Ranking& ranking) {
    const std::size_t size = words(code_.offers);
    const std::size_t tiers = tier_count();
    if (memory_.tiers.size() < tiers) memory_.tiers.resize(tiers);
    for (std::size_t i = 0; i < tiers; ++i) memory_.tiers[i].resize(size);
    decision_.unlisted.resize(size);
    decision_.eligible_offers.resize(size);
    for (std::size_t begin = 0; begin < code_.offers; begin += block_offers) {
      run_.block(memory_.steps, begin);
      if (!judge_block(begin)) continue;
      run_.block(memory_.rank_steps, begin);
      ranking.take_block(begin);
    }
    ranking.finish();
  }

  /// Records the block's verdicts and tiers; whether any offer in it is eligible.
  bool judge_block(std::size_t begin) {
    const std::size_t first = begin / 64;
    const std::size_t count = std::min(block_words, words(code_.offers) - first);
    std::uint64_t left[block_words];
    std::uint64_t eligible[block_words];
    for (std::size_t word = 0; word < count; ++word) left[word] = eligible[word] = valid(first + word);
    for (const AskedConstraint& asked : memory_.asked) {
      const Run::Words verdict = run_.words_of(asked.constraint->condition);
      const std::uint64_t if_fails = asked.constraint->rejects ? ~std::uint64_t{0} : 0;
      const std::uint64_t if_unknown = asked.constraint->unknown_rejects ? ~std::uint64_t{0} : 0;
      for (std::size_t word = 0; word < count; ++word) {
        const std::uint64_t fails = verdict.falsity[word] & left[word];
        const std::uint64_t unknown = ~(verdict.truth[word] | verdict.falsity[word]) & left[word];
        asked.fails[first + word] = fails;
        asked.unknown[first + word] = unknown;
        eligible[word] &= ~((fails & if_fails) | (unknown & if_unknown));
      }
    }
    assign_tiers(first, count, left, eligible);
    std::uint64_t any = 0;
    for (std::size_t word = 0; word < count; ++word) {
      eligible[word] &= ~left[word];
      any |= eligible[word];
      decision_.unlisted[first + word] = left[word];
      decision_.eligible_offers[first + word] = eligible[word];
      decision_.eligible += static_cast<std::uint32_t>(std::popcount(eligible[word]));
    }
    return any != 0;
  }

  /// Takes the offers that a tier holds out of `left`, tier after tier; of those it keeps the eligible.
  void assign_tiers(std::size_t first, std::size_t count, std::uint64_t* left,
                    const std::uint64_t* eligible) {
    if (!decision_.leaf) {
      for (std::size_t word = 0; word < count; ++word) {
        memory_.tiers[0][first + word] = left[word] & eligible[word];
        left[word] = 0;
      }
      return;
    }
    const std::vector<CompiledTier>& tiers = code_.leaves[*decision_.leaf].tiers;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
      std::uint64_t members[block_words];
      for (std::size_t word = 0; word < count; ++word)
        members[word] = tiers[i].any ? ~std::uint64_t{0} : tiers[i].listed[first + word];
      for (const Slot& where : tiers[i].where) {
        const Run::Words verdict = run_.words_of(where);
        for (std::size_t word = 0; word < count; ++word) members[word] |= verdict.truth[word];
      }
      for (std::size_t word = 0; word < count; ++word) {
        memory_.tiers[i][first + word] = left[word] & members[word] & eligible[word];
        left[word] &= ~members[word];
      }
    }
  }

  void rank_tiers(Ranking& ranking, std::size_t top) {
    decision_.ranked.clear();
    for (std::size_t i = 0; i < tier_count(); ++i)
      ranking.order(memory_.tiers[i], static_cast<std::uint32_t>(i + 1), top, decision_.ranked);
  }

  std::size_t tier_count() const { return decision_.leaf ? code_.leaves[*decision_.leaf].tiers.size() : 1; }

  bool may_fall_back(std::uint32_t offer, std::uint32_t first) {
    if (code_.fallback_by_provider) {
      const std::vector<double>& providers = code_.columns[code_.provider_column];
      return providers[offer] != providers[first];
    }
    run_.exact().set_first(first);
    run_.exact().set_offer(offer);
    return run_.exact().truth(*code_.policy.fallback->where) == true;
  }

  void find_fallbacks(Ranking& ranking, std::size_t top) {
    if (!code_.policy.fallback || decision_.ranked.empty()) return;
    const std::size_t wanted = code_.policy.fallback->count;
    std::size_t seen = 1;
    const auto walk = [&] {
      for (; seen < decision_.ranked.size() && decision_.fallbacks.size() < wanted; ++seen) {
        const std::uint32_t offer = decision_.ranked[seen].offer;
        if (may_fall_back(offer, decision_.ranked[0].offer)) decision_.fallbacks.push_back(offer);
      }
    };
    walk();
    if (decision_.fallbacks.size() == wanted || decision_.ranked.size() == decision_.eligible) return;
    // The best `top` hold too few: rank the rest as well, then forget it.
    rank_tiers(ranking, all_offers);
    walk();
    decision_.ranked.resize(std::min(top, decision_.ranked.size()));
  }

  std::uint64_t valid(std::size_t word) const {
    const std::size_t left = code_.offers - word * 64;
    return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
  }

  const Program::Code& code_;
  const Inputs& inputs_;
  Workspace::Memory& memory_;
  Decision& decision_;
  Run run_;
};

}  // namespace

void select(const Program& program, const Inputs& inputs, Date today, Workspace& workspace,
            Decision& decision, std::size_t top) {
  if (inputs.complete) {
    Selection(program.code(), inputs, today, workspace.memory(), decision).decide(top);
  } else {
    select_incomplete(program, inputs, today, workspace, decision, top);
  }
}

Decision select(const Program& program, const Answers& answers, Date today) {
  Workspace workspace;
  Decision decision;
  select(program, bind(program, answers), today, workspace, decision);
  return decision;
}

std::vector<std::vector<ScorePart>> score_parts(const Program& program, const Inputs& inputs, Date today,
                                                const Decision& decision) {
  if (!decision.rank || !program.policy().ranks[*decision.rank].by_weight || decision.ranked.empty())
    return {};
  Workspace workspace;
  Decision copy = decision;
  return Selection(program.code(), inputs, today, workspace.memory(), copy).parts(decision.ranked);
}

}  // namespace select_model
