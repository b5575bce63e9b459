#include "policy/mend.hpp"

#include <gtest/gtest.h>

#include "tests/policy/checking.hpp"

/// Mends that are certain, as the checker finds them; and their application.
namespace select_model::testing {

namespace {

/// The declarations after one round of mends; the same where nothing is certain.
std::string mended(const std::string& declarations) {
  const auto layers = load_layers("p.policy", reader_of({{"p.policy", "policy p\n" + declarations}}));
  if (!layers) return "no policy";
  const std::string text = mend(*layers->files.back().source, check(*layers).diagnostics).text;
  return text.substr(std::string_view("policy p\n").size());
}

struct Mend {
  const char* before;
  const char* after;
};

class Mends : public ::testing::TestWithParam<Mend> {};

TEST_P(Mends, are_made_where_they_are_certain) { EXPECT_EQ(mended(GetParam().before), GetParam().after); }

class Guesses : public ::testing::TestWithParam<const char*> {};

TEST_P(Guesses, are_not_made) { EXPECT_EQ(mended(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    names, Mends,
    ::testing::Values(
        Mend{"ask tokens_in: tokens\nmust m: token_in > 3", "ask tokens_in: tokens\nmust m: tokens_in > 3"},
        Mend{"must m: model.contxt_window > 3", "must m: model.context_window > 3"},
        Mend{"must m: model.respons_time(3) > 3s", "must m: model.response_time(3) > 3s"},
        Mend{"must m: maks(3, 4) > 3", "must m: maks(3, 4) > 3"},
        Mend{"must m: meen(3, 4) > 3", "must m: mean(3, 4) > 3"},
        Mend{"ask task: one of {code, chat}\nmust m: task == cod",
             "ask task: one of {code, chat}\nmust m: task == code"},
        Mend{"ask task: one of {code, chat}, default cod", "ask task: one of {code, chat}, default code"},
        Mend{"ask task: one of {code, chat}\nmust m: model.pinned because \"for { tsk }\"",
             "ask task: one of {code, chat}\nmust m: model.pinned because \"for { task }\""},
        Mend{"choose { otherwise a -> any by sped }\nrank speed by order { minimize model.ttft }",
             "choose { otherwise a -> any by speed }\nrank speed by order { minimize model.ttft }"},
        Mend{"ask task: one of {code, chat}\ntest \"t\" { given tsk = code expect nothing }",
             "ask task: one of {code, chat}\ntest \"t\" { given task = code expect nothing }"},
        Mend{"must pinned: model.pinned\ntest \"t\" { expect rejected o3 by pined }",
             "must pinned: model.pinned\ntest \"t\" { expect rejected o3 by pinned }"}));

INSTANTIATE_TEST_SUITE_P(blanks, Mends,
                         ::testing::Values(Mend{"ask a: count\nask b: count\nmust m: a-b > 3",
                                                "ask a: count\nask b: count\nmust m: a - b > 3"},
                                           Mend{"ask a: count\nmust m: a-5 > 3",
                                                "ask a: count\nmust m: a - 5 > 3"},
                                           Mend{"ask a: tokens\nmust m: model.context_window-a > 3",
                                                "ask a: tokens\nmust m: model.context_window - a > 3"}));

INSTANTIATE_TEST_SUITE_P(
    guards, Mends,
    ::testing::Values(
        Mend{"ask t: duration, optional\nmust m: model.ttft < t",
             "ask t: duration, optional\nmust m when t is known: model.ttft < t"},
        Mend{"ask b: bool\nask t: duration, optional\nmust m when b: model.ttft < t",
             "ask b: bool\nask t: duration, optional\nmust m when b and t is known: model.ttft < t"},
        Mend{"ask b: bool\nask t: duration, optional\nmust m when b or not b: model.ttft < t",
             "ask b: bool\nask t: duration, optional\nmust m when (b or not b) and t is known: model.ttft < "
             "t"},
        Mend{
            "ask b: bool\nask t: duration, optional\nchoose { a when t < 2s or b -> any otherwise c -> any }",
            "ask b: bool\nask t: duration, optional\nchoose { a when t is known and t < 2s or b -> any "
            "otherwise c -> any }"},
        Mend{"ask t: duration, optional\nchoose { a when t < 2s or t > 9s -> any otherwise c -> any }",
             "ask t: duration, optional\nchoose { a when t is known and (t < 2s or t > 9s) -> any "
             "otherwise c -> any }"},
        Mend{"ask b: bool\nask t: duration, optional\nchoose { a when b or (t < 2s) -> any otherwise c -> "
             "any }",
             "ask b: bool\nask t: duration, optional\nchoose { a when b or (t is known and t < 2s) -> any "
             "otherwise c -> any }"},
        Mend{
            "ask t: duration, optional\nchoose { a when (t < 2s) -> any otherwise c -> any }",
            "ask t: duration, optional\nchoose { a when t is known and (t < 2s) -> any otherwise c -> any }"},
        Mend{"ask t: duration, optional\nprove \"p\": every eligible model.ttft < t",
             "ask t: duration, optional\nprove \"p\" when t is known: every eligible model.ttft < t"},
        // The second is mended in another round: both go to the same place.
        Mend{"ask t: duration, optional\nask u: duration, optional\nmust m: model.ttft < min(t, u)",
             "ask t: duration, optional\nask u: duration, optional\nmust m when t is known: model.ttft < "
             "min(t, u)"}));

INSTANTIATE_TEST_SUITE_P(
    units, Mends,
    ::testing::Values(Mend{"ask t: duration, from 100ms to 60s\nmust m: t < 2",
                           "ask t: duration, from 100ms to 60s\nmust m: t < 2s"},
                      Mend{"ask t: duration, from 100ms to 60s\nmust m: 500 < t",
                           "ask t: duration, from 100ms to 60s\nmust m: 500ms < t"},
                      Mend{"ask t: duration, from 100ms to 60s, default 2",
                           "ask t: duration, from 100ms to 60s, default 2s"},
                      Mend{"ask c: money, from $0 to $1\nmust m: c < 0.05",
                           "ask c: money, from $0 to $1\nmust m: c < $0.05"},
                      Mend{
                          "ask t: duration, from 100ms to 60s\ntest \"t\" { given t = 2 expect nothing }",
                          "ask t: duration, from 100ms to 60s\ntest \"t\" { given t = 2s expect nothing }"}));

INSTANTIATE_TEST_SUITE_P(
    table, Guesses,
    ::testing::Values(
        "ask cat: bool\nask bat: bool\nmust m: hat",       // two are as near
        "ask a: count\nmust m: a-x > 3",                   // `x` is nothing
        "ask t: duration\nmust m: t < 2",                  // any unit would do
        "ask t: duration, from 1ms to 1h\nmust m: t < 2",  // two would
        "ask t: duration, from 1s to 5s\nmust m: t < 20",  // none would
        // A `when` would take the other half along.
        "ask b: bool\nask t: duration, optional\nmust m: b or model.ttft < t",
        "ask t: duration, optional\nask u: duration, optional\nmust m: model.ttft < t and "
        "model.ttft < u",
        "ask t: duration, optional\nask u: duration\nchoose { a when u in {1s, t} -> any otherwise "
        "c -> any }",
        "ask t: duration, optional\nrank by order { minimize model.ttft / t }"));

TEST(Mending, counts_and_leaves_what_stands_elsewhere) {
  const auto own = std::make_shared<const Source>("p.policy", "abc def");
  const auto other = std::make_shared<const Source>("q.policy", "abc def");
  Diagnostics found(3, {Code::unknown_name, "found", {own, {0, 3}}, "", {}});
  found[0].fix = {{{4, 7}, "DEF"}};
  found[1].fix = {{{0, 0}, "("}, {{3, 3}, ")"}};
  found[2].place.source = other;
  found[2].fix = {{{0, 3}, "x"}};
  const Mended mended = mend(*own, found);
  EXPECT_EQ(mended.text, "(abc) DEF");
  EXPECT_EQ(mended.count, 2U);
}

}  // namespace

}  // namespace select_model::testing
