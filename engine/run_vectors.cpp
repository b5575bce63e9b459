#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/run.hpp"

namespace select_model {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double milliseconds_per_month = 30.0 * 86'400'000.0;

}  // namespace

const double* Run::number(std::uint32_t index) const {
  const NumberRegister& source = code_.numbers[index];
  switch (source.kind) {
    case NumberRegister::Kind::column:
      return code_.columns[source.index].data() + begin_;
    case NumberRegister::Kind::chosen:
      return memory_.chosen[source.index] + begin_;
    case NumberRegister::Kind::temporary:
      break;
  }
  return memory_.numbers.data() + source.index * block_offers;
}

double* Run::number_out(std::uint32_t index) {
  return memory_.numbers.data() + code_.numbers[index].index * block_offers;
}

Run::Words Run::truth_words(std::uint32_t index) {
  const TruthRegister& source = code_.truths[index];
  if (source.column) {
    const TruthColumn& column = code_.truth_columns[source.index];
    return {column.truth.data() + begin_ / 64, column.falsity.data() + begin_ / 64};
  }
  const std::uint64_t* words = memory_.truths.data() + source.index * 2 * block_words;
  return {words, words + block_words};
}

Run::Words Run::words_of(const Slot& truth) {
  if (truth.per_offer) return truth_words(truth.index);
  const double value = memory_.scalars[truth.index];
  std::fill_n(broadcast_[0], block_words, value == 1 ? ~std::uint64_t{0} : 0);
  std::fill_n(broadcast_[1], block_words, value == 0 ? ~std::uint64_t{0} : 0);
  return {broadcast_[0], broadcast_[1]};
}

kernels::Operand Run::operand(bool is_scalar, std::uint32_t index) const {
  return is_scalar ? kernels::Operand{&memory_.scalars[index], 0} : kernels::Operand{number(index), 1};
}

kernels::Operand Run::operand(const Slot& slot) const { return operand(!slot.per_offer, slot.index); }

std::uint64_t Run::valid(std::size_t word) const {
  const std::size_t left = count_ - word * 64;
  return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
}

void Run::block(const Bits& steps, std::size_t begin) {
  begin_ = begin;
  count_ = std::min<std::size_t>(block_offers, code_.offers - begin);
  padded_ = (count_ + kernels::lanes - 1) / kernels::lanes * kernels::lanes;
  const VectorStep* next = code_.vector_steps.data();
  for (const std::uint64_t word : steps) {
    for (std::uint64_t left = word; left; left &= left - 1) vector_step(next[std::countr_zero(left)]);
    next += 64;
  }
}

void Run::decide_exactly(const VectorStep& step, std::uint64_t offers, std::size_t word, std::uint64_t* truth,
                         std::uint64_t* falsity) {
  const Expression& source = *step.source;
  // Such a step asks for equality or membership, which its negated source shares; a negation follows.
  const bool inverted =
      step.op != VectorOp::exact_truth && (source.op == Op::not_equal || source.op == Op::not_in);
  truth[word] &= ~offers;
  falsity[word] &= ~offers;
  for (; offers; offers &= offers - 1) {
    const auto bit = static_cast<std::size_t>(std::countr_zero(offers));
    exact().set_offer(static_cast<std::uint32_t>(begin_ + word * 64 + bit));
    const std::optional<bool> holds = exact().truth(source);
    if (holds) (*holds != inverted ? truth : falsity)[word] |= std::uint64_t{1} << bit;
  }
}

void Run::compare_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity) {
  std::uint64_t doubt[block_words];
  kernels_.compare(step.relation, operand(step.a_scalar, step.a), operand(step.b_scalar, step.b),
                   step.tolerance, padded_, {truth, falsity, doubt});
  if (step.tolerance < 0 && !inputs_.exact_only) return;
  for (std::size_t word = 0; word * 64 < count_; ++word) {
    const std::uint64_t recheck = inputs_.exact_only ? valid(word) : doubt[word] & valid(word);
    if (recheck) decide_exactly(step, recheck, word, truth, falsity);
  }
}

