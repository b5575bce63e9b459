#include <algorithm>
#include <utility>

#include "policy/grammar.hpp"
#include "policy/syntax.hpp"

namespace select_model {
namespace {

/// Whether a declaration's word stands where one could begin, told by what follows it: a branch that somebody
/// named `test` is no place to pick up again.
bool begins_declaration(const Token* at) {
  if (!opens_declaration(*at)) return false;
  const Token& next = at[1];
  if (next.kind == TokenKind::end) return false;
  const auto next_is = [&](std::string_view text) { return next.text == text; };
  const auto word = at->text;
  if (word == "extends" || word == "test" || word == "prove") return next.kind == TokenKind::text;
  if (word == "fallback") return next.kind == TokenKind::number;
  if (word == "choose") return next_is("{") || next.kind == TokenKind::text;
  if (word == "policy") return next.kind == TokenKind::name;
  if (word == "rank" && (next_is("by") || next_is("when"))) return true;
  if (next.kind != TokenKind::name) return false;
  const auto after = at[2].text;
  if (word == "rank") return after == "by" || after == "when";
  if (word == "let") return after == "=" || after == ":";
  return after == ":" || after == "when";
}

class Parser {
 public:
  Parser(const SourcePtr& source, const Tokens& tokens)
      : source_(source), tokens_(tokens), reading_{tokens, {}, 0, {}} {}

  Result<ast::Policy> run() {
    ast::Policy policy;
    read_head(policy);
    while (at_ != last() && diagnostics_.size() < most_mistakes) {
      if (declarations_ == most_declarations) {
        report({Code::limit, "more than 10,000 declarations", place(at_->span), "", {}});
        break;
      }
      read_next(policy);
    }
    if (diagnostics_.size() >= most_mistakes) {
      report({Code::limit, "more than 1,000 mistakes: what follows was not read", place(at_->span), "", {}});
    }
    diagnostics_.insert(diagnostics_.end(), tokens_.mistakes.begin(), tokens_.mistakes.end());
    sort_by_place(diagnostics_);
    if (has_errors(diagnostics_)) return {std::nullopt, std::move(diagnostics_)};
    policy.comments = tokens_.comments;
    policy.source = source_;
    return {std::move(policy), std::move(diagnostics_)};
  }

 private:
  const Token* last() const { return &tokens_.tokens.back(); }
  Place place(Span span) const { return {source_, span}; }

  void read_head(ast::Policy& policy) {
    const Token* begin = at_;
    if (auto head = read_header(reading_, at_)) {
      header_ = begin->span;
      policy = std::move(*head);
      return expect_declaration(begin);
    }
    if (at_ == last()) {
      if (tokens_.mistakes.empty())
        report(
            {Code::syntax, "the file holds no policy", place(at_->span), "it begins with `policy NAME`", {}});
    } else if (reading_.expectations.furthest() == begin && begins_declaration(begin)) {
      report({Code::syntax,
              "expected `policy`, found `" + std::string(begin->text) + "`",
              place(begin->span),
              "a file begins with its header: `policy NAME`",
              {}});
    } else {
      recover(begin);
    }
  }

  void read_next(ast::Policy& policy) {
    const Token* begin = at_;
    if (at_->text == "policy") {
      refuse_second_header();
      return go_on(begin, begin + 1);
    }
    if (auto declaration = read_declaration(reading_, at_)) {
      ++declarations_;
      policy.declarations.push_back(std::move(*declaration));
      return expect_declaration(begin);
    }
    recover(begin);
  }

  /// What was read is well-formed, but perhaps no declaration follows: then `begin` is still what it belongs
  /// to.
  void expect_declaration(const Token* begin) {
    if (at_ == last() || opens_declaration(*at_)) return;
    reading_.expectations.note(at_, {"a declaration"});
    recover(begin);
  }

  /// Reports what went wrong since `begin` and goes on at the next declaration.
  void recover(const Token* begin) {
    if (auto& mistake = reading_.mistake) {
      if (is_own_mistake(begin, mistake->span.begin)) {
        report({mistake->code, mistake->message, place(mistake->span), mistake->help, {}});
      }
      return go_on(begin, token_at(begin, mistake->span.begin));
    }
    const Token* stuck = reading_.expectations.furthest();
    if (is_own_mistake(begin, stuck->span.begin))
      report(unexpected(source_, {begin, stuck, stuck == last() || picks_up(begin, stuck)},
                        reading_.expectations));
    go_on(begin, stuck);
  }

  /// The next place from `stuck` where a declaration begins, `begin` being where the failed one did.
  void go_on(const Token* begin, const Token* stuck) {
    for (at_ = std::min(std::max(stuck, begin + 1), last()); at_ != last() && !picks_up(begin, at_);) ++at_;
  }

  /// A declaration may itself be wrong from its second word: it is taken for one if it opens a line outside
  /// of brackets.
  bool picks_up(const Token* begin, const Token* at) {
    if (at == begin || !opens_declaration(*at)) return false;
    if (begins_declaration(at)) return true;
    const Span between{(at - 1)->span.end, at->span.begin};
    return source_->slice(between).find('\n') != std::string_view::npos && bracket_depth(begin, at) == 0;
  }

  std::ptrdiff_t bracket_depth(const Token* begin, const Token* at) {
    if (depth_from_ != begin || depth_at_ > at) depth_from_ = depth_at_ = begin, depth_ = 0;
    for (; depth_at_ != at; ++depth_at_) {
      const auto text = depth_at_->text;
      if (text == "(" || text == "{") ++depth_;
      if ((text == ")" || text == "}") && depth_ > 0) --depth_;
    }
    return depth_;
  }

  void refuse_second_header() {
    Diagnostic diagnostic{Code::syntax,
                          "a second `policy`",
                          place(at_->span),
                          "a file holds one policy: its header stands once, at the head",
                          {}};
    if (header_) diagnostic.related.push_back({place(*header_), "the first is here"});
    if (is_own_mistake(at_, at_->span.begin)) report(std::move(diagnostic));
  }

  /// Whether nothing that the lexer reported could be the reason: neither a gap in the same declaration
  /// before it, nor a mistake at the very place. What was dropped before the first token belongs to the
  /// header.
  bool is_own_mistake(const Token* begin, std::uint32_t at) const {
    const std::uint32_t from = begin == tokens_.tokens.data() ? 0 : begin->span.begin;
    const auto gap = std::ranges::lower_bound(tokens_.gaps, from);
    if (gap != tokens_.gaps.end() && *gap <= at) return false;
    const auto begins = [](const Diagnostic& mistake) { return mistake.place.span.begin; };
    return !std::ranges::binary_search(tokens_.mistakes, at, {}, begins);
  }

  const Token* token_at(const Token* begin, std::uint32_t offset) const {
    return std::lower_bound(begin, last(), offset,
                            [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  }

  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  const SourcePtr& source_;
  const Tokens& tokens_;
  Reading reading_;
  const Token* at_ = tokens_.tokens.data();
  std::size_t declarations_ = 0;
  std::optional<Span> header_;
  const Token* depth_from_ = nullptr;  // brackets are counted once, however often they are asked for
  const Token* depth_at_ = nullptr;
  std::ptrdiff_t depth_ = 0;
  Diagnostics diagnostics_;
};

}  // namespace

Result<ast::Policy> parse(const SourcePtr& source) {
  const Tokens tokens = lex(source);
  return Parser(source, tokens).run();
}

}  // namespace select_model
