#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "policy/ast.hpp"

/// What the formatter prints: the words of a file, each with what is known of the space before it, and the
/// comments between them. Views into the source of the policy, which must outlive them.
namespace select_model::formatting {

enum class RemarkPlace : std::uint8_t {
  above,         // on a line of its own
  beside,        // behind a word, on its line
  under_beside,  // on the next line, right under one that is beside: its second line
};
/// A comment, without blanks at its end.
struct Remark {
  std::string_view text;
  RemarkPlace place = RemarkPlace::above;
  bool after_blank = false;  // a blank line was before it
};

struct Piece {
  std::string_view text;
  std::uint32_t offset = 0;  // in the source
  std::uint32_t end = 0;
  std::uint32_t from = 0, to = 0;  // columns, if all pieces stood on one line
  std::uint32_t remarks = 0;       // how many comments come before it
  bool tight = false;              // no blank before it
  bool after_break = false;        // it began a line
  bool after_blank = false;        // and a blank line was before it
};

class Pieces {
 public:
  explicit Pieces(const ast::Policy& policy);

  /// The last is the end of the file: it has no text.
  std::size_t size() const { return pieces_.size(); }
  const Piece& operator[](std::size_t index) const { return pieces_[index]; }
  /// The first piece of a node, and the first behind it.
  std::size_t begin(Span span) const;
  std::size_t end(Span span) const;

  /// The comments between a piece and the one before it.
  std::span<const Remark> before(std::size_t index) const;
  /// Whether a comment stands between pieces of [first, last).
  bool remarked(std::size_t first, std::size_t last) const {
    return last > first && pieces_[last - 1].remarks != pieces_[first].remarks;
  }
  /// Of [first, last) on one line, without the blank before the first.
  std::uint32_t width(std::size_t first, std::size_t last) const {
    return last > first ? pieces_[last - 1].to - pieces_[first].from : 0;
  }

 private:
  friend class Spacing;
  std::vector<Piece> pieces_;
  std::vector<Remark> remarks_;
};

/// Marks where a bracket opens arguments, a minus is a sign and a slash belongs to a literal: `f(x)`, `-x`,
/// `50 tokens/s`. What its neighbours show is known by then.
void mark_tight(const ast::Policy& policy, Pieces& pieces);

}  // namespace select_model::formatting
