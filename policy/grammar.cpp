#include "policy/grammar.hpp"

#include <array>
#include <utility>

#include <boost/spirit/home/x3.hpp>

#include "policy/syntax.hpp"
#include "policy/token_parsers.hpp"

namespace select_model {
namespace {

namespace x3 = boost::spirit::x3;
using Iterator = const Token*;

// Parsers of one or a few tokens. `read` tells how many it takes, and fills the attribute.

template <typename Derived, typename Attribute>
struct TokenParser : x3::parser<Derived> {
  using attribute_type = Attribute;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Target>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             Target& target) const {
    Reading& reading = x3::get<Reading>(context);
    Attribute attribute{};
    const Derived& derived = this->derived();
    const std::size_t taken = first == last ? 0 : derived.read(reading.tokens, first, attribute);
    if (taken == 0) {
      reading.expectations.note(first, {derived.label, derived.spelled, derived.optional});
      return false;
    }
    first += taken;
    x3::traits::move_to(std::move(attribute), target);
    return true;
  }
};

/// A word or a symbol. Where it begins something that has a name, that name is what a message expects.
struct Spelled : TokenParser<Spelled, Span> {
  constexpr Spelled(std::string_view written, bool may_follow)
      : text(written), label(written), spelled(true), optional(may_follow) {}
  constexpr Spelled(std::string_view written, std::string_view what)
      : text(written), label(what), spelled(false), optional(false) {}
  std::size_t read(const Tokens&, Iterator at, Span& span) const {
    span = at->span;
    return at->text == text ? 1 : 0;
  }
  std::string_view text, label;
  bool spelled, optional;
};

/// Whatever `Read` in token_parsers.hpp reads.
template <typename Attribute, std::size_t (*Read)(const Tokens&, Iterator, Attribute&)>
struct Described : TokenParser<Described<Attribute, Read>, Attribute> {
  constexpr explicit Described(std::string_view what, bool may_follow = false)
      : label(what), optional(may_follow) {}
  std::size_t read(const Tokens& tokens, Iterator at, Attribute& attribute) const {
    return Read(tokens, at, attribute);
  }
  std::string_view label;
  bool optional;
  static constexpr bool spelled = false;
};

constexpr Spelled word(std::string_view text) { return {text, false}; }
constexpr Spelled more(std::string_view text) { return {text, true}; }
constexpr Spelled word(std::string_view text, std::string_view what) { return {text, what}; }
constexpr Described<ast::Name, read_name> name{"a name"};
constexpr Described<ast::Name, read_name> branch_name{"a branch"};
constexpr Described<ast::Name, read_name> name_value{"a value"};
constexpr Described<ast::Name, read_member> member{"a member"};
constexpr Described<ast::Text, read_text_token> text{"a string"};
constexpr Described<ast::Text, read_text_token> title_text{"a string", true};
constexpr Described<ast::ModelRef, read_model_ref> model_ref{"a model"};
constexpr Described<ast::Literal, read_literal> literal{"a value"};
constexpr Described<ast::Literal, read_plain_number> plain_number{"a number"};
constexpr Described<WholeNumber, read_whole_number> whole_number{"a whole number"};
constexpr Described<SimpleType, read_simple_type> simple_type{"a type"};
constexpr Described<Operator, read_operator> binary_operator{"an operator"};
constexpr Described<Operator, read_arithmetic_operator> arithmetic_operator{"an operator"};

/// Sets the span of the rule's attribute from the first and the last token.
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using x3::unary_parser<Subject, Spanned<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  template <typename Context, typename RuleContext, typename Target>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& value,
             Target& target) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, value, target)) return false;
    value.span = {begin->span.begin, (first - 1)->span.end};
    return true;
  }
};

/// Reads one level deeper, and no deeper than the limit.
template <typename Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
  using x3::unary_parser<Subject, Nested<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  template <typename Context, typename RuleContext, typename Target>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& value,
             Target& target) const {
    Reading& reading = x3::get<Reading>(context);
    deepen(reading, first->span);
    const bool matches = this->subject.parse(first, last, context, value, target);
    --reading.depth;
    return matches;
  }
};

/// Collects operands and operators, and makes the rule's attribute of them.
template <typename Subject>
struct Folded : x3::unary_parser<Subject, Folded<Subject>> {
  using x3::unary_parser<Subject, Folded<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  template <typename Context, typename RuleContext, typename Target>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& value,
             Target&) const {
    Operators operators;
    if (!this->subject.parse(first, last, context, operators, x3::unused)) return false;
    value = std::move(operators).fold();
    return true;
  }
};

