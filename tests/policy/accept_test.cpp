#include "policy/accept.hpp"

#include <gtest/gtest.h>

#include "policy/grammar.hpp"
#include "policy/mend.hpp"
#include "tests/policy/checking.hpp"

namespace select_model::testing {

namespace {

ast::Policy parsed(const std::string& text) {
  auto policy = parse(std::make_shared<const Source>("p.policy", text));
  EXPECT_TRUE(policy) << summary_of(policy.diagnostics);
  return std::move(*policy.value);
}

/// `3 never-chosen: reason` for each, then what is wrong.
std::string read(const std::string& text) {
  const Acceptances read = read_acceptances(parsed(text));
  std::string said;
  for (const Acceptance& one : read.acceptances)
    said += std::to_string(one.line) + " " + std::string(info(one.code).word) + ": " + one.reason + "\n";
  return said + summary_of(read.mistakes);
}

struct Comment {
  const char* text;
  const char* read;
};

class AcceptComment : public ::testing::TestWithParam<Comment> {};

TEST_P(AcceptComment, is_read_from_comments) {
  EXPECT_EQ(read(std::string("policy p\n") + GetParam().text), GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    table, AcceptComment,
    ::testing::Values(
        Comment{"ask a: bool  # accept unused-question: later", "2 unused-question: later\n"},
        Comment{"# accept unused-question: later\nask a: bool", "3 unused-question: later\n"},
        Comment{"  #accept unused-question : a: b  \nask a: bool", "3 unused-question: a: b\n"},
        Comment{"# accept unused-let: one\n# why\n# accept unused-question: two\nask a: bool",
                "5 unused-let: one\n5 unused-question: two\n"},
        Comment{"# accept unreachable-branch: why\r\nask a: bool\r\n", "3 unreachable-branch: why\n"},
        Comment{"# accept unused-question: last", "3 unused-question: last\n"},
        // Prose.
        Comment{"# accept any of these", ""}, Comment{"# accept", ""}, Comment{"# accepted: yes", ""},
        Comment{"# accept limit of 5 s", ""}, Comment{"# we accept unused-let: no", ""},
        Comment{"# accept everything", ""},
        // Mistakes.
        Comment{"# accept unused-question",
                "2:10 invalid-accept: no reason is given for accepting `unused-question`"
                " | write `# accept unused-question: why`\n"},
        Comment{"# accept unused-question:  ",
                "2:10 invalid-accept: no reason is given for accepting `unused-question`"
                " | write `# accept unused-question: why`\n"},
        Comment{"# accept unused-question as we know it",
                "2:10 invalid-accept: no reason is given for accepting `unused-question`"
                " | write `# accept unused-question: why`\n"},
        Comment{"# accept unused-qestion: later",
                "2:10 invalid-accept: there is no code `unused-qestion` | did you mean `unused-question`?\n"},
        Comment{"# accept unused-qestion",
                "2:10 invalid-accept: there is no code `unused-qestion` | did you mean `unused-question`?\n"},
        Comment{"# accept xyzzy: later",
                "2:10 invalid-accept: there is no code `xyzzy` | `select-model explain` lists them\n"},
        Comment{"# accept : later",
                "2:10 invalid-accept: there is no code `` | `select-model explain` lists them\n"},
        Comment{"# accept unit-mismatch: no",
                "2:10 invalid-accept: `unit-mismatch` cannot be accepted"
                " | an error of language has to be mended\n"},
        Comment{"# accept unused-accept: no",
                "2:10 invalid-accept: `unused-accept` cannot be accepted"
                " | remove the comment that is wrong\n"}));

/// The finding of `code` on each line that is named.
Diagnostics found_on(const SourcePtr& source, Code code, const std::vector<std::uint32_t>& lines) {
  Diagnostics found;
  for (const std::uint32_t line : lines) {
    const auto begin = static_cast<std::uint32_t>(source->line(line).data() - source->text().data());
    found.push_back({code, "found", {source, {begin, begin + 1}}, "", {}});
  }
  return found;
}

TEST(Acceptances, part_what_was_found) {
  const ast::Policy policy = parsed(
      "policy p\n"
      "ask a: bool  # accept unused-question: one\n"
      "ask b: bool\n"
      "# accept unused-question: two\n"
      "ask c: bool\n");
  const Acceptances read = read_acceptances(policy);
  const Diagnostics found = found_on(policy.source, Code::unused_question, {2, 2, 3, 5});
  Parted parted = part(found, read.acceptances, {Code::unused_question});
  EXPECT_EQ(summary_of(parted.open), "3:1 unused-question: found\n");
  ASSERT_EQ(parted.accepted.size(), 3U);
  EXPECT_EQ(parted.accepted[0].reason, "one");
  EXPECT_EQ(parted.accepted[2].reason, "two");

  parted = part(found_on(policy.source, Code::unused_let, {2}), read.acceptances, {Code::unused_question});
  EXPECT_EQ(summary_of(parted.open),
            "2:1 unused-let: found\n"
            "2:14 unused-accept: `unused-question` is not found here | remove the comment\n"
            "4:1 unused-accept: `unused-question` is not found here | remove the comment\n");
  EXPECT_EQ(mend(*policy.source, parted.open).text, "policy p\nask a: bool\nask b: bool\nask c: bool\n");
}

TEST(Acceptances, are_not_missed_where_nothing_was_sought) {
  const ast::Policy policy = parsed("policy p\n# accept never-chosen: why\nask a: bool\n");
  EXPECT_TRUE(part({}, read_acceptances(policy).acceptances, {Code::unused_let}).open.empty());
}

TEST(Acceptances, of_another_file_do_not_count) {
  const ast::Policy policy = parsed("policy p\nask a: bool  # accept unused-question: one\n");
  const auto other = std::make_shared<const Source>("p.policy", std::string(policy.source->text()));
  const Parted parted =
      part(found_on(other, Code::unused_question, {2}), read_acceptances(policy).acceptances, {});
  EXPECT_EQ(parted.open.size(), 1U);
}

}  // namespace

}  // namespace select_model::testing
