#include "engine/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

const Branch* find_branch(const std::vector<Branch>& level, const std::string& name) {
  for (const Branch& branch : level) {
    if (branch.name == name) return &branch;
    const auto* below = std::get_if<std::vector<Branch>>(&branch.body);
    const Branch* found = below ? find_branch(*below, name) : nullptr;
    if (found) return found;
  }
  return nullptr;
}

/// "max_latency is 1.9 s", for each question that decided a condition of the tree.
std::string answers_read(const Rationale& rationale, const PathStep& step) {
  std::vector<std::string> said;
  for (const std::uint32_t question : step.decided_by) {
    const ShownAnswer& answer = rationale.answers[question];
    said.push_back(answer.question +
                   (is_known(answer.value.value) ? " is " + answer.value.text : " is not given"));
  }
  return join(said);
}

/// The models that the leaf lists before the tier that leads, with what rejected them.
void add_passed_over(const Program& program, const Rationale& rationale,
                     std::vector<std::string>& sentences) {
  const Branch* branch = rationale.branch ? find_branch(*program.policy().tree, *rationale.branch) : nullptr;
  if (!branch || rationale.leading_tier < 2) return;
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  const auto& tiers = std::get<Leaf>(branch->body).tiers;
  for (std::size_t i = 0; i + 1 < rationale.leading_tier && i < tiers.size(); ++i) {
    for (const auto& target : tiers[i].targets) {
      const auto* model = std::get_if<ModelTarget>(&target);
      if (!model) continue;
      std::vector<std::string> reasons;
      for (const std::uint32_t offer : find_offers(program.catalog(), model->ref)) {
        const auto found = std::ranges::find(rationale.rejected, offer, &RejectedReason::offer);
        if (found != rationale.rejected.end()) reasons.push_back(names_of(*found));
      }
      std::ranges::sort(reasons);
      reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
      const std::string reason = reasons.empty() ? "not in the catalogue" : join(reasons, "; ");
      std::string name = model->ref.model;
      if (!model->ref.provider.empty()) name += "@" + model->ref.provider;
      if (!model->ref.variant.empty()) name += "/" + model->ref.variant;
      auto group =
          std::ranges::find(by_reason, reason, &std::pair<std::string, std::vector<std::string>>::first);
      if (group == by_reason.end()) group = by_reason.insert(group, {reason, {}});
      group->second.push_back(std::move(name));
    }
  }
  for (const auto& [reason, names] : by_reason) {
    sentences.push_back(printable(join(names)) +
                        (names.size() == 1 ? ", preferred there, is out: " : ", preferred there, are out: ") +
                        printable(reason));
  }
}

std::string missing_answers(const Program& program, const Rationale& rationale) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rationale.answers.size(); ++i) {
    const bool missing =
        program.policy().questions[i].required() && !is_known(rationale.answers[i].value.value);
    if (missing) names.push_back(rationale.answers[i].question);
  }
  return join(names);
}

}  // namespace

