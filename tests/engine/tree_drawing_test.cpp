#include "engine/tree_drawing.hpp"

#include <random>

#include <gmock/gmock.h>

#include "engine/json_value.hpp"
#include "engine/markup.hpp"
#include "tests/engine/deciding.hpp"

namespace select_model::testing {

namespace {

/// Trees of any shape. Every leaf has a name and a reason that stand nowhere else.
class Grower {
 public:
  explicit Grower(std::uint32_t seed) : random_(seed) {}

  std::string policy() {
    std::string text =
        "policy grown language 1\nask n: count, optional \"n\"\nask flag: bool, default true "
        "\"flag\"\nchoose \"Which?\" ";
    level(text, 0);
    return text + "\nrank by order { minimize model.input_price }\n";
  }
  std::size_t leaves() const { return leaves_; }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  void level(std::string& text, std::uint32_t depth) {
    text += "{\n";
    const std::uint32_t branches = below(4);
    for (std::uint32_t i = 0; i <= branches; ++i) {
      const bool last = i == branches;
      text += last ? "otherwise " : "";
      text += "name_" + std::to_string(++names_) + "_ ";
      if (!last)
        text += below(2) == 0 ? "when flag "
                              : "when n is known and n > " + std::to_string(below(100)) + " \"Title\" ";
      if (depth < 5 && below(3) == 0) {
        level(text, depth + 1);
      } else {
        text += "-> any because \"reason " + std::to_string(++leaves_) + " ends\"\n";
      }
    }
    text += "}\n";
  }

  std::mt19937 random_;
  std::size_t leaves_ = 0, names_ = 0;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::vector<std::pair<std::string, std::string>> all_renderings(const TreeDrawing& drawing) {
  return {{"text", render_tree_text(drawing, false)},
          {"mermaid", render_tree_mermaid(drawing)},
          {"dot", render_tree_dot(drawing)},
          {"svg", render_tree_svg(drawing)},
          {"markdown", render_tree_markdown(drawing)}};
}

TEST(TreeDrawing, every_leaf_stands_once_in_every_format) {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    Grower grower(seed);
    const std::string policy = grower.policy();
    const Program program = compile_texts(policy, three_models);
    const Answers answers = answers_of(program, seed % 2 == 0 ? "flag: false\nn: 50" : "flag: true");
    const Rationale rationale = explain(program, answers, day, select(program, answers, day));
    for (const TreeDrawing& drawing :
         {draw_tree(program.policy()), draw_tree(program, answers, day, rationale)}) {
      for (const auto& [format, text] : all_renderings(drawing)) {
        for (std::size_t leaf = 1; leaf <= grower.leaves(); ++leaf) {
          EXPECT_EQ(count(text, "reason " + std::to_string(leaf) + " ends"), 1U) << format << "\n" << policy;
        }
      }
    }
  }
}

TEST(TreeDrawing, the_marked_path_is_the_one_that_was_taken) {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    const Program program = compile_texts(Grower(seed).policy(), three_models);
    const Answers answers = answers_of(program, seed % 2 == 0 ? "flag: false\nn: 50" : "flag: true");
    const Rationale rationale = explain(program, answers, day, select(program, answers, day));
    const TreeDrawing drawing = draw_tree(program, answers, day, rationale);
    const std::vector<DrawnBranch>* level = &drawing.branches;
    std::string last;
    while (!level->empty()) {
      const auto taken = std::ranges::find(*level, Visit::taken, &DrawnBranch::visit);
      ASSERT_NE(taken, level->end());
      EXPECT_EQ(std::ranges::count(*level, Visit::taken, &DrawnBranch::visit), 1);
      for (auto before = level->begin(); before != taken; ++before)
        EXPECT_EQ(before->visit, Visit::passed_over);
      for (auto after = taken + 1; after != level->end(); ++after) EXPECT_EQ(after->visit, Visit::not_tried);
      last = taken->name;
      level = &taken->branches;
    }
    EXPECT_EQ(last, rationale.branch);
  }
}

/// Nothing of what somebody wrote ends a string, a tag or a cell.
TEST(TreeDrawing, hostile_texts_stay_inside_their_place) {
  const std::string hostile =
      R"(</text><script> " ' ` | \ #quot; &amp; %%{init}%% [x](y) ]] "] --> end; $$x$$ \n)";
  TreeDrawing drawing;
  drawing.policy = hostile;
  drawing.question = hostile;
  drawing.branches = {
      {hostile, hostile, hostile, Visit::not_tried, {}, {}, {{hostile, "any"}}, hostile, hostile},
      {"last", "", "", Visit::not_tried, {}, {}, {{"any"}}, "", ""}};

  const std::string svg = render_tree_svg(drawing);
  EXPECT_EQ(count(svg, "<script"), 0U);
  EXPECT_EQ(count(svg, "<text "), count(svg, "</text>"));

  const std::string mermaid = render_tree_mermaid(drawing);
  std::istringstream lines(mermaid);
  for (std::string line; std::getline(lines, line);) {
    const auto quotes = std::ranges::count(line, '"');
    EXPECT_TRUE(quotes == 0 || quotes == 2 || line.starts_with("%%{init")) << line;
  }
  EXPECT_EQ(count(mermaid, "`"), 0U);
  EXPECT_EQ(count(mermaid, "%%"), 2U) << "its own setting";

  const std::string table = render_tree_markdown(drawing);
  const std::size_t first = table.find("| 1 |");
  ASSERT_NE(first, std::string::npos);
  const std::string row = table.substr(first, table.find('\n', first) - first);
  std::size_t bars = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '|' && (i == 0 || row[i - 1] != '\\')) ++bars;
  }
  EXPECT_EQ(bars, 7U) << row;

  // Outside its strings a dot file has no quote, and every string is closed on its line.
  std::istringstream dot(render_tree_dot(drawing));
  for (std::string line; std::getline(dot, line);) {
    bool open = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (open && line[i] == '\\') {
        ++i;
      } else if (line[i] == '"') {
        open = !open;
      }
    }
    EXPECT_FALSE(open) << line;
  }
}

TEST(TreeDrawing, a_policy_without_a_tree_says_so) {
  const Program program =
      compile_texts("policy flat\nrank by order { minimize model.input_price }", three_models);
  for (const auto& [format, text] : all_renderings(draw_tree(program.policy()))) {
    const std::string says = format == "mermaid" ? "flat has no #96;choose#96;" : "flat has no `choose`";
    EXPECT_THAT(text, ::testing::HasSubstr(says)) << format;
  }
}

TEST(JsonValue, keeps_the_order_of_keys_and_short_lists_on_their_line) {
  using Array = JsonValue::Array;
  using Object = JsonValue::Object;
  const JsonValue value = Object{{"b", Array{1, true, nullptr, "x\"\n"}},
                                 {"a", Array{Object{{"n", 0.5}}}},
                                 {"none", Object{}},
                                 {"empty", Array{}}};
  EXPECT_EQ(to_text(value), R"({
  "b": [1, true, null, "x\"\n"],
  "a": [
    {
      "n": 0.5
    }
  ],
  "none": {},
  "empty": []
}
)");
}

}  // namespace

}  // namespace select_model::testing
