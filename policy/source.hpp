#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace select_model {

/// Half-open range of byte offsets in a source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// Line and column as people count: from 1, columns in bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A named text: a policy, catalogue or requirements file as it was read. Immutable, shared by whatever
/// points into it. Nodes keep offsets; lines and columns are found only when something is printed.
class Source {
 public:
  Source(std::string name, std::string text);
  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  Position position(std::uint32_t offset) const;
  /// The text of a line, counted from 1, without its end.
  std::string_view line(std::uint32_t number) const;
  std::string_view slice(Span span) const { return text().substr(span.begin, span.end - span.begin); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};
using SourcePtr = std::shared_ptr<const Source>;

/// A place in a file. `source` is null for what stands in no file (an argument on the command line).
struct Place {
  SourcePtr source;
  Span span;
};

}  // namespace select_model
