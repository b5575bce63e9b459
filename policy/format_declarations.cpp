#include <algorithm>
#include <variant>

#include "policy/format_parts.hpp"

namespace select_model::formatting {

namespace {

/// The columns of a run with titles.
constexpr std::uint8_t title_column = 1;

/// The members of a type in its braces, on lines of their own.
void write_members(Writer& writer, const ast::TypeName& type) {
  const auto* list = std::get_if<ast::MemberList>(&type.node);
  const std::size_t end = writer.pieces().end(type.span);
  if (!list || writer.fits(end)) return writer.until(end);
  std::vector<Item> items;
  for (const ast::Name& member : list->members) {
    const std::size_t at = writer.pieces().begin(member.span);
    items.emplace_back(at, at + 1);
  }
  writer.until(items.front().first);
  writer.line(step);
  fill(writer, items, step);
  writer.line(0, step);
  writer.until(end);
}

/// `ask` or `fact`. `apart`: the title has a line of its own.
template <typename Typed>
void write_one(Writer& writer, const Typed& typed, bool apart) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(typed.span);
  const std::size_t title = typed.title ? pieces.begin(typed.title->span) : end;
  if (!apart && writer.fits(end)) return write_row(writer, end, {nothing, typed.title ? title : nothing});
  const bool one_line = writer.fits(title);
  writer.until(pieces.begin(typed.type.span));
  if (!one_line) write_members(writer, typed.type);
  writer.until(title);
  if (!typed.title) return;
  if (apart || one_line) writer.line(step);
  write_on(writer, end, step);
}

void write_one(Writer& writer, const ast::Let& let, bool apart) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(let.span);
  const std::size_t equals = pieces.end(let.name.span);
  const std::size_t title = let.title ? pieces.begin(let.title->span) : end;
  if (!apart && writer.fits(end)) return write_row(writer, end, {equals, let.title ? title : nothing});
  if (writer.fits(title)) {
    write_row(writer, title, {equals});
  } else {
    const Item value{pieces.begin(let.value.span), pieces.end(let.value.span)};
    writer.until(value.first);
    // What is too long for any line breaks in its brackets.
    if (!opens(let.value) || fits_alone(pieces, value, step, widest_line)) writer.line(step);
    write(writer, let.value, step);
  }
  if (let.title) writer.line(step);
  writer.until(end);
}

/// Whether the title on this line stands apart from those of the others.
bool strays(const Line& line) {
  const auto stop = std::ranges::find(line.stops, title_column, &Stop::column);
  return stop != line.stops.end() && !stop->aligned;
}

/// Titles in one column. One that would not stand there has a line of its own.
template <typename Node>
void write_titled(Writer& writer, const Run<Node>& run) {
  std::vector<bool> apart(run.size());
  const Writer::Mark mark = writer.mark();
  bool again = true;
  while (again) {
    writer.rewind(mark);
    std::vector<std::size_t> last_lines;
    for (std::size_t i = 0; i < run.size(); ++i) {
      writer.spaced_line(0);
      write_one(writer, *run[i], apart[i]);
      last_lines.push_back(writer.since(mark).size() - 1);
    }
    const std::span<Line> lines = writer.since(mark);
    align_rows(lines);
    again = false;
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (apart[i] || !strays(lines[last_lines[i]])) continue;
      apart[i] = again = true;
    }
  }
}

void write_broken(Writer& writer, const ast::Constraint& constraint) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(constraint.span);
  const std::size_t condition = pieces.begin(constraint.condition.span);
  const std::size_t because = constraint.because ? pieces.begin(constraint.because->span) - 1 : end;
  if (!writer.fits(because)) {
    writer.until(pieces.end(constraint.name.span));
    write_when(writer, constraint.when, step);
    writer.until(condition);
    writer.line(step);
    write(writer, constraint.condition, step);
  }
  writer.until(because);
  if (constraint.because) writer.line(step);
  writer.until(end);
}

void write_row(Writer& writer, const ast::Constraint& constraint) {
  const Pieces& pieces = writer.pieces();
  const auto word_before = [&](const auto& node) { return node ? pieces.begin(node->span) - 1 : nothing; };
  const std::size_t condition = constraint.when ? pieces.begin(constraint.condition.span) : nothing;
  write_row(writer, pieces.end(constraint.span),
            {word_before(constraint.when), condition, word_before(constraint.because)});
}

}  // namespace

void write(Writer& writer, const ast::Extends& extends) { writer.until(writer.pieces().end(extends.span)); }
void write(Writer& writer, const Run<ast::Ask>& asks) { write_titled(writer, asks); }
void write(Writer& writer, const Run<ast::Fact>& facts) { write_titled(writer, facts); }
void write(Writer& writer, const Run<ast::Let>& lets) { write_titled(writer, lets); }

bool same_shape(const ast::Constraint& a, const ast::Constraint& b) {
  return a.must == b.must && a.when.has_value() == b.when.has_value() &&
         a.because.has_value() == b.because.has_value();
}

/// As a table where all of them fit, else each with its reason on a line of its own.
void write(Writer& writer, const Run<ast::Constraint>& constraints) {
  const Pieces& pieces = writer.pieces();
  const bool short_reason = constraints.size() == 1 && constraints.front()->because;
  const std::uint32_t width = short_reason ? short_line : widest_line;
  const auto is_short = [&](const ast::Constraint* constraint) {
    return fits_alone(pieces, {pieces.begin(constraint->span), pieces.end(constraint->span)}, 0, width);
  };
  const Writer::Mark mark = writer.mark();
  if (std::ranges::all_of(constraints, is_short)) {
    for (const ast::Constraint* constraint : constraints) {
      writer.spaced_line(0);
      write_row(writer, *constraint);
    }
    align_rows(writer.since(mark));
    if (is_table(writer.since(mark))) return;
    writer.rewind(mark);
  }
  for (const ast::Constraint* constraint : constraints) {
    writer.spaced_line(0);
    write_broken(writer, *constraint);
  }
}

void write(Writer& writer, const ast::Fallback& fallback) {
  const std::size_t end = writer.pieces().end(fallback.span);
  if (writer.fits(end)) return writer.until(end);
  writer.until(writer.pieces().end(fallback.count_span));
  write_when(writer, fallback.where, step);
  writer.until(end);
}

void write(Writer& writer, const ast::Prove& prove) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(prove.span);
  if (fits_alone(pieces, {writer.at(), end}, 0, short_line)) return writer.until(end);
  writer.until(pieces.end(prove.name.span));
  write_when(writer, prove.when, step);
  writer.until(writer.at() + 1);  // the colon
  writer.line(step);
  if (prove.every) {
    writer.until(pieces.begin(prove.every->span));
    write(writer, *prove.every, 2 * step);
  }
  writer.until(end);
}

}  // namespace select_model::formatting
