#include "tests/properties/product_world.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace select_model::properties {

namespace {

constexpr Dimension none{}, money{1, 0, 0}, tokens{0, 0, 1};

/// A question for an amount.
struct Amount {
  std::string name;
  Dimension dimension;
  Exact from, step;
  int count;
  bool optional;
};

/// An expression, what it may come to, and of what.
struct Piece {
  std::string text;
  Exact value;
  Dimension dimension;
};

class ProductPolicy {
 public:
  ProductPolicy(ProductCase& into, Random& random, bool wide)
      : telling_(into.telling),
        world_(into.made.world),
        policy_(into.made.policy),
        random_(random),
        wide_(wide) {}

  void ask() {
    amount(wide_ ? many() : random_.between(9, 16));
    amount(wide_ ? many() : random_.between(6, 12));
    if (random_.percent(40)) amount(wide_ ? many() : random_.between(2, 4));
    declare("ask tier: one of {small, large}");
    if (random_.percent(40)) declare("ask strict: bool");
    has_strict_ = policy_.declarations.back().find("strict") != std::string::npos;
  }

  void decide() {
    if (random_.percent(60)) let();
    for (int count = random_.between(1, 3); count > 0; --count) gate();
    for (int count = random_.between(0, 2); count > 0; --count) must();
    tree();
    declare("rank by order { maximize model.mmlu }");
    for (int count = random_.between(1, 2); count > 0; --count) prove();
  }

