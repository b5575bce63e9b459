#include "engine/kernels.hpp"

#include <bit>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace select_model::kernels {
namespace {

/// Values that meet: few of them, with unknown, zero, equal and nearly equal ones.
std::vector<double> numbers(std::size_t count, std::mt19937_64& random) {
  static const double values[] = {0,   1,  0.1,  0.1 + 1e-17, 0.30000000000000004,
                                  0.3, -2, 1e12, 1e-300,      std::numeric_limits<double>::quiet_NaN()};
  std::vector<double> result(count);
  for (double& value : result) value = values[random() % std::size(values)];
  return result;
}

std::vector<std::uint64_t> as_bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values)
    bits.push_back(value != value ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(value));
  return bits;
}

class Kernels : public testing::TestWithParam<std::size_t> {
 protected:
  std::size_t count = GetParam();
  std::mt19937_64 random{GetParam()};
  std::vector<double> a = numbers(count, random);
  std::vector<double> b = numbers(count, random);
};

/// Both tables give the same bits, so that an answer does not depend on the machine.
TEST_P(Kernels, ComputeTheSameOnEveryMachine) {
  const auto run = [&](const Table& table) {
    std::vector<double> out;
    std::vector<double> one(count);
    for (const auto kernel : {table.add, table.subtract, table.multiply, table.divide, table.minimum,
                              table.maximum, table.otherwise}) {
      for (const auto& [x, y] : {std::pair(Operand{a.data(), 1}, Operand{b.data(), 1}),
                                 std::pair(Operand{a.data(), 1}, Operand{b.data(), 0}),
                                 std::pair(Operand{a.data(), 0}, Operand{b.data(), 1})}) {
        kernel(x, y, count, one.data());
        out.insert(out.end(), one.begin(), one.end());
      }
    }
    table.dot({a.data(), 1}, 0.1, {b.data(), 1}, 3, count, one.data());
    out.insert(out.end(), one.begin(), one.end());
    for (const bool maximize : {true, false}) {
      std::fill(one.begin(), one.end(), 0.5);
      table.accumulate({a.data(), 1}, {0.1, 1, 1 / 0.9, maximize}, 0.3, count, one.data());
      out.insert(out.end(), one.begin(), one.end());
    }
    return out;
  };
  EXPECT_EQ(as_bits(run(table())), as_bits(run(portable_table())));
}

TEST_P(Kernels, CompareTheSameOnEveryMachine) {
  const std::size_t words = (count + 63) / 64;
  const auto run = [&](const Table& table) {
    std::vector<std::uint64_t> out;
    for (const Relation relation : {Relation::less, Relation::less_equal, Relation::equal}) {
      for (const double tolerance : {-1.0, 0.0, 1e-15}) {
        std::vector<std::uint64_t> truth(words), falsity(words), doubt(words);
        table.compare(relation, {a.data(), 1}, {b.data(), 1}, tolerance, count,
                      {truth.data(), falsity.data(), doubt.data()});
        for (const auto& bits : {truth, falsity, doubt}) out.insert(out.end(), bits.begin(), bits.end());
      }
    }
    return out;
  };
  EXPECT_EQ(run(table()), run(portable_table()));
}

TEST_P(Kernels, TestSetsTheSameOnEveryMachine) {
  std::vector<std::uint64_t> in(count), out(count);
  for (std::size_t i = 0; i < count; ++i) {
    in[i] = random() & 7;
    out[i] = ~in[i] & (random() | 8);
  }
  const auto run = [&](const Table& table) {
    std::vector<std::uint64_t> result;
    for (const std::uint64_t wanted : std::initializer_list<std::uint64_t>{0, 1, 5, 7}) {
      for (const auto kernel : {table.subset, table.overlap}) {
        std::vector<std::uint64_t> truth((count + 63) / 64), falsity((count + 63) / 64);
        kernel(wanted, in.data(), out.data(), count, truth.data(), falsity.data());
        result.insert(result.end(), truth.begin(), truth.end());
        result.insert(result.end(), falsity.begin(), falsity.end());
      }
    }
    return result;
  };
  EXPECT_EQ(run(table()), run(portable_table()));
}

INSTANTIATE_TEST_SUITE_P(Lengths, Kernels, testing::Values(4, 12, 64, 68, 512));

TEST(Normalize, MapsToZeroToOne) {
  const Scale up{10, 20, 0.1, true};
  const Scale down{10, 20, 0.1, false};
  EXPECT_EQ(normalize(5, up), 0);
  EXPECT_EQ(normalize(20, up), 1);
  EXPECT_EQ(normalize(15, up), 0.5);
  EXPECT_EQ(normalize(5, down), 1);
  EXPECT_EQ(normalize(25, down), 0);
  EXPECT_EQ(normalize(std::numeric_limits<double>::quiet_NaN(), down), 0);
}

}  // namespace
}  // namespace select_model::kernels
