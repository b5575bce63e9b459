#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/layout.hpp"
#include "engine/summary.hpp"
#include "policy/utf8.hpp"

namespace select_model::summary {

namespace {

/// Behind the branch's name.
const std::string said_of_branch = "does not list it";

std::string name_of(const Failure& failure) {
  if (!failure.constraint.empty()) return failure.constraint;
  return failure.branch.empty() ? "the branch" : "branch " + failure.branch;
}

const Constraint* find_constraint(const Program& program, const std::string& name) {
  const auto& constraints = program.policy().constraints;
  const auto found = std::ranges::find(constraints, name, &Constraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

/// Equal for offers of which the same is said.
std::string key_of(const RejectedReason& reason) {
  std::string key;
  for (const Failure& failure : reason.failed) key += name_of(failure) + '\0' + failure.because + '\0';
  return key;
}

/// Two lines or so: a condition may be of any length, and a reason that somebody wrote.
std::string in_short(const Failure& failure) {
  if (failure.constraint.empty()) return said_of_branch;
  constexpr std::size_t most = 120;
  const std::string quoted = "`" + failure.condition + "`";
  if (!failure.because.starts_with(quoted)) return layout::truncate(printable(failure.because), most);
  return "`" + layout::truncate(printable(failure.condition), most) + "`" +
         printable(failure.because.substr(quoted.size()));
}

}  // namespace

std::vector<RejectedGroup> rejected_groups(const Rationale& rationale) {
  std::vector<RejectedGroup> groups;
  std::map<std::string, std::size_t> places;
  for (const RejectedReason& reason : rationale.rejected) {
    const auto [place, added] = places.try_emplace(key_of(reason), groups.size());
    if (added) groups.push_back({{}, &reason});
    groups[place->second].offers.push_back(reason.offer);
  }
  return groups;
}

std::string names_of(const RejectedReason& reason) {
  std::vector<std::string> names;
  for (const Failure& failure : reason.failed) names.push_back(name_of(failure));
  return printable(join(names, ", "));
}

std::string rejection(const RejectedReason& reason) {
  const Failure& first = reason.failed[0];
  std::vector<std::string> others;
  for (std::size_t i = 1; i < reason.failed.size(); ++i)
    others.push_back(printable(name_of(reason.failed[i])));
  return printable(name_of(first)) + ": " + in_short(first) +
         (others.empty() ? "" : "; also " + join(others));
}

std::vector<NamedReason> reasons(const RejectedReason& reason) {
  std::vector<NamedReason> all;
  for (const Failure& failure : reason.failed)
    all.push_back({printable(name_of(failure)),
                   failure.constraint.empty() ? said_of_branch : printable(failure.because)});
  return all;
}

std::vector<std::pair<std::string, std::size_t>> histogram(const Rationale& rationale) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const RejectedReason& reason : rationale.rejected) {
    for (const Failure& failure : reason.failed) {
      const std::string name = name_of(failure);
      auto found = std::ranges::find(counts, name, &std::pair<std::string, std::size_t>::first);
      if (found == counts.end()) found = counts.insert(found, {name, 0});
      ++found->second;
    }
  }
  std::ranges::stable_sort(counts, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
  return counts;
}

std::string histogram_text(const Rationale& rationale) {
  std::vector<std::string> parts;
  for (const auto& [name, number] : histogram(rationale))
    parts.push_back(grouped(number) + " by " + printable(name));
  return join(parts, ", ");
}

std::string condition_of(const Program& program, const std::string& constraint) {
  const Constraint* found = find_constraint(program, constraint);
  return found ? printable(found->condition_text) : "not listed there";
}

ReliefText relieved(const Program& program, const Rationale& rationale, const Rationale::Relief& relief) {
  ReliefText text;
  text.of_branch = !find_constraint(program, relief.constraint);
  text.name = printable(relief.constraint);
  constexpr std::size_t most = 3;
  std::vector<std::string> ids;
  for (const std::uint32_t offer : relief.offers)
    ids.push_back(printable(program.catalog().offers[offer].id));
  if (relief.nearest) {
    const Failure& failure = rationale.rejected[*relief.nearest].failed[0];
    ids[0] += printable(fmt::format(" ({} against {})", failure.left->text, failure.right->text));
  }
  text.offers = list(ids, most);
  return text;
}

}  // namespace select_model::summary
