#include "policy/unified_diff.hpp"

#include <gtest/gtest.h>

namespace select_model {
namespace {

TEST(UnifiedDiff, of_equal_texts_is_empty) {
  EXPECT_EQ(unified_diff("", "", "f"), "");
  EXPECT_EQ(unified_diff("a\nb\n", "a\nb\n", "f"), "");
}

TEST(UnifiedDiff, has_three_lines_of_context) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "f"),
            "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, of_far_changes_has_a_hunk_each) {
  const std::string before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  EXPECT_EQ(unified_diff(before, "0\n1\n2\n3\n4\n5\n6\n7\n8\n", "f"),
            "--- f\n+++ f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -6,4 +7,3 @@\n 6\n 7\n 8\n-9\n");
  EXPECT_EQ(unified_diff(before, "0\n1\n2\n3\n4\n5\n6\n", "f"),
            "--- f\n+++ f\n@@ -1,9 +1,7 @@\n+0\n 1\n 2\n 3\n 4\n 5\n 6\n-7\n-8\n-9\n");
}

TEST(UnifiedDiff, says_where_the_last_line_is_not_ended) {
  EXPECT_EQ(unified_diff("a", "a\n", "f"),
            "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  EXPECT_EQ(unified_diff("", "a\n", "f"), "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("a\n", "", "f"), "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
}

TEST(UnifiedDiff, finds_what_moved_and_what_stays) {
  EXPECT_EQ(unified_diff("a\nx\nb\nx\nc\nx\n", "c\nx\na\nx\nb\nx\n", "f"),
            "--- f\n+++ f\n@@ -1,6 +1,6 @@\n+c\n+x\n a\n x\n b\n-x\n-c\n x\n");
  // No line is unique: what is left is the longest common subsequence.
  EXPECT_EQ(unified_diff("x\nx\ny\ny\n", "y\nx\nx\ny\nx\n", "f"),
            "--- f\n+++ f\n@@ -1,4 +1,5 @@\n+y\n x\n x\n y\n-y\n+x\n");
}

TEST(UnifiedDiff, of_long_texts_without_a_line_in_common_takes_no_time) {
  std::string before, after;
  for (int i = 0; i < 50'000; ++i) {
    before += i % 2 == 0 ? "a\n" : "b\n";
    after += i % 2 == 0 ? "c\n" : "d\n";
  }
  const std::string diff = unified_diff(before, after, "f");
  EXPECT_TRUE(diff.starts_with("--- f\n+++ f\n@@ -1,50000 +1,50000 @@\n-a\n-b\n"));
}

}  // namespace
}  // namespace select_model
