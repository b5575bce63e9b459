#include "catalog/mistakes.hpp"

#include <fmt/format.h>

#include "policy/nearest.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

constexpr std::size_t longest_shown = 60;
// No name of ours is longer, and an edit distance costs the product of both lengths.
constexpr std::size_t longest_compared = 256;
constexpr std::size_t most_compared = 50'000'000;

std::string_view shorten(std::string_view text) {
  if (text.size() <= longest_shown) return text;
  std::size_t end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

void Mistakes::keep(Diagnostic diagnostic) {
  any_ = any_ || diagnostic.severity == Severity::error;
  if (found_.size() < most) {
    found_.push_back(std::move(diagnostic));
  } else if (left_out_++ == 0) {
    first_left_out_ = diagnostic.place;
  }
}

void Mistakes::add(Code code, std::string message, Place place, std::string help,
                   std::vector<Related> related) {
  keep({code, std::move(message), std::move(place), std::move(help), std::move(related)});
}

void Mistakes::add(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) keep(diagnostic);
}

void Mistakes::warn(Code code, std::string message, Place place, std::string help) {
  keep({code, std::move(message), std::move(place), std::move(help), {}, Severity::warning});
}

std::string Mistakes::did_you_mean(std::string_view name,
                                   const std::function<std::vector<std::string>()>& candidates,
                                   std::string otherwise) {
  if (name.size() > longest_compared || found_.size() >= most) return otherwise;
  if (compared_ > most_compared) return otherwise;
  const std::vector<std::string> names = candidates();
  for (const std::string& candidate : names) compared_ += name.size() * candidate.size();
  const auto near = nearest(name, names);
  return near ? fmt::format("did you mean {}?", shown(*near)) : otherwise;
}

Diagnostics Mistakes::take() {
  if (left_out_ > 0) {
    found_.push_back(
        {Code::limit, fmt::format("{} further mistakes are not shown", left_out_), first_left_out_, "", {}});
  }
  sort_by_place(found_);
  return std::move(found_);
}

std::string shown(std::string_view text) {
  const std::string_view kept = shorten(text);
  return fmt::format("`{}{}`", printable(kept), kept.size() < text.size() ? "…" : "");
}

std::string found(const Node& node) {
  struct Words {
    std::string operator()(const NullNode&) const { return "nothing"; }
    std::string operator()(const ScalarNode& scalar) const {
      return scalar.text.empty() ? "an empty text" : shown(scalar.text);
    }
    std::string operator()(const ListNode&) const { return "a list"; }
    std::string operator()(const MapNode&) const { return "a map"; }
  };
  return std::visit(Words{}, node.content);
}

}  // namespace select_model
