#include "policy/vocabulary.hpp"

#include <set>

#include <gtest/gtest.h>

namespace select_model {
namespace {

TEST(Vocabulary, describes_every_fact) {
  const struct {
    const char* name;
    const char* type;
  } facts[] = {
      {"id", "a name"},
      {"provider", "a name"},
      {"developer", "a name"},
      {"family", "a name"},
      {"variant", "a name"},
      {"name", "text"},
      {"api_model", "text"},
      {"hosting", "one of {api, dedicated, self-hosted}"},
      {"open_weights", "a bool"},
      {"status", "one of {preview, active, deprecated, retired}"},
      {"pinned", "a bool"},
      {"released", "a date"},
      {"retires", "a date"},
      {"as_of", "a date"},
      {"gpus", "a count"},
      {"gpu_monthly_cost", "money"},
      {"gpu_throughput", "tokens per duration"},
      {"input_price", "money per tokens"},
      {"output_price", "money per tokens"},
      {"cached_input_price", "money per tokens"},
      {"context_window", "tokens"},
      {"max_output", "tokens"},
      {"ttft", "a duration"},
      {"throughput", "tokens per duration"},
      {"capabilities", "a set of names"},
      {"modalities", "a set of names"},
      {"strengths", "a set of names"},
      {"compliance", "a set of names"},
      {"regions", "a set of names"},
      {"availability", "a ratio"},
      {"quality", "a ratio"},
      {"mmlu", "a ratio"},
      {"humaneval", "a ratio"},
      {"math", "a ratio"},
      {"gsm8k", "a ratio"},
      {"gpqa", "a ratio"},
      {"mt_bench", "a number"},
  };
  EXPECT_EQ(builtin_facts().size(), std::size(facts));
  for (const auto& [name, type] : facts) {
    const auto index = find_builtin_fact(name);
    ASSERT_TRUE(index) << name;
    EXPECT_EQ(describe(builtin_facts()[*index].type), type) << name;
  }
}

TEST(Vocabulary, knows_what_is_always_known) {
  std::set<std::string_view> always;
  for (const BuiltinFact& fact : builtin_facts()) {
    if (fact.always_known) always.insert(fact.name);
  }
  EXPECT_EQ(always, (std::set<std::string_view>{"hosting", "id", "name", "provider"}));
}

TEST(Vocabulary, finds_methods_in_the_order_of_their_enumeration) {
  std::size_t index = 0;
  for (const MethodInfo& info : methods()) {
    EXPECT_EQ(static_cast<std::size_t>(info.method), index++);
    EXPECT_EQ(find_method(info.name), &info);
  }
  EXPECT_EQ(index, 5U);
  EXPECT_EQ(find_method("ttft"), nullptr);
  EXPECT_EQ(describe(find_method("cost")->result), "money");
  EXPECT_EQ(describe(find_method("gpus_needed")->result), "a count");
  EXPECT_EQ(find_method("quality")->form, "model.quality(task)");
}

TEST(Vocabulary, finds_functions_by_their_names) {
  for (const char* name : {"min", "max", "mean", "abs", "ceil", "floor", "size"}) {
    const auto function = find_function(name);
    ASSERT_TRUE(function) << name;
    EXPECT_EQ(name_of(*function), name);
  }
  EXPECT_FALSE(find_function("maximum"));
}

}  // namespace
}  // namespace select_model
