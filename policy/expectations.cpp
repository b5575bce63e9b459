#include "policy/expectations.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "policy/mistaken.hpp"
#include "policy/nearest.hpp"
#include "policy/utf8.hpp"

namespace select_model {
namespace {

struct Form {
  std::string_view keyword, form;
};
constexpr std::array forms = {
    Form{"policy", "policy NAME \"title\" version \"1.0\" language 1"},
    Form{"extends", "extends \"base.policy\""},
    Form{"ask", "ask NAME: TYPE, default VALUE \"title\""},
    Form{"fact", "fact NAME: TYPE \"title\""},
    Form{"let", "let NAME = EXPRESSION \"title\""},
    Form{"must", "must NAME when CONDITION: CONDITION because \"reason\""},
    Form{"should", "should NAME when CONDITION: CONDITION because \"reason\""},
    Form{"choose", "choose \"title\" { NAME when CONDITION -> MODEL then any  otherwise NAME -> any }"},
    Form{"rank", "rank NAME by weight { maximize EXPRESSION weight 50% }"},
    Form{"fallback", "fallback 2 where CONDITION"},
    Form{"test", "test \"title\" { given NAME = VALUE  expect first MODEL }"},
    Form{"prove", "prove \"title\" when CONDITION: every eligible CONDITION"}};

constexpr std::array declaration_words = {"policy", "extends", "ask",  "fact",     "let",  "must",
                                          "should", "choose",  "rank", "fallback", "test", "prove"};

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }
bool is_word(const Token& token) {
  return token.kind == TokenKind::name || token.kind == TokenKind::model || token.kind == TokenKind::reserved;
}

std::string found(const Source& source, const Token& token) {
  if (token.kind == TokenKind::end) return "the end of the file";
  return code(abbreviated(source.slice(token.span)));
}

std::string list(std::vector<Expected> expected) {
  constexpr std::size_t readable = 3;
  if (expected.size() > readable && !std::ranges::all_of(expected, &Expected::optional))
    std::erase_if(expected, &Expected::optional);
  std::string text;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (i > 0) text += i + 1 == expected.size() ? " or " : ", ";
    text += expected[i].spelled ? code(expected[i].text) : std::string(expected[i].text);
  }
  return text;
}

/// The innermost bracket that was opened since the declaration began and not closed.
const Token* open_bracket(Stuck stuck) {
  std::vector<const Token*> open;
  for (const Token* token = stuck.begin; token != stuck.at; ++token) {
    if (token->text == "(" || token->text == "{") open.push_back(token);
    if ((token->text == ")" || token->text == "}") && !open.empty()) open.pop_back();
  }
  return open.empty() ? nullptr : open.back();
}

std::optional<std::string> help_for_reserved(const Token& token, const Expectations& expectations) {
  if (token.kind != TokenKind::reserved) return std::nullopt;
  if (expectations.has("a member"))
    return code(token.text) + " is a reserved word: as a member it is written `\"" + std::string(token.text) +
           "\"`";
  if ((!expectations.has("a name") && !expectations.has("a branch")) || expectations.has(token.text))
    return std::nullopt;
  return code(token.text) + " is a reserved word: choose another name, such as " +
         code(std::string(token.text) + "_");
}

std::optional<std::string> help_for_symbol(const Token& token, const Token* before,
                                           const Expectations& expectations) {
  const auto has = [&](std::string_view text) { return expectations.has(text); };
  if (token.text == "=" && has("an operator")) return "to compare, write `==`";
  if (token.text == "==" && has("=")) return "write `=`";
  if (token.text == ":" && has("=")) return "write `=`";
  if (token.text == "=" && has(":")) return "write `:`";
  if (token.text == "}" && has("otherwise")) {
    return "every level of the tree ends with an `otherwise`: `otherwise NAME -> any`";
  }
  if ((token.text == "}" || token.text == ")") && before && before->text == ",")
    return "leave out the comma before " + code(token.text);
  if (token.text == "-" && has("a type"))
    return "types are written with a blank between them: `money per tokens`";
  if (token.text == "??") return "put it in parentheses: `(a ?? b)`";
  if (token.text == "," && has("a declaration"))
    return "`, unknown warns` stands before `because`, options before the title";
  return std::nullopt;
}

