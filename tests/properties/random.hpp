#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace select_model::properties {

/// Random choices that are the same on every machine: the standard's generator, but none of its
/// distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed * 0x9E3779B97F4A7C15u + 0x1234567u) {}

  /// 0 to `n` - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() % n); }
  /// Both ends included.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
  }
  bool percent(unsigned chance) { return bits_() % 100 < chance; }

  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
  }

 private:
  std::mt19937_64 bits_;
};

/// The parts as one text. Where several are drawn they are listed in braces, one after the other: which
/// operand of a `+` and which argument is drawn first is each compiler's choice.
inline std::string in_order(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

}  // namespace select_model::properties
