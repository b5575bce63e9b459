#include <filesystem>

#include <gmock/gmock.h>

#include "tests/support/process.hpp"

/// `select-model test --emit` as the shell sees it.
namespace select_model::testing {

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string policy = R"(policy p
ask n: tokens, default 1K
must fits: model.context_window >= n
rank by order { minimize model.input_price }
)";
const std::string catalog =
    "catalog: c\nmodels:\n  - {id: m, context_window: 10K, offers: [{provider: q, hosting: api}]}\n";

TEST(Emit, writes_a_test_that_passes_where_it_is_put) {
  const Folder folder;
  fs::create_directories(folder / "policies");
  fs::create_directories(folder / "needs/search");
  write_text(folder / "policies/p.policy", policy);
  write_text(folder / "c.yaml", catalog);
  write_text(folder / "needs/search/requirements.yaml",
             "policy: ../../policies/p.policy\ncatalog: ../../c.yaml\nn: 4_000\n");
  Launch launch;
  launch.directory = folder.path();
  const Finished emitted = run({"test", "--emit", "needs/search/requirements.yaml"}, launch);
  EXPECT_EQ(emitted.exit, 0);
  EXPECT_THAT(emitted.err, IsEmpty());
  EXPECT_EQ(emitted.out, "test \"search\" using \"../c.yaml\" {\n  given n = 4K\n  expect first m\n}\n");
  write_text(folder / "policies/p.policy", policy + emitted.out);
  EXPECT_EQ(run({"test", "policies/p.policy"}, launch).out, "1 passed\n");
  EXPECT_THAT(run({"test", "--emit", "needs/search/requirements.yaml"}, launch).out,
              StartsWith("test \"search (2)\" "));
}

TEST(Emit, says_what_a_test_cannot) {
  const Folder folder;
  write_text(folder / "c.yaml", catalog);
  write_text(folder / "r.yaml", "task: chat\n");
  Launch launch;
  launch.directory = folder.path();
  const Finished emitted =
      run({"test", "--emit", "r.yaml", "--catalog", "builtin:guide", "--catalog", "c.yaml"}, launch);
  EXPECT_EQ(emitted.exit, 0);
  EXPECT_THAT(emitted.out, StartsWith("test \"r\" {\n  given task = chat\n  expect branch general\n"));
  EXPECT_EQ(emitted.err,
            "note: a test names one catalogue: run this one with `select-model test --catalog builtin:guide "
            "--catalog c.yaml`\n");
}

TEST(Emit, reports_what_is_wrong_with_the_files) {
  const Folder folder;
  write_text(folder / "r.yaml", "tsk: chat\n");
  const Finished emitted = run({"test", "--emit", folder / "r.yaml"});
  EXPECT_EQ(emitted.exit, 2);
  EXPECT_THAT(emitted.out, IsEmpty());
  EXPECT_THAT(emitted.err, HasSubstr("did you mean `task`?"));
  EXPECT_EQ(run({"test", "--emit", "r.yaml", "a.policy", "b.policy"}).err,
            "error: `--emit` takes one policy, and then came `b.policy`\n"
            "help: `select-model test --help` shows what there is\n");
}

TEST(Emit, of_every_example_passes) {
  const fs::path examples = fs::path(SELECT_MODEL_SOURCE_DIR) / "examples";
  int emitted = 0;
  for (const auto& entry : fs::directory_iterator(examples)) {
    const std::string requirements = (entry.path() / "requirements.yaml").string();
    if (!fs::exists(requirements)) continue;
    const Finished test = run({"test", "--emit", requirements});
    ASSERT_EQ(test.exit, 0) << requirements << test.err;
    EXPECT_THAT(test.out, StartsWith("test \""));
    ++emitted;
  }
  EXPECT_GE(emitted, 5);
}

}  // namespace

}  // namespace select_model::testing
