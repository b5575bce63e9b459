// At build time: a catalogue in YAML becomes a C++ file that holds it as JSON, which is read forty times as
// fast at every start. A catalogue with a mistake fails the build.
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "catalog/catalog.hpp"

namespace {

using namespace select_model;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20) {
      result += fmt::format("\\u{:04x}", byte);
    } else {
      result += c;
    }
  }
  return result += '"';
}

/// A number as JSON spells it: what YAML takes for one besides (`1_500`, `.5`) stays text, which means the
/// same.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!digits(whole) || (whole.size() > 1 && whole[0] == '0')) return false;
  return point == std::string_view::npos || digits(text.substr(point + 1));
}

void write(std::string& json, const Node& node, int depth);

struct Writer {
  std::string& json;
  int depth;

  void operator()(const NullNode&) const { json += "null"; }
  void operator()(const ScalarNode& scalar) const {
    const auto truth = as_bool(scalar);
    json += truth                                           ? (*truth ? "true" : "false")
            : !scalar.quoted && is_json_number(scalar.text) ? scalar.text
                                                            : quoted(scalar.text);
  }
  void operator()(const ListNode& list) const {
    json += '[';
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      separate(i);
      write(json, list.items[i], depth + 1);
    }
    json += ']';
  }
  void operator()(const MapNode& map) const {
    json += '{';
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
      separate(i);
      json += quoted(map.entries[i].key) + ':';
      write(json, map.entries[i].value, depth + 1);
    }
    json += '}';
  }
  /// One model a line, so that a change shows as one.
  void separate(std::size_t index) const {
    if (index > 0) json += ',';
    if (depth <= 1) json += '\n';
  }
};

void write(std::string& json, const Node& node, int depth) { std::visit(Writer{json, depth}, node.content); }

/// Each line as a literal of its own: no compiler has to take one long one.
std::string as_literals(std::string_view text) {
  std::string literals;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string line;
    for (const char c : text.substr(0, end)) {
      if (c == '"' || c == '\\' || c == '?') line += '\\';
      line += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    literals += fmt::format("\n    \"{}\"", line);
    text.remove_prefix(end);
  }
  return literals;
}

std::string source_file(const Node& catalog) {
  std::string json;
  write(json, catalog, 0);
  json += '\n';
  return fmt::format(
      "// Made by select_model_embed.\n#include \"catalog/builtin.hpp\"\n\nnamespace select_model {{\n\n"
      "std::string_view builtin_guide_catalog_json() {{\n  static constexpr char json[] ={};\n  return "
      "{{json, sizeof json - 1}};\n}}\n\n}}  // namespace select_model\n",
      as_literals(json));
}

std::optional<std::string> read_file(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

constexpr std::size_t max_bytes = std::size_t{1} << 20;

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: select_model_embed IN.yaml OUT.cpp\n";
    return 2;
  }
  const auto text = read_file(argv[1]);
  if (!text) {
    std::cerr << argv[1] << ": cannot be read\n";
    return 2;
  }
  const auto source = std::make_shared<const Source>(argv[1], *text);
  const auto catalog = build_catalog({source});
  for (const Diagnostic& diagnostic : catalog.diagnostics) std::cerr << to_text(diagnostic, false);
  if (!catalog) return 1;
  std::ofstream out(argv[2], std::ios::binary);
  out << source_file(*read_document(source, max_bytes));
  out.close();
  if (out) return 0;
  std::cerr << argv[2] << ": cannot be written\n";
  return 2;
}