std::string count(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(number) + " " + std::string(number == 1 ? one : many);
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string profile(const Program& program, const RankedReason& winner) {
  const Offer& offer = program.catalog().offers[winner.offer];
  std::vector<std::string> parts;
  const auto* name = std::get_if<std::string>(&offer.facts[fact_index("name")]);
  if (name && *name != offer.model) parts.push_back(*name);
  bool cost = false;
  bool time = false;
  for (const auto& [let_name, shown] : winner.values) {
    if (!is_known(shown.value)) continue;
    const auto let = std::ranges::find(program.policy().lets, let_name, &Let::name);
    const bool money = let->value.type == Type::money();
    if (money && !cost) {
      const auto method =
          let->value.op == Op::method ? std::optional(static_cast<Method>(let->value.index)) : std::nullopt;
      parts.push_back(method == Method::cost           ? shown.text + " a request"
                      : method == Method::monthly_cost ? shown.text + " a month"
                                                       : let_name + " " + shown.text);
    }
    if (let->value.type == Type::duration() && !time) parts.push_back(shown.text);
    cost = cost || money;
    time = time || let->value.type == Type::duration();
  }
  return printable(join(parts, ", "));
}

std::vector<std::string> why(const Program& program, const Rationale& rationale) {
  if (!program.policy().tree) return {"the policy has no tree: what passes every constraint is ranked"};
  if (!rationale.branch) {
    const std::string missing = missing_answers(program, rationale);
    const std::string what = rationale.ranked.empty() ? "the result" : "the order";
    return {printable(what + " is the same whatever " + missing + " is; only the branch varies")};
  }
  std::vector<std::string> sentences{"branch " + *rationale.branch +
                                     (rationale.because ? ": " + *rationale.because : "")};
  std::size_t before = 0;
  for (const PathStep& step : rationale.path) {
    ++before;
    if (step.verdict != true) continue;
    if (step.condition) {
      const std::string asked =
          step.title.empty() ? "because `" + *step.condition + "`" : step.title + " Yes";
      const std::string read = answers_read(rationale, step);
      sentences.push_back(read.empty() ? asked : asked + ": " + read);
    } else if (before > 1 && before == rationale.path.size()) {
      sentences.push_back(before == 2 ? "the branch before it does not apply"
                                      : fmt::format("none of the {} branches before it applies", before - 1));
    }
    before = 0;
  }
  for (std::string& sentence : sentences) sentence = printable(sentence);
  add_passed_over(program, rationale, sentences);
  return sentences;
}

std::vector<std::string> path(const Rationale& rationale) {
  std::vector<std::string> steps;
  for (const PathStep& step : rationale.path) {
    if (!step.condition) {
      steps.push_back(printable(step.branch + ": otherwise"));
      continue;
    }
    const std::string read = answers_read(rationale, step);
    const std::string_view verdict = !step.verdict ? "unknown" : *step.verdict ? "true" : "false";
    steps.push_back(printable(fmt::format("{}: `{}` is {}{}{}", step.branch, *step.condition, verdict,
                                          read.empty() ? "" : ", ", read)));
  }
  return steps;
}

std::string list(const std::vector<std::string>& items, std::size_t most) {
  if (items.size() <= most + 1) return join(items);
  std::vector<std::string> shown(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(most));
  shown.push_back(grouped(items.size() - most) + " more");
  return join(shown);
}

std::string list_offers(const Program& program, const std::vector<std::uint32_t>& offers, std::size_t most) {
  std::vector<std::string> ids;
  for (const std::uint32_t offer : offers) ids.push_back(printable(program.catalog().offers[offer].id));
  return list(ids, most);
}

std::string sources(const Program& program, const Rationale& rationale) {
  const CheckedPolicy& policy = program.policy();
  const Catalog& catalog = program.catalog();
  std::string text = "policy " + policy.name + (policy.version.empty() ? "" : " " + policy.version) +
                     ", catalogue " + catalog.name;
  if (catalog.as_of) text += " as of " + to_text(*catalog.as_of);
  if (rationale.today) text += ", decided for " + to_text(*rationale.today);
  return printable(text);
}

HowToAnswer how_to_answer(const Question& question) {
  std::vector<std::string> values;
  switch (question.type.kind) {
    case Kind::boolean:
      values = {"true", "false"};
      break;
    case Kind::name:
      values = question.type.members;
      break;
    case Kind::set:
      values = {"'[" + join(question.type.members, ", ") + "]'"};
      break;
    case Kind::date:
      values = {"2026-04-01"};
      break;
    case Kind::text:
      values = {"TEXT"};
      break;
    case Kind::quantity: {
      const Type& type = question.type;
      values = {type.dimension == Type::money().dimension      ? "'$0.01'"
                : type.dimension == Type::duration().dimension ? "2s"
                : type.dimension == Type::tokens().dimension   ? "4K"
                : type.measure == Measure::ratio               ? "85%"
                                                               : "10"};
    }
  }
  HowToAnswer how{printable("--set " + question.name + "=" + values[0]), ""};
  values.erase(values.begin());
  how.others = printable(join(values, ", "));
  return how;
}

}  // namespace select_model::summary