void Run::set_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity) {
  const double known = memory_.scalars[step.a];
  if (known != known) {
    for (std::size_t word = 0; word * 64 < count_; ++word)
      decide_exactly(step, valid(word), word, truth, falsity);
    return;
  }
  const SetColumn& column = code_.set_columns[step.b];
  const auto test_sets = step.op == VectorOp::subset ? kernels_.subset : kernels_.overlap;
  test_sets(memory_.sets[step.a], column.in.data() + begin_, column.out.data() + begin_, padded_, truth,
            falsity);
}

void Run::truth_step(const VectorStep& step, std::uint64_t* truth, std::uint64_t* falsity) {
  const std::size_t count = words(count_);
  if (step.op == VectorOp::from_scalar) {
    const Words all = words_of({Shape::truth, false, step.a, {}});
    std::copy_n(all.truth, count, truth);
    std::copy_n(all.falsity, count, falsity);
    return;
  }
  if (step.op == VectorOp::number_known) {
    const double* values = number(step.a);
    for (std::size_t word = 0; word < count; ++word) {
      std::uint64_t known = 0;
      const std::size_t end = std::min<std::size_t>(64, padded_ - word * 64);
      for (std::size_t i = 0; i < end; ++i)
        known |= static_cast<std::uint64_t>(values[word * 64 + i] == values[word * 64 + i]) << i;
      truth[word] = known;
      falsity[word] = ~known;
    }
    return;
  }
  const Words a = truth_words(step.a);
  switch (step.op) {
    case VectorOp::negation:
      for (std::size_t i = 0; i < count; ++i) truth[i] = a.falsity[i], falsity[i] = a.truth[i];
      return;
    case VectorOp::truth_known:
      for (std::size_t i = 0; i < count; ++i) truth[i] = a.truth[i] | a.falsity[i], falsity[i] = ~truth[i];
      return;
    default:
      break;
  }
  const Words b = truth_words(step.b);
  const bool all = step.op == VectorOp::all_of;
  for (std::size_t i = 0; i < count; ++i) {
    truth[i] = all ? a.truth[i] & b.truth[i] : a.truth[i] | b.truth[i];
    falsity[i] = all ? a.falsity[i] | b.falsity[i] : a.falsity[i] & b.falsity[i];
  }
}

void Run::number_step(const VectorStep& step, double* out) {
  const auto bit = [](const std::uint64_t* bits, std::size_t i) { return (bits[i / 64] >> (i % 64)) & 1; };
  switch (step.op) {
    case VectorOp::exact_number:
      for (std::size_t i = 0; i < padded_; ++i) {
        if (i < count_) exact().set_offer(static_cast<std::uint32_t>(begin_ + i));
        out[i] = i < count_ ? exact_scalar(*step.source) : unknown;
      }
      return;
    case VectorOp::truth_number: {
      const Words a = truth_words(step.a);
      for (std::size_t i = 0; i < padded_; ++i)
        out[i] = bit(a.truth, i) ? 1 : bit(a.falsity, i) ? 0 : unknown;
      return;
    }
    case VectorOp::choose: {
      const Words condition = truth_words(step.c);
      const kernels::Operand a = operand(step.a_scalar, step.a);
      const kernels::Operand b = operand(step.b_scalar, step.b);
      for (std::size_t i = 0; i < padded_; ++i) {
        out[i] = bit(condition.truth, i)     ? a.data[i * a.step]
                 : bit(condition.falsity, i) ? b.data[i * b.step]
                                             : unknown;
      }
      return;
    }
    case VectorOp::hosted_cost:
      hosted_cost(step, out);
      return;
    case VectorOp::dot:
      kernels_.dot(operand(false, step.a), memory_.scalars[step.x], operand(false, step.b),
                   memory_.scalars[step.y], padded_, out);
      return;
    default:
      break;
  }
  const kernels::Operand a = operand(step.a_scalar, step.a);
  const kernels::Operand b = operand(step.b_scalar, step.b);
  switch (step.op) {
    case VectorOp::add:
      kernels_.add(a, b, padded_, out);
      return;
    case VectorOp::subtract:
      kernels_.subtract(a, b, padded_, out);
      return;
    case VectorOp::multiply:
      kernels_.multiply(a, b, padded_, out);
      return;
    case VectorOp::divide:
      kernels_.divide(a, b, padded_, out);
      return;
    case VectorOp::minimum:
      kernels_.minimum(a, b, padded_, out);
      return;
    case VectorOp::maximum:
      kernels_.maximum(a, b, padded_, out);
      return;
    default:
      kernels_.otherwise(a, b, padded_, out);
      return;
  }
}