std::optional<std::string> help_for_word(Stuck stuck, const Expectations& expectations) {
  const Token& token = *stuck.at;
  if (!is_word(token) || stuck.cut_off) return std::nullopt;
  if (stuck.begin->text == "ask" && expectations.has(",")) {
    if (const auto option = nearest(token.text, {"optional", "default", "from"}))
      return "write a comma before it: `, " + *option + "`";
  }
  if (token.kind == TokenKind::model && (expectations.has("a name") || expectations.has("a member"))) {
    return "a name holds letters, digits, `_` and `-`; as a member it is written `\"" +
           std::string(token.text) + "\"`";
  }
  std::vector<std::string> words;
  for (const Expected& expected : expectations.expected()) {
    if (expected.spelled) words.emplace_back(expected.text);
  }
  if (expectations.has("an operator")) words.insert(words.end(), {"and", "or", "in", "overlaps", "is"});
  if (expectations.has("a type")) {
    words.insert(words.end(),
                 {"bool", "number", "count", "ratio", "tokens", "money", "duration", "date", "text"});
  }
  if (expectations.has("a declaration"))
    words.insert(words.end(), declaration_words.begin(), declaration_words.end());
  if (expectations.has("a type")) {
    if (const auto help = help_for_type(token.text)) return std::string(*help);
  }
  if (expectations.has("an operator") || expectations.has("a declaration")) {
    if (const auto help = select_model::help_for_word(token.text)) return std::string(*help);
  }
  if (const auto near = nearest(token.text, words)) return "did you mean " + code(*near) + "?";
  return std::nullopt;
}

/// What is missing, where that says more than what was found.
std::optional<std::string> help_for_missing(Stuck stuck, const Expectations& expectations) {
  const auto has = [&](std::string_view text) { return expectations.has(text); };
  if (has("otherwise") && stuck.cut_off) {
    return "every level of the tree ends with an `otherwise`: `otherwise NAME -> any`";
  }
  if (has("else")) return "an `if` always has an `else`: `if a then b else c`";
  if (has("->") && stuck.at->text == "when")
    return "`otherwise` has no condition: it is taken where no other branch is";
  if (stuck.begin->text == "test" && has("first") && is_word(*stuck.at) && !stuck.cut_off)
    return "say what is expected of it: `expect first gpt-4o`";
  if (has("->")) return "a branch leads to models (`-> gpt-4o then any`) or to branches in braces";
  if (has("}") && stuck.begin->text == "choose" && is_word(*stuck.at) && !stuck.cut_off) {
    return "`otherwise` is the last branch of its level: a `}` belongs before this, or move it up";
  }
  return std::nullopt;
}

std::optional<std::string> help_for_form(Stuck stuck) {
  constexpr std::ptrdiff_t head = 3;  // further in, the form no longer says what is missing
  if (stuck.at - stuck.begin > head) return std::nullopt;
  const auto form = std::ranges::find(forms, stuck.begin->text, &Form::keyword);
  if (form == forms.end() || stuck.at == stuck.begin) return std::nullopt;
  return "the form is " + code(form->form);
}

std::string help(Stuck stuck, const Expectations& expectations) {
  const Token* before = stuck.at == stuck.begin ? nullptr : stuck.at - 1;
  if (auto text = help_for_reserved(*stuck.at, expectations)) return *text;
  if (auto text = help_for_symbol(*stuck.at, before, expectations)) return *text;
  if (auto text = help_for_word(stuck, expectations)) return *text;
  if (auto text = help_for_missing(stuck, expectations)) return *text;
  if (auto text = help_for_form(stuck)) return *text;
  if (expectations.has("policy")) return "a file begins with its header: `policy NAME`";
  const bool is_operand =
      is_word(*stuck.at) || (stuck.at->kind >= TokenKind::number && stuck.at->kind <= TokenKind::date);
  if (expectations.has("an operator") && is_operand && !stuck.cut_off && !opens_declaration(*stuck.at))
    return "an operator such as `and` is missing before it";
  if (expectations.expected().size() == 1 && expectations.has("a declaration"))
    return "a declaration begins with a word such as `ask`, `let`, `must`, `choose` or `rank`";
  return "";
}

}  // namespace

void Expectations::note(const Token* at, Expected expected) {
  if (furthest_ == nullptr || at > furthest_) {
    furthest_ = at;
    expected_.clear();
  }
  if (at == furthest_ && !has(expected.text)) expected_.push_back(expected);
}

void Expectations::clear() {
  furthest_ = nullptr;
  expected_.clear();
}

bool Expectations::has(std::string_view text) const {
  return std::ranges::find(expected_, text, &Expected::text) != expected_.end();
}

Diagnostic unexpected(const SourcePtr& source, Stuck stuck, const Expectations& expectations) {
  Diagnostic diagnostic{Code::syntax,
                        "expected " + list(expectations.expected()) + ", found " + found(*source, *stuck.at),
                        {source, stuck.at->span},
                        help(stuck, expectations),
                        {}};
  const bool after_otherwise =
      stuck.begin->text == "choose" && expectations.has("}") && !expectations.has(",");
  const bool closes_another = stuck.at->text == ")" && expectations.has("}");
  const bool may_be_open = stuck.cut_off || closes_another || expectations.has(")") || after_otherwise;
  const Token* open = may_be_open ? open_bracket(stuck) : nullptr;
  if (open) {
    diagnostic.related.push_back({{source, open->span}, "opened here and not closed"});
    if (diagnostic.help.empty())
      diagnostic.help = open->text == "(" ? "write a `)` before it" : "write a `}` before it";
  }
  return diagnostic;
}

bool opens_declaration(const Token& token) {
  return token.kind == TokenKind::reserved &&
         std::ranges::find(declaration_words, token.text) != declaration_words.end();
}

}  // namespace select_model
