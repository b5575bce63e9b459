#include "engine/difference.hpp"

#include <fmt/format.h>

#include "engine/layout.hpp"
#include "policy/utf8.hpp"

namespace select_model {

namespace {

using layout::Paint;

constexpr std::size_t width = 80;
constexpr std::size_t indent = 15;

ComparedDecision decide(const Program& program, const Answers& answers, Date today) {
  return compared(program, explain(program, answers, today, select(program, answers, today)));
}

std::vector<Value> given(const Answers& answers) {
  std::vector<Value> values(answers.values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (answers.from[i] == AnswerFrom::given) values[i] = answers.values[i];
  }
  return values;
}

std::size_t changed_files(const Difference& difference) {
  std::size_t count = 0;
  const std::string* last = nullptr;
  for (const ShownChange& shown : difference.changes) {
    if (!shown.file.empty() && (!last || *last != shown.file)) ++count;
    last = &shown.file;
  }
  return count;
}

std::string heading(const ShownChange& shown, bool color) {
  if (!shown.file.empty()) return layout::paint(printable(shown.file), Paint::bold, color) + "\n";
  std::string text = layout::paint("for these answers", Paint::bold, color) + "\n";
  std::string yaml = to_yaml(shown.example);
  if (yaml.empty()) yaml = "{}  # none given\n";
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = yaml.find('\n', at);
    text += "    " + printable(yaml.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return text;
}

/// Whether the region of one is that of the other, so that it need not be said again.
bool same_region(const Region& a, const Region& b) { return a.text == b.text && a.only == b.only; }

/// `last`: what the same answers showed before.
std::string where(const Region& region, const Region* last) {
  const bool again = last && same_region(*last, region);
  if (region.only == true) {
    if (again) return "exactly there";
    return (region.conditions.empty() ? "for " : "exactly for ") + region.text;
  }
  return (again ? "there" : "for " + region.text) +
         (region.only ? ", and elsewhere too" : ", and perhaps elsewhere");
}

std::string money_text(const MoneyChange& money) {
  if (money.before.value == money.after.value)
    return fmt::format("{} {}, as before", money.let, money.after.text);
  return fmt::format("{} {} instead of {}", money.let, money.after.text, money.before.text);
}

std::string body(const ShownChange& shown, const Region* last) {
  std::string text = layout::hang("  " + std::string(word_of(shown.change.kind)),
                                  printable(shown.change.text), indent, width);
  if (shown.money) {
    text += layout::hang("", printable(money_text(*shown.money)), indent, width);
  }
  if (shown.region) text += layout::hang("", printable(where(*shown.region, last)), indent, width);
  return text;
}

}  // namespace

std::vector<ShownChange> differences(const Program& before, const Answers& answers_before,
                                     const Program& after, const Answers& answers_after, Date today) {
  const ComparedDecision old = decide(before, answers_before, today);
  const ComparedDecision now = decide(after, answers_after, today);
  const Example example = example_of(before.policy(), given(answers_before), "");
  std::vector<ShownChange> shown;
  for (Change& change : changes(old, now)) {
    auto money = change.kind == ChangeKind::recommended ? money_change(old, now) : std::nullopt;
    shown.push_back({std::move(change), example, "", std::move(money), {}});
  }
  return shown;
}

std::string render_text(const Difference& difference, bool color) {
  std::string text;
  const ShownChange* last = nullptr;
  const Region* region = nullptr;
  for (const ShownChange& shown : difference.changes) {
    const bool same = last && last->file == shown.file && to_yaml(last->example) == to_yaml(shown.example);
    if (!same) text += (last ? "\n" : "") + heading(shown, color);
    if (!same) region = nullptr;
    text += body(shown, region);
    if (shown.region) region = &*shown.region;
    last = &shown;
  }
  if (last && !difference.notes.empty()) text += "\n";
  for (const std::string& note : difference.notes) text += layout::hang("note:", printable(note), 6, width);
  for (const std::string& what : difference.not_analysed) {
    text += (text.empty() ? "" : "\n") + layout::hang("not settled:", printable(what), 13, width);
  }
  if (!text.empty()) text += "\n";
  if (difference.files > 0) {
    const std::size_t changed = changed_files(difference);
    return text + fmt::format("{} of {} requirements file{} change{}\n", changed, difference.files,
                              difference.files == 1 ? "" : "s", changed == 1 ? "s" : "");
  }
  if (!difference.equivalent) return text + "not settled\n";
  return text + (*difference.equivalent ? "equivalent: no answers tell them apart\n" : "not equivalent\n");
}

}  // namespace select_model
