#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>
#include <vector>

#include "policy/grammar.hpp"
#include "policy/nearest.hpp"
#include "policy/phrase.hpp"
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
      : source_(source), tokens_(tokens), reading_{tokens, {}, 0, {}}, lexed_(tokens.mistakes) {}

  PartlyParsed run() {
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
    if (foreign_file_ && !header_ && declarations_ == 0) refuse_file();
    std::ranges::move(lexed_, std::back_inserter(diagnostics_));
    sort_by_place(diagnostics_);
    policy.comments = tokens_.comments;
    policy.source = source_;
    assert(has_errors(diagnostics_) || lost_.empty());
    if (!has_errors(diagnostics_)) return {{std::move(policy), std::move(diagnostics_)}, std::nullopt};
    return {{std::nullopt, std::move(diagnostics_)}, remains(std::move(policy))};
  }

 private:
  const Token* last() const { return &tokens_.tokens.back(); }
  Place place(Span span) const { return {source_, span}; }

  std::optional<Remains> remains(ast::Policy policy) const {
    const bool all_read = std::ranges::all_of(
        diagnostics_, [](const Diagnostic& mistake) { return mistake.code == Code::syntax; });
    if (!all_read || policy.name.text.empty()) return std::nullopt;
    Remains left{std::move(policy), {}};
    for (const auto& [from, to] : lost_) {
      for (const Token* token = from; token != to; ++token) left.lost.emplace(token->text);
    }
    // What another file declares may be meant by any name.
    if (left.lost.contains("extends")) return std::nullopt;
    return left;
  }

  void read_head(ast::Policy& policy) {
    const Token* begin = at_;
    if (take_header(policy)) return;
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
      foreign_file_ = reading_.expectations.furthest() == begin && !nearest(begin->text, {"policy"});
      recover(begin);
    }
  }

  /// A catalogue, a page of text: whatever is said of its words beside that it is no policy is beside the
  /// point.
  void refuse_file() {
    const Token* begin = tokens_.tokens.data();
    const bool data = begin->text == "{" || begin->text == "-" || begin[1].text == ":";
    diagnostics_.clear();
    lexed_.clear();
    report({Code::syntax,
            "the file is no policy",
            place(begin->span),
            data ? "a policy begins with `policy NAME`; this looks like YAML or JSON: a catalogue, or "
                   "requirements"
                 : "a policy begins with `policy NAME`",
            {}});
  }

  bool take_header(ast::Policy& policy) {
    const Token* begin = at_;
    if (begin->text == "policy") header_ = begin->span;
    auto head = read_header(reading_, at_);
    if (!head) return false;
    head->declarations = std::move(policy.declarations);
    policy = std::move(*head);
    expect_declaration(begin);
    return true;
  }

  void read_next(ast::Policy& policy) {
    const Token* begin = at_;
    if (at_->text == "policy" && header_) {
      refuse_second_header();
      return go_on(begin, begin + 1);
    }
    if (at_->text == "policy") {
      if (!take_header(policy)) recover(begin);
      return;
    }
    if (auto declaration = read_declaration(reading_, at_)) {
      ++declarations_;
      const Span read{begin->span.begin, (at_ - 1)->span.end};
      if (!expect_declaration(begin)) return;
      if (!has_mistake_of_lexer(read)) return policy.declarations.push_back(std::move(*declaration));
      lost_.emplace_back(begin, at_);
      return;
    }
    recover(begin);
  }

  /// Where the lexer put something in the place of what it did not know, that may not be what was meant.
  bool has_mistake_of_lexer(Span span) const {
    const auto begins = [](const Diagnostic& mistake) { return mistake.place.span.begin; };
    const auto first = std::ranges::lower_bound(tokens_.mistakes, span.begin, {}, begins);
    return first != tokens_.mistakes.end() && first->place.span.begin < span.end;
  }

  /// What was read is well-formed, but perhaps no declaration follows: then `begin` is still what it belongs
  /// to.
  bool expect_declaration(const Token* begin) {
    if (at_ == last() || opens_declaration(*at_)) return true;
    reading_.expectations.note(at_, {"a declaration"});
    recover(begin);
    return false;
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
    if (closes_what_was_skipped(stuck)) return go_on(begin, stuck + 1);
    const bool misnamed = is_misnamed(stuck);
    const bool cut_off = stuck == last() || (!misnamed && picks_up(begin, stuck));
    go_on(begin, misnamed ? stuck + 1 : stuck);
    // What may begin a declaration, and stands where one does, has nothing to do with what stands before it.
    const bool apart =
        reading_.expectations.has("a declaration") && source_->position(stuck->span.begin).column == 1;
    const auto foreign = recognise({*source_, apart ? stuck : begin, stuck, last()}, &reading_.expectations);
    if (foreign ? !gap_before(begin, stuck->span.begin) : is_own_mistake(begin, stuck->span.begin)) {
      report(unexpected(source_, {begin, stuck, cut_off}, reading_.expectations));
    } else {
      return;
    }
    if (apart) forget_symbols_until_here(stuck);
    if (!foreign) return;
    diagnostics_.back().place.span = foreign->mark;
    diagnostics_.back().help = foreign->help;
    if (!cut_off) diagnostics_.back().related.clear();  // no bracket is missing
    forget_symbols(foreign->mark);
  }

  /// A reserved word in the place of a name, as in `must policy k`, begins nothing.
  bool is_misnamed(const Token* stuck) const {
    const auto has = [&](std::string_view text) { return reading_.expectations.has(text); };
    return opens_declaration(*stuck) && (has("a name") || has("a member")) &&
           stuck != tokens_.tokens.data() && !is_first_of_line(stuck);
  }

  /// The bracket whose other half stands in what an earlier mistake made us skip.
  bool closes_what_was_skipped(const Token* stuck) {
    const bool closes = stuck->text == "}" || stuck->text == ")";
    if (!closes || skipped_open_ == 0 || !reading_.expectations.has("a declaration")) return false;
    --skipped_open_;
    return true;
  }

  /// What is no declaration at all is not looked into.
  void forget_symbols_until_here(const Token* from) {
    std::erase_if(lexed_, [&](const Diagnostic& mistake) {
      const Span at = mistake.place.span;
      return at.begin > from->span.begin && at.end <= at_->span.begin;
    });
  }

  /// What is wrong with a phrase is said of the whole of it, not again of the symbols in it; nor of those
  /// that go on as it began: `red | green | blue`.
  void forget_symbols(Span phrase) {
    std::vector<std::string_view> said;
    for (const Diagnostic& mistake : lexed_) {
      const Span at = mistake.place.span;
      if (at.begin >= phrase.begin && at.end <= phrase.end) said.push_back(source_->slice(at));
    }
    std::erase_if(lexed_, [&](const Diagnostic& mistake) {
      const Span at = mistake.place.span;
      return at.begin >= phrase.begin && at.end <= at_->span.begin &&
             std::ranges::find(said, source_->slice(at)) != said.end();
    });
  }

  /// The next place from `stuck` where a declaration begins, `begin` being where the failed one did.
  void go_on(const Token* begin, const Token* stuck) {
    for (at_ = std::min(std::max(stuck, begin + 1), last()); at_ != last() && !picks_up(begin, at_);) ++at_;
    skipped_open_ += bracket_depth(begin, at_);
    lost_.emplace_back(begin, at_);
  }

  /// A declaration may itself be wrong from its second word: it is taken for one if it opens a line outside
  /// of brackets.
  bool picks_up(const Token* begin, const Token* at) {
    if (at == begin || !opens_declaration(*at)) return false;
    if (at->text == "policy" && !is_first_of_line(at)) return false;  // `extends base.policy`
    if (begins_declaration(at)) return true;
    return is_first_of_line(at) && bracket_depth(begin, at) == 0;
  }

  bool is_first_of_line(const Token* at) const {
    const Span between{(at - 1)->span.end, at->span.begin};
    return source_->slice(between).find('\n') != std::string_view::npos;
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
    if (gap_before(begin, at + 1)) return false;
    const auto begins = [](const Diagnostic& mistake) { return mistake.place.span.begin; };
    return !std::ranges::binary_search(tokens_.mistakes, at, {}, begins);
  }

  bool gap_before(const Token* begin, std::uint32_t at) const {
    const std::uint32_t from = begin == tokens_.tokens.data() ? 0 : begin->span.begin;
    const auto gap = std::ranges::lower_bound(tokens_.gaps, from);
    return gap != tokens_.gaps.end() && *gap < at;
  }

  const Token* token_at(const Token* begin, std::uint32_t offset) const {
    return std::lower_bound(begin, last(), offset,
                            [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  }

  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  const SourcePtr& source_;
  const Tokens& tokens_;
  Reading reading_;
  Diagnostics lexed_;  // what the lexer reported, less what a phrase explains
  const Token* at_ = tokens_.tokens.data();
  std::size_t declarations_ = 0;
  std::optional<Span> header_;
  const Token* depth_from_ = nullptr;  // brackets are counted once, however often they are asked for
  const Token* depth_at_ = nullptr;
  std::ptrdiff_t depth_ = 0;
  std::ptrdiff_t skipped_open_ = 0;                          // brackets whose closing half nobody has met
  std::vector<std::pair<const Token*, const Token*>> lost_;  // what belongs to no declaration that was read
  bool foreign_file_ = false;                                // it does not begin as a policy does
  Diagnostics diagnostics_;
};

}  // namespace

PartlyParsed parse_partly(const SourcePtr& source) {
  const Tokens tokens = lex(source);
  return Parser(source, tokens).run();
}

Result<ast::Policy> parse(const SourcePtr& source) { return parse_partly(source).whole; }

}  // namespace select_model
