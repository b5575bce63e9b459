#pragma once
#include <string_view>
#include <vector>

#include "policy/diagnostic.hpp"
#include "policy/lexer.hpp"

/// Where a parse got stuck. The grammar notes here what it would have taken at the furthest token that it
/// reached; since that is where a person made the mistake, the message is made of it: "expected `:`, found
/// `when`".
namespace select_model {

/// `text` is a word or symbol of the language, or a description: "a name".
struct Expected {
  std::string_view text;
  bool spelled = false;
  bool optional =
      false;  // what may follow as well (`, …`, `because …`); left out of a message that grows long
};

class Expectations {
 public:
  void note(const Token* at, Expected expected);
  void clear();

  const Token* furthest() const { return furthest_; }
  const std::vector<Expected>& expected() const { return expected_; }
  bool has(std::string_view text) const;

 private:
  const Token* furthest_ = nullptr;
  std::vector<Expected> expected_;
};

/// The tokens of a declaration up to where it went wrong, or of whatever stands where a declaration should.
struct Stuck {
  const Token* begin;
  const Token* at;
  bool cut_off;  // the next declaration or the end of the file stands there
};
/// "expected …, found …", with the help that fits the case, and with the bracket that is still open where one
/// is.
Diagnostic unexpected(const SourcePtr& source, Stuck stuck, const Expectations& expectations);

/// A reserved word that begins a declaration (or the header).
bool opens_declaration(const Token& token);

}  // namespace select_model
