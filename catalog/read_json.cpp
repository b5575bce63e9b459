#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/document_builder.hpp"
#include "catalog/readers.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

/// Walks the text and lets the handler see how far the lexer has come: its events carry no places.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor&) const = default;

 private:
  const char* at_;
  const char** reached_;
};

bool is_structure(char c) { return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':'; }

struct Fault {
  std::string message;
  std::string help;
};

std::string expected_in(std::string_view what) {
  if (what.find("; expected end of input") != std::string_view::npos) return "the end of the file";
  if (what.find("while parsing object key") != std::string_view::npos) return "a key in quotes";
  if (what.find("while parsing object separator") != std::string_view::npos) return "`:`";
  if (what.find("while parsing object") != std::string_view::npos) return "`,` or `}`";
  if (what.find("while parsing array") != std::string_view::npos) return "`,` or `]`";
  return "a value";
}

/// The reader's words in our voice: `token` is what stands where it stopped, `before` the last character
/// before it.
Fault explain(std::string_view what, std::string_view token, char before) {
  const auto says = [&](std::string_view words) { return what.find(words) != std::string_view::npos; };
  if (says("missing closing quote")) return {"a text that is not closed", "end it with `\"`"};
  if (says("control character")) return {"a line break or a tab inside a text", "write it as `\\n` or `\\t`"};
  if (says("backslash") || says("surrogate") || says("hex digits")) {
    return {"no such escape in a text", "JSON knows `\\\" \\\\ \\/ \\b \\f \\n \\r \\t` and `\\u0041`"};
  }
  if (token.starts_with('/') || token.starts_with('#'))
    return {"JSON has no comments", "remove it, or write the file as YAML"};
  const std::string seen = token.empty() ? "the end of the file" : shown(token);
  const bool closes = token == "}" || token == "]";
  return {fmt::format("expected {}, found {}", expected_in(what), seen),
          closes && before == ',' ? "remove the comma before it" : ""};
}

class JsonHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonHandler(const SourcePtr& source, Mistakes& mistakes)
      : text_(source->text()), reached_(text_.data()), builder_(source, mistakes), mistakes_(mistakes) {}

  Cursor begin() { return {text_.data(), &reached_}; }
  Cursor end() { return {text_.data() + text_.size(), &reached_}; }
  std::optional<Node> take() { return builder_.take(); }

  bool null() override { return builder_.add({NullNode{}, place(token())}); }
  bool boolean(bool value) override {
    return builder_.add({ScalarNode{value ? "true" : "false", false}, place(token())});
  }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& value) override { return builder_.add({ScalarNode{value, true}, place(token())}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return builder_.open(true, token()); }
  bool key(string_t& value) override { return builder_.key(value, token()); }
  bool end_object() override { return builder_.close(token().end); }
  bool start_array(std::size_t) override { return builder_.open(false, token()); }
  bool end_array() override { return builder_.close(token().end); }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    const std::size_t begin = offender(std::min(position, text_.size()));
    const std::string_view found = text_at(begin);
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + found.size())};
    if (error.id == 406) {  // a number that no double holds
      mistakes_.add(Code::out_of_range, fmt::format("{} is too large a number", shown(found)), place(span));
      return false;
    }
    std::size_t last = begin;
    while (last > 0 && is_blank(text_[last - 1])) --last;
    Fault fault = explain(error.what(), found, last > 0 ? text_[last - 1] : '\0');
    mistakes_.add(Code::syntax, std::move(fault.message), place(span), std::move(fault.help));
    return false;
  }

 private:
  Place place(Span span) const { return builder_.place(span); }

  std::size_t skip_blanks(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    return at;
  }

  /// The token that the lexer has just read: it starts after the last one's end and what separates the two.
  Span token() {
    std::size_t begin = end_;
    while (begin < text_.size() && (is_blank(text_[begin]) || text_[begin] == ',' || text_[begin] == ':'))
      ++begin;
    if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) begin = skip_blanks(3);
    end_ = static_cast<std::size_t>(reached_ - text_.data());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end_)};
  }

  bool number() {
    Span span = token();
    end_ = number_end(span.begin);  // the lexer looks one ahead, but not past the end of the text
    span.end = static_cast<std::uint32_t>(end_);
    return builder_.add(
        {ScalarNode{std::string(text_.substr(span.begin, span.end - span.begin)), false}, place(span)});
  }

  std::size_t number_end(std::size_t at) const {
    const auto is = [&](std::string_view any) {
      return at < text_.size() && any.find(text_[at]) != std::string_view::npos;
    };
    const auto digits = [&] {
      while (is("0123456789")) ++at;
    };
    if (is("-")) ++at;
    if (is("0")) {
      ++at;
    } else {
      digits();
    }
    if (is(".")) {
      ++at;
      digits();
    }
    if (!is("eE")) return at;
    ++at;
    if (is("+-")) ++at;
    digits();
    return at;
  }

  /// Where the token begins that ends at `position` and does not fit.
  std::size_t offender(std::size_t position) const {
    std::size_t at = skip_blanks(end_ == 0 && text_.starts_with("\xEF\xBB\xBF") ? 3 : end_);
    while (at + 1 < position && (text_[at] == ',' || text_[at] == ':')) at = skip_blanks(at + 1);
    return std::min(at, text_.size());
  }

  std::string_view text_at(std::size_t begin) const {
    std::size_t end = begin;
    if (end < text_.size() && text_[end] == '"') {
      for (++end; end < text_.size() && text_[end] != '"' && text_[end] != '\n'; ++end) {
        if (text_[end] == '\\') ++end;
      }
      return text_.substr(begin, std::min(end + 1, text_.size()) - begin);
    }
    while (end < text_.size() && !is_blank(text_[end]) && !is_structure(text_[end])) ++end;
    return text_.substr(begin, std::max(end, std::min(begin + 1, text_.size())) - begin);
  }

  std::string_view text_;
  const char* reached_;
  DocumentBuilder builder_;
  Mistakes& mistakes_;
  std::size_t end_ = 0;
};

}  // namespace

std::optional<Node> read_json(const SourcePtr& source, Mistakes& mistakes) {
  JsonHandler handler(source, mistakes);
  if (!nlohmann::json::sax_parse(handler.begin(), handler.end(), &handler)) return std::nullopt;
  return handler.take();
}

}  // namespace select_model
