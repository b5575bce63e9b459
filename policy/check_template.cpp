#include <algorithm>

#include <fmt/format.h>

#include "policy/check_declarations.hpp"
#include "policy/check_expression.hpp"
#include "policy/check_size.hpp"

namespace select_model::checking {

namespace {

/// Where in the file each byte of a string's text stands; one more for its end. Escapes are longer than what
/// they mean.
std::vector<std::uint32_t> offsets_in_file(const View& view, const ast::Text& text) {
  const std::string_view written = view.source->slice(text.span);
  std::vector<std::uint32_t> offsets;
  std::size_t at = 1;
  while (at + 1 < written.size()) {
    std::size_t width = 1;
    std::size_t bytes = 1;
    if (written[at] == '\\') {
      width = 2;
      if (written.substr(at, 3) == "\\u{") {
        const std::size_t close = written.find('}', at);
        width = close == std::string_view::npos ? 3 : close + 1 - at;
        const unsigned long code =
            std::strtoul(std::string(written.substr(at + 3, width - 4)).c_str(), nullptr, 16);
        bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      }
    }
    offsets.insert(offsets.end(), bytes, text.span.begin + static_cast<std::uint32_t>(at));
    at += width;
  }
  offsets.push_back(text.span.begin + static_cast<std::uint32_t>(at));
  offsets.resize(std::max(offsets.size(), text.text.size() + 1), offsets.back());
  return offsets;
}

class TemplateReader {
 public:
  TemplateReader(Context& context, const View& view, const ast::Text& text, bool offer,
                 const std::string& what)
      : context_(context),
        view_(view),
        text_(text.text),
        offsets_(offsets_in_file(view, text)),
        offer_(offer),
        what_(what) {}

  std::optional<Template> read() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const char c = text_[at];
      const bool doubled = at + 1 < text_.size() && text_[at + 1] == c;
      if ((c == '{' || c == '}') && doubled) {
        plain_ += c;
        at += 2;
      } else if (c == '{') {
        at = hole(at);
      } else if (c == '}') {
        syntax(at, at + 1, "a `}` that closes nothing", "write `}}` for a brace");
        ++at;
      } else {
        plain_ += c;
        ++at;
      }
    }
    if (!plain_.empty()) made_.parts.emplace_back(std::move(plain_));
    if (!sound_) return std::nullopt;
    return std::move(made_);
  }

 private:
  Span span(std::size_t from, std::size_t to) const { return {offsets_[from], offsets_[to]}; }

  void syntax(std::size_t from, std::size_t to, std::string message, std::string help) {
    sound_ = false;
    context_.report.add(Code::syntax, view_.at(span(from, to)), std::move(message), std::move(help));
  }

  static bool is_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (text.empty() || !letter(text.front())) return false;
    return std::ranges::all_of(
        text, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
  }

  std::size_t hole(std::size_t open) {
    const std::size_t close = text_.find('}', open);
    if (close == std::string::npos) {
      syntax(open, open + 1, "a `{` that nothing closes", "write `{{` for a brace");
      return text_.size();
    }
    std::size_t from = open + 1;
    std::size_t to = close;
    while (from < to && text_[from] == ' ') ++from;
    while (to > from && text_[to - 1] == ' ') --to;
    value(from, to, open, close + 1);
    return close + 1;
  }

  void value(std::size_t from, std::size_t to, std::size_t open, std::size_t close) {
    const std::string inner = text_.substr(from, to - from);
    const bool of_model = inner.starts_with("model.");
    const bool of_first = inner.starts_with("first.");
    const std::size_t name_at = of_model || of_first ? 6 : 0;
    const std::string name = inner.substr(name_at);
    if (!is_name(name)) {
      syntax(open, close, "braces hold a name or `model.` and a name",
             "give an expression a name with `let`; write `{{` for a brace");
      return;
    }
    Typer typer(context_, view_);
    Maybe found = of_model || of_first
                      ? typer.fact({of_first, {name, span(from + name_at, to)}, false, {}}, span(from, to))
                      : typer.name(name, span(from, to), {});
    if (!found) {
      sound_ = false;
      return;
    }
    if (!offer_)
      forbid_model(context_, view_, found->expression, what_, "there is no offer yet; speak of answers only");
    if (!plain_.empty()) made_.parts.emplace_back(std::move(plain_));
    plain_.clear();
    made_.parts.emplace_back(std::move(found->expression));
  }

  Context& context_;
  const View& view_;
  const std::string& text_;
  std::vector<std::uint32_t> offsets_;
  bool offer_;
  const std::string& what_;
  Template made_;
  std::string plain_;
  bool sound_ = true;
};

}  // namespace

std::optional<Template> check_template(Context& context, const View& view, const ast::Text& text, bool offer,
                                       const std::string& what) {
  return TemplateReader(context, view, text, offer, what).read();
}

}  // namespace select_model::checking
