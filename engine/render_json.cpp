#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "engine/render.hpp"
#include "policy/sha256.hpp"

namespace select_model {

namespace {

using Json = nlohmann::ordered_json;

/// Whole numbers without a fraction; what is no number (a score that differs between the answers) is null.
Json number_json(double value) {
  constexpr double largest_whole = 9007199254740992.0;
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) value = std::copysign(std::numeric_limits<double>::max(), value);
  if (std::trunc(value) == value && std::fabs(value) <= largest_whole)
    return static_cast<std::int64_t>(value);
  return value;
}

Json text_json(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json shown_json(const Shown& shown) {
  struct Visitor {
    const Shown& shown;
    Json operator()(Unknown) const { return nullptr; }
    Json operator()(bool truth) const { return truth; }
    Json operator()(const Rational& number) const {
      Json json;
      json["value"] = number_json(number.to_double());
      json["unit"] = unit(shown.type);
      json["text"] = shown.text;
      return json;
    }
    Json operator()(Date date) const { return to_text(date); }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const Set& set) const { return set.in; }
  };
  return std::visit(Visitor{shown}, shown.value);
}

Json shown_json(const std::optional<Shown>& shown) { return shown ? shown_json(*shown) : Json(nullptr); }

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::recommended:
      return "recommended";
    case Outcome::no_eligible_model:
      return "no_eligible_model";
    case Outcome::refused:
      return "refused";
    case Outcome::undetermined:
      return "undetermined";
  }
  return "";
}

std::string_view name_of(AnswerFrom from) {
  switch (from) {
    case AnswerFrom::given:
      return "given";
    case AnswerFrom::fallback_default:
      return "default";
    case AnswerFrom::absent:
      return "absent";
  }
  return "";
}

std::string_view name_of(Verdict verdict) { return verdict == Verdict::unknown ? "unknown" : "fails"; }

Json warning_json(const Warning& warning) {
  Json json;
  if (warning.constraint.empty()) {
    json["criterion"] = warning.criterion;
  } else {
    json["constraint"] = warning.constraint;
  }
  json["verdict"] = name_of(warning.verdict);
  json["text"] = warning.text;
  return json;
}

template <typename Items, typename ToJson>
Json list_json(const Items& items, ToJson to_json) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

Json failure_json(const Failure& failure) {
  Json json;
  if (failure.constraint.empty()) {
    json["branch"] = text_json(failure.branch);
    json["verdict"] = name_of(failure.verdict);
    json["because"] = failure.because;
    return json;
  }
  json["constraint"] = failure.constraint;
  json["verdict"] = name_of(failure.verdict);
  json["condition"] = failure.condition;
  json["left"] = shown_json(failure.left);
  json["right"] = shown_json(failure.right);
  json["because"] = failure.because;
  json["file"] = text_json(failure.file);
  json["line"] = failure.line;
  return json;
}

Json contribution_json(const Contribution& contribution, bool by_weight) {
  Json json;
  json["criterion"] = contribution.criterion;
  json["goal"] = contribution.maximize ? "maximize" : "minimize";
  json["value"] = shown_json(contribution.value);
  json["normalized"] = by_weight ? number_json(contribution.normalized) : Json(nullptr);
  json["weight"] = by_weight ? number_json(contribution.weight) : Json(nullptr);
  json["points"] = by_weight ? number_json(contribution.points) : Json(nullptr);
  return json;
}

class Renderer {
 public:
  Renderer(const Program& program, const Rationale& rationale) : program_(program), rationale_(rationale) {}