template <template <typename> typename Directive>
struct DirectiveOf {
  template <typename Subject>
  auto operator[](const Subject& subject) const {
    return Directive<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr DirectiveOf<Spanned> spanned;
constexpr DirectiveOf<Nested> nested;
constexpr DirectiveOf<Folded> folded;

// Semantic actions: what was read goes into a member of the rule's attribute.

template <auto Member>
constexpr auto set = [](auto& context) { x3::_val(context).*Member = std::move(x3::_attr(context)); };
template <auto Member, auto Value>
constexpr auto put = [](auto& context) { x3::_val(context).*Member = Value; };
template <auto Member>
constexpr auto append =
    [](auto& context) { (x3::_val(context).*Member).push_back(std::move(x3::_attr(context))); };
template <auto Step>
constexpr auto act = [](auto& context) { Step(x3::_val(context), std::move(x3::_attr(context))); };
constexpr auto become = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
constexpr auto push = [](auto& context) { x3::_val(context).push_back(std::move(x3::_attr(context))); };

constexpr auto add_not = [](auto& context) {
  deepen(x3::get<Reading>(context), x3::_attr(context));
  demand(x3::_val(context).add_not(x3::_attr(context)));
};
constexpr auto add_minus = [](auto& context) {
  deepen(x3::get<Reading>(context), x3::_attr(context));
  demand(x3::_val(context).add_minus(x3::_attr(context)));
};
constexpr auto add_operand = [](auto& context) {
  x3::get<Reading>(context).depth -= x3::_val(context).open_prefixes();
  demand(x3::_val(context).add_operand(std::move(x3::_attr(context))));
};
constexpr auto add_operator = [](auto& context) {
  demand(x3::_val(context).add_operator(std::move(x3::_attr(context))));
};
template <bool Negated>
constexpr auto add_is_known =
    [](auto& context) { demand(x3::_val(context).add_is_known(Negated, x3::_attr(context))); };

#define SELECT_MODEL_RULE(NAME, ATTRIBUTE) \
  const x3::rule<struct NAME##_rule, ATTRIBUTE> NAME { #NAME }

SELECT_MODEL_RULE(expression, ast::Expression);
SELECT_MODEL_RULE(sum, ast::Expression);
SELECT_MODEL_RULE(primary, ast::Expression);
SELECT_MODEL_RULE(constant, ast::Constant);
SELECT_MODEL_RULE(type, ast::TypeName);
SELECT_MODEL_RULE(extends, ast::Extends);
SELECT_MODEL_RULE(ask, ast::Ask);
SELECT_MODEL_RULE(fact, ast::Fact);
SELECT_MODEL_RULE(let, ast::Let);
SELECT_MODEL_RULE(constraint, ast::Constraint);
SELECT_MODEL_RULE(target, ast::Target);
SELECT_MODEL_RULE(tier, ast::Tier);
SELECT_MODEL_RULE(leaf, ast::Leaf);
SELECT_MODEL_RULE(branches, std::vector<ast::Branch>);
SELECT_MODEL_RULE(branch, ast::Branch);
SELECT_MODEL_RULE(otherwise, ast::Branch);
SELECT_MODEL_RULE(choose, ast::Choose);
SELECT_MODEL_RULE(criterion, ast::Criterion);
SELECT_MODEL_RULE(rank, ast::Rank);
SELECT_MODEL_RULE(fallback, ast::Fallback);
SELECT_MODEL_RULE(given, ast::Given);
SELECT_MODEL_RULE(expectation, ast::Expectation);
SELECT_MODEL_RULE(test, ast::Test);
SELECT_MODEL_RULE(prove, ast::Prove);
SELECT_MODEL_RULE(header, ast::Policy);
SELECT_MODEL_RULE(declaration, ast::Declaration);

// clang-format off: the rules are laid out as the grammar is.

// Expressions. Operands come flat; Operators knows the precedence.

const auto minus = word("-", "a value")[add_minus];
const auto prefixes = *(word("not", "a value")[add_not] | minus);
const auto is_known = word("is", "an operator") >
                      (word("known")[add_is_known<false>] | word("unknown")[add_is_known<true>]);
const auto operand = prefixes >> primary[add_operand] >> -is_known;
const auto expression_def = folded[operand >> *(binary_operator[add_operator] > operand)];
const auto term = *minus >> primary[add_operand];
const auto sum_def = folded[term >> *(arithmetic_operator[add_operator] > term)];

const auto inner = nested[expression];
const auto elements = -(inner[act<add_child>] >> *(more(",") > inner[act<add_child>]));
const auto arguments = word("(", "an operator")[act<start_call>] > elements > word(")");
const auto fact_use = (word("model", "a value")[act<start_model_fact>] |
                       word("first", "a value")[act<start_first_fact>]) > word(".") > name[act<name_fact>] >
                      -arguments;
const auto set_of = word("{", "a value")[act<start_set>] > elements > word("}");
const auto conditional = word("if", "a value")[act<start_if>] > inner[act<add_child>] >
                         word("then") > inner[act<add_child>] > word("else") > inner[act<add_child>];
const auto group = word("(", "a value")[act<start_group>] > inner[act<add_child>] > word(")");
const auto name_or_call = name_value[act<start_name>] >> -arguments;
const auto primary_def =
    spanned[name_or_call | literal[act<start_literal>] | word("today", "a value")[act<start_today>] |
            fact_use | set_of | conditional | group];

const auto negative =
    word("-", "a value")[put<&ast::Constant::negative, true>] > plain_number[act<negate_constant>];
const auto members = member[act<add_member>] >> *(more(",") > member[act<add_member>]);
const auto set_constant = word("{", "a value")[act<start_members>] > -members > word("}");
const auto constant_def = spanned[negative | literal[set<&ast::Constant::node>] |
                                  name_value[set<&ast::Constant::node>] | set_constant];

const auto simple = simple_type[act<set_simple>] > -(more("per") > simple_type[act<set_per>]);
const auto listed = (word("one", "a type")[act<start_one_of>] | word("any", "a type")[act<start_any_of>]) >
                    word("of") > word("{") > member[act<add_type_member>] >
                    *(more(",") > member[act<add_type_member>]) > word("}");
const auto type_def = spanned[simple | listed];

// Declarations, in the order of the grammar.

const auto keyword = [](std::string_view written) { return word(written, "a declaration"); };
template <typename Node>
const auto title = -title_text[set<&Node::title>];
template <typename Node>
const auto when = -(more("when") > expression[set<&Node::when>]);
template <typename Node>
const auto because = -(more("because") > text[set<&Node::because>]);

const auto extends_def = spanned[keyword("extends") > text[set<&ast::Extends::path>]];
const auto ask_option = word("optional")[act<set_optional>] | (word("default") > constant[act<set_default>]) |
                        (word("from") > constant[act<set_from>] > word("to") > constant[set<&ast::Ask::to>]);
const auto ask_def = spanned[keyword("ask") > name[set<&ast::Ask::name>] > word(":") >
                             type[set<&ast::Ask::type>] > *(more(",") > ask_option) > title<ast::Ask>];
const auto fact_def = spanned[keyword("fact") > name[set<&ast::Fact::name>] > word(":") >
                              type[set<&ast::Fact::type>] > title<ast::Fact>];
const auto let_def = spanned[keyword("let") > name[set<&ast::Let::name>] > word("=") >
                             expression[set<&ast::Let::value>] > title<ast::Let>];

const auto on_unknown = word("fails")[put<&ast::Constraint::on_unknown, ast::OnUnknown::fails>] |
                        word("warns")[put<&ast::Constraint::on_unknown, ast::OnUnknown::warns>] |
                        word("passes")[put<&ast::Constraint::on_unknown, ast::OnUnknown::passes>];
const auto constraint_def =
    spanned[(keyword("must") | keyword("should")[put<&ast::Constraint::must, false>]) >
            name[set<&ast::Constraint::name>] > when<ast::Constraint> > word(":") >
            expression[set<&ast::Constraint::condition>] > -(more(",") > word("unknown") > on_unknown) >
            because<ast::Constraint>];

const auto target_def = spanned[(word("where", "a model") > expression[set<&ast::Target::node>]) |
                                model_ref[set<&ast::Target::node>]];
const auto tier_def =
    spanned[word("any", "a model")[put<&ast::Tier::any, true>] |
            (target[append<&ast::Tier::targets>] > *(more(",") > target[append<&ast::Tier::targets>]))];
const auto leaf_def =
    spanned[word("->") > tier[append<&ast::Leaf::tiers>] > *(more("then") > tier[append<&ast::Leaf::tiers>]) >
            -(more("by") > name[set<&ast::Leaf::by>]) > because<ast::Leaf>];
const auto branch_body = leaf[set<&ast::Branch::body>] | nested[branches][set<&ast::Branch::body>];
const auto branch_def = spanned[branch_name[act<name_branch>] > word("when") >
                                expression[set<&ast::Branch::when>] > title<ast::Branch> > branch_body];
const auto otherwise_def = spanned[word("otherwise") > name[act<name_branch>] > branch_body];
const auto branches_def = word("{") > *branch[push] > otherwise[push] > word("}");
const auto choose_def =
    spanned[keyword("choose") > title<ast::Choose> > branches[set<&ast::Choose::branches>]];

const auto criterion_def =
    spanned[(word("maximize") | word("minimize")[put<&ast::Criterion::maximize, false>]) >
            sum[act<set_criterion>] > -(more("weight") > constant[set<&ast::Criterion::weight>]) >
            -(more("relative")[act<set_relative>] |
              (more("from") > sum[set<&ast::Criterion::from>] > word("to") > sum[set<&ast::Criterion::to>])) >
            -(more("step") > constant[set<&ast::Criterion::step>]) > title<ast::Criterion>];
const auto rank_def = spanned[keyword("rank") > -name[set<&ast::Rank::name>] > when<ast::Rank> > word("by") >
                              (word("weight") | word("order")[put<&ast::Rank::by_weight, false>]) >
                              word("{") > +criterion[append<&ast::Rank::criteria>] > word("}")];
const auto fallback_def = spanned[keyword("fallback") > whole_number[act<set_count>] >
                                  -(more("where") > expression[set<&ast::Fallback::where>])];

const auto given_value = word("unknown", "a value")[act<set_unknown>] | constant[set<&ast::Given::value>];
const auto given_def = (word("today", "a name")[act<given_today>] | name[set<&ast::Given::name>]) >
                       word("=") > given_value;
const auto refs = model_ref[append<&ast::Expectation::refs>] >
                  *(more(",") > model_ref[append<&ast::Expectation::refs>]);
const auto names = name[append<&ast::Expectation::names>] >
                   *(more(",") > name[append<&ast::Expectation::names>]);
const auto one_name = name[append<&ast::Expectation::names>];
template <ast::Expect Kind>
const auto kind = put<&ast::Expectation::kind, Kind>;
const auto expectation_def =
    spanned[word("expect") > ((word("first")[kind<ast::Expect::first>] > refs) |
                              (word("order")[kind<ast::Expect::order>] > refs) |
                              (word("eligible")[kind<ast::Expect::eligible>] > refs) |
                              (word("rejected")[kind<ast::Expect::rejected>] > refs > -(more("by") > names)) |
                              (word("branch")[kind<ast::Expect::branch>] > one_name) |
                              (word("warning")[kind<ast::Expect::warning>] > one_name) |
                              (word("refused")[kind<ast::Expect::refused>] > -(more("by") > one_name)) |
                              word("nothing")[kind<ast::Expect::nothing>] |
                              word("undetermined")[kind<ast::Expect::undetermined>])];
const auto givens = word("given") > given[append<&ast::Test::given>] >
                    *(more(",") > given[append<&ast::Test::given>]);
const auto test_def = spanned[keyword("test") > text[set<&ast::Test::name>] >
                              -(more("using") > text[set<&ast::Test::catalog>]) > word("{") >
                              *(givens | expectation[append<&ast::Test::expectations>]) > word("}")];
const auto prove_def =
    spanned[keyword("prove") > text[set<&ast::Prove::name>] > when<ast::Prove> > word(":") >
            ((word("every") > word("eligible") > expression[set<&ast::Prove::every>]) |
             (word("some") > word("eligible")))];

const auto header_def = word("policy") > name[set<&ast::Policy::name>] > title<ast::Policy> >
                        -(more("version") > text[set<&ast::Policy::version>]) >
                        -(more("language") > whole_number[act<set_language>]);
const auto declaration_def = extends[become] | ask[become] | fact[become] | let[become] | constraint[become] |
                             choose[become] | rank[become] | fallback[become] | test[become] | prove[become];

// clang-format on

BOOST_SPIRIT_DEFINE(expression, sum, primary, constant, type, extends, ask, fact, let, constraint, target,
                    tier, leaf, branches, branch, otherwise, choose, criterion, rank, fallback, given,
                    expectation, test, prove, header, declaration)

template <typename Attribute, typename Parser>
std::optional<Attribute> run(Reading& reading, const Token*& at, const Parser& parser) {
  reading.expectations.clear();
  reading.mistake.reset();
  reading.depth = 0;
  std::optional<Attribute> product(std::in_place);
  try {
    if (x3::parse(at, &reading.tokens.tokens.back(), x3::with<Reading>(reading)[parser], *product))
      return product;
  } catch (SyntaxMistake& mistake) {
    reading.mistake = std::move(mistake);
  } catch (const x3::expectation_failure<Iterator>&) {
    // What was expected is noted already, and in our own words.
  }
  return std::nullopt;
}

}  // namespace

std::optional<ast::Policy> read_header(Reading& reading, const Token*& at) {
  return run<ast::Policy>(reading, at, header);
}
std::optional<ast::Declaration> read_declaration(Reading& reading, const Token*& at) {
  return run<ast::Declaration>(reading, at, declaration);
}

}  // namespace select_model
