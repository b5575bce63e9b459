#include "policy/diagnostic.hpp"

#include <memory>
#include <utility>

#include <gtest/gtest.h>

namespace select_model {
namespace {

SourcePtr file(std::string name, std::string text) {
  return std::make_shared<Source>(std::move(name), std::move(text));
}

/// The place of the n-th occurrence of a text.
Place place(const SourcePtr& source, std::string_view text, int n = 1) {
  std::size_t at = source->text().find(text);
  while (--n > 0) at = source->text().find(text, at + 1);
  return {source, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + text.size())}};
}

const std::string eleven_lines(11, '\n');

TEST(DiagnosticText, marks_the_place) {
  const auto source = file("support_bot.policy", eleven_lines + "  must fast: response_time < 2\n");
  const Place two = place(source, "2");
  const Diagnostic diagnostic{Code::unit_mismatch,
                              "expected a duration, found a bare number",
                              two,
                              "write `2s` or `2ms`",
                              {{two, "a bare number"}}};
  EXPECT_EQ(to_text(diagnostic, false), R"(error[unit-mismatch]: expected a duration, found a bare number
  --> support_bot.policy:12:30
   |
12 |   must fast: response_time < 2
   |                              ^ a bare number
   |
   = help: write `2s` or `2ms`
)");
}

TEST(DiagnosticText, names_what_stands_in_no_file) {
  const Diagnostic diagnostic{
      Code::missing_file, "no such file", {}, "first line\nsecond line", {{{}, "as given"}}};
  EXPECT_EQ(to_text(diagnostic, false), R"(error[missing-file]: no such file
 = note: as given
 = help: first line
         second line
)");
}

TEST(DiagnosticText, marks_two_places_on_one_line) {
  const auto source = file("a.policy", "let x = a + b\n");
  const Diagnostic diagnostic{Code::unit_mismatch,
                              "money and a duration",
                              place(source, "+"),
                              "",
                              {{place(source, "a"), "money"}, {place(source, "b"), "a duration"}}};
  EXPECT_EQ(to_text(diagnostic, false), R"(error[unit-mismatch]: money and a duration
 --> a.policy:1:11
  |
1 | let x = a + b
  |         - ^ - a duration
  |         |
  |         money
)");
}

TEST(DiagnosticText, marks_places_on_other_lines_and_in_other_files) {
  const auto source = file("a.policy", "ask a: bool\n\nask b: bool\n\n\n\n\nask a: money\n");
  const auto base = file("base.policy", "policy base\nask a: text\n");
  const Diagnostic diagnostic{Code::duplicate_name,
                              "`a` is declared three times",
                              place(source, "a", 5),
                              "",
                              {{place(source, "a", 2), "first here"},
                               {place(source, "b", 2), "not here"},
                               {place(base, "text"), "and here"}}};
  EXPECT_EQ(to_text(diagnostic, false), R"(error[duplicate-name]: `a` is declared three times
 --> a.policy:8:5
  |
1 | ask a: bool
  |     - first here
2 |
3 | ask b: bool
  |     - not here
...
8 | ask a: money
  |     ^
 ::: base.policy:2:8
  |
2 | ask a: text
  |        ---- and here
)");
}

TEST(DiagnosticText, marks_first_and_last_line_of_a_long_place) {
  const auto source = file("a.policy", "choose {\n  a when x -> b\n  otherwise c -> any\n}\n");
  const Diagnostic diagnostic{Code::duplicate_name, "a second tree", {source, {0, 47}}, "", {}};
  EXPECT_EQ(to_text(diagnostic, false), R"(error[duplicate-name]: a second tree
 --> a.policy:1:1
  |
1 | choose {
  | ^^^^^^^^
...
4 | }
  | ^
)");
}

TEST(DiagnosticText, counts_columns_as_a_terminal_does) {
  struct Case {
    std::string line, shown, carets;
  };
  const Case cases[] = {
      {"\tx here", "    x here", "      ^^^^"},
      {"\"é\" here", "\"é\" here", "    ^^^^"},
      {"\"e\xCC\x81\" here", "\"e\xCC\x81\" here", "    ^^^^"},
      {"\"日本\" here", "\"日本\" here", "       ^^^^"},
      {"\"😀\" here", "\"😀\" here", "     ^^^^"},
      {"\"\x1b[31m\" here", "\"␛[31m\" here", "        ^^^^"},
      {"\"\xE2\x80\xAE\" here", "\"\xEF\xBF\xBD\" here", "    ^^^^"},
      {"\"\xFF\" here", "\"\xEF\xBF\xBD\" here", "    ^^^^"},
  };
  for (const auto& [line, shown, carets] : cases) {
    const auto source = file("a", line);
    EXPECT_EQ(to_text({Code::syntax, "m", place(source, "here"), "", {}}, false),
              "error[syntax]: m\n --> a:1:" + std::to_string(line.find("here") + 1) + "\n  |\n1 | " + shown +
                  "\n  | " + carets + "\n");
  }
}

