#include "cli/unified_diff.hpp"

#include <gtest/gtest.h>

namespace select_model::cli {

namespace {

TEST(UnifiedDiff, of_equal_texts_is_nothing) {
  EXPECT_EQ(unified_diff("a", "", ""), "");
  EXPECT_EQ(unified_diff("a", "one\ntwo", "one\ntwo"), "");
}

TEST(UnifiedDiff, shows_three_lines_round_a_change) {
  EXPECT_EQ(unified_diff("p.policy", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- p.policy\n+++ p.policy\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, joins_changes_that_lie_close_together) {
  EXPECT_EQ(unified_diff("p", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
            "--- p\n+++ p\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
  EXPECT_EQ(unified_diff("p", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
            "--- p\n+++ p\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST(UnifiedDiff, counts_lines_that_only_come_or_go) {
  EXPECT_EQ(unified_diff("p", "", "a\n"), "--- p\n+++ p\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("p", "a\nb\n", ""), "--- p\n+++ p\n@@ -1,2 +0,0 @@\n-a\n-b\n");
}

TEST(UnifiedDiff, says_where_the_last_line_does_not_end) {
  EXPECT_EQ(unified_diff("p", "a\nb", "a\nb\n"),
            "--- p\n+++ p\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
}

TEST(UnifiedDiff, replaces_what_has_nothing_in_common) {
  std::string before;
  std::string after;
  std::string lines;
  for (int i = 0; i < 3'000; ++i) before += "a\n", after += "b\n";
  for (int i = 0; i < 3'000; ++i) lines += "-a\n";
  for (int i = 0; i < 3'000; ++i) lines += "+b\n";
  EXPECT_EQ(unified_diff("p", before, after), "--- p\n+++ p\n@@ -1,3000 +1,3000 @@\n" + lines);
}

}  // namespace

}  // namespace select_model::cli
