#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "policy/solver.hpp"
#include "tests/support/process.hpp"

/// The analysis as a user meets it: defects planted into the guide's own policy, and what it may cost.
namespace select_model::testing {

namespace {

const std::string guide = std::string(SELECT_MODEL_SOURCE_DIR) + "/policy/builtin/guide.policy";

/// Code and text of the line of each finding.
using Findings = std::set<std::pair<std::string, std::string>>;

Findings findings(const std::string& policy) {
  const Folder folder;
  write_text(folder / "guide.policy", policy);
  Launch launch;
  launch.directory = folder.path();
  const Finished finished = run({"check", "guide.policy", "--catalog", "builtin:guide", "--today",
                                 "2026-04-01", "--timeout", "1min", "--format", "json"},
                                launch);
  std::vector<std::string> lines{""};
  std::istringstream text(policy);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  const auto json = nlohmann::json::parse(finished.out, nullptr, false);
  Findings all;
  if (json.is_discarded()) {
    ADD_FAILURE() << finished.out << finished.err;
    return all;
  }
  for (const auto& diagnostic : json["diagnostics"])
    all.emplace(diagnostic["code"],
                diagnostic["line"].is_null() ? "" : lines.at(diagnostic["line"].get<std::size_t>()));
  return all;
}

struct Defect {
  std::string behind;  // a text of the guide's policy
  std::string planted;
  std::string code;
};

class Defects : public ::testing::TestWithParam<Defect> {};

TEST_P(Defects, are_found_and_nothing_else_is) {
  if (const auto absence = analysis::Solver::absence()) GTEST_SKIP() << *absence;
  const std::string clean = read_text(guide);
  std::string mutated = clean;
  const std::size_t at = mutated.find(GetParam().behind);
  ASSERT_NE(at, std::string::npos);
  mutated.insert(at + GetParam().behind.size(), GetParam().planted);
  static const Findings before = findings(clean);
  Findings more;
  for (const auto& finding : findings(mutated)) {
    if (!before.contains(finding)) more.insert(finding);
  }
  EXPECT_THAT(more, ::testing::Contains(::testing::Pair(GetParam().code, ::testing::_)));
  EXPECT_THAT(more, ::testing::Each(::testing::Pair(::testing::_, ::testing::HasSubstr("planted"))));
}

const std::string a_branch = "because \"its window of 2M tokens takes what the others cannot\"\n";
const std::string a_must = "because \"{data_privacy} data must not leave your infrastructure\"\n";

INSTANTIATE_TEST_SUITE_P(
    table, Defects,
    ::testing::Values(
        Defect{a_branch, "  planted when context_needed > 300K -> any\n", "unreachable-branch"},
        Defect{a_branch, "  planted when task == code and task == chat -> any\n", "unreachable-branch"},
        Defect{a_branch, "  planted when context_needed + 1 > 10_000_001 -> any\n", "unreachable-branch"},
        Defect{a_branch, "  planted when data_privacy in {strict, air-gapped} -> any\n",
               "unreachable-branch"},
        Defect{a_branch,
               "  planted when max_latency is known and max_latency < 1s and max_latency > 2s -> any\n",
               "unreachable-branch"},
        Defect{a_must, "must planted: data_privacy != standard and not can_self_host\n",
               "impossible-constraint"},
        Defect{a_must, "must planted: model.hosting == api and model.hosting == dedicated\n",
               "impossible-constraint"},
        Defect{a_must, "must planted: context_needed >= 1\n", "vacuous-constraint"},
        Defect{a_must, "must planted: model.id is known\n", "vacuous-constraint"},
        Defect{a_branch, "  planted when streamed and stage == production -> codestral then any\n",
               "emptied-branch"},
        Defect{a_branch, "  planted when output_tokens > 999K -> gpt-4o, gemini-2.0-flash then any\n",
               "never-chosen"},
        Defect{"fallback 2 where model.provider != first.provider\n",
               "prove \"planted\": every eligible model.hosting == api\n", "refuted-proof"},
        Defect{"fallback 2 where model.provider != first.provider\n", "prove \"planted\": some eligible\n",
               "refuted-proof"},
        Defect{"fallback 2 where model.provider != first.provider\n",
               "prove \"planted\" when max_cost_per_request is known and max_cost_per_request <= $0.01: "
               "every eligible "
               "request_cost < $0.01\n",
               "refuted-proof"}));

}  // namespace

}  // namespace select_model::testing
