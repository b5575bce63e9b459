#include <map>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "engine/layout.hpp"
#include "engine/references.hpp"
#include "engine/run_tests.hpp"
#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model::cli {

namespace {

using layout::Paint;

class Tests {
 public:
  explicit Tests(const TestOptions& options)
      : options_(options), color_(paints(options.color, STDOUT_FILENO)) {}

  ExitCode run() {
    for (const std::string& path : options_.policies) {
      const auto policy = load_policy(path, false, report_);
      if (policy) run_policy(path, *policy);
    }
    const bool broken = report_.has_errors();
    report_.print(options_.color);
    if (!broken || passed_ + failed_ > 0) summarize();
    if (!write_output({}, text_)) return ExitCode::no_answer;
    if (broken) return ExitCode::no_answer;
    return failed_ == 0 && passed_ > 0 && !unknown_ ? ExitCode::yes : ExitCode::no;
  }

 private:
  void run_policy(const std::string& path, const CheckedPolicy& policy) {
    const std::size_t before = text_.size();
    std::map<std::optional<std::string>, std::optional<Program>> programs;
    for (const Test& test : policy.tests) {
      std::optional<std::string> own;
      if (test.catalog) own = resolve(*test.catalog, test.place.source->name());
      auto found = programs.find(own);
      if (found == programs.end()) found = programs.emplace(own, program_for(policy, own)).first;
      if (!found->second) continue;
      if (own) say_unknown(unknown_models(test, found->second->catalog()));
      show(run_test(*found->second, test, options_.today.value_or(today_in_utc())));
    }
    const bool headed = options_.policies.size() > 1 && text_.size() > before;
    if (headed) text_.insert(before, layout::paint(printable(path), Paint::bold, color_) + "\n");
  }

  /// The policy with a test's own catalogue, or with the command's: then its tree must name no model that is
  /// not there.
  std::optional<Program> program_for(const CheckedPolicy& policy, const std::optional<std::string>& own) {
    auto catalog = load_catalog(own ? std::vector{*own} : options_.catalogs, report_);
    if (!catalog) return std::nullopt;
    if (!own) say_unknown(check_references(policy, *catalog));
    auto program = compile(policy, std::move(*catalog));
    if (!program) report_.add(std::move(program.diagnostics));
    return std::move(program.value);
  }

  void say_unknown(Diagnostics diagnostics) {
    unknown_ = unknown_ || has_errors(diagnostics);
    Report models;
    models.add(std::move(diagnostics));
    models.print(options_.color);
  }

  void show(const TestResult& result) {
    ++(result.passed() ? passed_ : failed_);
    const std::string name = printable(result.name);
    if (result.passed()) {
      if (options_.verbose) text_ += layout::paint("pass", Paint::green, color_) + "  " + name + "\n";
      return;
    }
    text_ +=
        layout::paint("FAIL", Paint::red, color_) + "  " + layout::paint(name, Paint::bold, color_) + "\n";
    for (const ExpectationResult& expectation : result.expectations) {
      if (expectation.passed) continue;
      const SourcePtr& source = expectation.place.source;
      if (source) {
        const auto line = source->position(expectation.place.span.begin).line;
        text_ += "      " +
                 layout::paint(fmt::format("{}:{}", printable(source->name()), line), Paint::dim, color_) +
                 "\n";
      }
      field("expected", expectation.expected);
      field("got", expectation.got);
    }
    std::string given;
    for (const ShownAnswer& answer : result.rationale.answers) {
      if (answer.from != AnswerFrom::given) continue;
      given += (given.empty() ? "" : ", ") + answer.question + " " + answer.value.text;
    }
    if (!given.empty()) field("given", given);
    std::string_view label = "path";
    for (const std::string& step : summary::path(result.rationale)) {
      field(label, step);
      label = "";
    }
    text_ += "\n";
  }

  void field(std::string_view label, const std::string& value) {
    text_ += layout::hang("      " + std::string(label), printable(value), 16, 80);
  }

  void summarize() {
    if (passed_ + failed_ == 0) {
      text_ += "no tests\n";
      return;
    }
    std::string line = fmt::format("{} passed", passed_);
    if (failed_ > 0) line += fmt::format(", {} failed", failed_);
    text_ += layout::paint(line, failed_ == 0 ? Paint::green : Paint::red, color_) + "\n";
  }

  const TestOptions& options_;
  bool color_;
  Report report_;
  std::string text_;
  std::size_t passed_ = 0, failed_ = 0;
  bool unknown_ = false;
};

}  // namespace

ExitCode test(const TestOptions& options) { return Tests(options).run(); }

}  // namespace select_model::cli
