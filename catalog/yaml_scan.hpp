#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace select_model {

/// Finds in the text of a YAML file what its reader does not say: where things end, and where a mistake
/// began.
class YamlScan {
 public:
  explicit YamlScan(std::string_view text) : text_(text) {}

  std::size_t size() const { return text_.size(); }
  std::string_view from(std::size_t at) const { return text_.substr(at < text_.size() ? at : text_.size()); }

  /// Past blanks, line breaks and comments.
  std::size_t skip_space(std::size_t at) const;
  /// Past the anchors and tags that stand before a value.
  std::size_t skip_properties(std::size_t at) const;
  std::size_t word_end(std::size_t at) const;
  /// Without trailing blanks.
  std::size_t line_end(std::size_t at) const;
  /// The end of a scalar that means `value`; of one over several lines, the end of the first.
  std::size_t scalar_end(std::size_t begin, std::string_view value) const;
  /// The end of a flow collection whose last child ended at `at`.
  std::size_t flow_end(std::size_t at, char closing) const;
  /// Whether a text in quotes or a flow collection that begins here ends; whatever else begins here does.
  bool is_closed(std::size_t begin) const;
  /// What closes the quote or bracket that stands there.
  std::string closing_help(std::size_t begin) const;
  /// The tab in the indentation of the line that `at` stands on, if there is one.
  std::optional<std::size_t> indenting_tab(std::size_t at) const;
  /// The quote that opens the next value after `at`, if nothing else stands between.
  std::optional<std::size_t> next_quote(std::size_t at) const;

 private:
  std::size_t quoted_end(std::size_t begin) const;

  std::string_view text_;
};

}  // namespace select_model
