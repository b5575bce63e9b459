#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/properties/generator.hpp"

namespace select_model::properties {

/// How tightly the text of an expression binds; `expr` of the grammar is `loosest`, a name `primary`.
enum class Level {
  loosest,
  disjunction,
  conjunction,
  negation,
  comparison,
  fallback,
  sum,
  product,
  unary,
  primary
};

struct Piece {
  std::string text;
  Level level = Level::primary;
  Type type{};
  bool literal = false;
  const Declared* question = nullptr;  // the text is its bare name
  bool stands_in = false;              // it holds words that stand in for something optional
};
/// In parentheses where it binds less tightly than its place wants.
std::string at(const Piece& piece, Level level);

/// What may be named where an expression stands.
struct Scope {
  bool model = false;
  bool first = false;
  bool may_be_unknown =
      false;  // a let: it may use optional questions as they are, and is then optional itself
  std::set<std::string> known;  // optional names that a guard covers
};

/// Random well-typed expressions as text.
class Expressions {
 public:
  Expressions(World& world, Random& random) : world_(world), random_(random) {}

  Piece condition(const Scope& scope, int depth);
  Piece quantity(Dimension dimension, const Scope& scope, int depth, bool literals = true);
  /// An expression of any type that names something.
  Piece anything(const Scope& scope, int depth);
  Piece date(const Scope& scope, int depth);
  /// A name or set with a type of its own, which literals beside it take. `beside`: the type of the other
  /// side; where that is closed and this one is open, words here are its members.
  std::optional<Piece> anchor(Kind kind, const Scope& scope, int depth, const Type* beside = nullptr);
  Dimension a_dimension();
  /// Whether an optional name was used as it is since the last call.
  bool used_optional();

 private:
  struct Reference {
    std::string text;
    Type type;
    bool optional = false;
    const Declared* question = nullptr;
  };
  std::vector<Reference> references(const Scope& scope) const;
  std::optional<Piece> reference(const Scope& scope, const std::function<bool(const Type&)>& fits,
                                 const Type* beside = nullptr);
  std::string fact_prefix(const Scope& scope);

  Piece comparison(const Scope& scope, int depth);
  Piece compare_quantities(const Scope& scope, int depth);
  std::optional<Piece> compare_names(const Scope& scope, int depth);
  std::optional<Piece> compare_sets(const Scope& scope, int depth);
  std::optional<Piece> compare_texts(const Scope& scope);
  Piece guarded(const Scope& scope, int depth);
  Piece chain(const std::string& word, Level level, const Scope& scope, int depth);
  Piece literal(const Type& type, bool bare = false);
  Piece compound(Dimension dimension, const Scope& scope, int depth);
  Piece sum(Dimension dimension, const Scope& scope, int depth);
  Piece product(Dimension dimension, const Scope& scope, int depth);
  Piece function(Dimension dimension, const Scope& scope, int depth);
  std::optional<Piece> special(Dimension dimension, const Scope& scope, int depth);
  std::optional<Piece> method(Dimension dimension, const Scope& scope, int depth);
  Piece like(const Type& type, const Scope& scope, int depth);
  Piece either(const Type& type, const Scope& scope, int depth, const Piece& instead,
               const Type* beside = nullptr);

  World& world_;
  Random& random_;
  bool used_optional_ = false;
};

}  // namespace select_model::properties
