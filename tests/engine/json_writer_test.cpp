#include "engine/json_writer.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace select_model {

namespace {

/// What nlohmann's printer makes of the same document.
std::string reprinted(const std::string& text) {
  using Json = nlohmann::ordered_json;
  return Json::parse(text).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string of(double number) {
  JsonWriter json;
  json.value(number);
  return json.take();
}

TEST(JsonWriter, indents_as_other_printers_do) {
  JsonWriter json;
  json.object([&] {
    json.member("null", nullptr);
    json.member("truth", true);
    json.member("whole", std::int64_t{-3});
    json.member("count", std::uint32_t{7});
    json.member("half", 0.5);
    json.member("nothing", std::optional<std::string>());
    json.array("none", std::vector<int>(), [](int) {});
    json.key("empty");
    json.object([] {});
    json.array("nested", std::vector<int>{1, 2}, [&](int item) {
      json.array(std::vector<int>(static_cast<std::size_t>(item)),
                 [&](int) { json.object([&] { json.member("text", "a"); }); });
    });
  });
  const std::string text = json.take();
  EXPECT_EQ(text, reprinted(text));
}

TEST(JsonWriter, writes_whole_numbers_without_a_fraction) {
  EXPECT_EQ(of(3), "3\n");
  EXPECT_EQ(of(-0.0), "0\n");
  EXPECT_EQ(of(0.0001), "0.0001\n");
  EXPECT_EQ(of(1e-7), "1e-07\n");
  EXPECT_EQ(of(1e300), "1e+300\n");
  EXPECT_EQ(of(std::nan("")), "null\n");
  EXPECT_EQ(of(std::numeric_limits<double>::infinity()), "1.7976931348623157e+308\n");
}

TEST(JsonWriter, escapes_what_may_not_stand_in_a_text) {
  JsonWriter json;
  json.array(std::vector<std::string>{"plain", "a \"b\" \\", "line\nbreak", std::string("\0\x1f\x7f", 3),
                                      "é 漢", "caf\xe9"},
             [&](const std::string& text) { json.value(text); });
  EXPECT_EQ(json.take(),
            "[\n  \"plain\",\n  \"a \\\"b\\\" \\\\\",\n  \"line\\nbreak\",\n  "
            "\"\\u0000\\u001f\x7f\",\n  \"é 漢\",\n  \"caf\xef\xbf\xbd\"\n]\n");
}

}  // namespace

}  // namespace select_model
