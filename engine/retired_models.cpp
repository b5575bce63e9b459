#include <algorithm>

#include <fmt/format.h>

#include "engine/catalog_lint.hpp"
#include "policy/grammar.hpp"
#include "policy/vocabulary.hpp"

namespace select_model {

namespace {

/// Time enough to evaluate a successor and to move to it.
constexpr std::int32_t notice_in_days = 90;

/// What is said of an offer that is going: "is retired", "will be retired on 2026-06-30"; nothing of others.
std::string going(const Offer& offer, Date today) {
  const auto* status = std::get_if<std::string>(&offer.facts[fact_index("status")]);
  const auto* retires = std::get_if<Date>(&offer.facts[fact_index("retires")]);
  if (status && *status == "retired") return "is retired";
  if (retires && *retires <= today) return fmt::format("was retired on {}", to_text(*retires));
  if (retires && retires->days - today.days <= notice_in_days)
    return fmt::format("will be retired on {}", to_text(*retires));
  return status && *status == "deprecated" ? "is deprecated" : "";
}

class RetirementCheck {
 public:
  RetirementCheck(const Catalog& catalog, Date today) : catalog_(catalog), today_(today) {}

  void visit(const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) {
      if (const auto* inner = std::get_if<std::vector<Branch>>(&branch.body)) {
        visit(*inner);
        continue;
      }
      for (const Tier& tier : std::get<Leaf>(branch.body).tiers) {
        for (const auto& target : tier.targets) {
          if (const auto* model = std::get_if<ModelTarget>(&target)) examine(*model);
        }
      }
    }
  }

  Diagnostics take() {
    sort_by_place(found_);
    return std::move(found_);
  }

 private:
  /// Of an offer that stays, the name still means something.
  void examine(const ModelTarget& target) {
    const auto meant = find_offers(catalog_, target.ref);
    std::string said;
    for (const std::uint32_t offer : meant) {
      const std::string one = going(catalog_.offers[offer], today_);
      if (one.empty()) return;
      if (said.empty()) said = one;
    }
    if (said.empty()) return;
    found_.push_back({Code::retired_model,
                      fmt::format("`{}` {}", to_text(target.ref), said),
                      target.place,
                      "list its successor",
                      {{{}, fmt::format("so says catalogue `{}`", catalog_.name)}}});
  }

  const Catalog& catalog_;
  Date today_;
  Diagnostics found_;
};

}  // namespace

Diagnostics retired_models(const CheckedPolicy& policy, const Catalog& catalog, Date today) {
  RetirementCheck check(catalog, today);
  if (policy.tree) check.visit(*policy.tree);
  return check.take();
}

}  // namespace select_model
