#include <algorithm>
#include <variant>

#include "policy/format_parts.hpp"

namespace select_model::formatting {

namespace {

void write(Writer& writer, const ast::Tier& tier, std::uint32_t indent) {
  const Pieces& pieces = writer.pieces();
  if (tier.any || writer.fits(pieces.end(tier.span))) return writer.until(pieces.end(tier.span));
  for (const ast::Target& target : tier.targets) {
    const std::size_t end = pieces.end(target.span);
    if (&target != &tier.targets.front() && !writer.fits(end)) writer.line(indent);
    if (const auto* where = std::get_if<ast::Expression>(&target.node)) {
      writer.until(pieces.begin(where->span));
      write(writer, *where, indent + step);
    }
    writer.until(end);
    if (&target != &tier.targets.back()) writer.until(end + 1);
  }
}

/// From `->` up to `because`: a line a tier, if one line is too short.
void write_tiers(Writer& writer, const ast::Leaf& leaf, std::size_t end, std::uint32_t indent) {
  if (writer.fits(end)) return writer.until(end);
  for (const ast::Tier& tier : leaf.tiers) {
    if (&tier != &leaf.tiers.front()) writer.line(indent + step);
    writer.until(writer.pieces().begin(tier.span));
    write(writer, tier, indent + 2 * step);
  }
  if (leaf.by) write_on(writer, writer.pieces().end(leaf.by->span), indent + step);
  writer.until(end);
}

/// The branches of one level, at their indent.
class Level {
 public:
  Level(Writer& writer, std::uint32_t indent) : writer_(writer), indent_(indent) {}

  void write(const std::vector<ast::Branch>& branches) const {
    Run<ast::Branch> leaves;
    for (const ast::Branch& branch : branches) {
      const bool is_leaf = std::holds_alternative<ast::Leaf>(branch.body);
      if (!is_leaf || !adjoins(pieces(), pieces().begin(branch.span))) write_leaves(leaves);
      if (is_leaf) {
        leaves.push_back(&branch);
      } else {
        write_nested(branch, std::get<std::vector<ast::Branch>>(branch.body));
      }
    }
    write_leaves(leaves);
  }

 private:
  const Pieces& pieces() const { return writer_.pieces(); }
  static const ast::Leaf& leaf_of(const ast::Branch& branch) { return std::get<ast::Leaf>(branch.body); }

  /// In columns where all stand in theirs. Where one is too long, all reasons have lines of their own.
  void write_leaves(Run<ast::Branch>& run) const {
    const auto is_short = [&](const ast::Branch* branch) {
      const bool with_reason = run.size() == 1 && leaf_of(*branch).because;
      return fits_alone(pieces(), {pieces().begin(branch->span), pieces().end(branch->span)}, indent_,
                        with_reason ? short_line : widest_line);
    };
    const bool with_reasons = std::ranges::all_of(run, is_short);
    const Writer::Mark mark = writer_.mark();
    write_leaves(run, with_reasons, true);
    align_rows(writer_.since(mark));
    if (!is_table(writer_.since(mark))) {
      writer_.rewind(mark);
      write_leaves(run, with_reasons, false);
    }
    run.clear();
  }

  void write_leaves(const Run<ast::Branch>& run, bool with_reasons, bool in_columns) const {
    for (const ast::Branch* branch : run) {
      const std::size_t end = pieces().end(branch->span);
      writer_.spaced_line(indent_);
      if ((leaf_of(*branch).because && !with_reasons) || !writer_.fits(end)) {
        write_broken(*branch, leaf_of(*branch));
      } else if (in_columns) {
        write_row(*branch, leaf_of(*branch));
      } else {
        writer_.until(end);
      }
    }
  }

  void write_row(const ast::Branch& branch, const ast::Leaf& leaf) const {
    const auto word_before = [&](const auto& node) {
      return node ? pieces().begin(node->span) - 1 : nothing;
    };
    const std::size_t title = branch.title ? pieces().begin(branch.title->span) : nothing;
    formatting::write_row(
        writer_, pieces().end(branch.span),
        {word_before(branch.when), title, pieces().begin(leaf.span), word_before(leaf.because)});
  }

  void write_broken(const ast::Branch& branch, const ast::Leaf& leaf) const {
    const std::size_t end = pieces().end(branch.span);
    const std::size_t tiers_end = leaf.because ? pieces().begin(leaf.because->span) - 1 : end;
    if (branch.title || !writer_.fits(tiers_end)) {
      write_head(branch);
      writer_.line(indent_ + step);
      write_tiers(writer_, leaf, tiers_end, indent_ + step);
    }
    writer_.until(tiers_end);
    if (leaf.because) writer_.line(indent_ + step);
    writer_.until(end);
  }

  void write_nested(const ast::Branch& branch, const std::vector<ast::Branch>& branches) const {
    writer_.spaced_line(indent_);
    write_head(branch);
    writer_.until(writer_.at() + 1);  // the brace
    Level(writer_, indent_ + step).write(branches);
    writer_.spaced_line(indent_, indent_ + step);
    writer_.until(pieces().end(branch.span));
  }

  /// What stands before the leaf or the brace.
  void write_head(const ast::Branch& branch) const {
    writer_.until(pieces().end(branch.name.span));
    write_when(writer_, branch.when, indent_ + step);
    if (branch.title) write_on(writer_, pieces().end(branch.title->span), indent_ + step);
  }

  Writer& writer_;
  std::uint32_t indent_;
};

}  // namespace

void write(Writer& writer, const ast::Choose& choose) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(choose.span);
  const std::size_t open = choose.title ? pieces.end(choose.title->span) : writer.at() + 1;
  writer.until(open + 1);
  Level(writer, step).write(choose.branches);
  writer.spaced_line(0, step);
  writer.until(end);
}

}  // namespace select_model::formatting
