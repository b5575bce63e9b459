#include <algorithm>

#include "policy/format_parts.hpp"

namespace select_model::formatting {

namespace {

void write(Writer& writer, const ast::Criterion& criterion) {
  const Pieces& pieces = writer.pieces();
  const auto word_before = [&](const auto& node) { return node ? pieces.begin(node->span) - 1 : nothing; };
  const std::size_t end = pieces.end(criterion.span);
  const std::size_t weight = word_before(criterion.weight);
  const std::size_t scale =
      criterion.relative ? pieces.begin(criterion.relative_span) : word_before(criterion.from);
  const std::size_t rounding = word_before(criterion.step);
  const std::size_t title = criterion.title ? pieces.begin(criterion.title->span) : nothing;
  if (writer.fits(end)) return write_row(writer, end, {weight, scale, rounding, title});
  writer.until(pieces.begin(criterion.value.span));
  write(writer, criterion.value, 3 * step);
  for (const std::size_t clause : {scale, rounding, title, end}) {
    if (clause > writer.at()) write_on(writer, clause, 2 * step);
  }
}

/// `given` or `expect` with its list, up to the piece that follows it.
void write_statement(Writer& writer, const std::vector<Item>& items) {
  const std::size_t end = items.back().second;
  if (writer.fits(end)) return writer.until(end);
  writer.until(items.front().first);
  fill(writer, items, 2 * step);
}

/// The list of one `given`: until what follows an item is no comma.
std::vector<Item> next_givens(const Writer& writer, const std::vector<ast::Given>& givens,
                              std::size_t& next) {
  const Pieces& pieces = writer.pieces();
  std::vector<Item> items;
  do {
    const ast::Given& given = givens[next++];
    items.emplace_back(pieces.begin(given.name.span), pieces.end(given.value.span));
  } while (pieces[items.back().second].text == ",");
  return items;
}

void write(Writer& writer, const ast::Expectation& expectation) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(expectation.span);
  if (writer.fits(end)) return writer.until(end);
  const auto items = [&](const auto& nodes) {
    std::vector<Item> found;
    for (const auto& node : nodes) found.emplace_back(pieces.begin(node.span), pieces.end(node.span));
    return found;
  };
  if (!expectation.refs.empty()) write_statement(writer, items(expectation.refs));
  if (!expectation.names.empty()) {
    if (!writer.fits(end)) writer.line(2 * step);
    write_statement(writer, items(expectation.names));
  }
  writer.until(end);
}

/// A block that stood on one line stays there if it fits, its items two blanks apart.
bool stays_on_one_line(const Pieces& pieces, Item block, std::size_t open, std::size_t items) {
  const auto blanks = static_cast<std::uint32_t>(items + 1);
  return items > 0 && !pieces[open + 1].after_break && fits_alone(pieces, block, 0, widest_line - blanks);
}

/// Where the statements of a test begin.
std::vector<std::size_t> statements_of(const Pieces& pieces, const ast::Test& test) {
  std::vector<std::size_t> begins;
  for (const ast::Given& given : test.given) {
    const std::size_t before = pieces.begin(given.name.span) - 1;
    if (pieces[before].text != ",") begins.push_back(before);
  }
  for (const ast::Expectation& expectation : test.expectations)
    begins.push_back(pieces.begin(expectation.span));
  std::ranges::sort(begins);
  return begins;
}

void write_on_one_line(Writer& writer, const std::vector<std::size_t>& items, std::size_t end) {
  for (const std::size_t item : items) {
    writer.until(item);
    writer.blanks(item == items.front() ? 1 : 2);
  }
  writer.until(end - 1);
  writer.blanks(1);
  writer.until(end);
}

}  // namespace

void write(Writer& writer, const ast::Rank& rank) {
  const Pieces& pieces = writer.pieces();
  std::vector<std::size_t> begins;
  for (const ast::Criterion& criterion : rank.criteria) begins.push_back(pieces.begin(criterion.span));
  const std::size_t open = begins.front() - 1;
  const std::size_t end = pieces.end(rank.span);
  if (stays_on_one_line(pieces, {writer.at(), end}, open, begins.size()))
    return write_on_one_line(writer, begins, end);
  if (!writer.fits(open + 1)) {
    writer.until(rank.name ? pieces.end(rank.name->span) : writer.at() + 1);
    write_when(writer, rank.when, step);
    writer.line(step);
  }
  writer.until(open + 1);
  Writer::Mark table = writer.mark();
  for (const ast::Criterion& criterion : rank.criteria) {
    if (!adjoins(pieces, pieces.begin(criterion.span))) {
      align_rows(writer.since(table));
      table = writer.mark();
    }
    writer.spaced_line(step);
    write(writer, criterion);
  }
  align_rows(writer.since(table));
  writer.spaced_line(0, step);
  writer.until(end);
}

void write(Writer& writer, const ast::Test& test) {
  const Pieces& pieces = writer.pieces();
  const std::size_t end = pieces.end(test.span);
  const std::size_t open = pieces.end(test.catalog ? test.catalog->span : test.name.span);
  const std::vector<std::size_t> statements = statements_of(pieces, test);
  if (statements.empty() && writer.fits(end)) return writer.until(end);
  if (stays_on_one_line(pieces, {writer.at(), end}, open, statements.size()))
    return write_on_one_line(writer, statements, end);
  writer.until(pieces.end(test.name.span));
  write_on(writer, open + 1, step);
  std::size_t next_given = 0;
  auto expectation = test.expectations.begin();
  while (writer.at() + 1 < end) {
    writer.spaced_line(step);
    if (writer.next() == "given") {
      write_statement(writer, next_givens(writer, test.given, next_given));
    } else {
      write(writer, *expectation++);
    }
  }
  writer.spaced_line(0, step);
  writer.until(end);
}

}  // namespace select_model::formatting
