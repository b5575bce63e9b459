#include "policy/grammar.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "parsing.hpp"
#include "tree_shape.hpp"

namespace select_model {
namespace {

using testing::parse_text;
using testing::Shape;
using testing::summary_of;

template <typename Node>
Node declared(const std::string& text) {
  const auto policy = parse_text("policy p " + text);
  EXPECT_TRUE(policy) << summary_of("policy p " + text);
  return policy ? std::get<Node>(policy->declarations.at(0)) : Node{};
}

std::string constant(const std::optional<ast::Constant>& constant) {
  if (!constant) return "none";
  if (const auto* literal = std::get_if<ast::Literal>(&constant->node)) return Shape{}(*literal);
  if (const auto* name = std::get_if<ast::Name>(&constant->node)) return name->text;
  std::string members = "{";
  for (const ast::Name& member : std::get<std::vector<ast::Name>>(constant->node))
    members += member.text + ";";
  return members + "}";
}

std::string reference(const ast::ModelRef& ref) {
  return ref.quoted ? "'" + ref.model + "'" : ref.model + "|" + ref.provider + "|" + ref.variant;
}

std::string leaf(const ast::Leaf& leaf) {
  std::string text;
  for (const ast::Tier& tier : leaf.tiers) {
    text += "(";
    if (tier.any) text += "any";
    for (const ast::Target& target : tier.targets) {
      const auto* ref = std::get_if<ast::ModelRef>(&target.node);
      text += (ref ? reference(*ref) : "where " + Shape::of(std::get<ast::Expression>(target.node))) + ";";
    }
    text += ")";
  }
  if (leaf.by) text += " by " + leaf.by->text;
  if (leaf.because) text += " because " + leaf.because->text;
  return text;
}

std::string branches(const std::vector<ast::Branch>& list) {
  std::string text;
  for (const ast::Branch& branch : list) {
    text += branch.name.text + (branch.when ? " when " + Shape::of(*branch.when) : "") +
            (branch.title ? " " + branch.title->text : "");
    const auto* end = std::get_if<ast::Leaf>(&branch.body);
    text +=
        end ? " -> " + leaf(*end) : " {" + branches(std::get<std::vector<ast::Branch>>(branch.body)) + "}";
    text += ". ";
  }
  return text;
}

TEST(Grammar, reads_the_header) {
  const auto policy = parse_text("policy support_bot \"title\" version \"2026-04-01\" language 1");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->name.text, "support_bot");
  EXPECT_EQ(policy->title->text, "title");
  EXPECT_EQ(policy->version->text, "2026-04-01");
  EXPECT_TRUE(parse_text("policy p"));
}

TEST(Grammar, reads_questions) {
  const auto ask = declared<ast::Ask>("ask a: tokens, from 1 to 10M, default 1_500 \"title\"");
  EXPECT_EQ(std::get<ast::Simple>(ask.type.node), ast::Simple::tokens);
  EXPECT_EQ(constant(ask.from) + " " + constant(ask.to) + " " + constant(ask.default_value),
            "number:1 number:10000000 number:1500");
  EXPECT_EQ(ask.title->text, "title");
  EXPECT_TRUE(declared<ast::Ask>("ask a: duration, optional").optional);
  struct Case {
    std::string written, constant;
  };
  const Case cases[] = {{"-5", "number:-5"},
                        {"- 5 tokens", "tokens:-5"},
                        {"{}", "{}"},
                        {"{a, \"c++\"}", "{a;c++;}"},
                        {"a", "a"},
                        {"air-gapped", "air-gapped"},
                        {"\"c++\"", "text:c++"},
                        {"true", "bool:true"},
                        {"50 tokens/s", "rate:50"},
                        {"$0.5", "money:1/2"},
                        {"30d", "duration:2592000"},
                        {"99.9%", "percent:999/1000"},
                        {"2026-04-01", "date:2026-04-01"}};
  for (const auto& [written, expected] : cases)
    EXPECT_EQ(constant(declared<ast::Ask>("ask a: bool, default " + written).default_value), expected);
}

TEST(Grammar, reads_types) {
  const auto per = declared<ast::Fact>("fact a: money per tokens \"t\"").type;
  EXPECT_EQ(std::get<ast::Simple>(per.node), ast::Simple::money);
  EXPECT_EQ(per.per, ast::Simple::tokens);
  const auto set =
      std::get<ast::MemberList>(declared<ast::Fact>("fact a: any of {text, \"c++\", from}").type.node);
  EXPECT_TRUE(set.any_of);
  EXPECT_EQ(set.members.at(1).text + set.members.at(2).text, "c++from");
  EXPECT_FALSE(std::get<ast::MemberList>(declared<ast::Fact>("fact a: one of {b}").type.node).any_of);
}

TEST(Grammar, reads_constraints) {
  const auto must = declared<ast::Constraint>("must a when b is known: c < d, unknown warns because \"e\"");
  EXPECT_TRUE(must.must);
  EXPECT_EQ(Shape::of(*must.when) + Shape::of(must.condition), "(known b)(< c d)");
  EXPECT_EQ(must.on_unknown, ast::OnUnknown::warns);
  EXPECT_EQ(must.because->text, "e");
  const auto should = declared<ast::Constraint>("should a: b");
  EXPECT_FALSE(should.must || should.when || should.on_unknown || should.because);
}

TEST(Grammar, reads_the_tree) {
  const auto choose = declared<ast::Choose>(R"(choose "q" {
    a when b "t" -> llama-3.1-70b@together/eu, "meta/L" then where model.pinned, o3 then any by speed because "r"
    c when d in {e} { otherwise f -> any }
    otherwise g -> h
  })");
  EXPECT_EQ(choose.title->text, "q");
  EXPECT_EQ(branches(choose.branches),
            "a when b t -> (llama-3.1-70b|together|eu;'meta/L';)(where model.pinned;o3||;)(any) by speed "
            "because r. "
            "c when (in d (set e)) {f -> (any). }. g -> (h||;). ");
}

