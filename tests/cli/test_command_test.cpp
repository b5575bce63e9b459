#include <gmock/gmock.h>

#include "tests/support/process.hpp"

/// `select-model test` as a process: where the report and the coverage go.
namespace select_model::testing {

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string tickets = SELECT_MODEL_SOURCE_DIR "/examples/twenty-lines/tickets.policy";

TEST(TestCommand, reads_a_policy_from_standard_input) {
  Launch launch;
  launch.input = read_text(tickets);
  const Finished finished = run({"test", "-", "--coverage=lcov", "--coverage-output", "-"}, launch);
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, StartsWith("TN:\nSF:-\n"));
  EXPECT_EQ(finished.err, "2 passed\n");
}

TEST(TestCommand, gives_the_report_and_the_coverage_in_one_run) {
  const Folder folder;
  const Finished finished = run({"test", tickets, "--format", "junit", "-o", folder / "report.xml",
                                 "--coverage=cobertura", "--coverage-output", folder / "coverage.xml"});
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_THAT(finished.err, IsEmpty());
  EXPECT_THAT(read_text(folder / "report.xml"), HasSubstr("<testsuites name=\"select-model\" tests=\"2\""));
  EXPECT_THAT(read_text(folder / "coverage.xml"), HasSubstr("branches-covered=\"9\" branches-valid=\"10\""));
}

TEST(TestCommand, shows_the_coverage_below_the_report) {
  const Finished finished = run({"test", tickets, "--coverage"});
  EXPECT_THAT(finished.out, StartsWith("2 passed\n\n" + tickets + "\n  tests  line\n"));
  EXPECT_THAT(finished.out, HasSubstr("^ never failed\n"));
}

TEST(TestCommand, paints_neither_files_nor_pipes) {
  const Folder folder;
  EXPECT_EQ(run({"test", tickets, "--coverage"}).out.find('\x1b'), std::string::npos);
  run({"test", tickets, "-o", folder / "report", "--coverage-output", folder / "coverage"});
  EXPECT_EQ(read_text(folder / "report"), "2 passed\n");
  EXPECT_EQ(read_text(folder / "coverage").find('\x1b'), std::string::npos);
  EXPECT_THAT(run({"test", tickets, "--color", "always"}).out, HasSubstr("\x1b[1;32m2 passed"));
}

TEST(TestCommand, that_cannot_write_has_no_answer) {
  EXPECT_EQ(run({"test", tickets, "--coverage-output", "/nowhere/at/all"}).exit, 2);
  EXPECT_EQ(run({"test", tickets, "-o", "/nowhere/at/all"}).exit, 2);
}

TEST(TestCommand, names_a_policy_that_is_not_there_in_every_format) {
  for (const std::string format : {"json", "junit", "tap", "github", "markdown"}) {
    const Finished finished = run({"test", "nowhere.policy", "--format", format});
    EXPECT_EQ(finished.exit, 2) << format;
    EXPECT_THAT(finished.out, HasSubstr("nowhere.policy")) << format;
    EXPECT_THAT(finished.err, HasSubstr("cannot read `nowhere.policy`")) << format;
  }
}

}  // namespace

}  // namespace select_model::testing
