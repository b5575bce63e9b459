#include "policy/format_writer.hpp"

namespace select_model::formatting {

void Writer::until(std::size_t end) {
  while (at_ < end) put();
}

void Writer::rewind(const Mark& mark) {
  at_ = mark.at;
  lines_.resize(mark.lines);
  indent_ = mark.indent;
  opened_ = mark.opened;
  break_.reset();
  stop_.reset();
}

bool Writer::fits(std::size_t end) const {
  if (pieces_.remarked(at_, end)) return false;
  std::uint32_t column = 0;
  if (break_) {
    column = break_->indent;
  } else if (!pieces_.before(at_).empty()) {
    column = indent_ + step;
  } else {
    column = lines_.back().width + (pieces_[at_].tight ? 0 : 1);
  }
  return column + pieces_.width(at_, end) + tail(end) <= widest_line;
}

/// How wide is what no line may begin with.
std::uint32_t Writer::tail(std::size_t end) const {
  const std::string_view text = pieces_[end].text;
  if (text == "," || text == ":") return 1;
  if (text == "{") return 2;
  if (text == "is") return pieces_.width(end, end + 2) + 1;
  return 0;
}

void Writer::put() {
  const Piece& piece = pieces_[at_];
  const auto remarks = pieces_.before(at_);
  // Behind a comment a line begins, whether or not this is a place to break.
  const bool forced = !break_ && !remarks.empty();
  if (forced) line(indent_ + step);
  for (const Remark& remark : remarks) put(remark);
  if (break_) {
    const bool blank = break_->spaced && piece.after_blank && !opened_ && piece.text != "}";
    if (!piece.text.empty()) begin_line(break_->indent, blank);
    if (!forced) indent_ = break_->indent;
  } else {
    const std::uint32_t blanks = blanks_.value_or(piece.tight ? 0 : 1);
    lines_.back().text.append(blanks, ' ');
    lines_.back().width += blanks;
  }
  if (!piece.text.empty()) {
    Line& line = lines_.back();
    if (stop_ && !break_)
      line.stops.push_back({*stop_, static_cast<std::uint32_t>(line.text.size()), line.width});
    line.text += piece.text;
    line.width += piece.to - piece.from;
  }
  break_.reset();
  stop_.reset();
  blanks_.reset();
  opened_ = piece.text == "{";
  ++at_;
}

void Writer::put(const Remark& remark) {
  switch (remark.place) {
    case RemarkPlace::above:
      begin_line(break_->remarks, break_->spaced && remark.after_blank && !opened_);
      lines_.back().text = remark.text;
      opened_ = false;
      break;
    case RemarkPlace::beside:
      lines_.back().remark = remark.text;
      break;
    case RemarkPlace::under_beside:
      begin_line(0, false);
      lines_.back().remark = remark.text;
      lines_.back().under_remark = true;
      break;
  }
}

void Writer::begin_line(std::uint32_t indent, bool after_blank) {
  lines_.emplace_back();
  lines_.back().indent = indent;
  lines_.back().width = indent;
  lines_.back().after_blank = after_blank;
}

}  // namespace select_model::formatting