TEST(Grammar, reads_rankings) {
  const auto rank = declared<ast::Rank>(R"(rank speed when a by weight {
    maximize model.quality(task) weight 50% "Quality"
    minimize b weight 2 from $0 to (c ?? $0.05)
    minimize d relative step 100ms
  })");
  EXPECT_EQ(rank.name->text, "speed");
  EXPECT_TRUE(rank.when && rank.by_weight);
  ASSERT_EQ(rank.criteria.size(), 3u);
  EXPECT_EQ(constant(rank.criteria[0].weight) + rank.criteria[0].title->text, "percent:1/2Quality");
  EXPECT_EQ(Shape::of(*rank.criteria[1].from) + Shape::of(*rank.criteria[1].to),
            "money:0[(c ?? money:1/20)]");
  EXPECT_TRUE(rank.criteria[2].relative);
  EXPECT_FALSE(rank.criteria[2].maximize);
  EXPECT_EQ(constant(rank.criteria[2].step), "duration:1/10");
  EXPECT_FALSE(declared<ast::Rank>("rank by order { minimize a }").by_weight);
  EXPECT_EQ(declared<ast::Fallback>("fallback 2 where a").count, 2);
}

TEST(Grammar, reads_tests_and_proofs) {
  const auto test = declared<ast::Test>(R"(test "t" using "c.yaml" {
    given a = b, today = 2026-04-01 given c = unknown
    expect first a, "b" expect rejected c by d, e expect branch f expect nothing expect refused by g expect undetermined
    expect eligible a expect order a, b expect warning w expect refused
  })");
  EXPECT_EQ(test.catalog->text, "c.yaml");
  ASSERT_EQ(test.given.size(), 3u);
  EXPECT_EQ(test.given[1].name.text, "today");
  EXPECT_TRUE(test.given[2].value.unknown);
  ASSERT_EQ(test.expectations.size(), 10u);
  EXPECT_EQ(test.expectations[0].refs.size(), 2u);
  EXPECT_EQ(test.expectations[1].names.at(1).text, "e");
  EXPECT_EQ(test.expectations[4].names.at(0).text, "g");
  EXPECT_TRUE(declared<ast::Prove>("prove \"p\" when a: every eligible b").every);
  EXPECT_FALSE(declared<ast::Prove>("prove \"p\": some eligible").every);
  EXPECT_EQ(declared<ast::Extends>("extends \"builtin:guide\"").path.text, "builtin:guide");
}

TEST(Grammar, takes_line_breaks_and_a_byte_order_mark_as_they_come) {
  EXPECT_TRUE(parse_text("\xEF\xBB\xBFpolicy\r\np\r\nlet\r\na\r\n=\r\n1 # end"));
  EXPECT_TRUE(parse_text("policy p let a=1 let b=2 must c:d"));
}

TEST(Grammar, keeps_comments_and_spans) {
  const auto source = testing::source_of("policy p # one\nlet a = b # two\n");
  const auto policy = parse(source);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->comments.size(), 2u);
  EXPECT_EQ(source->slice(std::get<ast::Let>(policy->declarations[0]).span), "let a = b");
  EXPECT_EQ(policy->source, source);
}

TEST(Grammar, reads_the_seeds_of_the_fuzzer) {
  for (const auto* name : {"whole", "expressions", "layered"}) {
    std::ifstream file(std::string(SELECT_MODEL_SOURCE_DIR) + "/tests/fuzz/corpus/fuzz_policy/" + name +
                       ".policy");
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_TRUE(parse_text(text.str())) << name << summary_of(text.str());
  }
}

}  // namespace
}  // namespace select_model
