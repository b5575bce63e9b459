#include "catalog/document.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalog/readers.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// `{"…`: meant as JSON, whatever it is called.
bool looks_quoted(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n[{");
  return first != std::string_view::npos && text[first] == '"';
}

/// Both readers are given nothing but text: yaml-cpp takes byte 4 for the end of the file and mends broken
/// UTF-8 in silence.
bool is_text(const SourcePtr& source, Mistakes& mistakes) {
  const std::string_view text = source->text();
  const auto report = [&](std::string message, std::size_t at, std::string help) {
    const auto begin = static_cast<std::uint32_t>(at);
    mistakes.add(Code::syntax, std::move(message), {source, {begin, begin + 1}}, std::move(help));
    return false;
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return report("the file is UTF-16", 0, "save it as UTF-8");
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
      if (byte == 0) return report("a NUL byte: this is no text", at, "save it as UTF-8");
      return report(fmt::format("a control character, 0x{:02x}", byte), at,
                    "remove it, or write it as an escape");
    }
    const CodePoint point = code_point(text, at);
    if (!point.valid) return report(fmt::format("not UTF-8: byte 0x{:02x}", byte), at, "save it as UTF-8");
    at += point.bytes;
  }
  return true;
}

}  // namespace

const Node* find(const MapNode& map, std::string_view key) {
  for (const Entry& entry : map.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<bool> as_bool(const ScalarNode& scalar) {
  if (scalar.quoted) return std::nullopt;
  if (scalar.text == "true" || scalar.text == "True" || scalar.text == "TRUE") return true;
  if (scalar.text == "false" || scalar.text == "False" || scalar.text == "FALSE") return false;
  return std::nullopt;
}

Syntax syntax_of(const Source& source) {
  if (source.name().ends_with(".json")) return Syntax::json;
  std::string_view text = source.text();
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[') ? Syntax::json
                                                                                       : Syntax::yaml;
}

std::optional<Node> read_document(const SourcePtr& source, std::size_t max_bytes, Mistakes& mistakes) {
  if (source->text().size() > max_bytes) {
    mistakes.add(Code::limit, fmt::format("the file is larger than {} MiB", max_bytes >> 20), {source, {}});
    return std::nullopt;
  }
  if (!is_text(source, mistakes)) return std::nullopt;
  if (syntax_of(*source) == Syntax::yaml) return read_yaml(source, source->text(), mistakes);

  Mistakes as_json;
  std::optional<Node> document = read_json(source, as_json);
  const Diagnostics found = as_json.take();
  // `{a: 1}` is YAML that looks like JSON.
  const bool broken = !document && std::all_of(found.begin(), found.end(),
                                               [](const Diagnostic& d) { return d.code == Code::syntax; });
  if (broken && !source->name().ends_with(".json")) {
    Mistakes as_yaml;
    document = read_yaml(source, source->text(), as_yaml);
    if (document || !looks_quoted(source->text())) {
      mistakes.add(as_yaml.take());
      return document;
    }
  }
  mistakes.add(found);
  return document;
}

std::optional<Node> read_value_text(const SourcePtr& source, std::size_t from, Mistakes& mistakes) {
  if (!is_text(source, mistakes)) return std::nullopt;
  std::string text(source->text());
  std::fill_n(text.begin(), from, ' ');
  return read_yaml(source, text, mistakes);
}

Result<Node> read_document(const SourcePtr& source, std::size_t max_bytes) {
  Mistakes mistakes;
  Result<Node> result;
  result.value = read_document(source, max_bytes, mistakes);
  if (mistakes.any()) result.value.reset();
  result.diagnostics = mistakes.take();
  return result;
}

}  // namespace select_model
