#include "engine/rationale.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/render.hpp"
#include "tests/properties/trial.hpp"

/// What explains a decision says what the decision says, and adds up.
namespace select_model::properties {
namespace {

using nlohmann::json;

struct Explained {
  const Program& program;
  const Decision& decision;
  Rationale rationale;
  std::string text;
  json document;
};

void check_ranked(const Explained& it) {
  const auto& offers = it.program.catalog().offers;
  const json& ranked = it.document.at("ranked");
  ASSERT_EQ(ranked.size(), it.decision.ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const json& one = ranked[i];
    EXPECT_EQ(one.at("rank"), i + 1);
    EXPECT_EQ(one.at("offer"), offers[it.decision.ranked[i].offer].id);
    if (one.at("score").is_null()) continue;
    double sum = 0;
    const auto& parts = one.at("contributions");
    const auto open = std::count_if(parts.begin(), parts.end(),
                                    [](const json& part) { return part.at("points").is_null(); });
    EXPECT_NE(open, 1) << "what remains of the score is the part that is left open";
    if (open > 0) continue;  // missing answers: parts that may differ, though their sum does not
    for (const json& contribution : parts) {
      sum += contribution.at("points").get<double>();
      EXPECT_DOUBLE_EQ(contribution.at("points").get<double>(),
                       contribution.at("normalized").get<double>() * contribution.at("weight").get<double>());
    }
    EXPECT_EQ(sum, one.at("score").get<double>()) << "contributions add up to the score, to the last bit";
    EXPECT_EQ(one.at("score").get<double>(), it.decision.ranked[i].score);
  }
}

/// Each rejected offer with all that it failed, and nothing else.
void check_rejected(const Explained& it) {
  const auto& offers = it.program.catalog().offers;
  const auto& constraints = it.program.policy().constraints;
  std::set<std::string> seen;
  for (const json& one : it.document.at("ranked")) seen.insert(one.at("offer").get<std::string>());
  for (const RejectedReason& rejected : it.rationale.rejected) {
    std::vector<std::string> wanted, got;
    for (std::size_t c = 0; c < constraints.size(); ++c) {
      const Constraint& constraint = constraints[c];
      if (!constraint.must || it.decision.fails[c].empty()) continue;
      const bool fails = test(it.decision.fails[c], rejected.offer);
      const bool unknown =
          test(it.decision.unknown[c], rejected.offer) && constraint.on_unknown == ast::OnUnknown::fails;
      if (fails || unknown) wanted.push_back(constraint.name + (fails ? " fails" : " unknown"));
    }
    if (test(it.decision.unlisted, rejected.offer)) wanted.push_back(" fails");
    for (const Failure& failure : rejected.failed) {
      got.push_back(failure.constraint + (failure.verdict == Verdict::unknown ? " unknown" : " fails"));
    }
    EXPECT_EQ(got, wanted) << offers[rejected.offer].id;
    EXPECT_FALSE(got.empty()) << offers[rejected.offer].id << " is rejected for nothing";
    EXPECT_TRUE(seen.insert(offers[rejected.offer].id).second)
        << offers[rejected.offer].id << " stands twice";
  }
  EXPECT_EQ(it.document.at("rejected").size(), it.rationale.rejected.size());
  EXPECT_EQ(seen.size(), offers.size()) << "ranked and rejected are not all offers";
}

void check(const Explained& it, const Answers& answers, Date today) {
  static constexpr std::array words{"recommended", "no_eligible_model", "refused", "undetermined"};
  EXPECT_EQ(it.document.at("outcome"), words[static_cast<std::size_t>(it.decision.outcome)]);
  EXPECT_EQ(it.document.at("missing").size(), it.decision.missing.size());
  EXPECT_EQ(it.document.at("fallbacks").size(), it.decision.fallbacks.size());
  const Rationale again = explain(it.program, answers, today, select(it.program, answers, today));
  EXPECT_EQ(render_json(it.program, again), it.text) << "the same input always gives the same bytes";
  EXPECT_FALSE(render_text(it.program, it.rationale, {}).empty());
  EXPECT_FALSE(render_markdown(it.program, it.rationale, 5).empty());
  const bool decided =
      it.decision.outcome == Outcome::recommended || it.decision.outcome == Outcome::no_eligible_model;
  if (!decided) {
    EXPECT_TRUE(it.document.at("ranked").empty());
    EXPECT_TRUE(it.document.at("rejected").empty());
    return;
  }
  check_ranked(it);
  check_rejected(it);
}

TEST(Rationale, SaysWhatTheDecisionSays) {
  const auto cases = static_cast<std::uint64_t>(300 * times());
  for (std::uint64_t seed = 50'000'000; seed < 50'000'000 + cases; ++seed) {
    GeneratedCase generated = generate(seed);
    const Built built = build(generated.policy, generated.catalog);
    if (!built) continue;  // Agree tells
    const Result<Program> program = compile(*built.policy, *built.catalog);
    if (!program) continue;
    Random random(seed);
    const Date today{20'544};
    for (int i = 0; i < 3 && !HasFailure(); ++i) {
      const NamedAnswers named = generate_answers(generated.world, *built.policy, random);
      const Answers answers = answers_for(*built.policy, named);
      const Decision decision = select(*program, answers, today);
      const Rationale rationale = explain(*program, answers, today, decision);
      const std::string text = render_json(*program, rationale);
      check({*program, decision, rationale, text, json::parse(text)}, answers, today);
      if (HasFailure())
        FAIL() << report({generated.policy, generated.catalog, named, today}, seed, "see above") << text;
    }
  }
}

}  // namespace
}  // namespace select_model::properties
