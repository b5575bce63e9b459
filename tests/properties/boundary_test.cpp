#include <gtest/gtest.h>

#include "tests/properties/trial.hpp"

/// "Comparisons decide as exact arithmetic on the numbers as written would": both sides equal, or apart by
/// less than a double can tell, for sums, products, quotients, costs and times.
namespace select_model::properties {
namespace {

constexpr Dimension none{}, money{1, 0, 0}, time{0, 1, 0}, tokens{0, 0, 1};

struct Left {
  const char* text;
  Dimension dimension;
};
const std::vector<Left>& lefts() {
  static const std::vector<Left> all{
      {"model.cost(t0, t1, n0)", money},
      {"model.cost(t0, t1, n0) * n0 - model.monthly_cost(t0, t1, n0) + m0", money},
      {"model.monthly_cost(t0, t1, n0)", money},
      {"m0 + model.gpu_monthly_cost / n0", money},
      {"model.input_price * t0 + model.output_price * t1", money},
      {"(model.input_price + model.output_price) * t0", money},
      {"model.response_time(t1)", time},
      {"model.ttft + d0", time},
      {"model.ttft * 3 / 7 + d0 / 3", time},
      {"t1 / model.throughput", time},
      {"mean(model.ttft, d0, d0 + model.ttft)", time},
      {"max(model.ttft, d0) - min(model.ttft, d0)", time},
      {"model.context_window - t0 - t1", tokens},
      {"model.context_window * x0", tokens},
      {"floor(model.context_window * x0) + ceil(model.context_window / 3)", tokens},
      {"model.throughput * d0", tokens},
      {"model.mmlu + x0", none},
      {"model.mmlu + x0 - x0", none},
      {"model.mmlu / x0 * x0", none},
      {"model.mmlu * model.humaneval - x0 * x0", none},
      {"(model.mmlu - x0) * (model.mmlu + x0)", none},
      {"t0 / t1", none},
      {"abs(-model.mmlu / 3)", none},
      {"model.gpus_needed(t0, t1, n0)", none},
      {"model.cost(t0, t1, n0) / model.cost(t1, t0, n0)", none},
      {"model.cost(t0, t1, n0) / m0", none},
  };
  return all;
}

GeneratedPolicy questions() {
  GeneratedPolicy policy;
  policy.declarations = {"ask t0: tokens", "ask t1: tokens",   "ask n0: count",
                         "ask m0: money",  "ask d0: duration", "ask x0: number"};
  return policy;
}

/// The exact value as an expression: `($7 / 3)`.
std::string as_text(const Exact& value, Dimension dimension) {
  const std::string above = boost::multiprecision::cpp_int(abs(numerator(value))).str();
  const std::string below = denominator(value).str();
  std::string text = dimension == money ? "$" + above : above;
  if (dimension == tokens) text += " tokens";
  if (dimension == time) text += "s";
  return std::string(value < 0 ? "-" : "") + "(" + text + " / " + below + ")";
}

/// Nothing; less than a double can tell; as little as an answer can tell.
std::vector<Exact> differences(const Exact& value) {
  const Exact relative = (value == 0 ? Exact(1) : abs(value)) / (boost::multiprecision::cpp_int(1) << 60);
  return {Exact(0), relative, -relative, Exact(1, 1'000'000'000), Exact(-1, 1'000'000'000)};
}

/// A policy whose constraints compare what `left` is for one of the offers with itself and its neighbours.
bool add_comparisons(Trial& trial, const Left& left, Random& random) {
  const Built built = build(trial.policy, trial.catalog);
  if (!built || built.catalog->offers.empty()) return false;
  OpCounts counts;
  Evaluator evaluator(*built.policy, *built.catalog, trial.today, counts);
  evaluator.answer(answers_for(*built.policy, trial.answers));
  const Known value =
      evaluator.value(built.policy->lets[0].value, random.below(built.catalog->offers.size()));
  const Exact* exact_value = std::get_if<Exact>(&value);
  if (!exact_value) return false;
  int number = 0;
  for (const Exact& difference : differences(*exact_value)) {
    const std::string right = as_text(*exact_value + difference, left.dimension);
    for (const char* sign : {" < ", " <= ", " == ", " != ", " >= ", " > "}) {
      const std::string sides = random.percent(50) ? "it" + std::string(sign) + right : right + sign + "it";
      trial.policy.declarations.push_back("should c" + std::to_string(number++) + ": " + sides);
    }
  }
  return true;
}

TEST(Boundary, EngineAndOracleAgreeWhereBothSidesAreEqualOrNearlySo) {
  const auto rounds = static_cast<std::uint64_t>(20 * times());
  std::uint64_t compared = 0;
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    for (const Left& left : lefts()) {
      World world;
      Random random(seed * 1000 + compared);
      Trial trial{questions(), generate_catalog(world, random), {}};
      trial.policy.declarations.push_back(std::string("let it = ") + left.text);
      const Built asked = build(questions(), trial.catalog);
      ASSERT_TRUE(asked) << asked.refusal;
      trial.answers = generate_answers(world, *asked.policy, random);
      for (auto& [name, value] : trial.answers) {
        if (!value) value = Rational(3);
      }
      if (!add_comparisons(trial, left, random)) continue;
      ++compared;
      if (const auto why = failure(trial)) {
        const Trial small = shrink(trial, kind_of(*why));
        FAIL() << report(small, seed, failure(small).value_or(*why));
      }
    }
  }
  std::cout << compared << " values met from both sides\n";
  EXPECT_GT(compared, rounds * lefts().size() / 4);
}

/// The classics: what doubles get wrong.
TEST(Boundary, DecimalsAreExact) {
  for (const char* truth :
       {"0.1 + 0.2 == 0.3", "1 / 3 * 3 == 1", "0.1 * 3 == 0.3", "$0.1 + $0.2 == $0.3", "1.1 * 1.1 == 1.21",
        "100ms + 200ms == 0.3s", "9007199254740993 != 9007199254740992", "1 / 49 * 49 == 1",
        "$2.5 / 1M tokens * 3 tokens == $0.0000075", "ceil(0.1 * 3 * 10) == 3", "floor(0.7 * 10) == 7",
        "88.7% * 1000 == 887", "mean(0.1, 0.2, 0.3) == 0.2", "0.1 + 0.7 == 0.8", "4.35 * 100 == 435",
        "100000000000000000000000000000 + 1 > 100000000000000000000000000000"}) {
    Trial trial;
    trial.catalog.as_of = "\"2026-04-01\"";
    trial.policy.declarations = {std::string("must gate: ") + truth};
    const Built built = build(trial.policy, trial.catalog);
    ASSERT_TRUE(built) << truth << "\n" << built.refusal;
    const Result<Program> program = compile(*built.policy, *built.catalog);
    ASSERT_TRUE(program) << truth;
    EXPECT_NE(select(*program, answers_for(*built.policy, {}), trial.today).outcome, Outcome::refused)
        << truth;
    EXPECT_EQ(failure(trial), std::nullopt) << truth;
  }
}

/// Doubles alone tell whole millionths apart; where one fact is finer, they do not.
TEST(Boundary, RatiosAreExact) {
  for (const char* figure : {"0.887001", "0.8870000000000000000001", "0.8869999999999999999999"}) {
    Trial trial;
    trial.catalog.as_of = "\"2026-04-01\"";
    for (const char* mmlu : {"0.886999", "0.887", figure, "0.887"}) {
      const std::string id = "m" + std::to_string(trial.catalog.models.size());
      trial.catalog.models.push_back({{{"id", in_quotes(id)}, {"mmlu", mmlu}, {"quality", mmlu}},
                                      {{{"provider", "\"p\""}, {"hosting", "\"api\""}}}});
    }
    trial.policy.declarations = {"ask x0: ratio", "ask x1: ratio, default 88.7%",
                                 "ask task: one of {code, chat}, default code",
                                 "rank by order { maximize model.mmlu }"};
    for (const char* sign : {" < ", " <= ", " == ", " != ", " >= ", " > "}) {
      for (const char* left :
           {"model.mmlu", "model.quality(task)", "max(model.mmlu, x1)", "(model.gpqa ?? x1)", "x1"}) {
        const std::string number = std::to_string(trial.policy.declarations.size());
        trial.policy.declarations.push_back("should c" + number + ": " + left + sign + "x0");
      }
    }
    trial.answers = {{"x0", Rational::fraction(887, 1000)}};
    const auto why = failure(trial);
    EXPECT_EQ(why, std::nullopt) << figure << "\n" << report(trial, 0, why.value_or(""));
  }
}

/// Where whole numbers stop being doubles.
TEST(Boundary, WholeNumbersAreExact) {
  Trial trial;
  trial.catalog.as_of = "\"2026-04-01\"";
  for (const char* longest : {"9007199254740993", "9007199254740992", "9007199254740991"}) {
    const std::string id = "m" + std::to_string(trial.catalog.models.size());
    trial.catalog.models.push_back({{{"id", in_quotes(id)}, {"max_output", longest}},
                                    {{{"provider", "\"p\""}, {"hosting", "\"api\""}}}});
  }
  trial.policy.declarations = {"ask t0: tokens", "rank by order { minimize model.max_output }",
                               "should c0: model.max_output > 9007199254740992 tokens",
                               "should c1: model.max_output + t0 == 9007199254740993 tokens",
                               "should c2: model.max_output * t0 <= 9007199254740992 tokens * t0"};
  trial.answers = {{"t0", Rational(1)}};
  const auto why = failure(trial);
  EXPECT_EQ(why, std::nullopt) << report(trial, 0, why.value_or(""));
}

}  // namespace
}  // namespace select_model::properties
