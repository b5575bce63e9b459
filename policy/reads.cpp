#include "policy/checked_policy.hpp"

namespace select_model {

namespace {

/// Gathers what is read; a let that was seen already is not opened again.
class ReadsCollector {
 public:
  explicit ReadsCollector(const std::vector<Let>& lets) : lets_(lets) {}

  void visit(const Expression& expression) {
    switch (expression.op) {
      case Op::question:
        mark(questions_, expression.index);
        break;
      case Op::let:
        if (mark(seen_lets_, expression.index)) open(lets_[expression.index].reads);
        break;
      case Op::today:
        reads_.today = true;
        break;
      case Op::fact:
      case Op::method:
        (expression.of_first ? reads_.first : reads_.model) = true;
        break;
      default:
        break;
    }
    for (const Expression& argument : expression.args) visit(argument);
  }

  Reads take() {
    for (std::uint32_t i = 0; i < questions_.size(); ++i) {
      if (questions_[i]) reads_.questions.push_back(i);
    }
    return std::move(reads_);
  }

 private:
  static bool mark(std::vector<bool>& marks, std::uint32_t index) {
    if (index >= marks.size()) marks.resize(index + 1);
    if (marks[index]) return false;
    marks[index] = true;
    return true;
  }

  void open(const Reads& inner) {
    reads_.model |= inner.model;
    reads_.first |= inner.first;
    reads_.today |= inner.today;
    for (const std::uint32_t question : inner.questions) mark(questions_, question);
  }

  const std::vector<Let>& lets_;
  Reads reads_;
  std::vector<bool> questions_;
  std::vector<bool> seen_lets_;
};

}  // namespace

Reads reads_of(const Expression& expression, const std::vector<Let>& lets) {
  ReadsCollector collector(lets);
  collector.visit(expression);
  return collector.take();
}

}  // namespace select_model
