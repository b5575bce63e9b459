#include "engine/json_writer.hpp"
#include "engine/render.hpp"
#include "policy/sha256.hpp"

namespace select_model {

namespace {

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

class Renderer {
 public:
  Renderer(const Program& program, const Rationale& rationale) : program_(program), rationale_(rationale) {}

  std::string render() {
    json_.object([&] {
      write_head();
      write_answers();
      write_path();
      write_offers();
      write_rest();
    });
    return json_.take();
  }

 private:
  const std::vector<Offer>& offers() const { return program_.catalog().offers; }

  void write_head() {
    const CheckedPolicy& policy = program_.policy();
    const Catalog& catalog = program_.catalog();
    json_.member("schema", "select-model/decision/1");
    json_.member("engine", SELECT_MODEL_VERSION);
    json_.member("outcome", name_of(rationale_.outcome));
    json_.key("policy");
    json_.object([&] {
      json_.member("name", policy.name);
      json_.member("version", if_any(policy.version));
      json_.member("sha256", sha256(policy.files));
    });
    json_.key("catalog");
    json_.object([&] {
      json_.member("name", catalog.name);
      write_date("as_of", catalog.as_of);
      json_.member("offers", catalog.offers.size());
      json_.member("sha256", sha256(catalog.files));
    });
    write_date("today", rationale_.today);
  }

  void write_answers() {
    json_.key("answers");
    json_.object([&] {
      for (const ShownAnswer& answer : rationale_.answers) {
        json_.key(answer.question);
        json_.object([&] {
          write("value", answer.value);
          json_.member("from", name_of(answer.from));
        });
      }
    });
    write("refusals", rationale_.refusals);
  }

  void write_path() {
    json_.member("branch", rationale_.branch);
    json_.member("because", rationale_.because);
    json_.array("path", rationale_.path, [&](const PathStep& step) {
      json_.object([&] {
        json_.member("branch", step.branch);
        json_.member("condition", step.condition);
        json_.member("verdict", !step.verdict ? "unknown" : *step.verdict ? "true" : "false");
      });
    });
    json_.key("ranking");
    json_.object([&] {
      json_.member("name", rationale_.ranking);
      json_.key("method");
      if (!rationale_.by_weight) return json_.value(nullptr);
      json_.value(*rationale_.by_weight ? "weight" : "order");
    });
  }

  void write_offers() {
    json_.array("ranked", rationale_.ranked,
                [&](const RankedReason& reason) { json_.object([&] { write(reason); }); });
    json_.array("rejected", rationale_.rejected, [&](const RejectedReason& reason) {
      json_.object([&] {
        write_identity(offers()[reason.offer]);
        json_.array("failed", reason.failed,
                    [&](const Failure& failure) { json_.object([&] { write(failure); }); });
      });
    });
    json_.array("fallbacks", rationale_.fallbacks,
                [&](std::uint32_t offer) { json_.value(offers()[offer].id); });
  }

  void write_rest() {
    json_.array("missing", rationale_.missing, [&](std::uint32_t index) {
      const Question& question = program_.policy().questions[index];
      json_.object([&] {
        json_.member("question", question.name);
        json_.member("title", if_any(question.title));
      });
    });
    json_.array("relaxations", std::vector<std::string>(), [](const std::string&) {});
    write("warnings", rationale_.warnings);
  }

  void write_identity(const Offer& offer) {
    json_.member("offer", offer.id);
    json_.member("model", offer.model);
    json_.member("provider", offer.provider);
    json_.member("variant", if_any(offer.variant));
  }

  void write(const RankedReason& reason) {
    const Offer& offer = offers()[reason.offer];
    json_.member("rank", reason.rank);
    write_identity(offer);
    const auto* api_model = std::get_if<std::string>(&offer.facts[api_model_]);
    json_.member("api_model", api_model ? std::optional<std::string_view>(*api_model) : std::nullopt);
    json_.member("tier", reason.tier);
    json_.member("score", reason.score);
    json_.key("values");
    json_.object([&] {
      for (const auto& [name, value] : reason.values) write(name, value);
    });
    json_.array("contributions", reason.contributions,
                [&](const Contribution& contribution) { json_.object([&] { write(contribution); }); });
    write("warnings", reason.warnings);
  }

  void write(const Contribution& contribution) {
    const bool by_weight = rationale_.by_weight.value_or(false);
    const auto of_weight = [&](double number) { return by_weight ? std::optional(number) : std::nullopt; };
    json_.member("criterion", contribution.criterion);
    json_.member("goal", contribution.maximize ? "maximize" : "minimize");
    write("value", contribution.value);
    json_.member("normalized", of_weight(contribution.normalized));
    json_.member("weight", of_weight(contribution.weight));
    json_.member("points", of_weight(contribution.points));
  }

  void write(const Failure& failure) {
    if (failure.constraint.empty()) {
      json_.member("branch", if_any(failure.branch));
      json_.member("verdict", name_of(failure.verdict));
      json_.member("because", failure.because);
      return;
    }
    json_.member("constraint", failure.constraint);
    json_.member("verdict", name_of(failure.verdict));
    json_.member("condition", failure.condition);
    write("left", failure.left);
    write("right", failure.right);
    json_.member("because", failure.because);
    json_.member("file", if_any(failure.file));
    json_.member("line", failure.line);
  }

  void write(std::string_view name, const std::vector<Warning>& warnings) {
    json_.array(name, warnings, [&](const Warning& warning) {
      json_.object([&] {
        const bool of_criterion = warning.constraint.empty();
        json_.member(of_criterion ? "criterion" : "constraint",
                     of_criterion ? warning.criterion : warning.constraint);
        json_.member("verdict", name_of(warning.verdict));
        json_.member("text", warning.text);
      });
    });
  }

  void write_date(std::string_view name, const std::optional<Date>& date) {
    json_.member(name, date ? std::optional(to_text(*date)) : std::nullopt);
  }

  void write(std::string_view name, const std::optional<Shown>& shown) {
    if (shown) return write(name, *shown);
    json_.member(name, nullptr);
  }

  void write(std::string_view name, const Shown& shown) {
    struct Visitor {
      JsonWriter& json;
      const Shown& shown;
      void operator()(Unknown) const { json.value(nullptr); }
      void operator()(bool truth) const { json.value(truth); }
      void operator()(const Rational& number) const {
        json.object([&] {
          json.member("value", number.to_double());
          json.member("unit", unit(shown.type));
          json.member("text", shown.text);
        });
      }
      void operator()(Date date) const { json.value(to_text(date)); }
      void operator()(const std::string& text) const { json.value(text); }
      void operator()(const Set& set) const {
        json.array(set.in, [&](const std::string& member) { json.value(member); });
      }
    };
    json_.key(name);
    std::visit(Visitor{json_, shown}, shown.value);
  }

  const Program& program_;
  const Rationale& rationale_;
  const std::size_t api_model_ = fact_index("api_model");
  JsonWriter json_;
};

}  // namespace

std::string render_json(const Program& program, const Rationale& rationale) {
  return Renderer(program, rationale).render();
}

}  // namespace select_model
