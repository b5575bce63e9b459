#include <algorithm>

#include "tests/properties/trial.hpp"

/// Makes a failing trial small: takes away declarations, models, offers, facts, answers and words of
/// expressions as long as it fails in the same manner.
namespace select_model::properties {

namespace {

class Shrinker {
 public:
  Shrinker(Trial trial, std::string kind) : smallest_(std::move(trial)), kind_(std::move(kind)) {}

  Trial run() {
    for (bool smaller = true; smaller && left_ > 0;) {
      smaller = declarations();
      smaller = models() || smaller;
      smaller = answers() || smaller;
      smaller = words() || smaller;
    }
    return smallest_;
  }

 private:
  /// Keeps the change where the trial still fails so.
  bool keep(const Trial& changed) {
    if (left_-- <= 0) return false;
    const std::optional<std::string> why = failure(changed);
    if (!why || kind_of(*why) != kind_) return false;
    smallest_ = changed;
    return true;
  }

  bool declarations() {
    bool any = false;
    if (smallest_.policy.split > 0) {
      Trial changed = smallest_;
      changed.policy.split = 0;
      any |= keep(changed);
    }
    for (std::size_t i = smallest_.policy.declarations.size(); i-- > 0;) {
      Trial changed = smallest_;
      changed.policy.declarations.erase(changed.policy.declarations.begin() + static_cast<std::ptrdiff_t>(i));
      if (i < changed.policy.split) --changed.policy.split;
      any |= keep(changed);
    }
    return any;
  }

  bool models() {
    bool any = false;
    for (std::size_t i = smallest_.catalog.models.size(); i-- > 0;) {
      Trial changed = smallest_;
      changed.catalog.models.erase(changed.catalog.models.begin() + static_cast<std::ptrdiff_t>(i));
      if (keep(changed)) {
        any = true;
        continue;
      }
      for (std::size_t o = smallest_.catalog.models[i].offers.size(); o-- > 0;) {
        changed = smallest_;
        auto& offers = changed.catalog.models[i].offers;
        offers.erase(offers.begin() + static_cast<std::ptrdiff_t>(o));
        any |= keep(changed) ||
               fields([i, o](Trial& trial) -> Fields& { return trial.catalog.models[i].offers[o]; });
      }
      any |= fields([i](Trial& trial) -> Fields& { return trial.catalog.models[i].fields; });
    }
    return any;
  }

  bool fields(const std::function<Fields&(Trial&)>& of) {
    bool any = false;
    for (std::size_t i = of(smallest_).size(); i-- > 0;) {
      Trial changed = smallest_;
      of(changed).erase(of(changed).begin() + static_cast<std::ptrdiff_t>(i));
      any |= keep(changed);
    }
    return any;
  }

  bool answers() {
    bool any = false;
    for (const auto& [name, value] : NamedAnswers(smallest_.answers)) {
      if (!value) continue;
      Trial changed = smallest_;
      changed.answers[name] = std::nullopt;
      any |= keep(changed);
    }
    return any;
  }

  /// Runs of words, long ones first; where a refusal is sought words must stay, or it would find another.
  bool words() {
    if (kind_.find("refuses") != std::string::npos) return false;
    bool any = false;
    for (std::size_t i = 0; i < smallest_.policy.declarations.size(); ++i) {
      for (std::size_t length = 24; length > 0; length = length > 3 ? length * 2 / 3 : length - 1) {
        std::vector<std::string> all = split(smallest_.policy.declarations[i]);
        for (std::size_t at = 0; at + length <= all.size();) {
          std::vector<std::string> fewer = all;
          fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                      fewer.begin() + static_cast<std::ptrdiff_t>(at + length));
          Trial changed = smallest_;
          changed.policy.declarations[i] = join(fewer);
          if (keep(changed)) {
            all = fewer;
            any = true;
          } else {
            ++at;
          }
        }
      }
    }
    return any;
  }

  static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts{""};
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '"' && (i == 0 || text[i - 1] != '\\')) in_string = !in_string;
      const bool alone = !in_string && (c == '(' || c == ')' || c == '{' || c == '}' || c == ',');
      if (!in_string && (c == ' ' || c == '\n'))
        parts.emplace_back();
      else if (alone)
        parts.insert(parts.end(), {std::string(1, c), ""});
      else
        parts.back() += c;
    }
    std::erase(parts, "");
    return parts;
  }
  static std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
    return text;
  }

  Trial smallest_;
  std::string kind_;
  int left_ = 20'000;  // trials; about a minute
};

}  // namespace

/// The first line, without names and numbers that may change while it shrinks.
std::string kind_of(const std::string& failure) {
  const std::size_t line = failure.find('\n');
  if (failure.find("refuses:") != std::string::npos) return failure.substr(0, failure.find('\n', line + 1));
  return failure.substr(0, failure.find_first_of(" \n0123456789"));
}

Trial shrink(Trial trial, const std::string& kind) { return Shrinker(std::move(trial), kind).run(); }

}  // namespace select_model::properties
