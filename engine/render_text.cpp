#include <algorithm>

#include <fmt/format.h>

#include "engine/layout.hpp"
#include "engine/render.hpp"
#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using layout::Paint;

/// Offers that fell out are listed one by one up to so many; beyond, they are counted.
constexpr std::size_t most_listed = 8;
/// Under which the text of a section begins.
constexpr std::size_t gutter = 12;

class TextRenderer {
 public:
  TextRenderer(const Program& program, const Rationale& rationale, const TextStyle& style)
      : program_(program), rationale_(rationale), style_(style) {}

  std::string render() {
    switch (rationale_.outcome) {
      case Outcome::recommended:
        recommended();
        break;
      case Outcome::no_eligible_model:
        no_eligible_model();
        break;
      case Outcome::refused:
        refused();
        break;
      case Outcome::undetermined:
        undetermined();
        break;
    }
    text_ += "\n" +
             paint(layout::truncate(summary::sources(program_, rationale_), style_.width), Paint::dim) + "\n";
    return std::move(text_);
  }

 private:
  std::string paint(std::string_view text, Paint with) const {
    return layout::paint(text, with, style_.color);
  }

  /// A label in the gutter and its text beside it, once for each sentence.
  void section(std::string_view label, const std::vector<std::string>& sentences, Paint with = Paint::bold) {
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      std::string lines = layout::hang("  ", sentences[i], gutter, style_.width);
      const std::string painted = i == 0 ? paint(label, with) + std::string(gutter - 2 - label.size(), ' ')
                                         : std::string(gutter - 2, ' ');
      text_ += "  " + painted + lines.substr(gutter);
    }
  }

  void heading(std::string_view text, Paint with) { text_ += "\n  " + paint(text, with) + "\n"; }

  void recommended() {
    const RankedReason& winner = rationale_.ranked[0];
    const std::string id = id_of(winner.offer);
    const std::string profile = summary::profile(program_, winner);
    const bool fits = display_width(id) + 2 + display_width(profile) <= style_.width;
    text_ += paint(id, Paint::green) + (profile.empty() ? "" : (fits ? "  " : "\n  ") + profile) + "\n\n";
    section("why", summary::why(program_, rationale_));
    section("lead", summary::lead(program_, rationale_));
    if (!rationale_.fallbacks.empty()) {
      section("fallback",
              {summary::list_offers(program_, rationale_.fallbacks, rationale_.fallbacks.size())});
    }
    ranking();
    warnings();
    rejected();
  }

  void ranking() {
    if (rationale_.ranked.size() < 2) return;
    const summary::Ranking ranking = summary::ranking(program_, rationale_, style_.top);
    const auto lines = layout::lay_out({ranking.rows, ranking.right}, style_.width - 2);
    text_ += "\n";
    for (std::size_t i = 0; i < lines.size(); ++i) {
      text_ += "  " +
               (i == 0   ? paint(lines[i], Paint::dim)
                : i == 1 ? paint(lines[i], Paint::bold)
                         : lines[i]) +
               "\n";
    }
    const std::size_t shown = std::min(style_.top, rationale_.ranked.size());
    const std::size_t more = rationale_.ranked.size() - shown;
    if (more > 0)
      text_ +=
          paint(fmt::format("     and {} more (--top {})", summary::grouped(more), rationale_.ranked.size()),
                Paint::dim) +
          "\n";
  }

  void warnings() {
    const auto groups = summary::warnings(rationale_, style_.top);
    if (groups.empty()) return;
    heading(summary::count(groups.size(), "warning", "warnings"), Paint::yellow);
    std::size_t widest = 0;
    for (const auto& group : groups) widest = std::max(widest, display_width(group.name));
    const std::size_t indent = std::min<std::size_t>(widest, 24) + 6;
    for (const auto& group : groups) {
      std::vector<std::string> words = layout::words(group.text);
      const std::string whom = summary::concerns(rationale_, group);
      if (!whom.empty()) words.push_back("(" + whom + ")");
      text_ += layout::hang("    " + group.name, words, indent, style_.width);
    }
  }

  void rejected() {
    const auto& rejected = rationale_.rejected;
    if (rejected.empty()) return;
    const std::string counted = fmt::format("{} of {} rejected", summary::grouped(rejected.size()),
                                            summary::grouped(program_.catalog().offers.size()));
    if (rejected.size() > most_listed) {
      std::vector<std::string> items{counted + ":"};
      const auto counts = summary::histogram(rationale_);
      for (std::size_t i = 0; i < counts.size(); ++i) {
        items.push_back(summary::grouped(counts[i].second) + " by " + printable(counts[i].first) +
                        (i + 1 < counts.size() ? "," : ""));
      }
      const std::string lines = layout::hang("", items, 2, style_.width);
      text_ += "\n  " + paint(counted, Paint::bold) + lines.substr(2 + counted.size());
      return;
    }
    heading(counted, Paint::bold);
    list_rejected();
  }

  /// Those of which the same is said stand on one line.
  void list_rejected() {
    const auto groups = summary::rejected_groups(rationale_);
    std::vector<std::string> labels;
    std::size_t widest = 0;
    for (const auto& group : groups) {
      labels.push_back(group.offers.size() == 1 ? id_of(group.offers[0])
                                                : summary::count(group.offers.size(), "offer", "offers"));
      widest = std::max(widest, display_width(labels.back()));
    }
    const std::size_t indent = std::min<std::size_t>(widest, 30) + 6;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      std::string text = summary::rejection(*groups[i].reason);
      if (groups[i].offers.size() > 1)
        text += " (" + summary::list_offers(program_, groups[i].offers, groups[i].offers.size()) + ")";
      text_ += layout::hang("    " + labels[i], text, indent, style_.width);
    }
  }

  std::string id_of(std::uint32_t offer) const { return printable(program_.catalog().offers[offer].id); }

  void no_eligible_model() {
    const std::size_t offers = program_.catalog().offers.size();
    text_ += paint("no eligible model", Paint::red);
    text_ += offers == 0   ? ": the catalogue is empty\n\n"
             : offers == 1 ? ": the only offer was rejected\n\n"
                           : fmt::format(": all {} offers were rejected\n\n", summary::grouped(offers));
    section("why", summary::why(program_, rationale_));
    const auto counts = summary::histogram(rationale_);
    if (!counts.empty()) {
      layout::Table table{{{"", "rejected by", "condition"}}, {true, false, false}};
      for (const auto& [name, number] : counts) {
        table.rows.push_back(
            {summary::grouped(number), printable(name), summary::condition_of(program_, name)});
      }
      text_ += "\n";
      const auto lines = layout::lay_out(table, 1000);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string line = layout::truncate("  " + lines[i], style_.width);
        text_ += (i == 0 ? paint(line, Paint::dim) : line) + "\n";
      }
    }
    reliefs();
    if (offers > 0 && offers <= most_listed) {
      heading("one by one", Paint::bold);
      list_rejected();
    }
    if (!rationale_.warnings.empty()) warnings();
  }

  void reliefs() {
    if (rationale_.rejected.empty()) return;
    text_ += "\n";
    if (rationale_.reliefs.empty())
      return section("relief", {"no single constraint: each offer breaks at least two"}, Paint::bold);
    std::vector<std::string> sentences;
    for (const Rationale::Relief& relief : rationale_.reliefs) {
      const auto text = summary::relieved(program_, rationale_, relief);
      const std::string what = !text.of_branch     ? "without " + text.name
                               : text.name.empty() ? "beyond what the branch lists"
                                                   : "beyond what branch " + text.name + " lists";
      sentences.push_back(what + ": " + text.offers);
    }
    section("relief", sentences);
  }

  void refused() {
    text_ += paint("refused", Paint::red) + ": whatever the model, " +
             (rationale_.refusals.size() == 1 ? "this does not hold\n\n" : "these do not hold\n\n");
    std::size_t widest = 0;
    for (const Warning& refusal : rationale_.refusals)
      widest = std::max(widest, display_width(printable(refusal.constraint)));
    for (const Warning& refusal : rationale_.refusals) {
      text_ += layout::hang("  " + printable(refusal.constraint), printable(refusal.text),
                            std::min<std::size_t>(widest, 24) + 4, style_.width);
    }
    if (!rationale_.warnings.empty()) warnings();
  }

  void undetermined() {
    const std::size_t count = rationale_.missing.size();
    text_ += paint("undetermined", Paint::yellow) + ": " +
             (count == 1 ? "an answer that is missing can change the result\n\n"
                         : "answers that are missing can change the result\n\n");
    std::size_t widest = 0;
    for (const std::uint32_t index : rationale_.missing)
      widest = std::max(widest, program_.policy().questions[index].name.size());
    const std::size_t indent = std::min<std::size_t>(widest, 24) + 4;
    for (const std::uint32_t index : rationale_.missing) {
      const Question& question = program_.policy().questions[index];
      const summary::HowToAnswer how = summary::how_to_answer(question);
      if (!question.title.empty())
        text_ += layout::hang("  " + question.name, printable(question.title), indent, style_.width);
      const std::string label = question.title.empty() ? "  " + question.name : "";
      text_ += layout::hang(label, how.setting + (how.others.empty() ? "" : " (or " + how.others + ")"),
                            indent, style_.width);
    }
    text_ += "\n" +
             layout::hang("", "Answer with --set, or write it into the requirements file.", 2, style_.width);
  }

  const Program& program_;
  const Rationale& rationale_;
  const TextStyle& style_;
  std::string text_;
};

}  // namespace

std::string render_text(const Program& program, const Rationale& rationale, const TextStyle& style) {
  return TextRenderer(program, rationale, style).render();
}

}  // namespace select_model
