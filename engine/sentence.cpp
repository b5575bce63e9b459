#include "engine/sentence.hpp"

namespace select_model::sentence {

std::string join(const std::vector<std::string>& items, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    text += i == 0 ? "" : i + 1 == items.size() ? last : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace select_model::sentence
