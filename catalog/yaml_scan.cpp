#include "catalog/yaml_scan.hpp"

#include <algorithm>

#include "policy/utf8.hpp"

namespace select_model {

namespace {

bool is_flow(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

}  // namespace

std::size_t YamlScan::skip_space(std::size_t at) const {
  const auto is_comment = [&] { return text_[at] == '#' && (at == 0 || is_blank(text_[at - 1])); };
  while (at < text_.size() && (is_blank(text_[at]) || is_comment())) {
    at = text_[at] == '#' ? std::min(text_.find('\n', at), text_.size()) : at + 1;
  }
  return at;
}

std::size_t YamlScan::skip_properties(std::size_t at) const {
  while (at < text_.size() && (text_[at] == '&' || text_[at] == '!')) at = skip_space(word_end(at));
  return at;
}

std::size_t YamlScan::word_end(std::size_t at) const {
  const std::size_t begin = at;
  while (at < text_.size() && !is_blank(text_[at]) && !(at > begin && is_flow(text_[at]))) ++at;
  return at;
}

std::size_t YamlScan::line_end(std::size_t at) const {
  std::size_t end = std::min(text_.find('\n', at), text_.size());
  while (end > at && is_blank(text_[end - 1])) --end;
  return end;
}

/// 0 where it is not closed.
std::size_t YamlScan::quoted_end(std::size_t begin) const {
  const char quote = text_[begin];
  for (std::size_t at = begin + 1; at < text_.size(); ++at) {
    if (quote == '"' && text_[at] == '\\') {
      ++at;
    } else if (text_[at] == quote) {
      if (quote == '"' || at + 1 >= text_.size() || text_[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return 0;
}

std::size_t YamlScan::scalar_end(std::size_t begin, std::string_view value) const {
  if (begin >= text_.size()) return text_.size();
  if (text_[begin] == '"' || text_[begin] == '\'') return quoted_end(begin);
  const bool is_block = text_[begin] == '|' || text_[begin] == '>';
  return !is_block && from(begin).starts_with(value) ? begin + value.size() : line_end(begin);
}

std::size_t YamlScan::flow_end(std::size_t at, char closing) const {
  std::size_t end = skip_space(at);
  while (end < text_.size() && text_[end] == ',') end = skip_space(end + 1);
  return end < text_.size() && text_[end] == closing ? end + 1 : at;
}

bool YamlScan::is_closed(std::size_t begin) const {
  if (begin >= text_.size()) return true;
  if (text_[begin] == '"' || text_[begin] == '\'') return quoted_end(begin) != 0;
  if (text_[begin] != '[' && text_[begin] != '{') return true;
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text_.size(); ++at) {
    if (text_[at] == '[' || text_[at] == '{') ++depth;
    if ((text_[at] == ']' || text_[at] == '}') && --depth == 0) return true;
    if (text_[at] != '"') continue;
    const std::size_t end = quoted_end(at);
    if (end == 0) return false;
    at = end - 1;
  }
  return false;
}

std::optional<std::size_t> YamlScan::indenting_tab(std::size_t at) const {
  const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
  const std::size_t tab = text_.find_first_not_of(' ', before == std::string_view::npos ? 0 : before + 1);
  return tab < at && text_[tab] == '\t' ? std::optional(tab) : std::nullopt;
}

std::optional<std::size_t> YamlScan::next_quote(std::size_t at) const {
  for (at = skip_space(at); at < text_.size(); at = skip_space(at + 1)) {
    if (text_[at] == '"' || text_[at] == '\'') return at;
    if (text_[at] != ':' && text_[at] != '-' && text_[at] != '?' && !is_flow(text_[at])) break;
  }
  return std::nullopt;
}

}  // namespace select_model
