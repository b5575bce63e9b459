#include "engine/public_types.hpp"
#include "engine/render.hpp"

namespace select_model {

namespace {

std::vector<std::string> texts_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> texts;
  for (const Warning& warning : warnings) texts.push_back(warning.text);
  return texts;
}

std::string api_model_of(const Offer& offer) {
  static const std::size_t fact = fact_index("api_model");
  const auto* text = std::get_if<std::string>(&offer.facts[fact]);
  return text ? *text : std::string();
}

}  // namespace

const Rationale& Recommendation::Content::reasons() const {
  std::call_once(worded_, [this] { reasons_ = explain(program, inputs.answers, today, decision); });
  return reasons_;
}

Recommendation::Outcome to_public(Outcome outcome) {
  switch (outcome) {
    case Outcome::recommended:
      return Recommendation::Outcome::recommended;
    case Outcome::no_eligible_model:
      return Recommendation::Outcome::no_eligible_model;
    case Outcome::refused:
      return Recommendation::Outcome::refused;
    case Outcome::undetermined:
      break;
  }
  return Recommendation::Outcome::undetermined;
}

Candidate to_candidate(const Program& program, const Decision& decision, const RankedOffer& ranked) {
  const Offer& offer = program.catalog().offers[ranked.offer];
  Candidate candidate{offer.id,    offer.model, offer.provider, offer.variant, api_model_of(offer),
                      ranked.tier, {}};
  const bool by_weight = decision.rank && program.policy().ranks[*decision.rank].by_weight;
  if (by_weight && ranked.score == ranked.score) candidate.score = ranked.score;
  return candidate;
}

Recommendation::Outcome Recommendation::outcome() const { return to_public(content_->decision.outcome); }
const Candidate* Recommendation::best() const {
  return content_->ranked.empty() ? nullptr : &content_->ranked.front();
}
const std::vector<Candidate>& Recommendation::ranked() const { return content_->ranked; }
const std::vector<Candidate>& Recommendation::fallbacks() const { return content_->fallbacks; }
std::string Recommendation::branch() const { return content_->reasons().branch.value_or(""); }
std::vector<std::string> Recommendation::warnings() const { return texts_of(content_->reasons().warnings); }
std::vector<std::string> Recommendation::refusals() const { return texts_of(content_->reasons().refusals); }

std::vector<std::string> Recommendation::missing() const {
  std::vector<std::string> names;
  for (const std::uint32_t question : content_->decision.missing)
    names.push_back(content_->program.policy().questions[question].name);
  return names;
}

std::vector<Rejected> Recommendation::rejected() const {
  std::vector<Rejected> rejected;
  for (const RejectedReason& offer : content_->reasons().rejected) {
    Rejected out{content_->program.catalog().offers[offer.offer].id, {}};
    for (const Failure& failure : offer.failed) {
      out.reasons.push_back({failure.constraint, failure.branch, failure.verdict == Verdict::unknown,
                             failure.condition, failure.left ? failure.left->text : "",
                             failure.right ? failure.right->text : "", failure.because});
    }
    rejected.push_back(std::move(out));
  }
  return rejected;
}

std::string Recommendation::text(std::size_t top, bool color, std::size_t width) const {
  return render_text(content_->program, content_->reasons(), {color, top, width});
}
std::string Recommendation::json() const { return render_json(content_->program, content_->reasons()); }
std::string Recommendation::markdown(std::size_t top) const {
  return render_markdown(content_->program, content_->reasons(), top);
}

struct Session::Memory {
  Selector selector;
  Workspace workspace;
  Decision decision;
  std::vector<Choice> choices;
};

Session::Session(Selector selector)
    : memory_(std::make_unique<Memory>(Memory{std::move(selector), {}, {}, {}})) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

const std::vector<Session::Choice>& Session::select(const Request& request, Day today, std::size_t top) {
  Memory& memory = *memory_;
  const Program& program = memory.selector.content().program;
  select_model::select(program, request.content().inputs, to_date(today), memory.workspace, memory.decision,
                       top);
  memory.choices.clear();
  for (const RankedOffer& offer : memory.decision.ranked)
    memory.choices.push_back({offer.offer, offer.tier, offer.score});
  return memory.choices;
}

Recommendation::Outcome Session::outcome() const { return to_public(memory_->decision.outcome); }
std::string_view Session::offer_id(std::uint32_t offer) const {
  return memory_->selector.content().program.catalog().offers[offer].id;
}
std::string_view Session::api_model(std::uint32_t offer) const {
  static const std::size_t fact = fact_index("api_model");
  const auto* text =
      std::get_if<std::string>(&memory_->selector.content().program.catalog().offers[offer].facts[fact]);
  return text ? std::string_view(*text) : std::string_view();
}

}  // namespace select_model
