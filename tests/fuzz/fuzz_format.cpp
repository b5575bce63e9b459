#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "policy/format.hpp"
#include "policy/grammar.hpp"
#include "policy/lexer.hpp"

namespace {

using namespace select_model;

SourcePtr source_of(std::string text) { return std::make_shared<Source>("fuzz.policy", std::move(text)); }

/// Words and comments, a line each; what ends a line is no part of a comment.
std::string words_of(const SourcePtr& source) {
  const Tokens tokens = lex(source);
  std::string words;
  for (const Token& token : tokens.tokens) words += std::string(source->slice(token.span)) + "\n";
  for (const ast::Comment& comment : tokens.comments) {
    const std::string_view text = source->slice(comment.span);
    words += std::string(text.substr(0, text.find_last_not_of(" \t\r") + 1)) + "\n";
  }
  return words;
}

}  // namespace

// What parses is formatted: the same words and comments, and formatted again it stays as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourcePtr source = source_of(std::string(reinterpret_cast<const char*>(data), size));
  const auto policy = parse(source);
  if (!policy) return 0;
  const std::string formatted = format(*policy);
  const SourcePtr again = source_of(formatted);
  if (words_of(source) != words_of(again)) std::abort();
  const auto reparsed = parse(again);
  if (!reparsed || format(*reparsed) != formatted) std::abort();
  return 0;
}
