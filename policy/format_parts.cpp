#include "policy/format_parts.hpp"

#include <algorithm>

namespace select_model::formatting {

bool adjoins(const Pieces& pieces, std::size_t begin) {
  const auto is_above = [](const Remark& remark) { return remark.place == RemarkPlace::above; };
  return !pieces[begin].after_blank && std::ranges::none_of(pieces.before(begin), is_above);
}

void write_on(Writer& writer, std::size_t end, std::uint32_t indent) {
  if (!writer.fits(end)) writer.line(indent);
  writer.until(end);
}

void fill(Writer& writer, const std::vector<Item>& items, std::uint32_t indent) {
  const bool one_each = writer.pieces().remarked(items.front().first, items.back().second + 1);
  for (const Item& item : items) {
    const bool first = &item == &items.front();
    if (!first && (one_each || !writer.fits(item.second))) writer.line(indent);
    writer.until(item.second);
    if (&item != &items.back()) writer.until(item.second + 1);
  }
}

void write_row(Writer& writer, std::size_t end, Stops stops) {
  std::uint8_t column = 0;
  for (const std::size_t stop : stops) {
    if (stop != nothing) {
      writer.until(stop);
      writer.stop(column);
    }
    ++column;
  }
  writer.until(end);
}

bool fits_alone(const Pieces& pieces, Item item, std::uint32_t indent, std::uint32_t width) {
  return !pieces.remarked(item.first, item.second) && indent + pieces.width(item.first, item.second) <= width;
}

bool is_table(std::span<const Line> lines) {
  // Across a wider gap a condition is not seen to belong to what follows.
  constexpr std::uint32_t widest_gap = 24;
  const auto is_near = [](const Stop& stop) { return stop.aligned && stop.pad <= widest_gap; };
  return std::ranges::all_of(lines, [&](const Line& line) {
    return line.stops.empty() || (line.width <= widest_line && std::ranges::all_of(line.stops, is_near));
  });
}

}  // namespace select_model::formatting
