#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "policy/format_lines.hpp"
#include "policy/format_pieces.hpp"

/// Writes pieces one after another onto lines; comments come with them. Whoever uses it only says where a
/// line breaks and what stands in columns: no piece can be lost, doubled or moved.
namespace select_model::formatting {

inline constexpr std::uint32_t step = 2;

class Writer {
 public:
  explicit Writer(const Pieces& pieces) : pieces_(pieces) {}
  const Pieces& pieces() const { return pieces_; }

  /// So many blanks come before the next piece, if it stands on this line.
  void blanks(std::uint32_t count) { blanks_ = count; }

  /// The piece that comes next.
  std::size_t at() const { return at_; }
  std::string_view next() const { return pieces_[at_].text; }
  /// Writes all pieces before `end`, on one line where no comment stands between them.
  void until(std::size_t end);
  /// Whether everything before `end`, and what must stand behind it, has room on this line.
  bool fits(std::size_t end) const;

  /// The next piece begins a line. Comments before it stand at `remarks`, or beside what it closes.
  void line(std::uint32_t indent) { line(indent, indent); }
  void line(std::uint32_t indent, std::uint32_t remarks) { break_ = {indent, remarks, false}; }
  /// Likewise, and where blank lines were before it, one stays: but none behind `{` or before `}`.
  void spaced_line(std::uint32_t indent) { spaced_line(indent, indent); }
  void spaced_line(std::uint32_t indent, std::uint32_t remarks) { break_ = {indent, remarks, true}; }
  /// Of the last line that was asked for.
  std::uint32_t indent() const { return break_ ? break_->indent : indent_; }

  /// The next piece stands in that column of a table.
  void stop(std::uint8_t column) { stop_ = column; }

  /// Where everything is as it was, so that something can be written again in another way. Taken where a line
  /// was asked for.
  struct Mark {
    std::size_t at = 0, lines = 0;
    std::uint32_t indent = 0;
    bool opened = false;
  };
  Mark mark() const { return {at_, lines_.size(), indent_, opened_}; }
  void rewind(const Mark& mark);
  /// What was written since then.
  std::span<Line> since(const Mark& mark) { return std::span(lines_).subspan(mark.lines); }

  std::vector<Line> lines() && { return std::move(lines_); }

 private:
  struct Break {
    std::uint32_t indent = 0, remarks = 0;
    bool spaced = false;
  };
  void put();
  void put(const Remark& remark);
  void begin_line(std::uint32_t indent, bool after_blank);
  std::uint32_t tail(std::size_t end) const;

  const Pieces& pieces_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::uint32_t indent_ = 0;
  std::optional<Break> break_;
  std::optional<std::uint8_t> stop_;
  std::optional<std::uint32_t> blanks_;
  bool opened_ = true;  // nothing came yet, or only a `{`: no blank line belongs here
};

}  // namespace select_model::formatting
