#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "policy/format_writer.hpp"

/// How each part of a policy is laid out: on one line where it fits, else broken where people break it, and
/// what goes on is indented by two. Each writes all pieces of its nodes, from the one that comes next.
namespace select_model::formatting {

/// Neighbours of one kind, with neither a blank line nor a comment between them: they look alike. The first
/// is never null.
template <typename Node>
using Run = std::vector<const Node*>;
/// Whether a node that begins with the piece may stand in a run with the one before it.
bool adjoins(const Pieces& pieces, std::size_t begin);

void write(Writer& writer, const ast::Extends& extends);
void write(Writer& writer, const Run<ast::Ask>& asks);
void write(Writer& writer, const Run<ast::Fact>& facts);
void write(Writer& writer, const Run<ast::Let>& lets);
/// Of one shape.
void write(Writer& writer, const Run<ast::Constraint>& constraints);
bool same_shape(const ast::Constraint& a, const ast::Constraint& b);
void write(Writer& writer, const ast::Choose& choose);
void write(Writer& writer, const ast::Rank& rank);
void write(Writer& writer, const ast::Fallback& fallback);
void write(Writer& writer, const ast::Test& test);
void write(Writer& writer, const ast::Prove& prove);

/// Where it does not fit, its further lines stand at `indent`.
void write(Writer& writer, const ast::Expression& expression, std::uint32_t indent);
/// Whether it has brackets in which it can break.
bool opens(const ast::Expression& expression);
/// `when EXPRESSION`: on this line if it fits, else on its own.
void write_when(Writer& writer, const std::optional<ast::Expression>& when, std::uint32_t indent);
/// What goes on, likewise.
void write_on(Writer& writer, std::size_t end, std::uint32_t indent);

/// An item of a list as pieces [first, second), without the comma.
using Item = std::pair<std::size_t, std::size_t>;
/// As many items on a line as fit, or one where a comment stands among them. Further lines stand at `indent`.
void fill(Writer& writer, const std::vector<Item>& items, std::uint32_t indent);

/// No piece that follows another is the first.
inline constexpr std::size_t nothing = 0;
using Stops = std::initializer_list<std::size_t>;
/// Everything before `end`, which fits on the line. In the columns of a table stand the pieces `stops`, or
/// `nothing`.
void write_row(Writer& writer, std::size_t end, Stops stops);
/// Whether [begin, end) fits on a line of that width at that indent.
bool fits_alone(const Pieces& pieces, Item item, std::uint32_t indent, std::uint32_t width);
/// Whether all rows stand in columns, without wide gaps, and no line is too wide.
bool is_table(std::span<const Line> lines);

/// What has two parts (a condition and its reason, a proof and its claim) stays on one line only if that is
/// short; in a table it may be longer.
inline constexpr std::uint32_t short_line = 100;

}  // namespace select_model::formatting
