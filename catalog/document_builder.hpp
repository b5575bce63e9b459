#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/document.hpp"
#include "catalog/mistakes.hpp"

namespace select_model {

/// Builds a tree from what a reader meets in the order of the text, within the limits of all documents. A
/// call that gives false has reported a mistake after which reading cannot go on.
class DocumentBuilder {
 public:
  static constexpr std::size_t deepest = 256;  // as the language
  static constexpr std::size_t most_nodes =
      4'000'000;  // half a gigabyte; a catalogue of 30,000 offers has a million

  DocumentBuilder(SourcePtr source, Mistakes& mistakes) : source_(std::move(source)), mistakes_(mistakes) {}

  bool wants_key() const { return !open_.empty() && open_.back().is_map && !open_.back().has_key; }
  std::size_t depth() const { return open_.size(); }
  bool key(std::string text, Span span);
  bool add(Node node, std::size_t nodes = 1);
  bool open(bool is_map, Span span);
  /// The innermost list or map is marked up to `end`; the text is read up to `reached`.
  bool close(std::uint32_t end, std::uint32_t reached);
  bool close(std::uint32_t end) { return close(end, end); }
  /// Up to where the text is read.
  std::uint32_t last_end() const { return last_end_; }
  /// The node that was closed or added last. Valid until the next call.
  const Node* last() const { return last_; }
  std::optional<Node> take() { return std::move(root_); }
  Place place(Span span) const { return {source_, span}; }

 private:
  struct Frame {
    bool is_map = false;
    bool has_key = false;
    Span span;
    std::string key;
    Place key_place;
    std::size_t first = 0;  // of its items or entries
  };
  bool count(std::size_t nodes, Span span);
  void report_duplicates(const std::vector<Entry>& entries);
  void put(Node node);

  SourcePtr source_;
  Mistakes& mistakes_;
  std::vector<Frame> open_;
  // The children of all that is open, innermost last: each list and map is allocated once, when it closes.
  std::vector<Node> items_;
  std::vector<Entry> entries_;
  std::optional<Node> root_;
  const Node* last_ = nullptr;
  std::size_t nodes_ = 0;
  std::uint32_t last_end_ = 0;
};

}  // namespace select_model
