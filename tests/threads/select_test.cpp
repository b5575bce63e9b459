#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/program.hpp"
#include "engine/rationale.hpp"
#include "engine/render.hpp"
#include "policy/checker.hpp"

/// "A Program is immutable and is shared by any number of threads": built with SELECT_MODEL_SANITIZE=thread
/// this proves it.
namespace select_model {
namespace {

constexpr const char* policy_text = R"(policy threads language 1
ask task: one of {code, chat, reasoning}
ask private: bool
ask input_tokens: tokens, default 1500
ask output_tokens: tokens, default 500
ask budget: money, optional
ask latency: duration, optional
ask needed: any of {soc2, hipaa}, default {}
let cost = model.cost(input_tokens, output_tokens, 1000)
let time = model.response_time(output_tokens)
must allowed: output_tokens <= 100K because "{output_tokens} is too long"
must fits: model.context_window >= input_tokens + output_tokens
must affordable when budget is known: cost <= budget because "{cost} is above {budget}"
must quick when latency is known: time <= latency, unknown warns
must certified: needed in model.compliance
should pinned: model.pinned, unknown passes
choose {
  coding when task == code -> m1, m2 then where model.mmlu > 80% then any by speed
  thinking when task == reasoning and private -> where model.hosting == self-hosted then any
  otherwise rest -> any
}
rank speed by order { minimize time step 100ms maximize model.mmlu }
rank by weight {
  maximize model.mmlu weight 60%
  minimize cost weight 40% from $0 to (budget ?? $0.05)
}
fallback 2
)";

std::string catalog_text() {
  std::string text = "catalog: threads\nas_of: 2026-04-01\nmodels:\n";
  for (int i = 0; i < 90; ++i) {
    const auto number = [&](int times, int modulo) { return std::to_string(i * times % modulo); };
    text += "  - id: m" + std::to_string(i) + "\n    mmlu: 0." + number(37, 90) +
            "\n    context_window: " + number(7919, 40) + "000\n";
    text += "    offers:\n      - provider: p" + number(1, 7) +
            "\n        hosting: " + (i % 5 ? "api" : "self-hosted") + "\n";
    text += "        price: {input: $" + number(13, 17) + "/1M, output: $" + number(29, 31) + "/1M}\n";
    if (i % 3)
      text += "        latency: {ttft: " + number(101, 900) +
              "ms, throughput: " + std::to_string(1 + i % 90) + "/s}\n";
    text +=
        "        compliance: " + std::string(i % 2 ? "[soc2]" : "{soc2: true}") + "\n        pinned: true\n";
  }
  return text;
}

Program make_program() {
  const auto read = [](const std::string&) -> std::variant<FileText, FileError> {
    return FileText{policy_text};
  };
  Result<PolicyLayers> layers = load_layers("threads.policy", read);
  if (!layers) throw std::runtime_error(to_text(layers.diagnostics.at(0), false));
  Result<CheckedPolicy> policy = check(*layers);
  if (!policy) throw std::runtime_error(to_text(policy.diagnostics.at(0), false));
  Result<Catalog> catalog = build_catalog({std::make_shared<const Source>("threads.yaml", catalog_text())});
  if (!catalog) throw std::runtime_error(to_text(catalog.diagnostics.at(0), false));
  Result<Program> program = compile(std::move(*policy), std::move(*catalog));
  if (!program) throw std::runtime_error("does not compile");
  return *program;
}

/// The answers of number `i`: some complete, some with required ones missing, some with neighbours of a
/// boundary.
Answers answers_of(const CheckedPolicy& policy, int i) {
  Answers answers = default_answers(policy);
  const auto set = [&](std::size_t question, Value value) {
    answers.values[question] = std::move(value);
    answers.from[question] = AnswerFrom::given;
  };
  if (i % 4) set(0, policy.questions[0].type.members[static_cast<std::size_t>(i) % 3]);
  if (i % 5) set(1, i % 2 == 0);
  set(2, Rational(500 * (i % 60)));
  if (i % 6 == 0) set(3, Rational(i % 12 ? 7 : 200'000));
  if (i % 3 == 0) set(4, Rational::decimal(i % 50, -3));
  if (i % 7 == 0) set(5, Rational::decimal(300 * i, -3));
  if (i % 8 == 0) set(6, Set{{"soc2"}, {}, true});
  return answers;
}

std::string json_of(const Program& program, int i, const Decision& decision) {
  return render_json(program, explain(program, answers_of(program.policy(), i), Date{20'544}, decision));
}

/// In memory of its own, and then in memory that other decisions have used.
std::vector<std::string> decide(const Program& program, int i, Workspace& workspace, Decision& decision) {
  const Answers answers = answers_of(program.policy(), i);
  const std::string fresh = json_of(program, i, select(program, answers, Date{20'544}));
  select(program, bind(program, answers), Date{20'544}, workspace, decision);
  return {fresh, json_of(program, i, decision)};
}

TEST(Threads, DecideAtOnceWhatOneDecidesInTurn) {
  constexpr int questions = 120, threads = 8;
  std::vector<std::vector<std::string>> in_turn;
  const Program sequential = make_program();
  Workspace memory;
  Decision in_memory;
  for (int i = 0; i < questions; ++i) in_turn.push_back(decide(sequential, i, memory, in_memory));

  const Program shared = make_program();  // nothing has been decided with it before
  std::atomic<int> wrong{0};
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      Workspace workspace;
      Decision decision;
      for (int step = 0; step < questions; ++step) {
        const int i = (step * 7 + thread * 31) % questions;
        if (decide(shared, i, workspace, decision) != in_turn[static_cast<std::size_t>(i)]) ++wrong;
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  EXPECT_EQ(wrong.load(), 0);
  for (const std::vector<std::string>& both : in_turn) EXPECT_EQ(both[0], both[1]);
}

}  // namespace
}  // namespace select_model
