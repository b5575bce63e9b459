#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalog_inquiry.hpp"
#include "engine/program.hpp"

/// The same answers for two policies: what one requirements file says to both. A question of both is answered
/// alike, or left out in both; one that only one of them asks is left out, since the other would refuse it.
namespace select_model::analysis {

class SharedAnswers {
 public:
  SharedAnswers(const CheckedPolicy& before, const CheckedPolicy& after);

  /// What is not compared: ranges and questions that only one side has.
  const std::vector<std::string>& notes() const { return notes_; }
  /// Why no file is read by both, or nothing.
  const std::optional<std::string>& obstacle() const { return obstacle_; }

  /// Of the questions that both ask alike, for the other side to stand on.
  std::map<std::string, Symbolic> asked_alike(CatalogInquiry& before) const;
  /// That the answers of both sides are the same.
  Term same(CatalogInquiry& before, CatalogInquiry& after) const;
  /// Of old questions that have another default in the new policy. A file may also give in so many words what
  /// the old one takes by default; `carry_over` takes such an answer as left out.
  struct LeftOut {
    Term taken;     // it is what the old policy takes by default
    Term left_out;  // and it is so since the question is left out
  };
  std::map<std::uint32_t, LeftOut> left_out(CatalogInquiry& before, CatalogInquiry& after) const;
  /// Answers to the old policy as the new one reads them; nothing where it would refuse them.
  std::optional<Answers> carry_over(const Answers& answers) const;

 private:
  const CheckedPolicy& before_;
  const CheckedPolicy& after_;
  std::vector<std::optional<std::uint32_t>> old_of_;  // of each new question
  std::vector<std::string> notes_;
  std::optional<std::string> obstacle_;
};

}  // namespace select_model::analysis
