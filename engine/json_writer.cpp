#include "engine/json_writer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

namespace select_model {

namespace {

/// Whether it stands between quotes as it is. What is no ASCII may be no UTF-8 either.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
  });
}

}  // namespace

/// Text that is no UTF-8 cannot come from our files; a name of a file may be anything.
std::string json_text(std::string_view text) {
  if (is_plain(text)) return '"' + std::string(text) + '"';
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_number(double number) { return nlohmann::json(number).dump(); }

void JsonWriter::line_break() {
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

/// Sets off what comes now from what stands before it.
void JsonWriter::begin() {
  if (is_member_) {
    is_member_ = false;
    return;
  }
  if (!is_first_) text_ += ',';
  if (depth_ > 0) line_break();
  is_first_ = false;
}

void JsonWriter::key(std::string_view name) {
  begin();
  text_ += json_text(name);
  text_ += ": ";
  is_member_ = true;
}

void JsonWriter::open(char bracket) {
  begin();
  text_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!is_first_) line_break();
  text_ += bracket;
  is_first_ = false;
}

void JsonWriter::value(std::nullptr_t) {
  begin();
  text_ += "null";
}

void JsonWriter::value(bool truth) {
  begin();
  text_ += truth ? "true" : "false";
}

void JsonWriter::value(std::int64_t whole) {
  begin();
  text_ += std::to_string(whole);
}

void JsonWriter::value(std::uint64_t whole) {
  begin();
  text_ += std::to_string(whole);
}

void JsonWriter::value(double number) {
  constexpr double largest_whole = 9007199254740992.0;
  if (std::isnan(number)) return value(nullptr);
  if (std::isinf(number)) number = std::copysign(std::numeric_limits<double>::max(), number);
  if (std::trunc(number) == number && std::fabs(number) <= largest_whole)
    return value(static_cast<std::int64_t>(number));
  begin();
  text_ += json_number(number);
}

void JsonWriter::value(std::string_view text) {
  begin();
  text_ += json_text(text);
}

void JsonWriter::value(const std::vector<std::string>& texts) {
  array(texts, [&](const std::string& text) { value(text); });
}

std::string JsonWriter::take() {
  text_ += '\n';
  return std::move(text_);
}

}  // namespace select_model
