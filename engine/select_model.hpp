#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// select-model, for programs: which language model fits a request, and why.
///
/// Load a policy and a catalogue once, read the answers of a request, decide as often as you like:
///
///     auto selector = select_model::Selector::load({.policy = "support_bot.policy", .catalogs =
///     {"builtin:guide"}}); if (!selector) return report(selector.problems); auto request =
///     selector->request({{"task", "code"}, {"max_latency", "3s"}, {"input_tokens", 4000}}); if (!request)
///     return report(request.problems); auto answer = selector->select(*request, select_model::Day{2026, 4,
///     1}); if (answer.best()) call(answer.best()->api_model); log(answer.json());
///
/// What holds for all of it:
/// * Nothing throws (but std::bad_alloc). What can go wrong with input comes back as problems, all of them at
/// once, each with
///   its place; deciding cannot fail.
/// * Only `load`, `read_file` and `Day::utc_now` touch files or the clock. Deciding is a pure function: the
/// same policy,
///   catalogue, request and day give the same answer, to the byte, on every machine.
/// * A Selector is immutable and cheap to copy; any number of threads may use one at once. A Session is for
/// one thread.
/// * Money is in US dollars, time in seconds, prices in dollars per token.
namespace select_model {

/// Something wrong, or worth knowing, in what was loaded or asked.
struct Problem {
  bool is_error = true;  // else a warning or a note: there is a value all the same
  std::string code;      // `unit-mismatch`; `select-model explain CODE` says more
  std::string message;
  std::string help;  // what to write instead; may be empty
  std::string file;
  std::uint32_t line = 0;    // from 1; 0: no place
  std::uint32_t column = 0;  // from 1, in bytes
  std::string text;          // all of it as a terminal shows it, with the source line
};

/// A value, or the errors that prevent it; warnings and notes either way.
template <typename T>
struct Loaded {
  std::optional<T> value;
  std::vector<Problem> problems;
  explicit operator bool() const { return value.has_value(); }
  T& operator*() { return *value; }
  const T& operator*() const { return *value; }
  T* operator->() { return &*value; }
  const T* operator->() const { return &*value; }
};

/// A day of the calendar, for what in a policy depends on `today`. Days that do not exist read as 1970-01-01.
struct Day {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  /// Reads the clock.
  static Day utc_now();
};

/// An answer as a program has it: text is read as a requirements file is (`"3s"`, `"$0.01"`, `"8K"`), a list
/// is a set. A number is in the question's unit where it has none to choose (tokens, counts, ratios; dollars
/// for money), and a duration wants text. A double means the shortest decimal that reads back as it.
using AnswerValue =
    std::variant<bool, int, std::int64_t, double, const char*, std::string, std::vector<std::string>>;
using NamedAnswers = std::vector<std::pair<std::string, AnswerValue>>;

/// The answers of one request, typed and checked against the policy of the Selector that made it.
class Request {
 public:
  struct Content;
  explicit Request(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  const Content& content() const { return *content_; }

 private:
  std::shared_ptr<const Content> content_;
};

/// A model as one provider serves it.
struct Candidate {
  std::string offer;  // `gpt-4o@openai`, `gpt-4o@azure/eu`
  std::string model, provider;
  std::string variant;          // may be empty
  std::string api_model;        // what the provider's API is sent; empty where the catalogue does not say
  unsigned tier = 0;            // from 1; 0 where it depends on an answer that is missing
  std::optional<double> score;  // 0 to 1; none by order, or where it depends on an answer that is missing
};

/// Why an offer is out: a constraint that failed or could not be verified, or the branch that does not list
/// it.
struct Reason {
  std::string constraint;   // empty: the branch
  std::string branch;       // empty: a constraint
  bool unknown = false;     // it could not be verified, rather than failed
  std::string condition;    // as the policy writes it
  std::string left, right;  // both sides of a single comparison, as a person writes them; else empty
  std::string because;
};
struct Rejected {
  std::string offer;
  std::vector<Reason> reasons;
};

/// What was decided, and why.
class Recommendation {
 public:
  enum class Outcome { recommended, no_eligible_model, refused, undetermined };

  Outcome outcome() const;
  /// The recommended offer; null unless the outcome is `recommended`. Lives as long as the Recommendation.
  const Candidate* best() const;
  /// The eligible offers, best first: all, or as many as `select` was asked for.
  const std::vector<Candidate>& ranked() const;
  /// Offers to fall back to, as the policy asks, best first.
  const std::vector<Candidate>& fallbacks() const;
  /// The branch taken; empty without a tree or where it depends on an answer that is missing.
  std::string branch() const;
  /// Questions that must be answered first; empty unless the outcome is `undetermined`.
  std::vector<std::string> missing() const;
  /// Every offer that is out, with all its reasons. Worded when it is asked for, as are the renderings.
  std::vector<Rejected> rejected() const;
  /// Of the decision as a whole, or of the gates that refused it.
  std::vector<std::string> warnings() const;
  std::vector<std::string> refusals() const;

  /// For a terminal of `width` columns.
  std::string text(std::size_t top = 5, bool color = false, std::size_t width = 80) const;
  /// The schema select-model/decision/1, with every eligible and every rejected offer.
  std::string json() const;
  std::string markdown(std::size_t top = 5) const;

  struct Content;
  explicit Recommendation(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

 private:
  std::shared_ptr<const Content> content_;
};

/// A policy compiled for a catalogue.
class Selector {
 public:
  struct Options {
    std::string policy = "builtin:guide";                   // a path, or builtin:guide
    std::vector<std::string> catalogs = {"builtin:guide"};  // each laid over those before it
  };
  /// Reads, checks and compiles.
  static Loaded<Selector> load(const Options& options);
  /// The same from texts; `name` stands in messages. A policy from text may extend `builtin:guide`, but no
  /// file.
  struct Text {
    std::string name, text;
  };
  static Loaded<Selector> from_text(const Text& policy, const std::vector<Text>& catalogs);

  /// Answers by name.
  Loaded<Request> request(const NamedAnswers& answers) const;
  /// A requirements file's text, YAML or JSON. Its `policy:` and `catalog:` are not followed: this Selector
  /// has its own.
  Loaded<Request> read(std::string_view text, const std::string& name = "requirements") const;
  Loaded<Request> read_file(const std::string& path) const;

  /// Decides. `top` bounds how many offers are put in order.
  Recommendation select(const Request& request, Day today) const;
  Recommendation select(const Request& request, Day today, std::size_t top) const;

  struct Content;
  explicit Selector(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  const Content& content() const { return *content_; }

 private:
  std::shared_ptr<const Content> content_;
};

/// For many decisions a second: keeps the memory of the last one. It gives only what is cheap, the best
/// offers and their scores; ask the Selector for the reasons of one that you want explained.
class Session {
 public:
  explicit Session(Selector selector);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  struct Choice {
    std::uint32_t offer = 0;  // see offer_id
    unsigned tier = 0;
    double score = 0;  // 0 by order
  };
  /// The best `top`, valid until the next call.
  const std::vector<Choice>& select(const Request& request, Day today, std::size_t top = 1);
  Recommendation::Outcome outcome() const;
  std::string_view offer_id(std::uint32_t offer) const;
  std::string_view api_model(std::uint32_t offer) const;  // empty where the catalogue does not say

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace select_model
