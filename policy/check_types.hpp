#pragma once
#include <optional>
#include <string>

#include "policy/check_context.hpp"

/// Types as they are declared, constants as they are written, and how messages speak of both.
namespace select_model::checking {

/// The declared type; mistakes are reported.
std::optional<Type> declared_type(Context& context, const View& view, const ast::TypeName& type);

/// `weight 3`: the value and the word before it, if nothing but blanks stands between them.
Span with_word(const View& view, std::string_view word, Span value);

/// The value of a constant where `type` is asked for, of `asked` if that is a question's. What does not fit
/// is reported.
std::optional<Value> constant_value(Context& context, const View& view, const ast::Constant& constant,
                                    const Type& type, const Question* asked = nullptr);

/// Reports a value that the type does not hold: not whole, negative, no ratio, finer than its resolution;
/// true where it fits.
bool check_fits(Context& context, const Place& place, const Value& value, const Type& type);
/// Reports a value outside the question's range; true where it fits.
bool check_in_range(Context& context, const Place& place, const Value& value, const Type& written,
                    const Question& question);

/// The same of a literal that is compared with a question, a let, a fact or a method, or scales it: outside
/// of a ratio, or negative where nothing is.
bool check_in_type(Context& context, const Place& place, const Value& value, const Expression& beside);

struct LiteralValue {
  Value value;
  Type type;
  bool bare = false;  // a number, or a rate, without a unit that counts
};
LiteralValue literal_value(const ast::Literal& literal);

/// Whether a bare quantity of `found` may become one of `wanted`: a number tokens, a rate tokens per
/// duration.
bool becomes(const Type& found, const Type& wanted);
/// The type that a bare constant takes on beside `wanted`: as narrow as its value allows.
Type type_of_bare(const Rational& value, const Type& wanted);

/// `describe`, shortened where a vocabulary is long; "a bare number".
std::string describe_found(const Type& type, bool bare);
/// How a bare number is given the unit of `wanted`: "write `2s` or `2ms`".
std::string unit_help(const std::string& number, const Type& wanted);
/// The same for a number as it was written; certain where only one unit puts it within the question's range.
Hint unit_hint(const View& view, Span span, const Rational& number, const Type& wanted,
               const Question* asked);
/// Digits for a help text.
std::string plain_digits(const Rational& value);

}  // namespace select_model::checking