/// The offers whose cost is no plain product, in place of what the product gave. Section 8 of the language.
void Run::hosted_cost(const VectorStep& step, double* out) {
  std::copy_n(number(step.a), padded_, out);
  const HostedCost& cost = code_.costs[step.x];
  auto special =
      std::lower_bound(code_.special_offers.begin(), code_.special_offers.end(), begin_,
                       [](const SpecialOffer& offer, std::size_t begin) { return offer.offer < begin; });
  for (; special != code_.special_offers.end() && special->offer < begin_ + count_; ++special) {
    double& value = out[special->offer - begin_];
    if (inputs_.exact_only || !special_cost(*special, cost, value)) {
      exact().set_offer(special->offer);
      value = exact_scalar(*step.source);
    }
  }
}

/// False where a threshold or a rounding lies within the error.
bool Run::special_cost(const SpecialOffer& offer, const HostedCost& cost, double& value) const {
  const double input = memory_.scalars[cost.input];
  const double output = memory_.scalars[cost.output];
  const double requests = memory_.scalars[cost.requests];
  const double tolerance = (cost.error + 8) * std::ldexp(1.0, -53) * 1.001;
  if (!offer.self_hosted) {
    double input_price = offer.input_price;
    double output_price = offer.output_price;
    for (const SpecialOffer::Tier& tier : offer.tiers) {
      if (input == input && std::fabs(input - tier.above) <= (std::fabs(input) + tier.above) * tolerance &&
          input != tier.above)
        return false;
      if (input == tier.above && cost.error > 4) return false;
      if (!(input > tier.above)) break;
      input_price = tier.input;
      output_price = tier.output;
    }
    value = input_price * input + output_price * output;
    if (cost.method == Method::monthly_cost) value *= requests;
    return true;
  }
  const double replicas =
      requests * (input + output) / (offer.gpus * offer.gpu_throughput * milliseconds_per_month);
  if (replicas != replicas) {
    value = unknown;
    return true;
  }
  if (!std::isfinite(replicas)) return false;
  if (std::fabs(replicas - std::nearbyint(replicas)) <= std::fabs(replicas) * tolerance) return false;
  value = offer.gpus * std::ceil(replicas) * offer.gpu_monthly_cost;
  if (cost.method == Method::cost) value = requests == 0 ? unknown : value / requests;
  return true;
}

void Run::vector_step(const VectorStep& step) {
  switch (step.op) {
    case VectorOp::add:
    case VectorOp::subtract:
    case VectorOp::multiply:
    case VectorOp::divide:
    case VectorOp::minimum:
    case VectorOp::maximum:
    case VectorOp::otherwise:
    case VectorOp::choose:
    case VectorOp::truth_number:
    case VectorOp::dot:
    case VectorOp::hosted_cost:
    case VectorOp::exact_number:
      number_step(step, number_out(step.out));
      return;
    case VectorOp::compare:
    case VectorOp::all_of:
    case VectorOp::any_of:
    case VectorOp::negation:
    case VectorOp::number_known:
    case VectorOp::truth_known:
    case VectorOp::from_scalar:
    case VectorOp::subset:
    case VectorOp::overlap:
    case VectorOp::exact_truth:
      break;
  }
  std::uint64_t* truth = memory_.truths.data() + code_.truths[step.out].index * 2 * block_words;
  std::uint64_t* falsity = truth + block_words;
  if (step.op == VectorOp::compare) return compare_step(step, truth, falsity);
  if (step.op == VectorOp::subset || step.op == VectorOp::overlap) return set_step(step, truth, falsity);
  if (step.op != VectorOp::exact_truth) return truth_step(step, truth, falsity);
  for (std::size_t word = 0; word * 64 < count_; ++word)
    decide_exactly(step, valid(word), word, truth, falsity);
}

}  // namespace select_model
