#pragma once
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "engine/rationale.hpp"
#include "policy/checker.hpp"

/// A decision from texts, for tests that look at its reasons.
namespace select_model::testing {

inline const Date day = *parse_date("2026-04-01");

inline std::string all_text(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += to_text(diagnostic, false);
  return text;
}

inline SourcePtr source(const std::string& name, const std::string& text) {
  return std::make_shared<const Source>(name, text);
}

inline Program compile_texts(const std::string& policy, const std::string& catalog) {
  const auto read = [&](const std::string&) -> std::variant<FileText, FileError> { return FileText{policy}; };
  const auto layers = load_layers("p.policy", read);
  if (!layers) throw std::invalid_argument(all_text(layers.diagnostics));
  auto checked = check(*layers);
  if (!checked) throw std::invalid_argument(all_text(checked.diagnostics));
  auto built = build_catalog({source("c.yaml", catalog)});
  if (!built) throw std::invalid_argument(all_text(built.diagnostics));
  auto program = compile(std::move(*checked), std::move(*built));
  EXPECT_TRUE(program) << all_text(program.diagnostics);
  return *program;
}

inline Answers answers_of(const Program& program, const std::string& requirements) {
  const auto read = read_requirements(source("r.yaml", requirements));
  EXPECT_TRUE(read) << all_text(read.diagnostics);
  auto answers = read_answers(program.policy(), read->document, {});
  EXPECT_TRUE(answers) << all_text(answers.diagnostics);
  return *answers;
}

struct Decided {
  Program program;
  Rationale rationale;
};
inline Decided decide(const std::string& policy, const std::string& catalog,
                      const std::string& requirements) {
  Program program = compile_texts(policy, catalog);
  const Answers answers = answers_of(program, requirements);
  Rationale rationale = explain(program, answers, day, select(program, answers, day));
  return {std::move(program), std::move(rationale)};
}

/// Three models of two providers; `slow` lacks what `fast` has.
inline const std::string three_models = R"(catalog: three
as_of: 2026-04-01
models:
  - id: smart
    name: Smart One
    mmlu: 90%
    context_window: 200K
    offers:
      - {provider: acme, hosting: api, api_model: smart-2026, price: {input: $2/1M, output: $10/1M}, latency: {ttft: 400ms, throughput: 50/s}}
  - id: fast
    mmlu: 70%
    context_window: 128K
    offers:
      - {provider: zenith, hosting: api, price: {input: $0.1/1M, output: $0.4/1M}, latency: {ttft: 100ms, throughput: 200/s}, compliance: {soc2: true}}
  - id: slow
    context_window: 32K
    offers:
      - {provider: acme, hosting: self-hosted}
)";

}  // namespace select_model::testing
