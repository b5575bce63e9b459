#include "catalog/document_builder.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

namespace select_model {

namespace {

template <typename T>
std::vector<T> take_from(std::vector<T>& stack, std::size_t first) {
  const auto begin = stack.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<T> taken(std::make_move_iterator(begin), std::make_move_iterator(stack.end()));
  stack.erase(begin, stack.end());
  return taken;
}

}  // namespace

bool DocumentBuilder::count(std::size_t nodes, Span span) {
  nodes_ += nodes;
  if (nodes_ <= most_nodes) return true;
  mistakes_.add(Code::limit, fmt::format("more than {} values in one file", most_nodes), place(span));
  return false;
}

bool DocumentBuilder::key(std::string text, Span span) {
  Frame& frame = open_.back();
  frame.key = std::move(text);
  frame.key_place = place(span);
  frame.has_key = true;
  last_end_ = span.end;
  return true;
}

void DocumentBuilder::put(Node node) {
  last_end_ = node.place.span.end;
  if (open_.empty()) {
    root_ = std::move(node);
    last_ = &*root_;
    return;
  }
  Frame& frame = open_.back();
  if (frame.is_map) {
    entries_.push_back({std::move(frame.key), std::move(frame.key_place), std::move(node)});
    frame.has_key = false;
    last_ = &entries_.back().value;
  } else {
    items_.push_back(std::move(node));
    last_ = &items_.back();
  }
}

bool DocumentBuilder::add(Node node, std::size_t nodes) {
  if (!count(nodes, node.place.span)) return false;
  put(std::move(node));
  return true;
}

bool DocumentBuilder::open(bool is_map, Span span) {
  if (open_.size() >= deepest) {
    mistakes_.add(Code::limit, fmt::format("lists and maps are nested deeper than {}", deepest), place(span));
    return false;
  }
  Frame frame;
  frame.is_map = is_map;
  frame.span = span;
  frame.first = is_map ? entries_.size() : items_.size();
  open_.push_back(std::move(frame));
  last_end_ = span.end;
  return count(1, span);
}

bool DocumentBuilder::close(std::uint32_t end, std::uint32_t reached) {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  Node node;
  node.place = place({frame.span.begin, std::max(end, frame.span.begin)});
  if (frame.is_map) {
    MapNode map{take_from(entries_, frame.first)};
    report_duplicates(map.entries);
    node.content = std::move(map);
  } else {
    node.content = ListNode{take_from(items_, frame.first)};
  }
  put(std::move(node));
  last_end_ = reached;
  return true;
}

void DocumentBuilder::report_duplicates(const std::vector<Entry>& entries) {
  const auto report = [&](const Entry& first, const Entry& second) {
    mistakes_.add(Code::duplicate_name, fmt::format("the key {} is given twice", shown(second.key)),
                  second.key_place, "", {{first.key_place, "first given here"}});
  };
  constexpr std::size_t few = 8;
  if (entries.size() <= few) {
    for (std::size_t i = 1; i < entries.size(); ++i) {
      const auto same = std::find_if(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Entry& other) { return other.key == entries[i].key; });
      if (same != entries.begin() + static_cast<std::ptrdiff_t>(i)) report(*same, entries[i]);
    }
    return;
  }
  std::vector<std::uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int compared = entries[a].key.compare(entries[b].key);
    return compared != 0 ? compared < 0 : a < b;
  });
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (entries[order[i]].key == entries[order[first]].key) {
      report(entries[order[first]], entries[order[i]]);
    } else {
      first = i;
    }
  }
}

}  // namespace select_model
