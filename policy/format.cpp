#include "policy/format.hpp"

#include <variant>

#include "policy/format_lines.hpp"
#include "policy/format_parts.hpp"

namespace select_model {

namespace {

using formatting::Pieces;
using formatting::Writer;

/// `policy NAME`, then what else it has: on one line, or each on its own.
void write_header(Writer& writer, const ast::Policy& policy, std::size_t end) {
  const Pieces& pieces = writer.pieces();
  writer.spaced_line(0);
  if (writer.fits(end)) return writer.until(end);
  writer.until(pieces.end(policy.name.span));
  if (policy.title) formatting::write_on(writer, pieces.end(policy.title->span), formatting::step);
  if (policy.version) formatting::write_on(writer, pieces.end(policy.version->span), formatting::step);
  if (writer.at() < end) formatting::write_on(writer, end, formatting::step);
}

Span span_of(const ast::Declaration& declaration) {
  return std::visit([](const auto& node) { return node.span; }, declaration);
}

/// Whether both may stand in one run, if they are neighbours.
template <typename Node>
bool alike(const Node& a, const Node& b) {
  if constexpr (std::is_same_v<Node, ast::Constraint>) return formatting::same_shape(a, b);
  return true;
}

/// Writes the declaration, and those that stand in a run with it; says how many.
std::size_t write_next(Writer& writer, const std::vector<ast::Declaration>& declarations, std::size_t next) {
  const auto write = [&]<typename Node>(const Node& first) -> std::size_t {
    if constexpr (requires(const formatting::Run<Node>& run) { formatting::write(writer, run); }) {
      formatting::Run<Node> run{&first};
      for (std::size_t i = next + 1; i < declarations.size(); ++i) {
        const Node* node = std::get_if<Node>(&declarations[i]);
        if (!node || !alike(first, *node)) break;
        if (!formatting::adjoins(writer.pieces(), writer.pieces().begin(node->span))) break;
        run.push_back(node);
      }
      formatting::write(writer, run);
      return run.size();
    } else {
      writer.spaced_line(0);
      formatting::write(writer, first);
      return 1;
    }
  };
  return std::visit(write, declarations[next]);
}

bool has_carriage_returns(std::string_view text) {
  const std::size_t first = text.find('\n');
  return first != std::string_view::npos && first > 0 && text[first - 1] == '\r';
}

/// A line break stands nowhere but at the end of a line: neither in a string nor in a comment.
std::string with_carriage_returns(std::string_view text) {
  std::string result;
  result.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

}  // namespace

std::string format(const ast::Policy& policy) {
  const Pieces pieces(policy);
  const std::size_t end_of_file = pieces.size() - 1;
  Writer writer(pieces);
  const auto& declarations = policy.declarations;
  write_header(writer, policy,
               declarations.empty() ? end_of_file : pieces.begin(span_of(declarations.front())));
  for (std::size_t next = 0; next < declarations.size();) next += write_next(writer, declarations, next);
  writer.spaced_line(0);
  writer.until(pieces.size());
  auto lines = std::move(writer).lines();
  formatting::align_remarks(lines);
  std::string text = formatting::join(lines);
  return has_carriage_returns(policy.source->text()) ? with_carriage_returns(text) : text;
}

}  // namespace select_model
