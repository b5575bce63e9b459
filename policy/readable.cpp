#include "policy/readable.hpp"

#include "policy/lexer.hpp"
#include "policy/utf8.hpp"

namespace select_model {
namespace {

Span one_byte(std::size_t at) { return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)}; }

/// At a carriage return: one before a line feed ends a line with it, one before another is but repeated.
bool ends_line_alone(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at + 1] != '\n' && text[at + 1] != '\r';
}

}  // namespace

std::optional<LiteralMistake> why_unreadable(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return LiteralMistake{"the file is UTF-16, not UTF-8", "save it as UTF-8", {0, 2}};
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return LiteralMistake{"NUL byte: the file is not text", "", one_byte(nul)};
  if (text.size() > largest_file) {
    return LiteralMistake{"file of more than 1 MiB",
                          "split it: `extends` takes over what another file declares",
                          {0, 0},
                          Code::limit};
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\r' && ends_line_alone(text, at)) {
      return LiteralMistake{"the file has lines that end in a carriage return alone",
                            "save it with line feeds: a comment would run on to the next of them",
                            one_byte(at)};
    }
    if (byte < 0x80) {  // ASCII, which nearly all of it is
      ++at;
      continue;
    }
    const CodePoint point = code_point(text, at);
    if (!point.valid) return LiteralMistake{"the file is not UTF-8", "save it as UTF-8", one_byte(at)};
    at += point.bytes;
  }
  return std::nullopt;
}

}  // namespace select_model
