#include <gmock/gmock.h>

#include "engine/render.hpp"
#include "policy/utf8.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string policy = R"(policy p version "7"
ask n: tokens, default 1K "How much?"
ask task: one of {code, chat}, default chat
ask sure: bool, default true
let cost = model.cost(1_000, 500, 10K)
let wait = model.response_time(500)
must gate: sure because "be sure"
must fits: model.context_window >= n
should tested: model.mmlu is known because "nobody tested it"
choose {
  long when n > 100K "Is it long?" -> smart then any because "it reads the longest"
  otherwise short -> fast then any
}
rank by weight { maximize model.mmlu weight 3 minimize model.ttft weight 1 from 0s to 1s }
fallback 1
)";

std::string text_of(const std::string& requirements, const TextStyle& style = {},
                    const std::string& catalog = three_models) {
  const Decided decided = decide(policy, catalog, requirements);
  return render_text(decided.program, decided.rationale, style);
}

TEST(Text, of_a_recommendation) {
  EXPECT_EQ(text_of("n: 8K"), R"(fast@zenith  $0.0003 a request, 2.6 s

  why       branch short
            the branch before it does not apply
  lead      preferred by the branch; smart@acme follows in tier 2
            by score alone smart@acme of tier 2 would lead: 0.825, against 0.750
  fallback  smart@acme

     offer        tier  score     cost    wait  mmlu    ttft
  1  fast@zenith     1  0.750  $0.0003   2.6 s   70%  100 ms
  2  smart@acme      2  0.825   $0.007  10.4 s   90%  400 ms
  3  slow@acme       2  0.000        ?       ?     ?       ?

  3 warnings
    tested  nobody tested it (rank 3)
    mmlu    counts as 0: mmlu is not known (rank 3)
    ttft    counts as 0: ttft is not known (rank 3)

policy p 7, catalogue three as of 2026-04-01
)");
}

TEST(Text, of_the_rejected_one_by_one) {
  const std::string text = text_of("n: 150K");
  EXPECT_THAT(text, HasSubstr("smart@acme  Smart One, $0.007 a request, 10.4 s\n"));
  EXPECT_THAT(text, HasSubstr("branch long: it reads the longest\n            Is it long? Yes: n is 150K\n"));
  EXPECT_THAT(text, HasSubstr("lead      the only one that is eligible\n"));
  EXPECT_THAT(text, HasSubstr("  2 of 3 rejected\n"
                              "    fast@zenith  fits: `model.context_window` 128K < `n` 150K\n"
                              "    slow@acme    fits: `model.context_window` 32K < `n` 150K\n"));
}

TEST(Text, of_models_that_the_branch_would_have_preferred) {
  const std::string text = text_of("n: 100K", {}, R"(catalog: c
models:
  - {id: fast, context_window: 8K, offers: [{provider: acme, hosting: api}]}
  - {id: smart, context_window: 1M, offers: [{provider: acme, hosting: api}]}
)");
  EXPECT_THAT(text, HasSubstr("fast, preferred there, is out: fits\n"));
}

TEST(Text, of_no_eligible_model) {
  EXPECT_EQ(text_of("n: 250K"), R"(no eligible model: all 3 offers were rejected

  why       branch long: it reads the longest
            Is it long? Yes: n is 250K

     rejected by  condition
  3  fits         model.context_window >= n

  relief    without fits: smart@acme (200K against 250K), fast@zenith and
            slow@acme

  one by one
    fast@zenith  fits: `model.context_window` 128K < `n` 250K
    slow@acme    fits: `model.context_window` 32K < `n` 250K
    smart@acme   fits: `model.context_window` 200K < `n` 250K

policy p 7, catalogue three as of 2026-04-01
)");
}

TEST(Text, of_a_refusal) {
  EXPECT_EQ(text_of("sure: false"),
            "refused: whatever the model, this does not hold\n\n  gate  be sure\n\npolicy p 7, catalogue "
            "three as of 2026-04-01\n");
}

TEST(Text, of_what_is_undetermined) {
  const Decided decided = decide(R"(policy p
ask need: tokens "How much?"
ask kind: one of {a, b, c} "Which?"
must fits: model.context_window >= need
choose { x when kind == a -> smart otherwise y -> fast }
)",
                                 three_models, "{}");
  EXPECT_THAT(render_text(decided.program, decided.rationale, {}),
              ::testing::StartsWith("undetermined: answers that are missing can change the result\n\n"
                                    "  need  How much?\n        --set need=4K\n"
                                    "  kind  Which?\n        --set kind=a (or b, c)\n\n"
                                    "  Answer with --set, or write it into the requirements file.\n"));
}

/// 40 models that all are too small.
std::string many_models() {
  std::string catalog = "catalog: many\nmodels:\n";
  for (int i = 0; i < 2'492; ++i) {
    const std::string window = i % 10 == 0 ? "1M" : "1K";
    catalog += "  - {id: m" + std::to_string(i) + ", context_window: " + window +
               ", offers: [{provider: p, hosting: api}]}\n";
  }
  return catalog;
}

TEST(Text, counts_where_many_are_rejected) {
  const std::string text = text_of("n: 8K", {}, many_models());
  EXPECT_THAT(text, HasSubstr("\n  2,242 of 2,492 rejected: 2,242 by fits\n"));
  EXPECT_THAT(text, HasSubstr("     and 245 more (--top 250)\n"));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 30);
}

TEST(Text, is_never_wider_than_asked) {
  for (const std::size_t width : {60U, 80U, 100U}) {
    TextStyle style;
    style.width = width;
    for (const char* requirements : {"n: 8K", "n: 150K", "n: 250K", "sure: false"}) {
      std::istringstream lines(text_of(requirements, style));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
    }
  }
}

TEST(Text, has_colour_only_when_asked) {
  EXPECT_THAT(text_of("n: 8K"), Not(HasSubstr("\x1b")));
  TextStyle style;
  style.color = true;
  EXPECT_THAT(text_of("n: 8K", style), HasSubstr("\x1b[1;32mfast@zenith\x1b[0m"));
}

TEST(Text, prints_no_control_character_of_a_catalogue) {
  const std::string text = text_of("n: 1K", {},
                                   "catalog: \"c\\e[31m\"\nmodels:\n  - {id: m, name: \"red\\e[31m\", "
                                   "context_window: 1M, offers: [{provider: p, hosting: api}]}\n");
  EXPECT_THAT(text, HasSubstr("red"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Markdown, of_a_recommendation) {
  const Decided decided = decide(policy, three_models, "n: 150K");
  const std::string text = render_markdown(decided.program, decided.rationale, 5);
  EXPECT_THAT(text, ::testing::StartsWith("### `smart@acme`\n\nSmart One, $0.007 a request, 10.4 s\n\n- "
                                          "branch long: it reads the longest\n"));
  EXPECT_THAT(
      text,
      HasSubstr(
          "\n|  | offer | score | cost | wait | mmlu | ttft |\n| --: | :-- | --: | --: | --: | --: | --: |\n"
          "| 1 | `smart@acme` | 0.825 | $0.007 | 10.4 s | 90% | 400 ms |\n"));
  EXPECT_THAT(text, HasSubstr("<details><summary>2 of 3 rejected: 2 by fits</summary>"));
  EXPECT_THAT(text, HasSubstr("\n- `slow@acme`\n  - `fits`: `model.context_window` 32K \\< `n` 150K\n"));
}

}  // namespace

}  // namespace select_model::testing