  Json render() const {
    const Rationale& r = rationale_;
    Json json;
    json["schema"] = "select-model/decision/1";
    json["engine"] = SELECT_MODEL_VERSION;
    json["outcome"] = name_of(r.outcome);
    json["policy"] = policy_json();
    json["catalog"] = catalog_json();
    json["today"] = r.today ? Json(to_text(*r.today)) : Json(nullptr);
    json["answers"] = Json::object();
    for (const ShownAnswer& answer : r.answers) {
      json["answers"][answer.question] = {{"value", shown_json(answer.value)},
                                          {"from", name_of(answer.from)}};
    }
    json["refusals"] = list_json(r.refusals, warning_json);
    json["branch"] = r.branch ? Json(*r.branch) : Json(nullptr);
    json["because"] = r.because ? Json(*r.because) : Json(nullptr);
    json["path"] = list_json(r.path, [](const PathStep& step) {
      return Json{{"branch", step.branch},
                  {"condition", step.condition ? Json(*step.condition) : Json(nullptr)},
                  {"verdict", !step.verdict   ? "unknown"
                              : *step.verdict ? "true"
                                              : "false"}};
    });
    json["ranking"] = {{"name", r.ranking ? Json(*r.ranking) : Json(nullptr)},
                       {"method", !r.by_weight   ? Json(nullptr)
                                  : *r.by_weight ? "weight"
                                                 : "order"}};
    json["ranked"] = list_json(r.ranked, [&](const RankedReason& reason) { return ranked_json(reason); });
    json["rejected"] = list_json(r.rejected, [&](const RejectedReason& reason) {
      Json rejected = offer_json(reason.offer);
      rejected["failed"] = list_json(reason.failed, failure_json);
      return rejected;
    });
    json["fallbacks"] = list_json(r.fallbacks, [&](std::uint32_t offer) { return offers()[offer].id; });
    json["missing"] = list_json(r.missing, [&](std::uint32_t index) {
      const Question& question = program_.policy().questions[index];
      return Json{{"question", question.name}, {"title", text_json(question.title)}};
    });
    json["relaxations"] = Json::array();
    json["warnings"] = list_json(r.warnings, warning_json);
    return json;
  }

 private:
  const std::vector<Offer>& offers() const { return program_.catalog().offers; }

  Json policy_json() const {
    const CheckedPolicy& policy = program_.policy();
    return {{"name", policy.name}, {"version", text_json(policy.version)}, {"sha256", sha256(policy.files)}};
  }
  Json catalog_json() const {
    const Catalog& catalog = program_.catalog();
    return {{"name", catalog.name},
            {"as_of", catalog.as_of ? Json(to_text(*catalog.as_of)) : Json(nullptr)},
            {"offers", catalog.offers.size()},
            {"sha256", sha256(catalog.files)}};
  }
  Json offer_json(std::uint32_t index) const {
    const Offer& offer = offers()[index];
    return {{"offer", offer.id},
            {"model", offer.model},
            {"provider", offer.provider},
            {"variant", text_json(offer.variant)}};
  }

  Json ranked_json(const RankedReason& reason) const {
    Json json;
    json["rank"] = reason.rank;
    json.update(offer_json(reason.offer));
    const auto* api_model = std::get_if<std::string>(&offers()[reason.offer].facts[fact_index("api_model")]);
    json["api_model"] = api_model ? Json(*api_model) : Json(nullptr);
    json["tier"] = reason.tier ? Json(*reason.tier) : Json(nullptr);
    json["score"] = reason.score ? number_json(*reason.score) : Json(nullptr);
    json["values"] = Json::object();
    for (const auto& [name, value] : reason.values) json["values"][name] = shown_json(value);
    const bool by_weight = rationale_.by_weight.value_or(false);
    json["contributions"] = list_json(reason.contributions,
                                      [&](const Contribution& c) { return contribution_json(c, by_weight); });
    json["warnings"] = list_json(reason.warnings, warning_json);
    return json;
  }

  const Program& program_;
  const Rationale& rationale_;
};

/// Text that is no UTF-8 cannot come from our files; a name of a file may be anything.
std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string render_json(const Program& program, const Rationale& rationale) {
  return dump(Renderer(program, rationale).render());
}

}  // namespace select_model
