#include "engine/tell_apart.hpp"

#include <gtest/gtest.h>

namespace select_model::testing {

namespace {

struct Side {
  std::string number, text;
};
struct Pair {
  Type type;
  Side left, right;
};

Shown shown(const Type& type, const std::string& number) {
  const Value value = *Rational::parse(number);
  return {value, type, to_text(value, type)};
}

class TellApart : public ::testing::TestWithParam<Pair> {};

TEST_P(TellApart, takes_as_many_digits_as_it_needs) {
  const auto& [type, left, right] = GetParam();
  Shown one = shown(type, left.number);
  Shown other = shown(type, right.number);
  tell_apart({&one, &other});
  EXPECT_EQ(one.text, left.text);
  EXPECT_EQ(other.text, right.text);
}

INSTANTIATE_TEST_SUITE_P(
    pairs, TellApart,
    ::testing::Values(Pair{Type::money(), {"0.0042", "$0.0042"}, {"0.0042", "$0.0042"}},
                      Pair{Type::money(), {"0.0042", "$0.0042"}, {"0.00423", "$0.00423"}},
                      Pair{Type::money(), {"0.00423141", "$0.00423141"}, {"0.00423139", "$0.00423139"}},
                      Pair{Type::money(), {"1234.561", "$1,234.561"}, {"1234.5609", "$1,234.5609"}},
                      Pair{Type::tokens(), {"128001", "128,001"}, {"128000", "128,000"}},
                      Pair{Type::tokens(), {"128001", "128K"}, {"200000", "200K"}},
                      Pair{Type::duration(), {"1.99999", "1.99999 s"}, {"2", "2 s"}},
                      Pair{Type::ratio(), {"0.87812345", "87.8123%"}, {"0.87812351", "87.8124%"}},
                      Pair{Type::quantity({1, 0, -1}),
                           {"0.0000025", "$2.50/1M tokens"},
                           {"0.00000250001", "$2.50001/1M tokens"}},
                      Pair{Type::number(), {"1234.5", "1,234.5"}, {"1234.6", "1,234.6"}}));

struct Answer {
  Type type;
  std::string number, text;
};
class Faithful : public ::testing::TestWithParam<Answer> {};

TEST_P(Faithful, text_says_the_whole_number) {
  EXPECT_EQ(faithful_text(*Rational::parse(GetParam().number), GetParam().type), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    answers, Faithful,
    ::testing::Values(
        Answer{Type::tokens(), "200000", "200K"}, Answer{Type::tokens(), "200001", "200,001"},
        Answer{Type::tokens(), "1999501", "1,999,501"}, Answer{Type::tokens(), "1500", "1.5K"},
        Answer{Type::count(), "10000000000", "10B"}, Answer{Type::duration(), "1.999", "1.999 s"},
        Answer{Type::duration(), "119.999", "119.999 s"}, Answer{Type::duration(), "120", "2 min"},
        Answer{Type::duration(), "121", "121 s"}, Answer{Type::duration(), "0.0005", "0.5 ms"},
        Answer{Type::money(), "0.0049999", "$0.0049999"}, Answer{Type::money(), "1234567.5", "$1,234,567.50"},
        Answer{Type::ratio(), "0.9999999", "99.99999%"}, Answer{Type::number(), "-0.25", "-0.25"}));

}  // namespace

}  // namespace select_model::testing
