#include "policy/nearest.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

TEST(Nearest, finds_what_was_meant) {
  const std::vector<std::string> names = {"max_latency", "max_cost",       "task", "gpt-4o",
                                          "gpt-4o-mini", "context_window", "o1",   "o3"};
  struct Case {
    std::string_view written, meant;
  };
  const Case cases[] = {
      {"max_latncy", "max_latency"},         // left out
      {"max_latenccy", "max_latency"},       // one too many
      {"max_lateney", "max_latency"},        // another
      {"tsak", "task"},                      // swapped
      {"TASK", "task"},                      // case
      {"context-window", "context_window"},  // joined otherwise
      {"contextwindow", "context_window"},   //
      {"gpt4o", "gpt-4o"},                   //
      {"GPT-4o-mini", "gpt-4o-mini"},        //
      {"O1", "o1"},                          //
      {"gpt4", "gpt-4o"},                    // only its beginning
      {"context", "context_window"},         //
      {"o2", ""},                            // of two letters, one is too much
      {"", ""},                              //
      {"something_else", ""},                //
  };
  for (const auto& [written, meant] : cases)
    EXPECT_EQ(nearest(written, names).value_or(""), meant) << written;
}

TEST(Nearest, takes_the_first_of_equals) {
  EXPECT_EQ(nearest("tab", {"tax", "tan"}), "tax");
  EXPECT_EQ(nearest("tab", {}), std::nullopt);
}

}  // namespace
}  // namespace select_model
