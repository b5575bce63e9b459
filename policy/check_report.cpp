#include "policy/check_report.hpp"

#include <fmt/format.h>

#include "policy/lexer.hpp"
#include "policy/nearest.hpp"

namespace select_model::checking {

namespace {

/// Nobody reads more at once, and to word them all would take seconds.
constexpr std::size_t most_findings = 1000;

}  // namespace

void Report::add(Code code, Place place, std::string message, std::string help, std::vector<Related> related,
                 std::vector<Edit> fix) {
  if (diagnostics_.size() >= most_findings) {
    more_errors_ = more_errors_ || info(code).severity == Severity::error;
    return;
  }
  diagnostics_.push_back({code, std::move(message), std::move(place), std::move(help), std::move(related)});
  diagnostics_.back().fix = std::move(fix);
}

Diagnostics Report::take(Place whole) {
  if (more_errors_) {
    diagnostics_.push_back({Code::limit,
                            fmt::format("more than {} findings: the others are not shown", most_findings),
                            std::move(whole),
                            "mend these first",
                            {}});
  }
  return std::move(diagnostics_);
}

Hint Report::did_you_mean(std::string_view name, Span span,
                          const std::function<std::vector<std::string>()>& candidates) {
  if (comparisons_left_ == 0) return {};
  const std::vector<std::string> names = candidates();
  std::size_t cost = 0;
  for (const std::string& candidate : names) cost += (candidate.size() + 1) * (name.size() + 1);
  if (cost > comparisons_left_) {
    comparisons_left_ = 0;
    return {};
  }
  comparisons_left_ -= cost;
  const auto found = all_nearest(name, names);
  if (found.empty()) return {};
  Hint hint{fmt::format("did you mean `{}`?", found.front()), {}};
  if (found.size() == 1 && is_name(found.front())) hint.fix.push_back({span, found.front()});
  return hint;
}

}  // namespace select_model::checking
