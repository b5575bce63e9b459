#include "policy/format_pieces.hpp"

#include <algorithm>

#include "policy/lexer.hpp"
#include "policy/utf8.hpp"

namespace select_model::formatting {

namespace {

bool is_tight(std::string_view before, std::string_view text) {
  constexpr std::string_view no_blank_before = "),:.}";
  constexpr std::string_view no_blank_behind = "({.";
  return (text.size() == 1 && no_blank_before.find(text) != std::string_view::npos) ||
         (before.size() == 1 && no_blank_behind.find(before) != std::string_view::npos);
}

/// Line breaks in the text between two neighbours: two are a blank line.
std::size_t breaks(std::string_view gap) {
  return static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
}

/// The column in which something begins, in its own line.
std::size_t column_of(std::string_view text, std::uint32_t offset) {
  const std::size_t line = text.rfind('\n', offset);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  return display_width(text.substr(begin, offset - begin));
}

std::string_view without_blanks_at_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// Goes through a file from neighbour to neighbour.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text), at_(text.starts_with("\xEF\xBB\xBF") ? 3 : 0) {}

  Remark remark(Span span) {
    const std::size_t lines = breaks(text_.substr(at_, span.begin - at_));
    Remark remark{without_blanks_at_end(text_.substr(span.begin, span.end - span.begin)), RemarkPlace::above,
                  lines > 1};
    if (lines == 0 && any_) remark.place = RemarkPlace::beside;
    if (lines == 1 && beside_ && column_of(text_, span.begin) == column_of(text_, *beside_))
      remark.place = RemarkPlace::under_beside;
    beside_ = remark.place == RemarkPlace::above ? std::nullopt : std::optional(span.begin);
    go_to(span.end);
    return remark;
  }

  Piece piece(Span span, std::size_t remarks) {
    Piece piece;
    piece.text = text_.substr(span.begin, span.end - span.begin);
    piece.offset = span.begin;
    piece.end = span.end;
    piece.remarks = static_cast<std::uint32_t>(remarks);
    piece.tight = is_tight(before_, piece.text);
    const std::size_t lines = breaks(text_.substr(at_, span.begin - at_));
    piece.after_break = lines > 0;
    piece.after_blank = lines > 1;
    before_ = piece.text;
    beside_.reset();
    go_to(span.end);
    return piece;
  }

 private:
  void go_to(std::uint32_t offset) {
    at_ = offset;
    any_ = true;
  }

  std::string_view text_, before_;
  std::size_t at_;
  bool any_ = false;
  std::optional<std::uint32_t> beside_;  // the last comment, if one right under it would go on with it
};

}  // namespace

Pieces::Pieces(const ast::Policy& policy) {
  const Tokens tokens = lex(policy.source);
  Walk walk(policy.source->text());
  pieces_.reserve(tokens.tokens.size());
  remarks_.reserve(policy.comments.size());
  auto comment = policy.comments.begin();
  for (const Token& token : tokens.tokens) {
    for (; comment != policy.comments.end() && comment->span.begin < token.span.begin; ++comment)
      remarks_.push_back(walk.remark(comment->span));
    pieces_.push_back(walk.piece(token.span, remarks_.size()));
  }
  mark_tight(policy, *this);
  std::uint32_t column = 0;
  for (Piece& piece : pieces_) {
    piece.from = column + (piece.tight ? 0 : 1);
    column = piece.to = piece.from + static_cast<std::uint32_t>(display_width(piece.text));
  }
}

std::size_t Pieces::begin(Span span) const {
  const auto found = std::ranges::lower_bound(pieces_, span.begin, {}, &Piece::offset);
  return static_cast<std::size_t>(found - pieces_.begin());
}

std::size_t Pieces::end(Span span) const {
  const auto found = std::ranges::lower_bound(pieces_, span.end, {}, &Piece::offset);
  return static_cast<std::size_t>(found - pieces_.begin());
}

std::span<const Remark> Pieces::before(std::size_t index) const {
  const std::size_t first = index == 0 ? 0 : pieces_[index - 1].remarks;
  return std::span(remarks_).subspan(first, pieces_[index].remarks - first);
}

}  // namespace select_model::formatting
