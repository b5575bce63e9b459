#include <algorithm>

#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/render.hpp"
#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

/// Offers that fell out, listed in the fold; a comment on a pull request has a limit.
constexpr std::size_t most_rows = 100;

using markup::markdown;
using markup::markdown_code;
using markup::markdown_message;

class MarkdownRenderer {
 public:
  MarkdownRenderer(const Program& program, const Rationale& rationale, std::size_t top)
      : program_(program), rationale_(rationale), top_(top) {}

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
    answers();
    text_ += "\n<sub>" + markdown(summary::sources(program_, rationale_)) + "</sub>\n";
    return std::move(text_);
  }

 private:
  std::string id_of(std::uint32_t offer) const { return printable(program_.catalog().offers[offer].id); }

  void paragraph(std::string_view label, const std::string& text) {
    text_ += fmt::format("\n**{}** {}\n", label, markdown(text));
  }

  void row(const std::vector<std::string>& cells) {
    text_ += "|";
    for (const std::string& cell : cells) text_ += " " + cell + " |";
    text_ += "\n";
  }

  void recommended() {
    const RankedReason& winner = rationale_.ranked[0];
    text_ += "### " + markdown_code(id_of(winner.offer)) + "\n";
    const std::string profile = summary::profile(program_, winner);
    if (!profile.empty()) text_ += "\n" + markdown(profile) + "\n";
    text_ += "\n";
    for (const std::string& sentence : summary::why(program_, rationale_))
      text_ += "- " + markdown_message(sentence) + "\n";
    for (const std::string& sentence : summary::lead(program_, rationale_))
      text_ += "- " + markdown_message(sentence) + "\n";
    if (!rationale_.fallbacks.empty()) {
      paragraph("Fallback",
                summary::list_offers(program_, rationale_.fallbacks, rationale_.fallbacks.size()));
    }
    ranking();
    warnings();
    rejected();
  }

  void ranking() {
    const summary::Ranking ranking = summary::ranking(program_, rationale_, top_);
    text_ += "\n";
    for (std::size_t i = 0; i < ranking.rows.size(); ++i) {
      std::vector<std::string> cells;
      for (std::size_t j = 0; j < ranking.rows[i].size(); ++j) {
        const std::string& cell = ranking.rows[i][j];
        cells.push_back(i > 0 && j == 1 ? markdown_code(cell) : markdown(cell));
      }
      row(cells);
      if (i > 0) continue;
      text_ += "|";
      for (const bool right : ranking.right) text_ += right ? " --: |" : " :-- |";
      text_ += "\n";
    }
    if (rationale_.ranked.size() > top_) {
      text_ += "\nand " + summary::count(rationale_.ranked.size() - top_, "more offer", "more offers") + "\n";
    }
  }

  void warnings() {
    const auto groups = summary::warnings(rationale_, top_);
    if (groups.empty()) return;
    text_ += "\n**" + summary::count(groups.size(), "warning", "warnings") + "**\n\n";
    for (const auto& group : groups) {
      const std::string whom = summary::concerns(rationale_, group);
      text_ += "- " + markdown_code(group.name) + ": " + markdown_message(group.text) +
               (whom.empty() ? "" : " (" + markdown(whom) + ")") + "\n";
    }
  }

  void rejected() {
    const auto& rejected = rationale_.rejected;
    if (rejected.empty()) return;
    text_ += fmt::format(
        "\n<details><summary>{} of {} rejected: {}</summary>\n\n", summary::grouped(rejected.size()),
        summary::grouped(program_.catalog().offers.size()), markdown(summary::histogram_text(rationale_)));
    const auto groups = summary::rejected_groups(rationale_);
    for (std::size_t i = 0; i < std::min(groups.size(), most_rows); ++i) group_of_rejected(groups[i]);
    if (groups.size() > most_rows) {
      std::size_t more = 0;
      for (std::size_t i = most_rows; i < groups.size(); ++i) more += groups[i].offers.size();
      text_ += "- and " + summary::count(more, "more offer", "more offers") + "\n";
    }
    text_ += "\n</details>\n";
  }

  /// Every reason on a line of its own, below the offers that it rejects.
  void group_of_rejected(const summary::RejectedGroup& group) {
    constexpr std::size_t most = 10;
    std::vector<std::string> ids;
    for (const std::uint32_t offer : group.offers) ids.push_back(markdown_code(id_of(offer)));
    text_ += "- " + summary::list(ids, most) + "\n";
    for (const auto& reason : summary::reasons(*group.reason))
      text_ += "  - " + markdown_code(reason.name) + ": " + markdown_message(reason.because) + "\n";
  }

  void no_eligible_model() {
    text_ += "### No eligible model\n\n";
    for (const std::string& sentence : summary::why(program_, rationale_))
      text_ += "- " + markdown_message(sentence) + "\n";
    for (const Rationale::Relief& relief : rationale_.reliefs) {
      const auto text = summary::relieved(program_, rationale_, relief);
      const std::string name = text.name.empty() ? "" : " " + markdown_code(text.name);
      text_ += (text.of_branch ? "- beyond what the branch" + name + " lists: " : "- without" + name + ": ") +
               markdown(text.offers) + "\n";
    }
    if (rationale_.reliefs.empty() && !rationale_.rejected.empty())
      text_ += "- each offer breaks at least two constraints\n";
    warnings();
    rejected();
  }

  void refused() {
    text_ += "### Refused\n\n";
    for (const Warning& refusal : rationale_.refusals) {
      text_ += "- " + markdown_code(printable(refusal.constraint)) + ": " +
               markdown_message(printable(refusal.text)) + "\n";
    }
    warnings();
  }

  void undetermined() {
    text_ += "### Undetermined\n\nThese answers are missing and can change the result.\n\n";
    for (const std::uint32_t index : rationale_.missing) {
      const Question& question = program_.policy().questions[index];
      const auto how = summary::how_to_answer(question);
      text_ += "- " + markdown_code(question.name) +
               (question.title.empty() ? "" : ": " + markdown(printable(question.title)));
      text_ +=
          " " + markdown_code(how.setting) + (how.others.empty() ? "" : " or " + markdown(how.others)) + "\n";
    }
  }

  void answers() {
    bool any = false;
    for (const ShownAnswer& answer : rationale_.answers) any = any || answer.from == AnswerFrom::given;
    if (!any) return;
    text_ += "\n<details><summary>Answers</summary>\n\n";
    for (const ShownAnswer& answer : rationale_.answers) {
      if (answer.from != AnswerFrom::given) continue;
      text_ += "- " + markdown_code(answer.question) + ": " + markdown(printable(answer.value.text)) + "\n";
    }
    text_ += "\n</details>\n";
  }

  const Program& program_;
  const Rationale& rationale_;
  std::size_t top_;
  std::string text_;
};

}  // namespace

std::string render_markdown(const Program& program, const Rationale& rationale, std::size_t top) {
  return MarkdownRenderer(program, rationale, top).render();
}

}  // namespace select_model
