#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checking.hpp"

namespace select_model::testing {
namespace {

std::string found_loading(const Files& files, const std::string& path = "p.policy") {
  return summary_of(load_layers(path, reader_of(files)).diagnostics);
}

std::vector<std::string> names_of(const PolicyLayers& layers) {
  std::vector<std::string> names;
  for (const ast::Policy& file : layers.files) names.push_back(file.source->name());
  return names;
}

TEST(Layers, stand_a_base_before_what_extends_it) {
  const auto layers = load_layers(
      "team/p.policy",
      reader_of({{"team/p.policy", "policy p extends \"../org/left.policy\" extends \"../org/right.policy\""},
                 {"org/left.policy", "policy l extends \"root.policy\""},
                 {"org/right.policy", "policy r extends \"./root.policy\""},
                 {"org/root.policy", "policy root"}}));
  ASSERT_TRUE(layers);
  EXPECT_THAT(names_of(*layers), ::testing::ElementsAre("org/root.policy", "org/left.policy",
                                                        "org/right.policy", "team/p.policy"));
  EXPECT_THAT(layers->bases[0], ::testing::IsEmpty());
  EXPECT_THAT(layers->bases[2], ::testing::ElementsAre(0));
  EXPECT_THAT(layers->bases[3], ::testing::ElementsAre(1, 2));
}

TEST(Layers, count_a_base_that_is_named_twice_once) {
  const auto layers = load_layers(
      "p.policy", reader_of({{"p.policy", "policy p extends \"b.policy\" extends \"x/../b.policy\""},
                             {"b.policy", "policy b"}}));
  ASSERT_TRUE(layers);
  EXPECT_THAT(layers->bases.back(), ::testing::ElementsAre(0));
}

/// Tells files apart by what they hold, as a link shares it with its target.
ReadFile linked_reader_of(const Files& files) {
  return [read = reader_of(files)](const std::string& path) {
    auto found = read(path);
    if (auto* text = std::get_if<FileText>(&found)) text->identity = text->text;
    return found;
  };
}

TEST(Layers, know_a_file_by_its_identity) {
  const Files files{{"p.policy", "policy p extends \"b.policy\" extends \"c.policy\" extends \"l.policy\""},
                    {"c.policy", "policy c extends \"l.policy\""},
                    {"b.policy", "policy b"},
                    {"l.policy", "policy b"}};
  const auto layers = load_layers("p.policy", linked_reader_of(files));
  ASSERT_TRUE(layers);
  EXPECT_THAT(names_of(*layers), ::testing::ElementsAre("b.policy", "c.policy", "p.policy"));
  EXPECT_THAT(layers->bases[1], ::testing::ElementsAre(0));
  EXPECT_THAT(layers->bases[2], ::testing::ElementsAre(0, 1));
}

TEST(Layers, end_a_cycle_of_other_names) {
  const std::string a = "policy a extends \"b.policy\"", b = "policy b extends \"l.policy\"";
  const Files files{{"p.policy", a}, {"b.policy", b}, {"l.policy", a}};
  EXPECT_EQ(summary_of(load_layers("p.policy", linked_reader_of(files)).diagnostics),
            "1:18 extends-cycle: `p.policy` extends itself by way of others | remove one `extends`\n");
}

TEST(Layers, build_the_guide_in) {
  for (const Files& files : {Files{{"p.policy", "policy p extends \"builtin:guide\""}},
                             Files{{"x/p.policy", "policy p extends \"builtin:guide\""}}}) {
    const auto layers = load_layers(files.begin()->first, reader_of(files));
    ASSERT_TRUE(layers);
    EXPECT_EQ(names_of(*layers).front(), "builtin:guide");
  }
  EXPECT_TRUE(load_layers("builtin:guide", reader_of({})));
}

TEST(Layers, report_every_file_that_is_missing) {
  EXPECT_EQ(found_loading({}), "missing-file: cannot read `p.policy`: no such file\n");
  EXPECT_EQ(found_loading({{"p.policy", "policy p\nextends \"a.policy\"\nextends \"d/b.policy\""}}),
            "2:9 missing-file: cannot read `a.policy`: no such file\n"
            "3:9 missing-file: cannot read `d/b.policy`: no such file\n");
}

TEST(Layers, report_mistakes_of_every_file) {
  EXPECT_EQ(
      found_loading({{"p.policy", "policy p extends \"b.policy\"\nmust"}, {"b.policy", "policy b\nask"}})
          .substr(0, 10),
      "2:5 syntax");
}

TEST(Layers, show_both_ends_of_a_cycle) {
  const auto layers = load_layers("p.policy", reader_of({{"p.policy", "policy p\nextends \"a.policy\"\n"},
                                                         {"a.policy", "policy a\nextends \"p.policy\"\n"}}));
  ASSERT_EQ(layers.diagnostics.size(), 1U);
  EXPECT_EQ(to_text(layers.diagnostics.front(), false),
            R"(error[extends-cycle]: `p.policy` extends itself by way of others
 --> p.policy:2:9
  |
2 | extends "a.policy"
  |         ^^^^^^^^^^
 ::: a.policy:2:9
  |
2 | extends "p.policy"
  |         ---------- this closes the circle
  |
  = help: remove one `extends`
)");
  EXPECT_EQ(found_loading({{"p.policy", "policy p\nextends \"p.policy\""}}),
            "2:9 extends-cycle: `p.policy` extends itself | remove one `extends`\n");
}

TEST(Layers, end_a_cycle_that_does_not_hold_the_first_file) {
  EXPECT_EQ(
      found_loading({{"p.policy", "policy p extends \"a.policy\""},
                     {"a.policy", "policy a extends \"b.policy\""},
                     {"b.policy", "policy b extends \"a.policy\""}}),
      "a.policy:1:18 extends-cycle: `a.policy` extends itself by way of others | remove one `extends`\n");
}

TEST(Layers, have_an_end) {
  int made = 0;
  const auto layers = load_layers("p0", [&](const std::string&) -> std::variant<FileText, FileError> {
    return FileText{"policy p extends \"p" + std::to_string(++made) + "\""};
  });
  EXPECT_EQ(summary_of(layers.diagnostics),
            "p255:1:18 limit: a policy of more than 256 files | merge some of its layers\n");
}

}  // namespace
}  // namespace select_model::testing