 private:
  int many() { return random_.pick(std::vector<int>{100, 10'000, 1'000'000, 10'000'000}); }

  void declare(const std::string& text) { policy_.declarations.push_back(text); }

  void amount(int count) {
    Amount made{"q" + std::to_string(amounts_.size()), none, 0, 1, count, random_.percent(15)};
    std::string type;
    switch (random_.below(6)) {
      case 0:
      case 1:
        type = "count";
        made.from = random_.pick(std::vector<int>{0, 1, 1, 7, 9990});
        break;
      case 2:
      case 3:
        type = "tokens";
        made.dimension = tokens;
        made.from = random_.pick(std::vector<int>{1, 2, 500, 128'000});
        break;
      case 4:
        type = "money";
        made.dimension = money;
        made.step = Exact(1, 1'000'000'000);
        made.from = random_.pick(std::vector<int>{0, 3, 2'000'000}) * made.step;
        break;
      default:
        type = "number";
        made.step = Exact(1, 1'000'000);
        made.from = random_.pick(std::vector<int>{-5, -20, 0, 999'995}) * made.step;
        break;
    }
    const std::string from = literal(made.from, made.dimension), to = literal(last(made), made.dimension);
    declare(fmt::format("ask {}: {}{}, from {} to {}", made.name, type, made.optional ? ", optional" : "",
                        from, to));
    amounts_.push_back(made);
    tell(made, made.from);
    tell(made, last(made));
  }

  /// An answer at a limit, and those beside it.
  void tell(const Amount& amount, const Exact& value) {
    for (const int beside : {-1, 0, 1}) {
      const Exact answer = value + beside * amount.step;
      if (answer < amount.from || answer > last(amount)) continue;
      const Value as_value = *Rational::parse(decimal(answer));
      std::vector<Value>& all = telling_[amount.name];
      if (std::ranges::find(all, as_value) == all.end()) all.push_back(as_value);
    }
  }

  static Exact last(const Amount& amount) { return amount.from + (amount.count - 1) * amount.step; }
  /// Often a round number of steps.
  Exact some(const Amount& amount) {
    int steps = random_.between(0, amount.count - 1);
    for (int round = 10; wide_ && random_.percent(70) && round <= steps; round *= 10) steps -= steps % round;
    const Exact value = amount.from + steps * amount.step;
    tell(amount, value);
    return value;
  }

  std::string literal(const Exact& value, Dimension dimension) {
    if (dimension == none) return decimal(value);
    return value < 0 ? "-" + literal_text(-value, dimension, false, random_)
                     : literal_text(value, dimension, false, random_);
  }

  /// Two amounts whose product is one number are its divisors: nobody asks that, and it may take for ever.
  std::string sign_of_product() {
    return wide_ ? random_.pick(std::vector<std::string>{" < ", " <= ", " > ", " >= "}) : sign();
  }

  std::string sign() {
    return random_.pick(std::vector<std::string>{" < ", " <= ", " > ", " >= ", " > ", " <= ", " == "});
  }

  Piece factor(const Amount& amount, const Exact& value) {
    if (!amount.optional) return {amount.name, value, amount.dimension};
    return {fmt::format("({} ?? {})", amount.name, literal(some(amount), amount.dimension)), value,
            amount.dimension};
  }

  /// Of amounts that make sense together, with bounds that the amounts have where it is what is said.
  struct Bounded {
    Piece product;
    std::vector<std::string> bounds;
  };
  Bounded product(bool upper) {
    Bounded made{{"", 1, none}, {}};
    for (int count = random_.percent(80) ? 2 : 3; count > 0; --count) {
      const Amount& amount = random_.pick(amounts_);
      if (made.product.dimension != none && amount.dimension != none) continue;
      const Exact value = some(amount);
      const Piece one = factor(amount, value);
      made.product.text += (made.product.text.empty() ? "" : " * ") + one.text;
      made.product.value *= value;
      made.product.dimension = made.product.dimension == none ? one.dimension : made.product.dimension;
      made.bounds.push_back(one.text + (upper ? " <= " : " >= ") + literal(value, amount.dimension));
    }
    if (random_.percent(15)) {
      const std::string twice = random_.percent(50) ? "tier == small" : "q0 is known";
      made.product.text =
          fmt::format("(if {} then {} else 2 * {})", twice, made.product.text, made.product.text);
    }
    return made;
  }

  /// At what the product comes to, or beside it.
  std::string limit(const Piece& product) {
    Exact at = product.value;
    if (random_.percent(40))
      at += random_.between(-1, 1) * (product.dimension == tokens ? Exact(1) : Exact(1, 1'000'000'000));
    if (random_.percent(20)) at *= random_.between(2, 3);
    return at < 0 ? "(" + literal(at, product.dimension) + ")" : literal(at, product.dimension);
  }

  std::string about_product() {
    const Bounded made = product(true);
    return in_order({made.product.text, sign_of_product(), limit(made.product)});
  }

  /// Where its factors are bounded a product is: what lies beyond can never be, and what lies within always
  /// is.
  std::string conditional() {
    const bool upper = random_.percent(60);
    const Bounded made = product(upper);
    std::string text;
    for (const std::string& bound : made.bounds) {
      if (random_.percent(92)) text += bound + " and ";
    }
    const std::vector<std::string> beyond =
        upper ? std::vector<std::string>{" > ", " >= "} : std::vector<std::string>{" < ", " <= "};
    return in_order({text, made.product.text, random_.pick(beyond), limit(made.product)});
  }

  std::string plain() {
    if (has_strict_ && random_.percent(30)) return random_.percent(50) ? "strict" : "not strict";
    if (random_.percent(40)) return random_.percent(50) ? "tier == small" : "tier == large";
    const Amount& amount = random_.pick(amounts_);
    const Exact value = some(amount);
    return in_order({factor(amount, value).text, sign(), literal(value, amount.dimension)});
  }

  std::string condition() {
    switch (random_.below(8)) {
      case 0:
        return plain();
      case 1:
        return in_order({"(", about_product(), ") and ", plain()});
      case 2:
        return in_order({plain(), " or (", conditional(), ")"});
      case 3:
        return "not (" + conditional() + ")";
      case 4:
        return about_product();
      default:
        return conditional();
    }
  }

  void let() {
    const Bounded made = product(true);
    declare("let total = " + made.product.text);
    total_ = made.product;
  }

  void gate() {
    std::string text = fmt::format("must c{}", constraints_++);
    if (random_.percent(60)) text += " when " + plain();
    if (!total_.text.empty() && random_.percent(40))
      text += in_order({": total", sign_of_product(), limit(total_)});
    else
      text += in_order({": ", condition(), " or ", plain()});
    declare(text);
  }

  void must() {
    std::string text = fmt::format("must c{}", constraints_++);
    if (random_.percent(60)) text += " when " + (random_.percent(50) ? plain() : conditional());
    const Bounded made = product(true);
    if (random_.percent(60)) {
      const std::string price = made.product.dimension == tokens ? "model.input_price * " : "model.mmlu * ";
      const Dimension dimension = made.product.dimension == tokens ? money : made.product.dimension;
      const Exact at = made.product.value * (dimension == money && made.product.dimension == tokens
                                                 ? Exact(random_.between(1, 20), 1'000'000)
                                                 : Exact(random_.between(5, 9), 10));
      text += ": " + price + made.product.text + " <= " + literal(is_decimal(at) ? at : Exact(1), dimension);
    } else {
      text += ": model.mmlu >= 50% or " + conditional();
    }
    declare(text + random_.pick(std::vector<std::string>{"", ", unknown passes", ", unknown passes"}));
  }

  std::string models() {
    if (world_.models.empty() || random_.percent(30)) return "any";
    return in_order({in_quotes(random_.pick(world_.models)), random_.percent(50) ? " then any" : ""});
  }

  void tree() {
    std::string text = "choose {\n";
    for (int count = random_.between(1, 4); count > 0; --count)
      text += in_order({fmt::format("  b{} when ", count), condition(), " -> ", models(), "\n"});
    declare(text + "  otherwise rest -> " + models() + "\n}");
  }

  void prove() {
    declare(in_order({fmt::format("prove \"p{}\" when ", proofs_++), condition(), ": ",
                      random_.percent(30) ? "some eligible" : "every eligible " + condition()}));
  }

  std::map<std::string, std::vector<Value>>& telling_;
  World& world_;
  GeneratedPolicy& policy_;
  Random& random_;
  bool wide_;
  std::vector<Amount> amounts_;
  Piece total_;
  bool has_strict_ = false;
  int constraints_ = 0, proofs_ = 0;
};

}  // namespace

ProductCase generate_products(std::uint64_t seed, bool wide) {
  ProductCase result;
  result.made.seed = seed;
  Random random(seed);
  ProductPolicy policy(result, random, wide);
  policy.ask();
  result.made.catalog = generate_catalog(result.made.world, random);
  policy.decide();
  constexpr std::size_t most = 13;  // three amounts together make some thousands
  for (auto& [name, values] : result.telling) {
    random.shuffle(values);
    if (values.size() > most) values.resize(most);
  }
  return result;
}

}  // namespace select_model::properties