TEST(DiagnosticText, cuts_long_lines_around_the_place) {
  const auto source = file("a", std::string(200, 'x') + " here " + std::string(1'000'000, 'y'));
  EXPECT_EQ(to_text({Code::syntax, "m", place(source, "here"), "", {}}, false),
            "error[syntax]: m\n --> a:1:202\n  |\n1 | ..." + std::string(29, 'x') + " here " +
                std::string(65, 'y') + "...\n  | " + std::string(33, ' ') + "^^^^\n");
  const auto early = file("a", "here " + std::string(200, 'y'));
  EXPECT_EQ(to_text({Code::syntax, "m", place(early, "here"), "", {}}, false),
            "error[syntax]: m\n --> a:1:1\n  |\n1 | here " + std::string(95, 'y') + "...\n  | ^^^^\n");
}

TEST(DiagnosticText, points_behind_the_end) {
  const auto source = file("a", "let x =");
  EXPECT_EQ(to_text({Code::syntax, "m", {source, {7, 7}}, "", {}}, false),
            "error[syntax]: m\n --> a:1:8\n  |\n1 | let x =\n  |        ^\n");
}

TEST(DiagnosticText, prints_nothing_raw) {
  const auto source = file("a\x1b]0;b", "x");
  const std::string text =
      to_text({Code::syntax, "m\x1b[2J", {source, {0, 1}}, "h\a", {{{source, {0, 1}}, "l\r"}}}, false);
  EXPECT_EQ(text.find_first_of("\x1b\a\r"), std::string::npos) << text;
}

TEST(DiagnosticText, has_colours) {
  const auto source = file("a", "x");
  EXPECT_EQ(to_text({Code::unused_let, "m", {source, {0, 1}}, "h", {}}, true),
            "\x1b[1;33mwarning[unused-let]\x1b[0m\x1b[1m: m\x1b[0m\n\x1b[1;34m --> \x1b[0ma:1:1\n\x1b[1;34m  "
            "|\x1b[0m\n"
            "\x1b[1;34m1 |\x1b[0m x\n\x1b[1;34m  |\x1b[0m \x1b[1;33m^\x1b[0m\n\x1b[1;34m  "
            "|\x1b[0m\n\x1b[1;34m  = \x1b[0m\x1b[1mhelp\x1b[0m: h\n");
}

TEST(Diagnostics, stand_in_order_and_once) {
  const auto a = file("a", "0123456789");
  const auto b = file("b", "0123456789");
  const auto at = [](const SourcePtr& source, std::uint32_t begin, std::string message) {
    return Diagnostic{Code::syntax, std::move(message), {source, {begin, begin + 1}}, "", {}};
  };
  Diagnostics diagnostics = {at(b, 5, "1"), at(a, 3, "2"), at(b, 2, "3"),
                             at(b, 5, "4"), at(b, 5, "1"), at(a, 0, "5")};
  sort_by_place(diagnostics);
  std::string order;
  for (const Diagnostic& diagnostic : diagnostics) order += diagnostic.message;
  EXPECT_EQ(order, "31452");
}

TEST(Diagnostics, are_errors_by_their_severity) {
  EXPECT_FALSE(has_errors({{Code::unused_let, "m", {}, "", {}}}));
  EXPECT_TRUE(has_errors({{Code::unused_let, "m", {}, "", {}}, {Code::syntax, "m", {}, "", {}}}));
  EXPECT_FALSE(has_errors({{Code::unknown_model, "m", {}, "", {}, Severity::warning}}));
}

TEST(Codes, have_words) {
  for (const CodeInfo& code : all_codes()) {
    EXPECT_EQ(find_code(code.word), code.code);
    EXPECT_EQ(&info(code.code), &code);
  }
  EXPECT_EQ(find_code("unit-mismatch"), Code::unit_mismatch);
  EXPECT_EQ(find_code("no-such-code"), std::nullopt);
}

}  // namespace
}  // namespace select_model
