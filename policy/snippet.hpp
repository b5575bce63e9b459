#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "policy/source.hpp"

/// Lines of a source with places marked beneath them, as rustc draws them: `^^^` under what a message is
/// about, `---` under what else it speaks of, each with its label. Text is made of styled pieces, so that
/// colour is decided in one place.
namespace select_model {

enum class Style : char { plain, frame, primary, secondary, strong };
struct Styled {
  std::string text;
  Style style = Style::plain;
};
using StyledLine = std::vector<Styled>;

struct Mark {
  Span span;
  std::string label;  // may be empty
  bool primary = false;
};

/// The largest line number that will be printed for these marks.
std::uint32_t last_line(const Source& source, const std::vector<Mark>& marks);
/// All lines of the excerpt with their gutter, `gutter` being the width of the line numbers; the first is an
/// empty `|`.
std::vector<StyledLine> snippet(const Source& source, const std::vector<Mark>& marks, std::size_t gutter);

}  // namespace select_model
