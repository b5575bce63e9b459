#include <cmath>

#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

const std::string one_model = R"(catalog: one
as_of: 2026-04-01
models:
  - {id: alpha, mmlu: 80%, math: 80%, offers: [{provider: acme, hosting: api}]}
)";

Decision decision_without_answers(const std::string& policy) {
  const Program program = compile_texts(policy, one_model);
  return select(program, answers_of(program, "{}"), day);
}

TEST(MissingAnswers, equal_scores_of_two_rankings_are_no_score) {
  const Decision decision = decision_without_answers(R"(policy p
ask careful: bool
rank when careful by weight { maximize model.mmlu }
rank by weight { maximize model.math }
)");
  EXPECT_TRUE(decision.rank_varies);
  EXPECT_TRUE(decision.score_varies);
  ASSERT_EQ(decision.ranked.size(), 1U);
  EXPECT_TRUE(std::isnan(decision.ranked[0].score));
}

TEST(MissingAnswers, a_ranking_that_depends_on_what_cannot_be_tried_is_not_certain) {
  const Decision decision = decision_without_answers(R"(policy p
ask limit: duration
rank when limit > 2s by weight { maximize model.mmlu }
rank by order { maximize model.math }
)");
  EXPECT_EQ(decision.outcome, Outcome::recommended);
  EXPECT_TRUE(decision.rank_varies);
  EXPECT_TRUE(decision.score_varies);
}

TEST(MissingAnswers, a_ranking_that_any_answer_leads_to_is_certain) {
  const Decision decision = decision_without_answers(R"(policy p
ask limit: duration
rank when limit is known by weight { maximize model.mmlu }
rank by order { maximize model.math }
)");
  EXPECT_FALSE(decision.rank_varies);
  EXPECT_FALSE(decision.score_varies);
  ASSERT_EQ(decision.ranked.size(), 1U);
  EXPECT_EQ(decision.ranked[0].score, 0.8);
}

}  // namespace

}  // namespace select_model::testing
