#include "policy/source.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

TEST(Source, finds_lines_and_columns) {
  const Source source("a.policy", "one\ntwo\r\n\nfour");
  struct Case {
    std::uint32_t offset, line, column;
  };
  for (const auto& [offset, line, column] :
       {Case{0, 1, 1}, {3, 1, 4}, {4, 2, 1}, {9, 3, 1}, {10, 4, 1}, {14, 4, 5}}) {
    EXPECT_EQ(source.position(offset).line, line) << offset;
    EXPECT_EQ(source.position(offset).column, column) << offset;
  }
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "two");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4), "four");
  EXPECT_EQ(source.line(5), "");
  EXPECT_EQ(source.slice({4, 7}), "two");
}

TEST(Source, counts_no_byte_order_mark) {
  const Source source("a.policy", "\xEF\xBB\xBFone");
  EXPECT_EQ(source.position(3).column, 1u);
  EXPECT_EQ(source.position(0).column, 1u);
  EXPECT_EQ(source.line(1), "one");
}

TEST(Source, may_be_empty) {
  const Source source("a.policy", "");
  EXPECT_EQ(source.position(0).line, 1u);
  EXPECT_EQ(source.line(1), "");
}

}  // namespace
}  // namespace select_model
