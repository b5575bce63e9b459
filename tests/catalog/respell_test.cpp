#include "catalog/respell.hpp"

#include <gtest/gtest.h>

namespace select_model {

namespace {

struct Case {
  const char* text;
  Type type;
  const char* meant;
};

class Respelled : public ::testing::TestWithParam<Case> {};

TEST_P(Respelled, is_what_was_meant) {
  EXPECT_EQ(respelled(GetParam().text, GetParam().type), GetParam().meant) << GetParam().text;
}

const Type price = Type::quantity({1, 0, -1});
const Type speed = Type::quantity({0, -1, 1});
const Type rate = Type::quantity({0, -1, 0});

INSTANTIATE_TEST_SUITE_P(
    table, Respelled,
    ::testing::Values(Case{"4,096", Type::tokens(), "4096"}, Case{"1,000,000", Type::tokens(), "1000000"},
                      Case{"1,5", Type::tokens(), ""}, Case{"128 K", Type::tokens(), "128K"},
                      Case{"8k", Type::tokens(), "8K"}, Case{"2bn", Type::count(), "2B"},
                      Case{"0x10", Type::count(), ""}, Case{"+0.5", Type::ratio(), "0.5"},
                      Case{".5", Type::ratio(), "0.5"}, Case{"5.", Type::number(), "5"},
                      Case{"-.5", Type::number(), "-0.5"}, Case{"50 %", Type::ratio(), "50%"},
                      Case{"50 percent", Type::ratio(), "50%"}, Case{"½", Type::ratio(), ""},
                      Case{"$ 3", Type::money(), "$3"}, Case{"3 USD", Type::money(), "$3"},
                      Case{"$1,460", Type::money(), "$1460"}, Case{"3$", Type::money(), "$3"},
                      Case{"€3", Type::money(), ""}, Case{"1,000", Type::money(), "1000"},
                      Case{"3 seconds", Type::duration(), "3s"}, Case{"5 Minutes", Type::duration(), "5min"},
                      Case{"300 msec", Type::duration(), "300ms"}, Case{"1h30m", Type::duration(), ""},
                      Case{"$1/M", price, "$1/1M"}, Case{"$2.50 per 1M", price, "$2.50/1M"},
                      Case{"10/1M", price, "$10/1M"}, Case{"$3/MTok", price, "$3/1M"},
                      Case{"$0.002/1k", price, "$0.002/1K"}, Case{"80 tok/s", speed, "80/s"},
                      Case{"80 tokens/second", speed, "80/s"}, Case{"80 tps", speed, "80/s"},
                      Case{"100K per minute", speed, "100K/min"}, Case{"10 per day", rate, "10/d"},
                      Case{"10/year", rate, ""}, Case{"fast", speed, ""}, Case{"", price, ""}));

}  // namespace

}  // namespace select_model
